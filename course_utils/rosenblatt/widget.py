"""Rosenblatt's machine at work: letters on the retina, units that fire, and potentiometers that turn at each mistake.

Only the potentiometers learn, and only at a mistake: those below a unit that fires turn by one notch, all in the
same direction. A random wiring, fixed for ever, stands before them.
"""

from ..data import letter
from ..live.controls import Button, Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.messages import sentence
from ..plots.figure import CourseFigure
from ..plots.images import draw_picture
from .model import UNITS, experiment
from .picture import MistakeCount, Needles, Units
from .retina import AWAY, BLANK, RetinaModel, pen_controls, pen_handle

LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SETTINGS = ("first", "second", "noise", "shift", "wiring")


class RosenblattMachine(LiveFigure):
    """Two letters, a noisy retina, and a machine that learns them one example at a time.

    A pen draws on the retina; what the machine says of a drawing is shown, but it does not learn from it.

    `first` and `second` are letters A to Z, `noise` the share of photocells that err (0 to 0.3), `shift` by how many
    cells a letter may be moved (0 to 3). Raises ValueError for anything else.
    """

    _model = RetinaModel

    def __init__(self, first="C", second="G", noise=0.1, shift=1):
        super().__init__(
            draw,
            [
                Choice("first", LETTERS, first, label="lamp off for"),
                Choice("second", LETTERS, second, label="lamp on for"),
                Slider("noise", 0, 0.3, noise, step=0.05, label="photocells that err"),
                Slider("shift", 0, 3, shift, step=1, whole=True, label="cells that letters move"),
                Button("mistake", to_next_mistake, label="to the next mistake"),
                Button("restart", lambda state: at(state, 0), label="weights to zero"),
                Button("rewire", lambda state: {"wiring": state.wiring + 1}, label="new wiring"),
                pen_controls(),
            ],
            [pen_handle()],
            describe=describe,
            title="Rosenblatt's machine learns two letters",
            state={"wiring": 0, "progress": ((), 0), "drawing": BLANK},
            advance=show_one,
        )


def settings(state):
    """What an experiment depends on."""
    return tuple(getattr(state, name) for name in SETTINGS)


def at(state, shown):
    """The change to `shown` examples; it counts for the present settings only, so that others start anew."""
    return {"progress": (settings(state), shown)}


def now(state):
    """The Experiment of the state, and how many of its examples have been shown."""
    of, shown = state.progress
    return experiment(*settings(state)), shown if of == settings(state) else 0


def show_one(state):
    """Show one more example, or None after a clean pass; a pen is put away."""
    run, shown = now(state)
    return at(state, shown + 1) | {"pen": AWAY} if shown < run.length else None


def to_next_mistake(state):
    """Show examples up to the next mistake, or to the end; a pen is put away."""
    run, shown = now(state)
    return at(state, run.next_mistake(shown)) | {"pen": AWAY}


def draw(look):
    """Retina and count on the left, units and potentiometers on the right."""
    figure = CourseFigure(figsize=(7.6, 4.7), layout="constrained", facecolor=look["ground"])
    (retina, units), (count, needles) = figure.subplots(2, 2, width_ratios=(1, 1.75))
    picture = draw_picture(retina, letter("A"), look)
    fired, potentiometers, mistakes = (
        Units(units, UNITS, look),
        Needles(needles, UNITS, look),
        MistakeCount(count, look),
    )
    for ax, title in (
        (retina, "400 photocells"),
        (units, f"{UNITS} units, wired at random"),
        (needles, f"{UNITS} potentiometers, which learn"),
    ):
        ax.set_title(title, color=look["ink"], fontsize=11)
    retina.set_xlabel(" ", fontsize=11)  # room for the answer
    answer = retina.text(0, -0.03, "", transform=retina.transAxes, va="top", fontsize=11)

    def background(state):
        run, _ = now(state)
        mistakes.scale(run.length, run.bound, len(run.times))

    def update(state):
        run, shown = now(state)
        pixels, units, turned = seen(state, run, shown)
        picture.set_data(pixels.reshape(20, 20))
        fired.fire(units)
        potentiometers.turn(run.weights(shown)[:-1], turned)
        mistakes.count(run.history(shown))
        answer.set_text(verdict(run, shown) if state.pen == AWAY else judgement(state, run, shown))
        answer.set_color(look["backward" if turned.any() else "ink"])

    moving = [picture, *fired.moving, *potentiometers.moving, *mistakes.moving, answer]
    return Drawing(figure, update, moving, SETTINGS, background)


def seen(state, run, shown):
    """What is on the retina (400,), which units fire (512,), and which potentiometers it has turned (512,)."""
    if state.pen == AWAY:
        row = run.example(shown)
        return run.pictures[row], run.units[row], run.turned(shown)
    pixels = state.drawing.ravel()
    return pixels, run.fired(pixels), run.turned(0)


def judgement(state, run, shown):
    """What the machine takes the drawing for, in a few words."""
    if shown == 0:
        return "your drawing; nothing learned yet"
    return f"your drawing: it says {run.names[run.says(state.drawing.ravel(), shown)]}"


def verdict(run, shown):
    """The last example's letter and what the machine took it for, in a few words."""
    name = run.names[run.labels[run.example(shown)]]
    if shown == 0:
        return f"first comes: {name}"
    said = run.names[run.answer(shown)]
    wrong = run.mistakes(shown) > run.mistakes(shown - 1)
    return f"shown {name}, answer {said}: {'a mistake' if wrong else 'right'}"


def describe(state):
    """How far the machine is, what the last example did, and how it does on letters that it has not seen."""
    run, shown = now(state)
    one, other = run.names
    if state.pen != AWAY:
        units = int(run.fired(state.drawing.ravel()).sum())
        learned = f"It has seen {shown} of {run.length} examples."
        return f"{sentence(judgement(state, run, shown))} {units} of {UNITS} units fire. {learned}"
    if shown == 0:
        return f"{one} or {other}: all {UNITS} weights are zero, and nothing has been shown. {cells(state)}"
    turned = int(run.turned(shown).sum())
    what = f"{turned} potentiometers turn" if turned else "nothing turns"
    end = ""
    if shown == run.length:
        end = (
            " The last pass was clean: it has learned them."
            if run.converged
            else " It gave up without a clean pass."
        )
    bound = f" of at most {run.bound:.0f}" if run.converged else ""
    return (
        f"Example {shown} of {run.length}, {verdict(run, shown)}, {what}. "
        f"Mistakes so far: {run.mistakes(shown)}{bound}. Of fresh letters it gets {run.score(shown):.0%} right.{end}"
    )


def cells(state):
    """The settings of the retina, in words."""
    moves = f"by up to {state.shift} cell{'s' * (state.shift > 1)}" if state.shift else "not at all"
    return f"{state.noise:.0%} of the photocells err, and letters move {moves}."
