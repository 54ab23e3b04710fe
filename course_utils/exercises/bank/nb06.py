"""Notebook 06: universal approximation. How many neurons, which weights, what depth saves, what can be equal."""

import numpy as np

from ...engine import sigmoid
from ..answers import Array, Choice, Function, Number
from ..answers.solves import Solves
from ..ballot import Poll
from ..exercise import Exercise

# --- M h²/8 ≤ ε with M = 4π², h = 1/n: n ≥ π/√(2ε) = 9.93 -------------------------------------------------
pieces = Exercise(
    key="06.pieces",
    question="sin 2πx on [0, 1] is replaced by n straight pieces of equal width that meet it at their ends. "
    "Which is the smallest n for which the sup-error is at most ε = 0.05?",
    answer=Number(
        10,
        digits=None,
        mistakes={
            9: "Nearly: 9 pieces leave 0.059. n has to be at least 9.93; round up.",
            np.pi / np.sqrt(0.1): "The bound is right: n has to be at least 9.93. Pieces are whole: round "
            "up.",
            11: "Safe, but one too many: 10 pieces leave 0.049.",
            29: "The 8 in M h²/8 is missing. The line meets the curve at both ends, so the error has only "
            "half a width to grow, and is smaller than M h².",
            28: "The 8 in M h²/8 is missing. The line meets the curve at both ends.",
            4: "|f″| reaches (2π)², not 2π: each derivative brings a factor 2π.",
            63: "That is for bumps, whose error is the slope times half a width, π/n. Straight pieces have "
            "M h²/8.",
            20: "Safe, but 10 pieces are enough. (M h²/2 ≤ ε gives 20: as the line meets the curve at both "
            "ends, it is M h²/8. And each piece costs one ReLU, not two.)",
            99: "This is n². Take the square root, and round up.",
            np.pi**2 / 0.1: "The bound is right, but it is for n². Take the square root, and round up.",
        },
    ),
    remark="Twice as many, 20, would leave a quarter: 0.012.",
    hints=(
        "A straight line that meets f at both ends of an interval of width h is off by at most M h²/8, where |f″| ≤ M.",
        "f″ = −(2π)² sin 2πx, so M = 4π² = 39.5. And h = 1/n.",
        "4π²/(8 n²) ≤ 0.05 gives n² ≥ 98.7. Or try n = 1, 2, 3 and so on with `relu_pieces(target, n)` and `errors`.",
    ),
    solution="M h²/8 = 4π²/(8n²) ≤ 0.05 means n ≥ π/√0.1 = 9.93, so n = 10. The bound is nearly reached: "
    "around x = ¼ the curvature is M, and there 10 pieces leave 1 − cos 18° = 0.0489, while 9 leave 0.0594.",
    code="""\
from course_utils.engine.topics.approximation import errors, relu_pieces
import numpy as np


def f(x):
    return np.sin(2 * np.pi * x)


n = 1
while errors(relu_pieces(f, n), f).sup > 0.05:
    n += 1
check("06.pieces", n)
""",
)

# --- a bump of height 0.8 over 0.3 … 0.5, steepness 100 ---------------------------------------------------
PLACES = np.array([0.1, 0.29, 0.3, 0.32, 0.4, 0.49, 0.5, 0.6, 0.9])


def two_sigmoids(numbers):
    """What a₁ σ(w₁x + b₁) + a₂ σ(w₂x + b₂) + c gives at the places."""
    w1, b1, a1, w2, b2, a2, c = numbers
    return a1 * sigmoid(w1 * PLACES + b1) + a2 * sigmoid(w2 * PLACES + b2) + c


