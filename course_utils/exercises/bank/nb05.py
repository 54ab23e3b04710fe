"""Notebook 05: activation functions. What collapses without them, how two of them are one, and what a computer does."""

import math

import numpy as np

from ...engine import sigmoid, softplus, tanh
from ...engine.trace.notation import short
from ..answers import Array, Function
from ..answers.built import exponents_in, names_in
from ..answers.reading import join
from ..answers.solves import Solves
from ..ballot import Poll
from ..exercise import Exercise
from .points import lattice, scales

# --- two linear layers are one affine map: W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂) ---------------------
collapse = Exercise(
    key="05.collapse",
    question="Two layers without activation function: W₁ = [[1, 2], [0, −1], [3, 1]], b₁ = [1, 0, −2], then "
    "W₂ = [[2, 1, 0], [−1, 0, 1]], b₂ = [3, −4]. Which single W x + b do they compute? Give W with b as one more "
    "column, [[w₁₁, w₁₂, b₁], [w₂₁, w₂₂, b₂]].",
    answer=Array(
        ((2, 3, 5), (2, -1, -7)),
        digits=None,
        mistakes={
            ((2, 3, 3), (2, -1, -4)): "W is right. The first layer's bias goes through the second layer "
            "too: it is multiplied by W₂.",
            ((2, 3, 2), (2, -1, -3)): "W is right. The second layer's bias is still to be added.",
            ((2, 3, 0), (2, -1, 0)): "W is right, but the biases are gone: the map is affine, not linear.",
            ((2, 3, -1), (2, -1, 1)): "W is right. The second layer's bias is added, not subtracted.",
            ((2, 2, 5), (3, -1, -7)): "b is right, W is transposed: it is W₂W₁, in this order.",
        },
    ),
    remark="Six numbers do the work of seventeen: 9 in the first layer and 8 in the second.",
    hints=(
        "Write the second layer around the first one: W₂(W₁x + b₁) + b₂. Multiply out.",
        "The part with x is (W₂W₁)x, the part without it is W₂b₁ + b₂. Which shapes do they have?",
        "In NumPy a matrix product is `W2 @ W1`, and `np.column_stack([W, b])` appends b to W as a last column.",
    ),
    solution="W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂). With W₂W₁ = [[2, 3], [2, −1]] and W₂b₁ + b₂ = [2, −3] + [3, "
    "−4] = [5, −7], the answer is [[2, 3, 5], [2, −1, −7]].",
    code="""\
import numpy as np

W1, b1 = np.array([[1, 2], [0, -1], [3, 1]]), np.array([1, 0, -2])
W2, b2 = np.array([[2, 1, 0], [-1, 0, 1]]), np.array([3, -4])
check("05.collapse", np.column_stack([W2 @ W1, W2 @ b1 + b2]))
""",
)

# --- tanh z = 2σ(2z) − 1 -------------------------------------------------------------------------------
OTHER_WAYS = {"tanh", "sinh", "cosh", "tan", "coth", "sech"}


def of_sigmoid(exponent, z):
    """Whether σ(2z) or σ(−2z) needs e to this power in some form of it: 1/(1 + e^(−2z)), e^(−log(1 + e^(−2z))), …"""
    forms = np.array([2 * z, -2 * z, 0 * z, -softplus(2 * z), -softplus(-2 * z)])
    return np.shape(exponent) == z.shape and np.isclose(exponent, forms).any(axis=0).all()


def not_from_sigmoid(function):
    """What to say to a tanh that is made of something else than the sigmoid, or nothing."""
    z = np.array([-0.7, 0.1, 1.3])
    if others := sorted(names_in(function, z) & OTHER_WAYS):
        return f"Right values, but {join(others)} made them. Here tanh is to be made from the sigmoid alone."
    exponents = exponents_in(function, z)
    if any(np.array_equal(exponent, sign * z) for exponent in exponents for sign in (1, -1)):
        return (
            "Right values, but made of e^z or e^(−z), as in the definition of tanh. Here it is to be made from the "
            "sigmoid alone."
        )
    if not all(of_sigmoid(exponent, z) for exponent in exponents):
        return "Right values, but e is raised to other powers than ±2z. Here tanh is to be made from the sigmoid alone."
    return ""


