"""The reply of each live figure against drawing its picture once: `python -m benchmarks.replies`.

Who moves a slider should not wait for longer than that. Every slider goes through its positions; what counts is the
median of the ratios of the processor's times. The exit status says whether the goals were reached.
"""

import sys
import time

import numpy as np

from tests.live.random_events import make
from tests.live.test_what_is_drawn import EXPLORERS, drawn_by, movements

GOAL_MOVED = 0.5  # of a drawing: only what moves is drawn
GOAL_REDRAWN = 1.75  # the background is drawn again, from other numbers, and the picture encoded
ROUNDS = 9


def processor_time(action):
    """How long an action takes, in seconds of the processor."""
    start = time.thread_time()
    action()
    return time.thread_time() - start


def main():
    """Measure and print; 0 if the goals were reached."""
    reached = True
    for kind in EXPLORERS:
        model = make(kind).model
        drawing = drawn_by(model)
        for name, move in movements(model):
            move()
            pairs = [
                [processor_time(move), processor_time(drawing.figure.canvas.draw)] for _ in range(ROUNDS)
            ]
            ratio = float(np.median(np.divide(*np.transpose(pairs))))
            goal = GOAL_REDRAWN if name in drawing.redraw else GOAL_MOVED
            print(f"{kind:24}{name or 'its line':24}{ratio:6.2f} of a drawing (goal {goal})")
            reached &= ratio <= goal
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