bump = Exercise(
    key="06.bump",
    question="Two sigmoid neurons of steepness 100 make a bump: 0.8 high between x = 0.3 and x = 0.5, nothing "
    "elsewhere, halfway up at both edges. Which w₁, b₁, a₁, w₂, b₂, a₂, c give it as a₁ σ(w₁x + b₁) + a₂ σ(w₂x + b₂) "
    "+ c?",
    answer=Solves(
        labels=("w₁", "b₁", "a₁", "w₂", "b₂", "a₂", "c"),
        run=two_sigmoids,
        expected=two_sigmoids((100, -30, 0.8, 100, -50, -0.8, 0)),
        cases=tuple(f"x = {place:g}" for place in PLACES),
        within=1e-7,
        mistakes={
            (100, -0.3, 0.8, 100, -0.5, -0.8, 0): "The edges are at x = −b/w, here at 0.003 and 0.005: b "
            "has to be multiplied by the steepness too.",
            (100, 30, 0.8, 100, 50, -0.8, 0): "The edges are at x = −b/w, here at −0.3 and −0.5: turn the "
            "signs of b.",
            (100, -30, 0.8, 100, -50, 0.8, 0): "That is a staircase: up at 0.3, and up again at 0.5. The "
            "second neuron has to subtract.",
            (100, -30, -0.8, 100, -50, 0.8, 0): "A hole, 0.8 deep, where a hill should be: turn the signs "
            "of a.",
            (100, -30, 1, 100, -50, -1, 0): "The place is right. The height is 0.8, not 1.",
            (100, -30, 0.8, 100, -50, -1, 0): "It goes up by 0.8 and down by 1: it ends below zero.",
            (100, -30, 0.8, -100, 50, 0.8, 0): "Nearly: a step up plus a step down is a bump, but raised by "
            "0.8 everywhere. Subtract the 0.8 with c.",
        },
    ),
    remark="Two steps, one up and one down, make a bump; enough bumps come as close as you like to any "
    "continuous function.",
    hints=(
        "One neuron first: σ(w x + b) is halfway up where w x + b = 0. Where is that for w = 100?",
        "A step up at 0.3 is σ(100 (x − 0.3)), so b₁ = −30. What does the second neuron have to do from x = 0.5 on?",
        "It subtracts the same height from 0.5 on: a₂ = −a₁.",
    ),
    solution="0.8 σ(100x − 30) − 0.8 σ(100x − 50). With σ(−z) = 1 − σ(z) there are others, such as "
    "0.8 σ(100x − 30) + 0.8 σ(−100x + 50) − 0.8.",
    code='check("06.bump", [100, -30, 0.8, 100, -50, -0.8, 0])',
)

# --- output weights of ReLU pieces: a₁ = m₁, aⱼ = mⱼ − mⱼ₋₁ -----------------------------------------------
KNOT_VALUES = (
    (np.array([0.0, 1.0, 0.0]),),
    (np.array([0.5, 0.5, 0.5, 2.0]),),
    (np.array([1.0, -1.0, 0.25, 0.0, 3.0]),),
    (np.array([2.0, 1.0]),),
)
FURTHER = tuple(
    (size * np.random.default_rng(count).normal(size=count),)
    for count, size in ((2, 1e3), (3, 1e-6), (4, 1.0), (8, 1.0), (11, 1e3), (33, 1.0), (101, 1e-3))
)


def bends(values):
    """The output weights of the ReLUs."""
    return np.diff(np.diff(values) * (len(values) - 1), prepend=0)


weights = Exercise(
    key="06.weights",
    question="A function has these values at n + 1 equally spaced knots, x₀ = 0 to xₙ = 1. Which output weights "
    "a₁ … aₙ make values[0] + Σ aⱼ max(0, x − xⱼ₋₁) meet them all? Write a function of the values that returns the "
    "n weights.",
    answer=Function(
        bends,
        cases=KNOT_VALUES,
        further=FURTHER,
        arguments=("values",),
        mistakes={
            (lambda v: np.diff(v) * (len(v) - 1)): "These are the slopes of the pieces. Earlier ReLUs "
            "continue to the right, so each adds only the change of slope.",
            (lambda v: np.diff(np.diff(v), prepend=0)): "The differences of differences are right, but a "
            "slope is rise over run, and a piece is 1/n wide.",
            np.diff: "These are the rises. A slope is rise over run, 1/n.",
            (lambda v: np.diff(np.diff(v) / (len(v) - 1), prepend=0)): "The run is 1/n: dividing by it "
            "multiplies by n.",
            (lambda v: np.diff(np.diff(v) * len(v), prepend=0)): "n + 1 values make n pieces, not n + 1.",
            (lambda v: -bends(v)): "The sign: a bend upwards is a positive weight.",
        },
    ),
    remark="Each weight is a bend: where the function is straight, the weight is 0.",
    hints=(
        "The slopes first: mⱼ is the rise of piece j over its width 1/n. `np.diff(values)` gives the rises.",
        "In piece 1 only the first ReLU is open, so a₁ = m₁. In piece 2 the first two are, so a₁ + a₂ = m₂.",
        "So aⱼ = mⱼ − mⱼ₋₁: `np.diff(slopes, prepend=0)`.",
    ),
    solution="With slopes mⱼ = n (fⱼ − fⱼ₋₁), the slope of the sum in piece j is a₁ + … + aⱼ, so a₁ = m₁ and "
    "aⱼ = mⱼ − mⱼ₋₁.",
    code="""\
import numpy as np


def my_weights(values):
    slopes = np.diff(values) * (len(values) - 1)
    return np.diff(slopes, prepend=0)


check("06.weights", my_weights)
""",
)

