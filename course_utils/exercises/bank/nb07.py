"""Notebook 07: loss functions. What each is best at, how each is computed, and what its gradient is."""

import math

from ...engine import binary_cross_entropy, softplus
from ..answers import Array, Choice, Function, Number
from ..ballot import Poll
from ..exercise import Exercise
from .points import lattice, scales

# --- the constant c with the smallest loss: the mean, the median, the mean --------------------------------
best_constant = Exercise(
    key="07.best_constant",
    question="A network that sees nothing can only answer with a constant c. The labels are 0, 0, 0, 1. Which c has "
    "the smallest loss under the mean squared error, under the mean absolute error, and under binary cross-entropy?",
    answer=Array(
        [0.25, 0.0, 0.25],
        labels=("squared", "absolute", "binary_cross_entropy"),
        mistakes={
            (0.25, 0.25, 0.25): "Two of them are lowest at the mean. The absolute error is not: at the "
            "mean, three labels lie below c and one above, and each counts the same, whatever its distance.",
            (0.25, 0.0, 0.0): "Cross-entropy at c = 0 is infinite: it would call the label 1 impossible. "
            "Set its derivative to zero.",
            (0.75, 0.0, 0.75): "That is the share of the label 0. The mean of the labels is the share of "
            "the label 1.",
            (0.0, 0.0, 0.0): "0 is right most often, which is all that the absolute error asks for. The "
            "other two ask for a probability.",
            (0.5, 0.0, 0.5): "That is the middle between 0 and 1. But there are three labels 0 and only one "
            "label 1.",
            (0.25, 0.5, 0.25): "The median is the label in the middle when they stand in order; here both "
            "in the middle are 0.",
        },
    ),
    remark="Squares and cross-entropy ask for the mean, the absolute error for the median.",
    hints=(
        "Write each loss as a function of c. For the squares it is (3c² + (1 − c)²)/4. Where is its derivative zero?",
        "Absolute error: (3c + 1 − c)/4 between 0 and 1. Does that rise or fall?",
        "Cross-entropy: −(3 log(1 − c) + log c)/4, with derivative (3/(1 − c) − 1/c)/4. It is zero where 3c = 1 − c.",
    ),
    solution="Squares: the derivative (6c − 2(1 − c))/4 is zero at c = 1/4, the mean. Absolute error: (1 + 2c)/4 "
    "rises from c = 0 on, and below 0 it falls, so c = 0, the median. Cross-entropy: 3c = 1 − c, so c = 1/4: the "
    "share of label 1.",
    code='check("07.best_constant", [0.25, 0, 0.25])',
)

# --- χ² of a constant: the mean with weights 1/σ² -----------------------------------------------------------
weighted = Exercise(
    key="07.weighted",
    question="The same length was measured as 10 ± 1 mm and as 16 ± 2 mm, with Gaussian errors. Which constant has "
    "the smallest χ²?",
    answer=Number(
        11.2,
        mistakes={
            13: "That is the plain mean, which has the smallest MSE: it trusts both equally.",
            12: "Nearly: you weighted by 1/σ. In χ² the residual is squared with its σ, so the weight is "
            "1/σ².",
            14.8: "The weights are the wrong way round: the measurement with the smaller σ should count "
            "more.",
            14: "Weighted by 1/σ², the sum is 14: divide it by the sum of the weights, 1 + 1/4. (If you "
            "weighted by σ, it is the wrong way round: the measurement with the smaller σ should count more.)",
        },
    ),
    remark="Where errors differ, χ² is not MSE: here the better measurement counts four times as much as the other.",
    hints=(
        "Write χ² = ((10 − c)/1)² + ((16 − c)/2)² and set its derivative to zero.",
        "That gives (10 − c) + (16 − c)/4 = 0: a mean with the weights 1/σ².",
        "Solve for c: (10 + 16/4)/(1 + 1/4).",
    ),
    solution="χ² = (10 − c)² + (16 − c)²/4. Its derivative is zero where (10 − c) + (16 − c)/4 = 0, so "
    "c = (10 + 4)/(1 + 1/4) = 14/1.25 = 11.2 mm.",
    code="""\
import numpy as np

y, sigma = np.array([10, 16]), np.array([1, 2])
check("07.weighted", np.average(y, weights=1 / sigma**2))
""",
)

