"""The ImageNet chart: every error at its year, under its name, as the independent reference lists them."""

import json
from pathlib import Path

import pytest

from course_utils.data.imagenet_errors import ENTRIES, RUNNER_UP
from course_utils.plots import DARK, LIGHT, new_figure
from course_utils.plots.imagenet import draw_imagenet

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
