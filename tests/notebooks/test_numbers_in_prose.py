"""Every number in a notebook's text is a result that something computes, or is given.

A number in a Markdown cell counts as *tied* where it is printed or set by a code cell close to it, as it stands there
or with more digits; where a sentence of `COMPUTED` is filled by a computation; where a test of the same notebook
(test_what_NN_says.py) quotes the words that hold it; or where `GIVEN` says that it is no result: a year, a citation,
a choice. Looked at are numbers with a point, a comma or three digits, and those in per cent: a student takes them for
measured.
"""

import ast
import math
import re
from functools import cache

import nbformat
import numpy as np
import pytest

from course_utils.data import (
    GalaxyPopulation,
    bayes_risk,
    digits,
    galaxies,
    planets,
    population_risk,
    published_cut,
    split_by_form,
)
from course_utils.data.uvj_cut import in_wedge
from course_utils.engine import Network, gradient_descent, mean_absolute_error, split
from course_utils.engine import fit as train
from course_utils.engine.topics.approximation import PLACES
from course_utils.explorers import cut_model, neuron_surface
from course_utils.explorers.approximation import model as approximation_model
from course_utils.race.surfaces import galaxy_risk
from course_utils.rosenblatt.model import experiment
from tests.conftest import ROOT
from tests.notebooks.stored import PATHS, stored

NUMBERS = list(PATHS)
NUMBER = re.compile(r"(?<![\w.,^{_/])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w|,\d)")
MEASURED = re.compile(r"\d[.,]\d|\d{3}|\d %")
CLOSE = 8  # cells before and after, in which a number may be printed or set
NOT_NUMBERS = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\[\d\d[^\]]*\]|notebooks? \d\d(?: (?:and|to) \d\d)?",
    re.DOTALL | re.IGNORECASE,
)
REFERENCES = ("sources", "map", "lectures")  # cells of citations and tables of contents


def prose(notebook):
    return stored(notebook).prose


# --- sentences whose numbers no cell prints, and what computes them ------------------------------------------
def sigma(z):
    return 1 / (1 + math.exp(-z))


def farthest_from_one():
    table = planets()
    return [np.abs(table.T**2 / table.a**3 - 1).max()]


def saturn():
    table = planets()
    place = table.names.index("Saturn")
    return [table.a[place], table.T[place]]


def intercepts():
    """By the published cut itself: what it takes to be quiescent at V−J = 1, less the slope."""
    colour = np.arange(1.3, 1.7, 0.001)
    X = np.column_stack([np.ones(len(colour)), colour])
    lowest = [colour[published_cut(X, np.full(len(X), z)).astype(bool)][0] for z in (0.3, 1.5)]
    return [edge - 0.88 for edge in lowest]


@cache
def cuts_risk():
    return population_risk(lambda X: published_cut(X, redshift=0.75), GalaxyPopulation())


def network(*sizes, **more):
    return Network.random(list(sizes), seed=0, **more)


def ranges_of_weights():
    """First and last place of the weights of each layer of 2-16-16-1 in its vector of parameters."""
    net = network(2, 16, 16, 1)
    weights = [W for W, _ in net.views(np.arange(net.theta.size))]
    return [end for W in weights for end in (W.min(), W.max())]


def gap_between_the_best_two_families():
    """In the stored table of true risks, which nbval compares."""
    table = stored("03").printed("scores-table")
    machine, net = (
        re.search(rf"{name} .*?± \S+ +(\S+) ±", table).group(1) for name in ("machine", "network")
    )
    return [float(machine) - float(net)]


def lecture_network_after(updates):
    """What the lecture's network computes after so many updates, by the chain rule written out: a dict by name."""
    x, y = np.array([0.05, 0.1]), np.array([0.01, 0.99])
    W, V = np.array([[0.15, 0.2], [0.25, 0.3]]), np.array([[0.4, 0.45], [0.5, 0.55]])
    for update in range(updates + 1):
        h = 1 / (1 + np.exp(-(W @ x + 0.35)))
        in_o = V @ h + 0.6
        o = 1 / (1 + np.exp(-in_o))
        delta = (o - y) * o * (1 - o)
        of_W, of_V = np.outer(V.T @ delta * h * (1 - h), x), np.outer(delta, h)
        if update < updates:
            W, V = W - 0.5 * of_W, V - 0.5 * of_V
    return {
        **{
            "in_o1": in_o[0],
            "out_h1": h[0],
            "out_h2": h[1],
            "losses": (o - y) ** 2 / 2,
            "L": np.sum((o - y) ** 2 / 2),
        },
        **{"delta_o1": delta[0], "paths": delta * V[:, 0], "of_w5": of_V[0, 0], "of_w1": of_W[0, 0]},
        **{"weights": np.concatenate([W, V], axis=None)},
    }


