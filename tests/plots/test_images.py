"""Images and their errors: what was misread is shown with both numbers, and every entry bears its name."""

import json
from pathlib import Path

import numpy as np
import pytest

from course_utils.data.imagenet_errors import ENTRIES, RUNNER_UP
from course_utils.plots import DARK, LIGHT, new_figure
from course_utils.plots.images import draw_imagenet, misread

X = np.linspace(0, 1, 5 * 64).reshape(5, 64)
Y = np.array([3, 1, 4, 1, 5])


def titles(figure):
    return [ax.get_title() for ax in figure.axes if ax.images]


def test_only_what_was_misread_is_shown_with_both_numbers():
    figure, description = misread(X, Y, np.array([3, 7, 4, 1, 6]))
    assert titles(figure) == ["1 read as 7", "5 read as 6"]
    np.testing.assert_array_equal(figure.axes[1].images[0].get_array(), X[4].reshape(8, 8))
    assert len(description.split()) > 5


def test_no_more_than_asked_for():
    assert titles(misread(X, Y, Y + 1, count=3)[0]) == ["3 read as 4", "1 read as 2", "4 read as 5"]


def test_a_single_one_is_no_special_case():
    assert titles(misread(X, Y, np.array([3, 1, 4, 1, 0]))[0]) == ["5 read as 0"]


def test_nothing_misread_is_said_in_words():
    with pytest.raises(ValueError, match="every image was read correctly"):
        misread(X, Y, Y)


REFERENCE = json.loads((Path(__file__).parents[1] / "data" / "references.json").read_text("utf-8"))
YEARS = REFERENCE["imagenet_top5_error_percent"]


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def ax(request):
    figure, ax = new_figure(9, 4.2, look=request.param)
    draw_imagenet(ax, request.param)
    figure.draw_without_rendering()
    return ax


def test_the_table_is_that_of_the_reference():
    assert [(entry.year, entry.error) for entry in ENTRIES] == [(e["year"], e["error"]) for e in YEARS]
    for entry, reference in zip(ENTRIES, YEARS, strict=True):
        assert entry.system.split(",")[0] in reference["system"] and entry.source
        assert entry.deep == (entry.year >= 2012)
    (runner_up,) = [entry["runner_up"] for entry in YEARS if "runner_up" in entry]
    assert (RUNNER_UP.year, RUNNER_UP.error) == (2012, runner_up["error"])
    assert not RUNNER_UP.deep and RUNNER_UP.system.split(",")[0] in runner_up["system"]


def test_every_point_is_where_its_number_is_and_bears_its_name(ax):
    points = {tuple(line.get_xydata()[0]) for line in ax.lines if line.get_marker() in "os"}
    entries = (*ENTRIES, RUNNER_UP)
    assert points == {(entry.year, entry.error) for entry in entries}
    names = {text.get_text() for text in ax.texts}
    assert {f"{entry.system} {entry.error:g}" for entry in entries} < names


def test_networks_are_told_from_hand_made_features_by_shape(ax):
    markers = {
        tuple(line.get_xydata()[0]): line.get_marker() for line in ax.lines if line.get_marker() in "os"
    }
    assert all(markers[entry.year, entry.error] == "so"[entry.deep] for entry in (*ENTRIES, RUNNER_UP))


def test_the_line_joins_only_years_with_one_test_set(ax):
    (joined,) = [line for line in ax.lines if len(line.get_xdata()) > 2]
    assert list(joined.get_xdata()) == list(range(2012, 2018))


def test_no_name_lies_on_another(ax):
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(box.x0 >= 0 and box.x1 <= ax.figure.bbox.x1 for box in boxes)