# --- 2ᵏ ≥ 1000 ------------------------------------------------------------------------------------------
depth = Exercise(
    key="06.depth",
    question="The triangle map, k times over, has two ReLUs in each of k hidden layers. How many layers k give at "
    "least 1000 pieces on [0, 1], and how many ReLUs is that? The smallest numbers, please: [k, ReLUs].",
    answer=Array(
        (10, 20),
        digits=None,
        labels=("k", "ReLUs"),
        mistakes={
            (9, 18): "Nine layers give 2⁹ = 512 pieces: one layer short.",
            (10, 10): "Ten layers are right; each has two ReLUs.",
            (10, 1024): "2¹⁰ = 1024 is the number of pieces. Each of the ten layers has two ReLUs.",
            (500, 1000): "Layers multiply the pieces, they do not add to them: each layer folds the whole "
            "line in two.",
            (1000, 2000): "A further layer does not add one piece. It folds the whole line, and doubles the "
            "pieces.",
            (1, 999): "That is what one hidden layer takes: at least 999. How many do layers of two ReLUs "
            "take?",
            (10, 100): "2 in each layer, and 10 layers: they add up.",
            (20, 20): "20 ReLUs are right. There are two in each layer.",
            (20, 40): "Each single layer doubles the pieces, not each pair of layers.",
        },
    ),
    remark="One hidden layer needs at least 999 for that; depth does it with 20.",
    hints=(
        "One layer: 2 pieces. The second folds each of them: 4. And so on.",
        "k layers give 2ᵏ pieces. Which power of two is the first to reach 1000?",
        "2⁹ = 512, 2¹⁰ = 1024. And 2 ReLUs in each layer.",
    ),
    solution="2¹⁰ = 1024 ≥ 1000 > 512 = 2⁹, so k = 10, with 2 · 10 = 20 ReLUs.",
    code='check("06.depth", [10, 20])',
)

# --- what a ReLU network can be, and what it can only come close to ---------------------------------------
exact = Exercise(
    key="06.exact",
    question="Which of these can a network with finitely many ReLUs be exactly, everywhere on [0, 1]?",
    answer=Choice(
        {
            "a": "|x − ½|",
            "b": "sin 2πx",
            "c": "the triangle map, five times over",
            "d": "x²",
            "e": "max(x, 1 − x)",
            "f": "a jump from 0 to 1 at x = ½",
        },
        "ace",
        {
            "b": "A ReLU network is straight between its bends, and the sine is straight nowhere. It can be "
            "approximated as closely as you like, but not equalled.",
            "d": "x² is curved everywhere, and a ReLU network is straight between its bends.",
            "f": "A ReLU network is continuous. The jump cannot even be approximated in sup-error: half "
            "of it always remains.",
        },
    ),
    remark="A ReLU network can approximate every continuous function, but it can equal only those with finitely "
    "many straight pieces.",
    hints=(
        "A ReLU network is a sum of ramps, or of ramps of such sums. What do all of them look like between two bends?",
        "Straight. And it has finitely many bends, and never jumps. Which of the six are like that?",
        "|x − ½| is max(0, x − ½) + max(0, ½ − x), and max(x, 1 − x) is a corner too.",
    ),
    solution="a, c and e: continuous, with finitely many straight pieces. |x − ½| = max(0, x − ½) + max(0, ½ − x); "
    "max(x, 1 − x) = ½ + |x − ½|; the triangle map, five times over, is the network with 5 × 2 ReLUs.",
    code='check("06.exact", "ace")',
)

EXERCISES = [pieces, bump, weights, depth, exact]

POLLS = [
    Poll(
        key="06.promise",
        question="For your continuous function and ε = 0.01 the theorem says that there is a network. What do you "
        "know about it?",
        choices={
            "a": "How many neurons it has.",
            "b": "That training will find it.",
            "c": "That it exists, and no more.",
            "d": "That it does well on new data.",
        },
        right="c",
        discussion={
            "a": "The theorem says that finitely many are enough, and not how many. For towers in d dimensions it is "
            "about n to the power d.",
            "b": "Training minimises a risk, step by step, from a random start. It may stop far from a network that is "
            "known to exist, as the explorer below shows.",
            "c": "Yes. That is a lot: no continuous function is out of reach if there are enough neurons. But it is "
            "all.",
            "d": "The theorem is about a function that is known everywhere on the cube. It says nothing about data: "
            "that is the subject of notebook 02.",
        },
        closing="Approximation, optimisation, estimation: three different errors. The theorem is about the first one.",
    ),
    Poll(
        key="06.double_pieces",
        question="A curve is replaced by straight ReLU pieces. Twice as many pieces: by what is the sup-error divided?",
        choices={"a": "By √2.", "b": "By 2.", "c": "By 4.", "d": "By far more: it falls exponentially."},
        right="c",
        discussion={
            "a": "That is how the error of a mean over random examples falls, 1/√N. Nothing is random here.",
            "b": "This is right for bumps with flat tops: the error is slope times half a width. A straight piece can "
            "be slanted, and gets the slope right too.",
            "c": "Yes. What is left is the curvature: M h²/8, with h halved.",
            "d": "Not by width: the neurons of one layer add their pieces. Depth multiplies them, as the end of this "
            "notebook shows; how much that helps depends on the function.",
        },
        closing="Flat tops: slope −1 on log-log axes. Straight pieces: slope −2, for a target with a bounded second "
        "derivative.",
    ),
]
