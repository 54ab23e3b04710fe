"""A live figure answers within what it takes to draw its picture once: who moves a slider does not wait for more.

Seconds travel badly between machines, so the processor's time is compared with that of drawing the same figure anew.
"""

import time

import numpy as np
import pytest

from tests.live.random_events import KINDS, make

MOVED = 0.5  # of a drawing: only what moves is drawn
REDRAWN = 1.75  # the background is drawn again, from other numbers, and the picture encoded
ROUNDS = 3
EXPLORERS = [kind for kind in KINDS if kind.endswith("Explorer")]


def processor_time(action):
    start = time.thread_time()
    action()
    return time.thread_time() - start


def moves(model, name):
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
def test_a_reply_takes_no_longer_than_drawing_once(kind):
    model = make(kind).model
    drawn = getattr(model.drawing, "still", model.drawing)  # a film's picture is drawn by the page
    slow = {}
    for name in [name for name, part in model.held.items() if part.positions] or [None]:
        move = moves(model, name)
        move()
        pairs = [[processor_time(move), processor_time(drawn.figure.canvas.draw)] for _ in range(ROUNDS)]
        ratio = float(np.median(np.divide(*np.transpose(pairs))))
        if ratio > (REDRAWN if name in drawn.redraw else MOVED):
            slow[name] = ratio
    assert slow == {}
