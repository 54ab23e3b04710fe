"""Functions that are handed to a live figure: one that cannot be called as it will be is refused at once, by name."""

import pytest

from course_utils import plots, widgets


def nothing():
    return {}


def draw(look):
    figure, ax = plots.new_figure(look=look)
    return widgets.Drawing(figure, lambda state: None, moving=ax.plot([0, 1]))


def words(state):
    return "A straight line."


MAKE = {
    "draw": lambda: widgets.LiveFigureModel(nothing, describe=words),
    "describe": lambda: widgets.LiveFigureModel(draw, describe=nothing),
    "advance": lambda: widgets.LiveFigureModel(draw, describe=words, advance=nothing),
    "follow": lambda: widgets.LiveFigureModel(draw, describe=words, follow=words),  # it takes two
    "action": lambda: widgets.Button("go", nothing),
    "check": lambda: widgets.Text("t", nothing),
    "update": lambda: widgets.Drawing(plots.new_figure()[0], nothing),
    "background": lambda: widgets.Drawing(plots.new_figure()[0], words, background=nothing),
    "paint": lambda: widgets.Pixels(nothing),
}


@pytest.mark.parametrize("name", MAKE)
def test_a_function_of_other_arguments_is_refused_by_name(name):
    with pytest.raises(TypeError, match=f"{name} must be a function of .* cannot be called like that"):
        MAKE[name]()


def test_what_tells_nothing_about_its_arguments_is_taken():
    assert widgets.Text("t", str, "a").checked("b") == "b"  # `str` has no signature