# --- the naive form at z = 37 -------------------------------------------------------------------------------
why_infinite = Exercise(
    key="07.why_infinite",
    question="For z = 37 and y = 0, `p = 1 / (1 + np.exp(-z))` and then `-np.log(1 - p)` give infinity. Why?",
    answer=Choice(
        options={
            "a": "e³⁷ is too large for a float.",
            "b": "e⁻³⁷ is too small for a float.",
            "c": "1 + e⁻³⁷ is rounded to 1, so that p is exactly 1.",
            "d": "The loss is infinite: the network is certain, and wrong.",
        },
        right="c",
        why={
            "a": "e³⁷ is 10¹⁶, and floats reach 10³⁰⁸. Besides, the formula computes e⁻³⁷.",
            "b": "e⁻³⁷ is 9 × 10⁻¹⁷. Floats hold numbers down to 10⁻³⁰⁸, and a little below.",
            "d": "The loss is log(1 + e³⁷), which is 37 to fifteen digits: large, but not infinite. No sigmoid of a "
            "finite z is certain.",
        },
    ),
    remark="The next float64 number above 1 is 2.2 × 10⁻¹⁶ away. A sum that exceeds 1 by less than half of that "
    "is rounded to 1.",
    hints=(
        "Compute in the order of the formula: how large is e⁻³⁷? Then add 1.",
        "The next float above 1 is 1 + 2.2 × 10⁻¹⁶. What becomes of 1 + 9 × 10⁻¹⁷?",
    ),
    solution="e⁻³⁷ = 8.5 × 10⁻¹⁷ is less than half the step 2.2 × 10⁻¹⁶ between 1 and the next float, so that 1 + "
    "e⁻³⁷ is rounded to 1. Then p = 1, 1 − p = 0 and −log 0 = ∞: c. It happens from z = 53 log 2 = 36.74 on.",
    code='check("07.why_infinite", "c")',
)


# --- log(1 + e^s), s = (1 − 2y) z ---------------------------------------------------------------------------
def turned(z, y):
    """s: the logit of the wrong class."""
    return (1 - 2 * y) * z


def without_log1p(z, y):
    """Safe from overflow, but 1 + e^−|s| is rounded to 1 where e^−|s| is below 1e-16."""
    s = turned(z, y)
    return max(0.0, s) + math.log(1 + math.exp(-abs(s)))


# Where the loss is below 1e-304 a float has no seven digits any more.
LOGITS = tuple(
    (z, y)
    for z in (3, -2, 0, *lattice(-45, 45, 0.25), *scales(1e-9, 1000.0, seed=7))
    for y in (0, 1)
    if not -746 < turned(z, y) < -700
)

bce_from_logits = Exercise(
    key="07.bce_from_logits",
    question="Write the binary cross-entropy of one example from its logit z, for y = 0 or 1, so that it is right "
    "to seven digits for every z from −1000 to 1000 (and 0 where it is too small for a float).",
    answer=Function(
        lambda z, y: binary_cross_entropy.from_logits(float(z), float(y)),
        cases=(
            (0.0, 1),
            (2.0, 1),
            (-3.0, 0),
            (1.5, 0),
            (37.0, 0),
            (1000.0, 0),
            (-1000.0, 1),
            (40.0, 1),
            (-40.0, 0),
        ),
        further=LOGITS,
        arguments=("z", "y"),
        mistakes={
            (lambda z, y: softplus(z) - y * z): "Right as a formula. At z = 40, y = 1, however, it gives 0 "
            "instead of 4.2 × 10⁻¹⁸. If it computes 40 − 40, the difference has lost all its digits: settle the sign "
            "first, and with s = (1 − 2y) z nothing is subtracted. If it takes log(1 + e⁻⁴⁰), the sum is rounded to "
            "1: take np.log1p.",
            (lambda z, y: (1 - y) * z + softplus(-z)): "Right as a formula. At z = −40, y = 0, however, it "
            "gives 0 instead of 4.2 × 10⁻¹⁸. If it computes −40 + 40, the sum has lost all its digits: settle the "
            "sign first, and with s = (1 − 2y) z nothing is subtracted. If it takes log(1 + e⁻⁴⁰), 1 + e⁻⁴⁰ is "
            "rounded to 1: take np.log1p.",
            without_log1p: "Large losses are right. At z = 40, y = 1, however, it gives 0 instead of 4.2 × "
            "10⁻¹⁸. In log(1 + u), the sum 1 + e⁻⁴⁰ is rounded to 1: np.log1p(u) computes log(1 + u) and keeps the "
            "digits of u.",
            (lambda z, y: softplus(z)): "That is right for y = 0. For y = 1 the loss should fall as z grows.",
            (lambda z, y: softplus(-turned(z, y))): "As if the two labels were swapped: being right costs "
            "much, being wrong little. Look at y, and at the sign of z.",
            (lambda z, y: max(0.0, turned(z, y))): "Right only where the network is sure and wrong. Near z "
            "= 0, and where it is right, the term log(1 + e^(−|z|)) is missing.",
            (lambda z, y: -softplus(turned(z, y))): "The sign: a loss is not negative.",
            (lambda z, y: softplus(turned(z, y)) / math.log(2)): "That is in bits. Use the natural "
            "logarithm.",
        },
    ),
    remark="One soft ReLU of the logit, with its sign flipped for y = 1.",
    hints=(
        "For y = 0 the loss is −log(1 − σ(z)). As 1 − σ(z) = 1/(1 + e^z), that is log(1 + e^z).",
        "For y = 1 it is −log σ(z) = log(1 + e^(−z)). So both are log(1 + e^s), with s = z or s = −z. Which y gives "
        "which?",
        "s = (1 − 2y) z. Then compute log(1 + e^s) as in notebook 05: max(0, s) + np.log1p(np.exp(−|s|)), or "
        "np.logaddexp(0, s).",
    ),
    solution="−log(1 − σ(z)) = log(1 + e^z) and −log σ(z) = log(1 + e^(−z)): with s = (1 − 2y) z both are log(1 + "
    "e^s), which `np.logaddexp(0, s)` computes without overflow and without loss of small numbers.",
    code="""\
import numpy as np


def bce_from_logits(z, y):
    return np.logaddexp(0, (1 - 2 * y) * z)


check("07.bce_from_logits", bce_from_logits)
""",
)

