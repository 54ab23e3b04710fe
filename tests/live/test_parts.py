"""While a picture moves, a page that shows the last exact one is sent what has changed since, and nothing else."""

import io

import numpy as np
import pytest
from PIL import Image

from course_utils.live.drawing import changed_box
from tests.live.random_events import make


def say(model, *events, **more):
    return model.reply({"id": 1, "type": "events", "events": list(events), **more})


def image(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def moved(model, name, by):
    part = model.held[name]
    at = part.position_of(getattr(model.state, name)) + by
    return {"type": "set", "name": name, "position": at % (part.positions + 1)}


@pytest.mark.parametrize(
    ("kind", "name"), [("ActivationExplorer", "z"), ("GiniExplorer", "first"), ("NeuronExplorer", "w1")]
)
def test_a_part_laid_over_the_exact_picture_is_the_present_one(kind, name):
    model = make(kind).model
    answer, exact = say(model, settled=True)
    for by in (1, 1, 3):
        words, part = say(model, moved(model, name, by), over=answer["version"])
        assert words["over"] == answer["version"] and not words["settled"]
        left, top, width, height = words["box"]
        page = image(exact)
        page[top : top + height, left : left + width] = image(part)
        now = image(model.picture().bytes) if by == 3 else model.pixels[..., :3].astype(int)
        outside = np.ones(now.shape[:2], bool)
        outside[top : top + height, left : left + width] = False
        np.testing.assert_array_equal(page[outside], now[outside])
        assert np.abs(page - now).mean() < 2, "JPEG is close"
        assert len(part) < 0.7 * len(model.picture(settled=False).bytes)


def test_a_page_that_shows_something_else_gets_the_whole():
    model = make("ActivationExplorer").model
    shown = say(model, settled=True)[0]["version"]
    for over in (shown - 1, shown + 1, None, "x", [shown]):
        assert "box" not in say(model, moved(model, "z", 1), over=over)[0]
    assert "box" in say(model, moved(model, "z", 1), over=shown)[0]
    dark = {"type": "theme", "theme": "dark"}
    assert "box" not in say(model, dark, moved(model, "z", 1), over=shown)[0], "in other colours"
    assert "box" not in say(model, moved(model, "z", 1), over=shown, settled=True)[0], "an exact one is whole"
    model.free_drawings()
    assert "box" not in say(model, moved(model, "z", 1), over=model.version)[0]


@pytest.mark.parametrize("depth", [3, 4])
def test_the_box_holds_all_that_changed_and_a_seam(depth):
    before = np.zeros((40, 60, depth), np.uint8)
    assert changed_box(before, before.copy()) == (0, 0, 1, 1)
    after = before.copy()
    after[10, 20, 0] = after[15, 50, 2] = 1
    assert changed_box(before, after) == (18, 8, 35, 10)
    after[0, 0, 1] = after[39, 59, 1] = 1
    assert changed_box(before, after) == (0, 0, 60, 40)
