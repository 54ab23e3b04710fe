"""Scores as bars: the length, the number beside it, and the mark of the rule that it is compared with."""

import math

import pytest

from course_utils.explorers.score_bars import ScoreBars
from course_utils.plots import DARK, LIGHT, new_figure


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_bars_have_the_length_of_their_numbers(look):
    _, ax = new_figure(look=look)
    bars = ScoreBars(ax, ("purity", "completeness"), look)
    bars.show((0.25, math.nan))
    assert [bar.get_width() for bar in ax.patches] == [0.25, 0]
    assert [text.get_text() for text in bars.moving[2:]] == ["0.250", "–"]
    assert {"purity", "completeness"} < {text.get_text() for text in ax.texts}


def test_marks_come_and_go():
    _, ax = new_figure()
    bars = ScoreBars(ax, ("purity", "completeness"))
    bars.mark((0.5, math.nan))
    assert [line.get_xdata()[0] for line in ax.lines] == [0.5]
    bars.mark(None)
    assert list(ax.lines) == []