@cache
def sizes_of_the_sets():
    return [len(part) for _, part in split_by_form(digits(), seed=25)]


START, NEXT, TENTH = map(lecture_network_after, (0, 1, 10))

# (notebook, its sentence with places for the numbers at the digits that it prints, what fills them)
COMPUTED = [
    ("01", "Saturn has $r = {:.1f}$ and $T = {:.1f}$.", saturn),
    ("01", "Every ratio is within {:.4f} of one.", farthest_from_one),
    ("01", "nearer galaxies have {:.2f}, more distant ones (1 ≤ z < 2) {:.2f}.", intercepts),
    ("02", "The true risk is {:.3f}.", lambda: [cuts_risk()]),
    ("02", "for the share of wrong answers it was {:.3f}.", lambda: [bayes_risk(GalaxyPopulation())]),
    ("02", "scikit-learn's {} digits were written by 13 people", lambda: [len(digits().y)]),
    ("02", "where each of {} forms begins", lambda: [len(set(digits().form))]),
    ("03", "a smooth function of all {} parameters", lambda: [network(2, 16, 16, 1).theta.size]),
    (
        "03",
        "the two best families differ by about {:.1f} percentage points",
        gap_between_the_best_two_families,
    ),
    ("05", "which happens once in 2¹⁰ = {} times", lambda: [2**10]),
    ("05", "a millionth, a thousandth, 1 and {}", lambda: [2**10]),
    ("05", "The largest float is ${:.1f} \\times 10^{{308}}$", lambda: [np.finfo(float).max / 1e308]),
    ("05", "beyond that from $z = {}$ on", lambda: [math.ceil(math.log(np.finfo(float).max))]),
    ("05", "**0** instead of ${:.1f} \\times 10^{{-18}}$", lambda: [1e18 * math.log1p(math.exp(-40))]),
    ("05", "and the ${:.1f} \\times 10^{{-18}}$ at $z = -40$", lambda: [1e18 * math.log1p(math.exp(-40))]),
    ("05", "ten sigmoids at most ${:.1f} \\times 10^{{-7}}$", lambda: [0.25**10 * 1e7]),
    ("06", "the largest errors at {} × {} places", lambda: [PLACES[2], PLACES[2]]),
    ("07", "where {:.0f} of 100 answers are wrong", lambda: [wrong_at_the_start()]),
    ("07", "a hit that is 6 mV off counts as much as twenty points that are {:.1f} mV off", lambda: [6 / 20]),
    ("07", "it answers $f = {:.5f}$", lambda: [sigma(-10)]),
    ("07", "$\\log(1 + e^{{-1}}) = {:.3f}$", lambda: [math.log1p(math.exp(-1))]),
    ("07", "a training loss that stops falling above {:.1f}", lambda: [cut(math.log1p(math.exp(-1)), 1)]),
    ("07", "({}–{}, {}–{} and {}–{} are weights, the others biases.)", ranges_of_weights),
    ("09", "the other {} parameters stay", lambda: [network(2, 16, 16, 1).theta.size - 2]),
    ("09", "it crosses the plateau in {} of the steps", lambda: [share_of_the_steps()]),
    ("09", "is $3x^2 - 1 = {:.2f}$", lambda: [3 * 0.4**2 - 1]),
    ("09", "With $\\mu$ above {:.2f} the step goes downhill again", lambda: [1 - 3 * 0.4**2]),
    ("09", "$y$ is multiplied by −{:.1f} at each step", lambda: [0.105 * 20 - 1]),
    ("09", "shrinks by only {:.0f} % a step", lambda: [100 * 0.09]),
    ("09", "no $\\lambda$ below the limit does better than {:.0f} %", lambda: [100 * 2 / 20]),
    ("10", "$f$ **falls** by {:.3f}: the gradient is −4", lambda: [12.004 - 12]),
    ("10", "337 parameters: {} forward passes with one nudge for each ({} with", lambda: [337 + 1, 2 * 337]),
    (
        "11",
        "More than {} tenths of the loss comes from o₁",
        lambda: [WORDS[int(10 * START["losses"][0] / START["L"])]],
    ),
    ("11", "{:.4f}… is printed as 1.105", lambda: [cut(START["in_o1"], 4)]),
    ("11", "and {:.4f}… as 0.596", lambda: [cut(START["out_h2"], 4)]),
    ("11", "the sum of the full numbers is {:.5f}…", lambda: [cut(START["L"], 5)]),
    ("11", "Through o₁ comes +{:.4f}, through o₂ −{:.4f}.", lambda: np.abs(START["paths"])),
    ("11", "and a higher one o₂. The sum is {:.4f}.", lambda: [sum(START["paths"])]),
    (
        "11",
        "the full gradient is {:.5f}, and {:.5f} is cut to .358",
        lambda: [START["of_w5"], 0.4 - START["of_w5"] / 2],
    ),
    ("11", "at o₁ the error signal is {:.4f}.", lambda: [START["delta_o1"]]),
    ("11", "it arrives at h₁ as {:.4f}.", lambda: [sum(START["paths"])]),
    ("11", "that of w₅ is {:.3f}.", lambda: [START["out_h1"]]),
    (
        "11",
        "One update lowered the loss by {:.1f} %.",
        lambda: [100 * (1 - NEXT["L"] / START["L"])],
    ),
    ("11", "Together {:.0f}.", lambda: [START["of_w5"] / START["of_w1"]]),
    (
        "11",
        "Ten updates have been made, and {} weight has changed its sign.",
        lambda: [WORDS[np.sum(TENTH["weights"] < 0)]],
    ),
    ("12", "to everything has the loss $\\log 2 = {:.3f}$", lambda: [math.log(2)]),
    ("12", "something larger: {} handwritten digits", lambda: [len(digits().y)]),
    ("12", "{} digits came on {} forms", lambda: [len(digits().y), len(set(digits().form))]),
    ("12", "three people wrote all {} images", lambda: [sizes_of_the_sets()[-1]]),
    ("12", "Your eight functions hold {} lines of calculation", lambda: [WORDS[lines_of_the_program()]]),
]

