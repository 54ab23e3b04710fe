"""The stepper's half in Python: it holds the trace and answers messages, each with exactly one reply.

    {"id": 7, "type": "rows", "around": 5000}                      → rows near update 5,000
    {"id": 8, "type": "edit", "values": {"i1": "0.2"}, "choices": {}}  → there is a new trace
    {"id": 9, "type": "reset"}                                     → the trace is as it was at first
    {"id": 10, "type": "echo"}                                     → the same, and whether all before it are answered

Each trace has a version; so has every reply, that of the trace of which it speaks. The trace itself is what a view
reads when it opens, `data`, and no message carries it.
What cannot be done is answered in words ("type": "error", with the field that they concern), and the
trace stays as it was. No widget is needed.
"""

from threading import RLock

from ..engine.typed_numbers import typed_number
from ..live.messages import echo, in_words, sentence
from ..live.state import OneOfAKind
from .program import page_data

NEAR = 30  # rows sent on each side of the one that was asked for


class StepperModel(OneOfAKind):
    """A trace that changes by messages.

    `trace` is the present one, `version` how many there were before it, and `data` both as a JSON-ready dict. One
    message is answered after another, even where they come on two threads, as from a notebook that has just made a
    thread of its own for widgets; whoever passes a reply on holds `alone` until then.
    """

    def __init__(self, trace):
        self._first, self.version, self.alone = trace, -1, RLock()
        self._renewed(trace)

    def reply(self, message):
        """The answer to one message, a dict with the message's id; never raises for what a page may send."""
        with self.alone:
            return self._reply(message)

    def _reply(self, message):
        number = message.get("id") if isinstance(message, dict) else None
        try:
            answer = self._answer(message)
        except (Exception, KeyboardInterrupt) as error:  # without a reply the page would wait for ever
            answer = {"type": "error", "field": getattr(error, "field", None), "words": in_words(error)}
            if not isinstance(error, (ValueError, TypeError, ArithmeticError, KeyboardInterrupt)):
                answer["words"] += " The numbers are as before."
        return {"id": number, "version": self.version} | answer

    def _answer(self, message):
        actions = {"rows": self._rows, "edit": self._edit, "reset": self._reset, "echo": self._echo}
        kind = message.get("type") if isinstance(message, dict) else None
        if not isinstance(kind, str) or kind not in actions:
            raise ValueError(f"a message must be of type {', '.join(actions)}; got {kind!r}")
        return actions[kind](message)

    def _rows(self, message):
        around, last = message.get("around"), max(self.trace.updates, 1)
        if not isinstance(around, int) or isinstance(around, bool) or not 1 <= around <= last:
            raise ValueError(f"around must be the number of an update, 1 to {last}; got {around!r}")
        near = range(max(1, around - NEAR), min(last, around + NEAR) + 1)
        return {"type": "rows", "rows": self.trace.rows(near)}

    def _edit(self, message):
        typed, choices = message.get("values", {}), message.get("choices", {})
        if not (isinstance(typed, dict) and isinstance(choices, dict)):
            raise ValueError(f"values and choices must be dicts; got {typed!r} and {choices!r}")
        values = {field: as_number(field, text) for field, text in typed.items()}
        try:
            return self._renewed(self.trace.edited(values, choices))
        except (ValueError, TypeError, ArithmeticError) as error:
            raise FieldError(next(iter(values), None), sentence(error)) from error

    def _echo(self, message):
        return echo()

    def _reset(self, message):
        return self._renewed(self._first)

    def _renewed(self, trace):
        version = self.version + 1
        data = page_data(trace) | {
            "version": version
        }  # first: what fails or is interrupted leaves all as it was
        self.trace, self.version, self.data = trace, version, data
        return {"type": "trace"}


class FieldError(ValueError):
    """What is wrong, and the field (its key, or None) in which it was typed."""

    def __init__(self, field, words):
        super().__init__(words)
        self.field = field


def as_number(field, text):
    """The finite number that was typed; FieldError names what came instead."""
    try:
        return typed_number(str(text))
    except ValueError as error:
        raise FieldError(field, str(error)) from None
