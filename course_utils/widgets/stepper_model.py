"""The stepper's half in Python: it holds the trace and answers messages, each with exactly one reply.

    {"id": 7, "type": "rows", "around": 5000}                      → rows near update 5,000
    {"id": 8, "type": "edit", "values": {"i1": "0.2"}, "choices": {}}  → a new trace
    {"id": 9, "type": "reset"}                                     → the trace as it was at first

What cannot be done is answered in words ("type": "error", with the field that they concern), and the
trace stays as it was. There is no widget in here.
"""

import math

from ..engine.trace.numbers import plain

NEAR = 30  # rows sent on each side of the one that was asked for
INTERRUPTED = "Python was interrupted; everything is as it was before."
EXAMPLES = "Type one such as 0.25 or −1e-3."


class StepperModel:
    """A trace that changes by messages; `trace` is the present one."""

    def __init__(self, trace):
        self.trace = self._first = trace

    def reply(self, message):
        """The answer to one message, a dict with the message's id; never raises for what a page may send."""
        number = message.get("id") if isinstance(message, dict) else None
        try:
            return {"id": number} | self._answer(message)
        except FieldError as error:
            return {"id": number, "type": "error", "field": error.field, "words": str(error)}
        except (ValueError, TypeError, ArithmeticError) as error:
            return {"id": number, "type": "error", "field": None, "words": sentence(error)}
        except KeyboardInterrupt:  # the page waits for its reply; what was asked for is given up
            return {"id": number, "type": "error", "field": None, "words": INTERRUPTED}

    def _answer(self, message):
        actions = {"rows": self._rows, "edit": self._edit, "reset": self._reset}
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
            self.trace = self.trace.edited(values, choices)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise FieldError(next(iter(values), None), sentence(error)) from error
        return {"type": "trace", "data": self.trace.data()}

    def _reset(self, message):
        self.trace = self._first
        return {"type": "trace", "data": self.trace.data()}


class FieldError(ValueError):
    """What is wrong, and the field (its key, or None) in which it was typed."""

    def __init__(self, field, words):
        super().__init__(words)
        self.field = field


def as_number(field, text):
    """The finite number that was typed; FieldError says what came instead."""
    try:
        value = float(plain(str(text)))
    except ValueError:
        raise FieldError(field, f"“{shortened(text)}” is not a number. {EXAMPLES}") from None
    if not math.isfinite(value):
        raise FieldError(field, f"“{shortened(text)}” is not a finite number. {EXAMPLES}")
    return value


def shortened(text, most=20):
    """Typed text, cut where it is long."""
    text = str(text).strip()
    return text if len(text) <= most else text[: most - 1] + "…"


def sentence(error):
    """An error's words with a capital and a full stop."""
    words = str(error).strip() or type(error).__name__
    return words[0].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")
