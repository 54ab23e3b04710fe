"""How far a race is: its settings and its step, and the Runners that go with them."""

from ..live.progress import Progress
from .model import FIRST_ORDER, runner

SETTINGS = ("surface", "first", "start", "learning_rate", "damping")
progress = Progress(lambda state: tuple(getattr(state, name) for name in SETTINGS))
settings, at, now = progress.settings, progress.at, progress.now


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