WORDS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
WORDS += ("thirteen", "fourteen")

# No results: years and citations; what the reader is asked to choose, to try or to guess; what others measured.
GIVEN = {
    "00": "3.11",
    "01": "1619 1687 2009  0.945 0.98 0.06",
    "02": "0.07 0.10 0.15",
    "03": "1969 1989 2012 200 300 600 1.66 0.25  1.2 15.3 11.2 1,500 5.1",
    "04": "1957 704",
    "06": "1989 1991 1993",
    "07": "2017 0.6 1.3",
    "08": "2012 10,000",
    "09": "1951 200",
    "10": "0.001 1.999 2000 100",
    "11": "0.01 0.05 0.10 0.99  0.15 0.20 0.35 0.40 0.45 0.60 0.25 0.30 0.50 0.55",
    "12": "1.96  1.245370 0.108286",  # the two losses are compared in test_what_12_says.py
}


def cut(number, decimals):
    """The number without its later digits."""
    return math.floor(number * 10**decimals) / 10**decimals


def wrong_at_the_start():
    return 100 * (1 - neuron_surface.share_right(np.array([-8.0, 8.0]), 0.4))


def share_of_the_steps():
    """How many steps the two rates take from the usual start to a risk of 0.3, as one part of the other."""
    plane, _ = galaxy_risk()

    def steps(rate):
        walk = gradient_descent(plane, np.array([1.5, 1.0]), learning_rate=rate, steps=400)
        return next(point.step for point in walk if point.value < 0.3)

    return {2: "half", 3: "a third", 4: "a quarter"}[round(steps(0.3) / steps(1.0))]


def lines_of_the_program():
    """Lines of the eight functions as the solutions show them, without their heads."""
    from course_utils.exercises import bank

    keys = "layer forward loss delta_output layer_gradients delta_hidden backward update".split()
    codes = [ast.parse(bank.exercise(f"12.{key}").code) for key in keys]
    functions = [
        next(node for node in code.body if isinstance(node, ast.FunctionDef) and node.name == key)
        for key, code in zip(keys, codes, strict=True)
    ]
    return sum(len(function.body) for function in functions)


def filled(sentence, compute):
    return sentence.format(*compute())


@pytest.mark.parametrize(
    ("notebook", "sentence", "compute"), COMPUTED, ids=[f"{n}-{s[:40]}" for n, s, _ in COMPUTED]
)
def test_the_number_in_a_sentence_is_what_is_computed(notebook, sentence, compute):
    assert filled(sentence, compute) in prose(notebook)


# --- every other number is printed close by, quoted by a test, or given ---------------------------------------
def quoted(notebook):
    """The words of the notebook that its tests quote."""
    path = ROOT / "tests" / "notebooks" / f"test_what_{notebook}_says.py"
    if not path.exists():
        return []
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    strings = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return [text for text in strings if MEASURED.search(text) and text in prose(notebook)]


def plain(number):
    return number.replace(",", "")


def printed_or_set(cell):
    """The numbers, as strings, that a code cell sets or prints."""
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    source = re.findall(r"\d+\.\d+|\d+", re.sub(r"(?<=\d)_(?=\d)", "", cell.source))
    return {plain(number) for text in texts for number in NUMBER.findall(text)} | set(source)


def stands_for(number, other):
    """Whether the number is the other one, or the other one rounded or cut to the number's decimals."""
    decimals = len(number.partition(".")[2])
    longer = len(other.partition(".")[2]) > decimals > 0
    return number == other or (
        longer and number in (f"{float(other):.{decimals}f}", f"{cut(float(other), decimals)}")
    )


