"""Rosenblatt's machine at work: letters on the retina, units that fire, and potentiometers that turn at each mistake.

Only the potentiometers learn, and only at a mistake: those below a unit that fires turn by one notch, all in the
same direction. A random wiring, fixed for ever, stands before them.
"""

from matplotlib.figure import Figure

from ..data import letter
from ..plots.rosenblatt import MistakeCount, Needles, Units, draw_picture
from .live_controls import Button, Choice, Slider
from .live_drawing import Drawing
from .live_figure import LiveFigure
from .rosenblatt_model import UNITS, experiment

LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SETTINGS = ("first", "second", "noise", "shift", "wiring")


class RosenblattMachine(LiveFigure):
    """Two letters, a noisy retina, and a machine that learns them one example at a time.

    `first` and `second` are letters A to Z, `noise` the share of photocells that err (0 to 0.3), `shift` by how many
    cells a letter may be moved (0 to 3). Raises ValueError for anything else.
    """

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
            ],
            describe=describe,
            title="Rosenblatt's machine learns two letters",
            state={"wiring": 0, "progress": ((), 0)},
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
    """Show one more example, or None after a clean pass."""
    run, shown = now(state)
    return at(state, shown + 1) if shown < run.length else None


def to_next_mistake(state):
    """Show examples up to the next mistake, or to the end."""
    run, shown = now(state)
    return at(state, run.next_mistake(shown))


def draw(look):
    """Retina and count on the left, units and potentiometers on the right."""
    figure = Figure(figsize=(7.8, 5.2), layout="constrained", facecolor=look["ground"])
    (retina, units), (count, needles) = figure.subplots(2, 2, width_ratios=(1, 1.75))
    picture = draw_picture(retina, letter("A"), look)
    fired, potentiometers, mistakes = (
        Units(units, UNITS, look),
        Needles(needles, UNITS, look),
        MistakeCount(count, look),
    )
    for ax, title in (
        (retina, "400 photocells"),
        (units, f"{UNITS} association units, wired at random"),
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
        row = run.example(shown)
        picture.set_data(run.pictures[row].reshape(20, 20))
        fired.fire(run.units[row])
        potentiometers.turn(run.weights(shown)[:-1], run.turned(shown))
        mistakes.count(run.history(shown))
        answer.set_text(verdict(run, shown))
        answer.set_color(look["backward" if run.turned(shown).any() else "ink"])

    moving = [picture, *fired.moving, *potentiometers.moving, *mistakes.moving, answer]
    return Drawing(figure, update, moving, SETTINGS, background)


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
