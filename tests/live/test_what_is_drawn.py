"""A live figure draws no more than a movement asks for: else who moves a slider waits for a whole picture each time.

How long that takes, `python -m benchmarks.replies` measures.
"""

import numpy as np
import pytest

from tests.live.random_events import KINDS, make

EXPLORERS = [kind for kind in KINDS if kind.endswith("Explorer")]


def drawn_by(model):
    """The drawing with matplotlib of a live figure; a film's picture is drawn by the page, its still by matplotlib."""
    return getattr(model.drawing, "still", model.drawing)


def movements(model):
    """Pairs (name, move): each call of `move()` moves the control by one position; None where one goes along a line."""
    for name in [name for name, part in model.held.items() if part.positions] or [None]:
        yield name, mover(model, name)


def mover(model, name):
    """A function that moves a control by one position at each call; without a name one goes along the states."""
    if name:
        part, at = model.held[name], model.held[name].position_of(getattr(model.state, name))
        places, event = np.roll(np.arange(part.positions + 1), -at - 1), {"type": "set", "name": name}
    else:
        places, event = np.arange(1, model.reached + 1), {"type": "go"}
    places = iter(np.resize(places, 100).tolist())

    def move():
        moved = {**event, "position" if name else "at": next(places)}
        assert model.reply({"id": 1, "type": "events", "events": [moved]})[0]["type"] == "state"

    return move


@pytest.mark.parametrize("kind", EXPLORERS)
def test_a_movement_draws_the_background_only_where_it_changes(kind, monkeypatch):
    model = make(kind).model
    drawing = drawn_by(model)
    wholes = []
    draw = drawing.figure.canvas.draw
    monkeypatch.setattr(drawing.figure.canvas, "draw", lambda: wholes.append(None) or draw())
    for name, move in movements(model):
        if name in drawing.redraw:
            wholes.clear()
            move()
            assert len(wholes) <= 1, name
        else:
            move()
            wholes.clear()
            for _ in range(3):
                move()
            assert not wholes, name
