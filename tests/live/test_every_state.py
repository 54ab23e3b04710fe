"""Live figures in every state: whole changes, later views, several threads, interrupts, pixels, memory."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
import pytest

from course_utils import widgets
from course_utils.data import galaxies
from course_utils.engine import EmpiricalRisk, Network
from course_utils.exercises import poll
from course_utils.explorers.approximation.model import Training, target_of
from course_utils.live import model as live_figure_model
from course_utils.plots import new_figure
from course_utils.race.model import Walk, surface_named
from course_utils.stepper.model import StepperModel
from course_utils.widgets import ActivationExplorer, Drawing, LiveFigureModel, Slider
from tests.live.random_events import KINDS, STEPPER, Pair, make, run_one, run_pair

pytestmark = pytest.mark.usefixtures("unhurried")
SET = {"type": "set", "name": "x", "position": 5}
DARK = {"type": "theme", "theme": "dark"}
BAD = {"type": "press", "name": "no such"}


class Faulty:
    """A model of one slider whose functions fail when they are told to; `fail` names the one, `kind` how."""

    fail, kind = None, ZeroDivisionError

    def _may_fail(self, where):
        if self.fail == where:
            raise self.kind(where)

    def draw(self, look):
        self._may_fail("draw")
        figure, ax = new_figure(2, 2, look=look)
        (dot,) = ax.plot([], [], "o")

        def background(state):
            ax.set(xlim=(0, 1 + state.x))
            self._may_fail("background")

        def update(state):
            dot.set_data([state.x], [0])
            self._may_fail("update")

        return Drawing(figure, update, [dot], ("x",), background)

    def describe(self, state):
        self._may_fail("describe")
        return f"A dot stands at a place that is {state.x}."

    def advance(self, state):
        if state.x >= 3:
            self._may_fail("advance")
        return {"x": state.x + 1} if state.x < 6 else None

    def follow(self, before, after):
        self._may_fail("follow")


@pytest.fixture
def faulty():
    author = Faulty()
    handle = widgets.Handle("dot", "x", lambda state: 0.0)
    author.model = LiveFigureModel(
        author.draw,
        [Slider("x", 0, 10, 1, step=1)],
        [handle],
        describe=author.describe,
        advance=author.advance,
        follow=author.follow,
    )
    return author


def everything(model):
    """All that a page could see of a model, its error aside."""
    answer = {key: value for key, value in model.reply({"events": []})[0].items() if key != "error"}
    return answer, model.ended, model.pixels.copy()


def message(*events):
    return {"id": 1, "events": list(events), "settled": True}


@pytest.mark.parametrize("kind", [ZeroDivisionError, KeyboardInterrupt])
@pytest.mark.parametrize(
    ("fail", "events"),
    [
        ("draw", [SET, DARK]),
        ("background", [SET]),
        ("background", [DARK, SET]),
        ("update", [SET, DARK]),
        ("describe", [SET, DARK]),
        ("advance", [DARK, {"type": "step", "count": 4}]),
        ("follow", [DARK, SET]),
        ("encoded", [SET, DARK]),
    ],
)
def test_a_message_that_fails_anywhere_leaves_all_as_it_was(faulty, monkeypatch, fail, events, kind):
    before, faulty.fail, faulty.kind = everything(faulty.model), fail, kind
    if fail == "encoded":
        monkeypatch.setattr(live_figure_model, "encoded", lambda *_: faulty._may_fail("encoded"))
    answer, picture = faulty.model.reply(message(*events))
    monkeypatch.undo()
    faulty.fail = None
    assert (answer["id"], answer["type"], picture) == (1, "error", None)
    assert ("interrupted" in answer["words"]) == (kind is KeyboardInterrupt)
    after = everything(faulty.model)
    assert after[:2] == before[:2]
    assert np.array_equal(after[2], before[2])
    assert answer["handles"] == before[0]["handles"]


def test_a_theme_beside_a_bad_event_is_not_kept(faulty):
    before = everything(faulty.model)
    assert faulty.model.reply(message(DARK, BAD))[0]["type"] == "error"
    assert faulty.model.theme == "light" and everything(faulty.model)[0] == before[0]
    assert faulty.model.error == ""  # the message before this line went well


def test_the_end_is_the_end_until_somebody_changes_something(faulty):
    ended = lambda *events: faulty.model.reply(message(*events))[0].get("ended")  # noqa: E731
    assert ended({"type": "step", "count": 9}) is True
    assert ended() is True and ended(DARK) is True
    faulty.model.reply(message(BAD))
    assert faulty.model.ended
    assert ended(SET) is False


def test_each_state_has_a_version_and_each_reply_says_it(faulty):
    versions = [
        faulty.model.reply(message(*events))[0]["version"] for events in ([], [SET], [DARK], [BAD], [SET])
    ]
    assert versions == [0, 1, 1, 1, 2]


def test_both_themes_are_drawn_once_for_two_views_in_different_themes(faulty, monkeypatch):
    made = []
    monkeypatch.setattr(faulty.model, "_draw", lambda look: made.append(look) or faulty.draw(look))
    for theme in ("dark", "light") * 3:
        answer, _ = faulty.model.reply(message({"type": "theme", "theme": theme}))
        assert answer["theme"] == theme
    assert len(made) == 1


# --- views ----------------------------------------------------------------------------------------------


def test_a_view_that_is_opened_in_the_middle_of_moving_begins_with_the_present_state():
    figure = ActivationExplorer()
    event = {"type": "set", "name": "z", "position": 3}
    figure._handle_custom_msg({"id": 1, "events": [event], "settled": False}, [])
    opened = figure.get_state()
    assert opened["_reply"]["controls"]["z"]["position"] == 3
    assert opened["_reply"]["description"] == figure.model.description
    assert (opened["_reply"]["settled"], opened["_picture"]) == (True, figure.model.picture().bytes)
    figure.model.set("z", 2.0)  # from a cell
    assert figure.get_state("_reply")["_reply"]["controls"]["z"]["text"] == "2"


def test_a_ballot_that_is_interrupted_says_so_and_stays(monkeypatch):
    view = poll("00.practice_poll")
    view.choose("a")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(view, "set", interrupted)
    view.panel.choice = "b"
    assert (view.panel.choice, view.choice) == ("a", "a")
    assert "interrupted" in view.panel.error


def test_a_stepper_that_is_interrupted_says_so_and_stays():
    class Trace:
        updates = 3

        def data(self):
            return {"kind": "circuit"}

        def edited(self, *_):
            raise KeyboardInterrupt

    trace = Trace()
    model = StepperModel(trace)
    answer = model.reply({"id": 4, "type": "edit", "values": {}, "choices": {}})
    assert (answer["id"], answer["type"], model.trace) == (4, "error", trace)
    assert "interrupted" in answer["words"]


# --- threads --------------------------------------------------------------------------------------------


def at_once(functions):
    """The results of functions that begin at the same moment, each on a thread of its own."""
    gate = threading.Barrier(len(functions))
    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(lambda function: (gate.wait(), function())[1], functions))


def test_one_risk_answers_several_threads_as_it_answers_one():
    sky, rng = galaxies(50, seed=0), np.random.default_rng(0)
    network = Network.random([2, 8, 1], hidden="tanh", output="sigmoid", seed=0)
    risk = EmpiricalRisk(network, sky.X, sky.y, "binary_cross_entropy")
    places = [network.theta + rng.normal(size=network.theta.size) for _ in range(4)]
    wanted = [(*risk.value_and_gradient(theta), risk.hessian(theta)) for theta in places]

    def ask(place):
        for _ in range(100):
            value, gradient = risk.value_and_gradient(places[place])
            assert value == wanted[place][0] and np.array_equal(gradient, wanted[place][1])
        assert np.array_equal(risk.hessian(places[place]), wanted[place][2])

    at_once([lambda place=place: ask(place) for place in range(4)])


def test_one_walk_and_one_training_go_on_for_several_threads():
    from course_utils.engine import gradient_descent

    place = surface_named("rosenbrock")
    begin = lambda: gradient_descent(place.objective, (-1.2, 1.0), learning_rate=0.001, steps=2000)  # noqa: E731
    shared, alone = (Walk(begin, place) for _ in range(2))
    at_once([lambda step=step: shared.path(step) for step in (1900, 1500, 1950, 2000)])
    assert np.array_equal(shared.path(1900)[0], alone.path(1900)[0])
    shared, alone = (Training(target_of("sine", ()), "relu", 8) for _ in range(2))
    at_once([lambda step=step: shared.network(step) for step in (6, 5, 6, 4)])
    assert np.array_equal(shared.network(6).theta, alone.network(6).theta)


FEW = ["ActivationExplorer", "NeuronExplorer", "OptimizerRace", "ApproximationExplorer"]


def test_figures_that_are_moved_on_several_threads_show_what_they_show_alone():
    """Two figures of each kind, and two threads for each figure."""

    def steps(model):
        name, slider = next(iter(model.sliders.items()))
        return [
            {"id": k, "events": [{"type": "set", "name": name, "position": k % (slider.positions + 1)}]}
            for k in range(4)
        ]

    models = [getattr(widgets, kind)().model for kind in FEW for _ in range(2)]
    alone = []
    for model in models[::2]:
        alone.append({sent["id"]: model.reply(sent) for sent in steps(model)})
    heard = at_once(
        [lambda model=model: [model.reply(sent) for sent in steps(model)] for model in models for _ in "12"]
    )
    for place, answers in enumerate(heard):
        for answer, picture in answers:
            wanted, pixels = alone[place // 4][answer["id"]]
            assert answer | {"version": 0} == wanted | {"version": 0}
            assert picture == pixels


# --- pixels, random events ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_random_events_can_be_replayed_and_a_state_looks_the_same_whenever_it_is_drawn(kind):
    with closing(Pair(kind)) as pair:
        assert run_pair(pair, 6, seed=1)  # compares with what is drawn afresh
        widget, model = pair.figures[0], pair.models[0]
        # A notebook stores the text form, and compares it.
        assert repr(widget) == f"{kind}: {widget.title}. {model.description}"
        assert "0x" not in repr(widget)
        first, state, theme = model.pixels.copy(), model.state, model.theme
        if moved := [(name, part) for name, part in model.held.items() if part.positions]:
            name, part = moved[0]
            model.set(name, part.value_at(part.positions))
        else:
            model.step()  # what has no control plays
        assert model.state is not state
        model.show(state)
        model.show(state, ("light" if theme == "dark" else "dark", None))
        assert not np.array_equal(model.pixels, first)
        model.show(state, (theme, None))
        assert np.array_equal(model.pixels, first)


def test_random_events_on_the_stepper_have_one_reply_each_and_can_be_replayed():
    assert run_one(STEPPER, 6, seed=1)


# --- memory ---------------------------------------------------------------------------------------------


@pytest.fixture
def two_drawn(monkeypatch):
    """Only two models keep their drawings."""
    monkeypatch.setattr("course_utils.live.memory.MOST_DRAWN", 2)


def test_only_so_many_models_keep_their_drawings(two_drawn):
    models = [ActivationExplorer().model for _ in range(4)]
    assert [bool(model._drawings) for model in models] == [False, False, True, True]
    description, pixels = models[0].description, models[-1].pixels
    assert np.array_equal(models[0].pixels, pixels) and models[0].description == description


def test_a_cell_that_runs_again_lets_its_figures_rest(monkeypatch):
    runs = iter([("cell", "1")] * 2 + [("other", "2")] * 2 + [("cell", "3")] * 2)
    monkeypatch.setattr("course_utils.live.memory.present_cell", lambda: next(runs))
    first, other, second = (ActivationExplorer() for _ in range(3))
    assert [bool(figure.model._drawings) for figure in (first, other, second)] == [False, True, True]
    first.set("z", 2.0)  # it still works wherever it is shown
    assert "z = 2" in first.model.description


def test_a_figure_that_was_closed_gives_its_memory_back():
    figure = ActivationExplorer()
    drawing, model = weakref.ref(figure.model.drawing), weakref.ref(figure.model)
    figure.close()
    gc.collect()
    assert drawing() is None
    del figure
    gc.collect()
    assert model() is None


def test_figures_that_show_film_free_their_drawings_as_others_do(two_drawn):
    """Their stills are drawings, too: those of figures that nobody has used for long are given back."""
    figures = [make("OptimizerRace") for _ in range(3)]
    try:
        for figure in figures:
            assert figure.model.pixels.size
        assert [bool(figure.model._drawings) for figure in figures] == [False, True, True]
    finally:
        for figure in figures:
            figure.close()
