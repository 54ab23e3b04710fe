"""Rosenblatt's machine at work: letters on the retina, units that fire, and potentiometers that turn at each mistake.

Only the potentiometers learn, and only at a mistake: those below a unit that fires turn by one notch, all in the
same direction. A random wiring, fixed for ever, stands before them.
"""

from ..live.controls import Button, Choice, Slider
from ..live.figure import LiveFigure
from ..live.front_end import plot_front_end
from ..live.page_drawing import PageDrawing
from ..live.progress import Progress
from .boxes import boxes
from .film import CELLS, SIZE, MachineModel
from .retina import BLANK, pen_controls, pen_handle
from .state import describe, to_next_mistake, to_the_start
from .still import draw

FRONT_END = plot_front_end(__file__, "machine.css")
LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class RosenblattMachine(LiveFigure):
    """Two letters, a noisy retina, and a machine that learns them one example at a time.

    A pen draws on the retina; the machine's answer to a drawing is shown, but it does not learn from it.

    `first` and `second` are letters A to Z, `noise` the share of photocells that err (0 to 0.3), `shift` by how many
    cells a letter may be moved (0 to 3). Raises ValueError for anything else.
    """

    _esm = FRONT_END.module("machine.js")
    _css = FRONT_END.style()
    _model = MachineModel

    def __init__(self, first="C", second="G", noise=0.1, shift=1):
        super().__init__(
            lambda look: PageDrawing(lambda: draw(look), boxes, SIZE, {"retina": (CELLS, CELLS)}),
            [
                Choice("first", LETTERS, first, label="lamp off for"),
                Choice("second", LETTERS, second, label="lamp on for"),
                Slider("noise", 0, 0.3, noise, step=0.05, label="photocells that err"),
                Slider("shift", 0, 3, shift, step=1, whole=True, label="cells that letters move"),
                Button("mistake", to_next_mistake, label="to the next mistake"),
                Button("restart", to_the_start, label="weights to zero"),
                Button("rewire", lambda state: {"wiring": state.wiring + 1}, label="new wiring"),
                pen_controls(),
            ],
            [pen_handle()],
            describe=describe,
            title="Rosenblatt's machine learns two letters",
            state={"wiring": 0, "progress": Progress.START, "drawing": BLANK},
        )
