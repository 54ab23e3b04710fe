"""Stored figures: one whose title or label runs over the edge has ink there, and a reader misses the end of it."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from tests.notebooks.stored import PATHS, stored


def figures(number):
    """(id of the cell, the picture as an array) for each PNG that a notebook stores."""
    for cell in stored(number).cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                png = base64.b64decode(output.data["image/png"])
                yield cell.id, np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def cut_off(picture):
    """Whether something other than the ground of its upper left corner touches an edge."""
    edges = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    return bool(np.any(edges != picture[0, 0]))


@pytest.mark.parametrize("number", PATHS)
def test_nothing_is_cut_off_at_the_edge_of_a_figure(number):
    assert [cell for cell, picture in figures(number) if cut_off(picture)] == []


def test_a_title_that_runs_over_the_edge_is_found():
    picture = np.full((20, 30, 3), 255, np.uint8)
    picture[5:8, 10:25] = 0
    assert not cut_off(picture)
    picture[5:8, 10:30] = 0
    assert cut_off(picture)
