"""Reads a formula off the screen: MathML with its slots filled, evaluated as the mathematics it shows.

It knows nothing of the engine, so a formula whose symbols, numbers and result do not belong together
cannot pass.
"""

import math
import re
import xml.etree.ElementTree as ElementTree

SIGNS = {
    "×": "*",
    "−": "-",
    "+": "+",
    "=": "≡",
    ">": ">",
    "≥": ">=",
    "[": "(",
    "]": ")",
    "(": "(",
    ")": ")",
    ",": ",",
}
NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?")
FUNCTIONS = {"log": "log", "max": "max", "tanh": "tanh", "sign": "sign", "e": "e"}


def evaluate(lines, row):
    """The value of the lines of one formula, read as one expression, with `row` in the slots."""
    (value,) = evaluate_all(lines, row)
    return value


def evaluate_all(lines, row, number=float, **functions):
    """The values of the sides of '= a = b = …', each read as one expression, with `row` in the slots.

    `number` makes a number of its text, `functions` are log, exp and tanh of such numbers.
    """
    text = " ".join(_read(ElementTree.fromstring(line), row) for line in lines)
    text = NUMBER.sub(r"number('\g<0>')", text)
    known = {"log": math.log, "tanh": math.tanh, "exp": math.exp, "max": max, "abs": abs, "number": number}
    known |= functions | {"sign": lambda v: math.copysign(v != 0, v)}
    return [float(eval(side, {"__builtins__": {}}, known)) for side in text.split("≡") if side.strip()]


def _read(element, row):
    if element.tag == "mfrac":
        return f"(({_read(element[0], row)})/({_read(element[1], row)}))"
    if element.tag == "msup":
        base, power = (_read(child, row) for child in element)
        if base.strip() in ("e", ")"):  # a power of a bracket hangs on the bracket's end
            return f"exp({power})" if base.strip() == "e" else f")**({power})"
        return f"({base})**({power})"
    if element.tag in ("mn", "mo", "mi", "mtext"):
        return _leaf(element, row)
    return _bars(" ".join(_read(child, row) for child in element))


def _leaf(element, row):
    if "data-q" in element.attrib:
        value = repr(float(row[int(element.get("data-q"))]))
        return f"({value})" if element.get("data-p") or value[0] != "-" else value
    text = (element.text or "").strip()
    return SIGNS.get(text) if text in SIGNS else FUNCTIONS.get(text, text)


def _bars(text):
    """|x| as abs(x)."""
    while "|" in text:
        text = text.replace("|", "abs(", 1).replace("|", ")", 1)
    return text