def untied(notebook):
    """(cell, number) of each number in the text that nothing stands behind."""
    every = stored(notebook).cells
    backed = [filled(sentence, compute) for n, sentence, compute in COMPUTED if n == notebook] + quoted(
        notebook
    )
    given = {plain(number) for number in GIVEN.get(notebook, "").split()}
    for place, cell in enumerate(every):
        if cell.cell_type != "markdown" or cell.id in REFERENCES:
            continue
        text = cell.source.partition("**Sources.**")[0]
        for snippet in backed:
            text = text.replace(snippet, " … ")
        text = NOT_NUMBERS.sub("", text)
        near = [c for c in every[max(0, place - CLOSE) : place + CLOSE + 1] if c.cell_type == "code"]
        known = set().union(given, *map(printed_or_set, near))
        for match in NUMBER.finditer(text):
            number = plain(match.group())
            looks_measured = re.search(r"[.,]|\d{3}", match.group()) or text[match.end() :][:2] == " %"
            if looks_measured and not any(stands_for(number, other) for other in known):
                yield cell.id, match.group()


@pytest.mark.parametrize("notebook", NUMBERS)
def test_something_stands_behind_each_number(notebook):
    assert list(untied(notebook)) == []


def test_a_number_that_nothing_computes_is_seen(monkeypatch):
    made_up = nbformat.v4.new_markdown_cell(
        "After 4,711 updates 63 % are right, and the risk is 0.1234.", id="new"
    )
    monkeypatch.setattr(stored("06"), "cells", [made_up])
    assert [number for _, number in untied("06")] == ["4,711", "63", "0.1234"]


# --- statements without a number -------------------------------------------------------------------------------
def test_under_the_absolute_error_every_start_answers_star_forming():
    assert "so it did with every seed that we tried" in prose("07")
    sky, new = galaxies(200, seed=0), GalaxyPopulation().draw(2000, seed=100)
    for seed in range(1, 5):
        net = Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=seed)
        train(net, sky.X, sky.y, mean_absolute_error, learning_rate=0.02, epochs=300, optimizer="adam")
        assert not (net(new.X) > 0.5).any()


def test_with_seed_6_the_validation_galaxies_are_easy():
    """On these 60 the best possible classifier has less than half of its mean loss; on those of seed 10, about that."""
    assert (
        "replace `seed=10` by `seed=6`, where the validation set happens to hold 60 easy galaxies"
        in prose("02")
    )
    universe = GalaxyPopulation()
    floor = bayes_risk(universe, "binary_cross_entropy")

    def best(seed):
        _, (X, y) = split(*universe.draw(120, seed=seed)[:2], fractions=(0.5, 0.5), seed=0)
        p = universe.posterior(X)
        return -np.mean(np.log(np.where(np.ravel(y) == 1, p, 1 - p)))

    assert best(6) < floor / 2 and best(10) == pytest.approx(floor, rel=0.2)


def test_ten_trained_sigmoids_are_far_better_than_five_bumps():
    assert "ten *trained* sigmoids are far better than five bumps" in prose("06")
    sine = approximation_model.FORMULAS["sine"]
    trained = approximation_model.training("sine", approximation_model.knots_of("sine"), "sigmoid", 10)
    bumps = approximation_model.built(sine, "sigmoid", 10, 100)
    assert trained.errors(100).sup < approximation_model.errors(bumps, sine).sup / 20


def test_two_relus_are_a_corner_exactly():
    assert "*A corner* with two ReLUs: why is the error exactly 0?" in prose("06")
    corner = approximation_model.FORMULAS["corner"]
    assert approximation_model.errors(approximation_model.built(corner, "relu", 2, None), corner).sup < 1e-15


def test_the_accuracies_that_the_reader_is_asked_for_can_be_had():
    assert "Get the accuracy above 0.945." in prose("01")
    sky = cut_model.unseen(0.3, 0)
    wedges = [(intercept, 1.55, 1.8) for intercept in np.arange(0.4, 0.6, 0.02)]
    assert max(np.mean(in_wedge(sky.X, *wedge) == sky.y) for wedge in wedges) > 0.945


def test_the_machine_learns_its_pictures_and_still_confuses_fresh_letters():
    assert (
        "In the end the machine makes no mistake on its 40 pictures, 20 of each letter. "
        "Yet it still confuses some fresh" in prose("04")
    )
    run = experiment("C", "G", 0.1, 1, 0)
    answers = [run.says(picture, run.length) for picture in run.pictures]
    assert (
        len(answers) == 40 == 2 * sum(answers)
        and answers == run.labels.tolist()
        and 0.5 < run.score(run.length) < 1
    )