# --- softmax with cross-entropy: ∂L/∂z = p − y --------------------------------------------------------------
softmax_gradient = Exercise(
    key="07.softmax_gradient",
    question="Three classes, logits z = (log 2, 0, 0), and class 1 is right, where classes are counted from 0. What "
    "is the gradient of the cross-entropy with respect to z?",
    answer=Array(
        [0.5, -0.75, 0.25],
        labels=("z0", "z1", "z2"),
        mistakes={
            (0.5, 0.25, 0.25): "These are the probabilities. The gradient is their difference from the "
            "target.",
            (-0.5, 0.75, -0.25): "The sign: that is y − p, the direction in which an update goes. The "
            "gradient is p − y.",
            (-0.5, 0.25, 0.25): "That is right for class 0. Here class 1 is the right one.",
            (0.0, -4.0, 0.0): "That is the gradient with respect to the probabilities, −y/p. Through "
            "softmax it becomes p − y.",
            (0.0, -0.75, 0.0): "The entry of the right class is right. But each probability depends on all "
            "logits: the others have a gradient too.",
        },
    ),
    remark="The wrong classes have too much probability, and the right one lacks just as much: the three add up to 0.",
    hints=(
        "First the probabilities p (f in the text): e^z is (2, 1, 1); divide by the sum.",
        "The target is y = (0, 1, 0).",
        "The gradient is p − y, entry by entry.",
    ),
    solution="p = (2, 1, 1)/4 = (0.5, 0.25, 0.25), y = (0, 1, 0), so p − y = (0.5, −0.75, 0.25).",
    code="""\
import numpy as np

from course_utils.engine import softmax

p = softmax(np.log([2, 1, 1]))
check("07.softmax_gradient", p - np.array([0, 1, 0]))
""",
)

EXERCISES = [best_constant, weighted, why_infinite, bce_from_logits, softmax_gradient]

POLLS = [
    Poll(
        key="07.whose_gradient",
        question="The label is 1, and a sigmoid neuron sits at z = −10: it is wrong, and sure of it. Whose gradient "
        "with respect to z is larger, that of the mean squared error or that of binary cross-entropy?",
        choices={
            "a": "The squared error's: squares punish large errors most.",
            "b": "Both are about the same: the error f − y is −1 for both.",
            "c": "Cross-entropy's, about ten times.",
            "d": "Cross-entropy's, about ten thousand times.",
        },
        right="d",
        discussion={
            "a": "Squares punish large errors, but f and y lie between 0 and 1, so that no error is larger than 1.",
            "b": "The error is the same. But on its way to z a gradient is multiplied by the slope of the sigmoid, "
            "and only one of the two losses makes up for that.",
            "c": "Right loss. The losses themselves differ by such a factor, 10 against 1; the gradients by far "
            "more.",
            "d": "Yes: 11,014 times. The squared error's gradient, 2(f − y), is multiplied by the slope f(1 − f) = "
            "4.5 × 10⁻⁵. In cross-entropy's the slope cancels, and f − y is left.",
        },
        closing="A neuron that is sure and wrong learns next to nothing from the squared error.",
    ),
    Poll(
        key="07.noise",
        question="A network with softmax was trained on digits. You show it random noise, and it answers: a 5, with "
        "probability 0.98. What does the number mean?",
        choices={
            "a": "In 98 of 100 such pictures there is a 5.",
            "b": "Of the ten digits, the 5 has by far the largest logit.",
            "c": "The network has found something that looks like a 5.",
            "d": "Softmax was computed wrongly: the probabilities should be about 0.1 each.",
        },
        right="b",
        discussion={
            "a": "That would hold for pictures like those it was trained on, if the network were calibrated. Noise is "
            "not like them.",
            "b": "Yes. Softmax compares logits; only their differences count. “None of these” is not among the "
            "answers, and nothing in training said what to do far from the data.",
            "c": "Something that its weights respond to: networks from other starts mostly give the same digit. But a "
            "person finds no 5 in it, and no training example told the network what is not a digit.",
            "d": "It is computed correctly. About 0.1 each would be wise, but no training example ever asked for it.",
        },
        closing="Softmax makes numbers that add up to 1. Whether they are probabilities must be measured.",
    ),
]
