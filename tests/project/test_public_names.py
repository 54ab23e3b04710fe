"""The names that lecturers write against. If one disappears, somebody's notebook stops at its first cell."""

import importlib
import inspect
import re

import pytest

PUBLIC = {
    "course_utils.engine": """
        identity sigmoid tanh relu softplus leaky_relu softmax
        mean_squared_error half_squared_error mean_absolute_error binary_cross_entropy cross_entropy
        Network EmpiricalRisk Quadratic rosenbrock double_well
        gradient_descent newton momentum adam gradient_check Iterate Diverged SingularHessian
        fit split Perceptron History
        Node Replay exp log maximum
        lecture_network unroll walkthrough circuit Trace
    """,
    "course_utils.data": """
        GalaxyPopulation galaxies published_cut population_risk bayes_risk
        blobs circles xor moons spiral curve regression_plane regression_hills hills
        planets letters digits split_by_form
    """,
    "course_utils.widgets": "BackpropStepper LiveFigure",
    "course_utils.exercises": "check hint solution poll",
}


@pytest.mark.parametrize("module", PUBLIC)
def test_public_names_are_there(module):
    loaded = importlib.import_module(module)
    promised = set(PUBLIC[module].split())
    assert promised - set(dir(loaded)) == set()
    assert promised - set(loaded.__all__) == set(), "`from … import *` and the documentation read __all__"
    assert set(loaded.__all__) - set(dir(loaded)) == set(), "__all__ names something that is not there"


# --- what help(…) says -----------------------------------------------------------------------------------

ALL = {
    f"{module}.{name}": getattr(importlib.import_module(module), name)
    for module in [*PUBLIC, "course_utils.plots", "course_utils.playground"]
    for name in importlib.import_module(module).__all__
}


def words_about(thing, others):
    """The docstring, and those of what it refers to in "as for `gradient_descent`" or "as in `blobs`"."""
    own = inspect.getdoc(thing) or ""
    if inspect.isclass(thing):
        own += inspect.getdoc(thing.__init__) or ""
    named = re.findall(r"as (?:for|in) `(?:\w+\.)*(\w+)`|`(\w+)` says what", own)
    told = [inspect.getdoc(others[word]) for pair in named for word in pair if word in others]
    return " ".join([own, *told])


def arguments(thing):
    """The names of what a function, or the constructor of a class, takes."""
    parameters = inspect.signature(thing).parameters.values()
    return [
        p.name for p in parameters if p.name != "self" and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]


def public_methods(kind):
    """The methods and properties of a public class that are its own."""
    for name, held in vars(kind).items():
        method = held.fget if isinstance(held, property) else getattr(held, "__func__", held)
        if not name.startswith("_") and inspect.isfunction(method):
            yield name, method


@pytest.mark.parametrize("name", [name for name, thing in ALL.items() if callable(thing)])
def test_help_says_what_each_argument_is(name):
    thing, others = ALL[name], {path.rpartition(".")[2]: other for path, other in ALL.items()}
    words = set(re.findall(r"\w+", words_about(thing, others)))
    assert set(arguments(thing)) - words == set()


# What a live figure is made of answers the page: for people is how it is made.
FOR_PEOPLE = [
    name
    for name, thing in ALL.items()
    if inspect.isclass(thing) and not thing.__module__.startswith("course_utils.live")
]


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_help_says_what_each_method_does_and_takes(name):
    about = inspect.getdoc(ALL[name])
    for method, function in public_methods(ALL[name]):
        words = inspect.getdoc(function)
        assert words, f"{name}.{method} says nothing"
        assert set(arguments(function)) - set(re.findall(r"\w+", f"{about} {words}")) - {"cls"} == set(), (
            method
        )
