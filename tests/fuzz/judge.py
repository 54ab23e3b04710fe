"""The verdict on one call: the right answer, or TypeError or ValueError in words that name the argument.

What counts against it: another exception, a warning, a message without the argument's name, an argument that has been
changed, more than a few seconds or gigabytes. Where the same value came in other clothes, the answer must be the same.
"""

import contextlib
import dataclasses
import inspect
import io
import itertools
import random
import re
import resource
import signal
import warnings

import numpy as np

from course_utils.engine import Diverged, Network, SingularHessian

from .calls import BASES
from .values import FLAGS, STRANGE, same, with_a_hole

SECONDS = 6  # of processor time
ROOM = 3 * 2**30  # bytes beyond what is there
CHANGES = {"fit": "network"}  # what a function is there to change
VIEWS = ("Network.views",)  # they are of the type of what they show
# What a function without a name for its argument calls it: "the argument of sigmoid", "maximum takes …".
WORDS = {
    "arguments": ("argument", "takes"),
    "z": ("argument", "softmax needs", "prediction"),
    "x": ("takes",),
    "y": ("takes",),
    "a": ("takes",),
    "b": ("takes",),
    "which": ("loss must", "activation must"),
    "parameters": ("W of layer", "b of layer"),
    "changes": ("set-up",),
    "setup": ("set-up",),
    "text": ("set-up",),
    "value": ("rate", "z must", "on must", "kind must", "t must"),
    "name": ("there is no",),
}


class TooLong(BaseException):
    """The time for one call is over."""


def cases(name):
    """Every variation of one argument of a callable: triples (argument, words, change of the arguments)."""
    _, arguments = BASES[name]()
    for argument, base in arguments.items():
        first = base[0] if _is_many(argument, base) else base
        for words, make in STRANGE.items():
            if (callable(first) or argument == "callback") and words == "a class":
                continue  # as good a function as any: what it raises is its own affair
            yield argument, words, make
        array = first if isinstance(first, np.ndarray) else np.array(None)
        if array.dtype == float and array.size:
            for words, value in with_a_hole(array).items():
                yield argument, f"{words} in place", lambda value=value: value
        for words, value in same(first).items():
            yield argument, f"same: {words}", lambda value=value: value


def verdict(name, *changes):
    """What is wrong with a call of `name` after (argument, words, make) of `changes`; "" where nothing is."""
    function, arguments = BASES[name]()
    for argument, _, make in changes:
        arguments[argument] = _replaced(arguments[argument], make(), argument)
    before = _print({**arguments, "self": getattr(function, "__self__", None)})
    outcome, result = _called(function, arguments)
    if outcome == "wrong":
        return result
    after = _print({**arguments, "self": getattr(function, "__self__", None)})
    if outcome == "refused":
        if before != after:
            return f"refused, and yet changed something: {result}"
        return _words(result, arguments)
    kept = {key for key in arguments if key != CHANGES.get(name)}
    kept |= {"self"} if name.startswith("Trace.") else set()  # no other call meets a changed one
    if any(before[key] != after[key] for key in kept):
        return "changed an argument"
    for argument, words, make in changes:
        if complaint := _accepted(name, argument, words, make(), result, len(changes)):
            return complaint
    return ""


def tried(name, pairs, seed):
    """(calls, what is wrong with them, a line each) of one callable."""
    singles = list(cases(name))
    draw = random.Random(f"{seed} {name}")
    drawn = (draw.sample(singles, 2) for _ in range(pairs))
    calls = [[case] for case in singles] + [pair for pair in drawn if pair[0][0] != pair[1][0]]
    wrong = []
    for changes in calls:
        if complaint := verdict(name, *changes):
            what = ", ".join(f"{argument}={words}" for argument, words, _ in changes)
            wrong.append(f"{name}({what}): {complaint[:300]}")
    return len(calls), wrong


def _accepted(name, argument, words, value, result, changes):
    """What is wrong with an answer that should not have been given, or should have been another."""
    base = BASES[name]()[1][argument]
    if (words in FLAGS and type(base) in (int, float)) and name != "check":
        return f"accepted {words} for a number"
    if words.endswith("in place"):
        return "accepted missing values"
    if words.startswith("same") and changes == 1 and name not in VIEWS:
        function, arguments = BASES[name]()
        if _print(result) != _print(_called(function, arguments)[1]):
            return "gave another answer to the same value"
    return ""


def _replaced(base, value, argument):
    return (value, *base[1:]) if _is_many(argument, base) else value


def _is_many(argument, base):
    """Whether an argument stands for what a function takes as `*name`."""
    return argument in ("arguments", "functions", "thresholds") and isinstance(base, tuple)


def _called(function, arguments):
    """("given", answer), ("refused", message) or ("wrong", why)."""
    many = {key: value for key, value in arguments.items() if _is_many(key, value)}
    positional = [*many.values()]
    if "thresholds" in arguments:
        positional = [[arguments["x"], arguments["y"], *arguments["thresholds"]]]
        arguments = {}
    named = {key: value for key, value in arguments.items() if key not in many}
    try:
        with _limits(), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("error")
            answer = function(*itertools.chain(*positional), **named)
            if inspect.isgenerator(answer):
                answer = list(itertools.islice(answer, 5))
        return "given", answer
    except (Diverged, SingularHessian) as error:
        return "given", str(error)
    except (TypeError, ValueError) as error:
        return "refused", str(error)
    except TooLong:
        return "wrong", f"took more than {SECONDS} s"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "wrong", f"{type(error).__name__}: {error}"


@contextlib.contextmanager
def _limits():
    """At most so much time and memory for what is inside."""

    def over(*_):
        raise TooLong

    with open("/proc/self/statm", encoding="ascii") as file:
        taken = int(file.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, over)
    resource.setrlimit(resource.RLIMIT_AS, (taken + ROOM, hard))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _words(message, arguments):
    """What is wrong with a message that should name one of the arguments: another's, where two do not fit together.

    What has a name of its own, as a control, is called by that.
    """
    if len(message) > 600:
        return f"takes {len(message)} characters to say: {message}"
    words = [word for name in arguments for word in (name, *WORDS.get(name, ()))]
    own = arguments.get("name")
    words += [own] if isinstance(own, str) and own.isidentifier() else []
    named = any(re.search(rf"(?<!\w){re.escape(word)}(?![A-Za-z])", message) for word in words)
    return "" if named else f"names no argument: {message}"


def _print(value, depth=0):
    """A value as something to compare: numbers bit by bit, containers entry by entry, objects by what they show."""
    if depth > 6:
        return None
    if isinstance(value, (bool, int, float, complex, str, bytes)):
        return value if not (isinstance(value, float) and value != value) else "nan"
    if isinstance(value, dict):
        return {
            key if isinstance(key, str) else str(key): _print(entry, depth + 1)
            for key, entry in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_print(entry, depth + 1) for entry in value]
    if isinstance(value, np.ma.MaskedArray):
        return value.data.tobytes(), np.ma.getmaskarray(value).tobytes()
    if isinstance(value, np.ndarray):
        if value.size > 10**6:
            return value.shape
        return (
            value.shape,
            str(value.dtype),
            value.tobytes() if value.dtype != object else [type(v).__name__ for v in value.flat],
        )
    if isinstance(value, Network):
        return value.theta.tobytes()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name, None) for f in dataclasses.fields(value)}
        return {key: _print(entry, depth + 1) for key, entry in fields.items() if not callable(entry)}
    if hasattr(value, "model") and hasattr(value.model, "state"):
        return _print(vars(value.model.state), depth + 1)
    return type(value).__name__
