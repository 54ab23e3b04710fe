"""The slides: every number that the lecture prints, beside what the engine computes now.

A printed number is the *same* where it is ours rounded or cut off at its last digit; the slides cut off. Where a
slide calculates with numbers that it has cut off before, the result differs in the last digit from what it prints;
the remark says what the printed numbers would give. Full precision is carried everywhere, only the display is
short.
"""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from course_utils.data import letter
from course_utils.engine import lecture_network, walkthrough


class Printed(NamedTuple):
    """A number of the slides: what it is, as it is printed, the trace's name for it (or a function), and a remark."""

    what: str
    text: str
    ours: object
    remark: str = ""


FORWARD, LOSS, BACKWARD, UPDATE = (
    "1. The forward pass",
    "2. The loss function",
    "3. The backward pass",
    "4. Update",
)
# In the order of the slides. A name is one of the trace of the first update.
PRINTED = {
    "The training set": [
        Printed("i₁", "0.05", "i1"),
        Printed("i₂", "0.10", "i2"),
        Printed("target of o₁", "0.01", "target_o1"),
        Printed("target of o₂", "0.99", "target_o2"),
    ],
    FORWARD: [
        Printed("w₁", "0.15", "w1"),
        Printed("w₂", "0.2", "w2"),
        Printed("b₁", "0.35", "b1"),
        Printed("in_h₁ = 0.15 × 0.05 + 0.2 × 0.1 + 0.35", "0.3775", "in_h1"),
        Printed("out_h₁", "0.5932", "out_h1", "rounded it would be 0.5933"),
        Printed("w₅", "0.4", "w5"),
        Printed("out_h₁, in the sum for o₁", "0.593", "out_h1"),
        Printed("w₆", "0.45", "w6"),
        Printed("out_h₂, in the sum for o₁", "0.596", "out_h2", "rounded it would be 0.597"),
        Printed("b₂", "0.6", "b2"),
        Printed("in_o₁ = 0.4 × 0.593 + 0.45 × 0.596 + 0.6", "1.105", "in_o1", "rounded it would be 1.106"),
        Printed("out_o₁ = 1 / (1 + e^−1.105)", "0.751", "out_o1"),
        Printed("out_o₂", "0.7729", "out_o2"),
    ],
    LOSS: [
        Printed("L_o₁ = 0.5 × (0.01 − 0.751)²", "0.274", "L_o1", "rounded it would be 0.275"),
        Printed("L_o₂", "0.023", "L_o2", "rounded it would be 0.024"),
        Printed(
            "L_total = L_o₁ + L_o₂", "0.298", "L", "the two numbers above sum to 0.297: they were cut off"
        ),
    ],
    BACKWARD: [
        Printed("∂L/∂out_o₁", "0.741", "dL/dout_o1"),
        Printed("∂out_o₁/∂in_o₁", "0.186", "dout_o1/din_o1", "rounded it would be 0.187"),
        Printed("∂in_o₁/∂w₅ = out_h₁", "0.593", "out_h1"),
        Printed("∂L/∂w₅ = 0.741 × 0.186 × 0.593", "0.082", "dL/dw5"),
    ],
    UPDATE: [
        Printed("λ", "0.5", "learning_rate"),
        Printed("w₅⁺ = 0.4 − 0.5 × 0.082", "0.358", "w5+", "with 0.082 it would be 0.359: that was cut off"),
        Printed("w₆⁺", "0.408", "w6+", "rounded it would be 0.409"),
        Printed("w₇⁺", "0.511", "w7+"),
        Printed("w₈⁺", "0.561", "w8+"),
    ],
    "Rosenblatt's perceptron": [
        Printed("photocells", "400", lambda: letter("A").size, "20 × 20, as the letters of the retina"),
    ],
}

# Numbers that name something, so that there is nothing to compute.
NAMES = [
    ("Liu+18", "a paper's year, of a figure"),
    ("22333, 257", "the poll's telephone number and its name"),
    (
        "before 2012, after 2012",
        "the years around AlexNet; the errors of each year are in notebook 03 with sources",
    ),
    ("top-5", "ImageNet's measure: the answer is among five guesses"),
    ("lectures 1 to 8", "the plan; notebooks 00 and 12 keep it"),
    ("Rosenblatt, 1957", "the report is of 1957; the machine followed (notebook 04)"),
    ("Cybenko+89", "same: 1989"),
    ("Horváth+91", "the year is right; the author is Kurt Hornik (notebook 06)"),
    ("1 hidden layer, [0, 1]^d", "the theorem's words (notebook 06)"),
    ("g₁, g₂, g₃, W₁, W₂, W₃", "indices of layers"),
    ("2 × 0.5 × (−1), w₅^(1−1)", "factors of derivatives, which the stepper shows at the same place"),
    ("0.5 (target − output)²", "the factor of the loss: half_squared_error"),
    ("1 − y, 1 − f, e^−x, max(0, x), 1 + eˣ", "parts of formulas, which the engine's functions are"),
    ("3, 2", "“3 main ingredients”, “two key elements”: counts (notebooks 01 and 07)"),
]


def trace():
    """The walkthrough of the lecture's first update, whose numbers are the slides'."""
    return walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5)


def verdict(text, ours):
    """How a printed text relates to a float: "same", "same, cut off", "same, rounded" or "differs"."""
    printed, exact = Decimal(text), Decimal(repr(float(ours)))
    step = Decimal(1).scaleb(printed.as_tuple().exponent)
    cut, rounded = (exact.quantize(step, rounding) == printed for rounding in (ROUND_DOWN, ROUND_HALF_EVEN))
    if cut and rounded:
        return "same"
    return "same, cut off" if cut else "same, rounded" if rounded else "differs"


def rows():
    """(slide, what, printed, ours, verdict, remark) of every computed number."""
    first = trace()
    numbers = dict(zip(first.names, first.numbers([1])[0], strict=True))
    return [
        (slide, entry.what, entry.text, ours, verdict(entry.text, ours), entry.remark)
        for slide, entries in PRINTED.items()
        for entry in entries
        for ours in [entry.ours() if callable(entry.ours) else float(numbers[entry.ours])]
    ]


def table():
    """The tables in Markdown."""
    lines = ["| slide | number | printed | ours | |", "|---|---|--:|--:|---|"]
    seen = None
    for slide, what, text, ours, judged, remark in rows():
        shown = "" if slide == seen else slide
        seen = slide
        lines.append(
            f"| {shown} | {what} | {text} | {ours:.9g} | {'; '.join(filter(None, [judged, remark]))} |"
        )
    lines += [
        "",
        "These are printed too, but there is nothing to compute:",
        "",
        "| printed | what it is |",
        "|---|---|",
    ]
    lines += [f"| {text} | {what} |" for text, what in NAMES]
    return "\n".join(lines)
