"""The state of Rosenblatt's machine: how many examples were shown, what it sees, and what is said of it."""

from ..engine.validate import counted
from ..live.messages import sentence
from ..live.progress import Progress
from .model import UNITS, experiment
from .retina import AWAY

SETTINGS = ("first", "second", "noise", "shift", "wiring")
progress = Progress(lambda state: tuple(getattr(state, name) for name in SETTINGS))


def now(state):
    """The Experiment of the state, and how many of its examples have been shown."""
    return experiment(*progress.settings(state)), progress.now(state)


def to_next_mistake(state):
    """Show examples up to the next mistake, or to the end; a pen is put away."""
    run, shown = now(state)
    return progress.at(state, run.next_mistake(shown)) | {"pen": AWAY}


def to_the_start(state):
    """All weights to zero, and no example shown."""
    return progress.at(state, 0)


def seen(state, run, shown):
    """What is on the retina (400,), which units fire (512,), and which potentiometers it has turned (512,)."""
    if state.pen == AWAY:
        row = run.example(shown)
        return run.pictures[row], run.units[row], run.turned(shown)
    pixels = state.drawing.ravel()
    return pixels, run.fired(pixels), run.turned(0)


def said(state, run, shown):
    """What the machine answers to what is on the retina, in a few words and in fewer."""
    words = verdict(run, shown) if state.pen == AWAY else judgement(state, run, shown)
    fewer = words.removeprefix("shown ").replace(": a ", ": ")
    return words, fewer.removeprefix("your drawing; ").removeprefix("your drawing: ")


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
        f"Mistakes so far: {run.mistakes(shown)}{bound}. "
        f"Of fresh letters it gets {100 * run.score(shown):.0f} % right.{end}"
    )


def cells(state):
    """The settings of the retina, in words."""
    moves = f"by up to {counted(state.shift, 'cell')}" if state.shift else "not at all"
    return f"{100 * state.noise:.0f} % of the photocells err, and letters move {moves}."