tanh_from_sigmoid = Exercise(
    key="05.tanh_from_sigmoid",
    question="Write tanh, for a number or an array z, with the sigmoid as the only function: stretched and shifted.",
    answer=Function(
        lambda z: tanh(z),
        cases=((0.3,), (-1.2,), (0.0,), (2.5,), (np.array([-0.7, 0.1, 4.0]),)),
        further=(
            *((z,) for z in (1, -2, 3, *scales(1e-7, 300.0, seed=5), *lattice(-20, 20, 0.25))),
            (np.array([0.4]),),
            (np.array([[-30.0, -1.0, 0.0], [0.2, 5.0, 30.0]]),),
            (np.array([1, 0, -1]),),
        ),
        arguments=("z",),
        built=not_from_sigmoid,
        mistakes={
            (lambda z: 2 * sigmoid(z) - 1): "The height is right, −1 … 1, but it rises too slowly: its "
            "slope at 0 is ½, and that of tanh is 1.",
            (lambda z: sigmoid(2 * z)): "The steepness is right. But it runs from 0 to 1, and tanh runs "
            "from −1 to 1.",
            (lambda z: sigmoid(z)): "That is the sigmoid itself: from 0 to 1, with slope ¼ at 0.",
            (lambda z: 2 * sigmoid(2 * z)): "Right except for a shift: at z = 0 it gives 1, and tanh 0 = 0.",
            (lambda z: 2 * sigmoid(4 * z) - 1): "Too steep: its slope at 0 is 2. The slope has to grow from "
            "¼ to 1, a factor of 4, and the stretched height already gives a factor of 2.",
            (lambda z: 1 - 2 * sigmoid(2 * z)): "That falls where tanh rises: change its sign.",
            (lambda z: sigmoid(2 * z) - 1): "Shifted, but not stretched in height: it runs from −1 to 0.",
        },
    ),
    remark="tanh z = 2σ(2z) − 1: the two are one curve in different units.",
    hints=(
        "Height first: the sigmoid runs from 0 to 1, tanh from −1 to 1. Stretch and shift.",
        "Now the steepness: at zero the sigmoid has slope ¼, tanh has slope 1. Stretching the height has doubled it.",
        "So z has to run twice as fast: tanh z = 2σ(2z) − 1. Multiply e^z into numerator and denominator to see it.",
    ),
    solution="2σ(2z) − 1 = 2/(1 + e^(−2z)) − 1 = (1 − e^(−2z))/(1 + e^(−2z)). Multiplying numerator and "
    "denominator by e^z gives (e^z − e^(−z))/(e^z + e^(−z)) = tanh z.",
    code="""\
from course_utils.engine import sigmoid


def my_tanh(z):
    return 2 * sigmoid(2 * z) - 1


check("05.tanh_from_sigmoid", my_tanh)
""",
)

# --- the same neuron: 3 tanh(2x − 1) + 0.5 = 6 σ(4x − 2) − 2.5; with all signs turned −6 σ(−4x + 2) + 3.5 ---
PLACES = np.array([-1.0, 0.0, 0.5, 1.0, 2.0])


def sigmoid_unit(numbers):
    """What v σ(wx + b) + c answers at the places."""
    v, w, b, c = numbers
    return v * sigmoid(w * PLACES + b) + c


same_neuron = Exercise(
    key="05.same_neuron",
    question="A network with one hidden tanh neuron answers f(x) = 3 tanh(2x − 1) + 0.5. Another has one hidden "
    "sigmoid neuron, f(x) = v σ(wx + b) + c. Which v, w, b, c make them the same?",
    answer=Solves(
        labels=("v", "w", "b", "c"),
        run=sigmoid_unit,
        expected=3 * tanh(2 * PLACES - 1) + 0.5,
        within=1e-7,
        cases=tuple(f"x = {short(place)}" for place in PLACES),
        mistakes={
            (3, 2, -1, 0.5): "These are the numbers of the tanh neuron. tanh z = 2σ(2z) − 1.",
            (6, 4, -1, -2.5): "Nearly: the whole pre-activation doubles, so the bias in it does too.",
            (6, 4, -2, 0.5): "Nearly: the −1 in 2σ(2z) − 1 is multiplied by 3, and moves the last bias.",
            (6, 4, -2, -0.5): "Nearly: the −1 in 2σ(2z) − 1 is multiplied by 3 before it meets 0.5.",
            (3, 4, -2, 0.5): "The pre-activation is right; the height of tanh is twice that of σ.",
        },
    ),
    remark="What tanh networks can compute, sigmoid networks can, and vice versa. Only their training differs.",
    hints=(
        "Use the previous exercise: replace tanh z by 2σ(2z) − 1, with z = 2x − 1.",
        "Then multiply out: 3 × (2σ(2z) − 1) + 0.5. What multiplies σ, what is inside it, and what is left over?",
        "2z is 4x − 2, and what is left over is −3 + 0.5.",
    ),
    solution="3 tanh(2x − 1) + 0.5 = 3 (2σ(4x − 2) − 1) + 0.5 = 6σ(4x − 2) − 2.5. With σ(−z) = 1 − σ(z) there is a "
    "second answer: −6σ(−4x + 2) + 3.5.",
    code='check("05.same_neuron", [6, 4, -2, -2.5])',
)


# --- log(1 + e^z) = max(0, z) + log(1 + e^−|z|) ----------------------------------------------------------
def without_log1p(z):
    """Safe from overflow, but 1 + e^−|z| is rounded to 1 where e^−|z| is below 1e-16."""
    return max(0.0, z) + math.log(1 + math.exp(-abs(z)))


