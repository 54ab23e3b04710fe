"""A layout is found once for what is written, and anew where that changes: the picture is that of a fresh drawing."""

import numpy as np
import pytest
from matplotlib.layout_engine import PlaceHolderLayoutEngine

from course_utils.live.drawing import Drawing
from course_utils.live.state import State
from course_utils.plots import new_figure


def drawing(clipped=True):
    """A curve whose label, title, limits and a note outside the axes follow the state; the layouts found, a list."""
    figure, ax = new_figure(4, 3)
    (line,) = ax.plot([0, 1], [0, 1])
    note = ax.text(1.0, 0.5, "", transform=ax.transAxes)
    (dot,) = ax.plot([], [], "o", clip_on=clipped)

    def background(state):
        ax.set(ylabel=state.label, title=state.title, ylim=(0, state.top))
        note.set_text(state.note)
        dot.set_data(*state.dot)
        line.set_color(state.colour)

    made = Drawing(figure, lambda state: None, [], tuple(START), background)
    found, engine = [], figure.get_layout_engine()
    execute = engine.execute
    engine.execute = lambda fig: (found.append(1), execute(fig))
    return made, found


START = {"label": "y", "title": "A", "top": 1.0, "note": "", "dot": ([], []), "colour": "red"}


@pytest.mark.parametrize(
    "change",
    [
        {"label": "two\nlines"},
        {"label": ""},
        {"title": "two\nlines"},
        {"title": "a title that is a good deal wider than the whole figure is"},
        {"top": 1e6},
        {"note": "a note that reaches out"},
    ],
)
def test_what_is_written_elsewhere_is_laid_out_anew(change):
    first, found = drawing()
    first.pixels(State(START))
    changed = first.pixels(State(START | change))
    assert len(found) == 2
    assert np.array_equal(changed, drawing()[0].pixels(State(START | change)))
    again = first.pixels(State(START))
    assert np.array_equal(again, drawing()[0].pixels(State(START)))


def test_what_reaches_out_of_its_axes_may_go_anywhere():
    first, found = drawing(clipped=False)
    first.pixels(State(START))
    outside = START | {"dot": ([1.4], [0.5])}
    changed = first.pixels(State(outside))
    assert len(found) == 2
    assert np.array_equal(changed, drawing(clipped=False)[0].pixels(State(outside)))


@pytest.mark.parametrize("change", [{"colour": "blue"}, {"title": "Another"}, {"label": "g"}])
def test_what_takes_the_same_room_needs_no_layout(change):
    first, found = drawing()
    before = first.pixels(State(START))
    changed = first.pixels(State(START | change))
    assert len(found) == 1
    assert np.array_equal(changed, drawing()[0].pixels(State(START | change)))
    assert not np.array_equal(changed, before)


def test_a_layout_that_failed_is_found_when_it_is_wanted_again():
    first, _ = drawing()
    first.pixels(State(START))
    with pytest.raises(ValueError):
        first.pixels(State(START | {"label": "$\\frac{$"}))
    assert np.array_equal(first.pixels(State(START)), drawing()[0].pixels(State(START)))


def test_a_figure_without_a_layout_is_drawn_as_it_is():
    figure, ax = new_figure(4, 3)
    figure.set_layout_engine("none")
    made = Drawing(figure, lambda state: ax.set_title(state.title), [], ("title",))
    assert made.pixels(State({"title": "A"})).shape == made.pixels(State({"title": "B"})).shape
    assert isinstance(figure.get_layout_engine(), PlaceHolderLayoutEngine)


def test_a_figure_for_a_projector_is_laid_out_for_it():
    first, found = drawing()
    first.pixels(State(START))
    fresh, _ = drawing()
    for each in (first, fresh):
        each.fit(1000, 700)
    assert np.array_equal(first.pixels(State(START)), fresh.pixels(State(START)))
    assert len(found) == 2
