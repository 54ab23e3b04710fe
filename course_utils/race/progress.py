"""How far a race is: its step counts for the settings that it was run with, so that others start anew."""

from .model import FIRST_ORDER, runner

SETTINGS = ("surface", "first", "start", "learning_rate", "damping")


def settings(state):
    """What a race depends on."""
    return tuple(getattr(state, name) for name in SETTINGS)


def at(state, step):
    """The change to a step; it counts for the present settings only, so that others start anew."""
    return {"progress": (settings(state), step)}


def now(state):
    """The step that is shown."""
    of, step = state.progress
    return step if of == settings(state) else 0


def walks(state):
    """The Runners of the first-order method and of Newton."""
    return walk_of(state, state.first), walk_of(state, "Newton")


def walk_of(state, method):
    """The Runner of a method with the settings of a race."""
    setting = float(state.damping) if method == "Newton" else state.learning_rate
    return runner(state.surface, method, state.start, setting)


def beside(state):
    """The Runners of the methods that run beside with the same λ, {method: Runner}, where they are wanted."""
    others = [method for method in FIRST_ORDER if method != state.first] if state.ghosts else []
    return {method: walk_of(state, method) for method in others}


def running(state):
    """All Runners that are shown."""
    return [*walks(state), *beside(state).values()]