safe_softplus = Exercise(
    key="05.softplus",
    question="Write soft ReLU, log(1 + e^z), for a number z, so that it is right to seven digits from z = "
    "−40 to z = 1000.",
    answer=Function(
        lambda z: softplus(z),
        cases=((0.0,), (1.5,), (-2.0,), (1000.0,), (-40.0,), (40.0,), (-20.0,)),
        further=tuple(
            (z,) for z in (2, -3, 700, *lattice(-40, 40, 0.1), *scales(1e-9, 1000.0, seed=5)) if z >= -40
        ),
        arguments=("z",),
        mistakes={
            without_log1p: "Large z are right. At z = −40, however, it gives 0 instead of 4.2 × 10⁻¹⁸. In "
            "log(1 + u), the sum 1 + e^(−40) is rounded to 1: np.log1p(u) computes log(1 + u) and keeps the digits of "
            "u.",
            (lambda z: max(0.0, z)): "That is ReLU, the right answer far from zero. What is missing is "
            "log(1 + e^(−|z|)).",
            (
                lambda z: max(0.0, z) + math.log1p(math.exp(-abs(z))) / math.log(2)
            ): "Use the natural logarithm.",
            (lambda z: z + math.log1p(math.exp(-z)) if z > 0 else 0.0): "Right above zero. Below zero log(1 "
            "+ e^z) is small, but it is not 0.",
            (lambda z: abs(z) + math.log1p(math.exp(-abs(z)))): "Right above zero. Below zero the first "
            "term is 0: max(0, z), not |z|.",
            (lambda z: max(0.0, z) - math.log1p(math.exp(-abs(z)))): "One sign is wrong: the logarithm is "
            "added.",
        },
    ),
    remark="No z gives infinity, and what is small keeps its digits. In one formula: log(1 + e^z) = max(0, z) + "
    "log(1 + e^(−|z|)).",
    hints=(
        "Only e to a **large positive** power overflows. For z > 0 take e^z out of the bracket: 1 + e^z = e^z "
        "(1 + e^(−z)).",
        "Then log(1 + e^z) = z + log(1 + e^(−z)) for z > 0. For z < 0 nothing overflows, and the formula can stay as "
        "it is. Write both cases as one.",
        "max(0, z) + log(1 + e^(−|z|)) covers both. For the small numbers at z = −40 use np.log1p(u) in place "
        "of np.log(1 + u).",
    ),
    solution="log(1 + e^z) = max(0, z) + log(1 + e^(−|z|)). The exponent −|z| is never positive, and `np.log1p` "
    "computes log(1 + u) without first rounding 1 + u. The engine uses NumPy's `np.logaddexp(0, z)`, which does the "
    "same.",
    code="""\
import numpy as np


def safe_softplus(z):
    return max(0, z) + np.log1p(np.exp(-abs(z)))


check("05.softplus", safe_softplus)
""",
)

EXERCISES = [collapse, tanh_from_sigmoid, same_neuron, safe_softplus]

POLLS = [
    Poll(
        key="05.which_bends",
        question="A network has ten layers, and every hidden neuron answers g(z) = 2z + 1. What can the "
        "network compute?",
        choices={
            "a": "No more than a single layer: W x + b.",
            "b": "Curves, because g is not the identity.",
            "c": "Polynomials up to degree ten, one degree for each layer.",
            "d": "Nothing at all: it cannot be trained.",
        },
        right="a",
        discussion={
            "a": "Yes. 2z + 1 is itself an affine map, and affine maps of affine maps are affine. What matters is a "
            "bend, not just any operation on z.",
            "b": "It is not the identity, but it is straight. A straight line of a straight line is a straight line.",
            "c": "For x² something must be multiplied by itself. Here x is only multiplied by numbers and added up.",
            "d": "It can be trained: what it finds is the best straight line. The slope of g, 2 everywhere, is "
            "not the problem either: on the way back it makes a gradient larger, not smaller.",
        },
        closing="An activation function must not be affine. Which bend is best depends on the gradients that "
        "it lets through.",
    ),
    Poll(
        key="05.ten_sigmoids",
        question="A gradient passes back through ten sigmoids, all weights being 1. What part of it can "
        "arrive, at most?",
        choices={
            "a": "All of it.",
            "b": "About a tenth.",
            "c": "About a thousandth.",
            "d": "About a millionth.",
        },
        right="d",
        discussion={
            "a": "That would take a slope of 1. tanh has it at zero, ReLU wherever it is open; the sigmoid "
            "is flatter everywhere.",
            "b": "Slopes do not add, they multiply: each layer passes on only a part of what it "
            "receives from the layer behind it.",
            "c": "This is (½)¹⁰, and would be right for a largest slope of ½. The sigmoid rises by 1 in "
            "all, but gradually.",
            "d": "Yes: the slope is at most ¼, and (¼)¹⁰ is 9.5 × 10⁻⁷. That is the best case, with every "
            "neuron at z = 0.",
        },
        closing="Larger weights can make up for it, and random starts of the right size do so in part (section "
        "Further). Notebook 10 measures what a whole network does.",
    ),
]
