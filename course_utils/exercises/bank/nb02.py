"""Notebook 02: risk. What training minimises, what it is meant to minimise, and how to measure the difference."""

from math import comb, sqrt

import numpy as np

from ..answers import Choice, Function, Number
from ..ballot import Poll
from ..exercise import Exercise
from .worked import worked

# --- the empirical risk as a function --------------------------------------------------------------


def empirical_risk(W, features, y):
    return np.mean((features @ W - y) ** 2)


def with_errors(of):
    """A function of the same arguments that makes something else of the errors."""
    return lambda W, features, y: of(features @ W - y)


rng = np.random.default_rng(2)
cases = tuple(
    (rng.normal(size=terms), rng.normal(size=(count, terms)), rng.normal(size=count))
    for count, terms in ((3, 2), (5, 2), (4, 3), (1, 1))
)
further = tuple(
    (size * rng.normal(size=terms), rng.normal(size=(count, terms)), size * rng.normal(size=count))
    for count, terms, size in ((1, 3, 1.0), (2, 1, 1e-3), (7, 7, 1e3), (40, 6, 1.0), (200, 2, 1e-6))
)

risk = Exercise(
    key="02.empirical_risk",
    question="Write the empirical risk as a function of `W`, `features` and `y`: the mean squared error of the "
    "model `features @ W` on the targets `y`.",
    answer=Function(
        reference=empirical_risk,
        cases=cases,
        further=further,
        arguments=("W", "features", "y"),
        mistakes={
            with_errors(lambda e: np.sum(e**2)): "That is the sum; the risk is the mean, 1/N of it.",
            with_errors(lambda e: e**2): "These are the losses of the single examples; the risk is their "
            "mean.",
            with_errors(lambda e: e): "These are the errors of the single examples: square them, and "
            "average.",
            with_errors(lambda e: np.mean(e)): "Square each error first: as it is, too high and too low "
            "cancel.",
            with_errors(lambda e: np.mean(e) ** 2): "Square first, then take the mean.",
            with_errors(np.var): "That is the variance of the errors, which leaves out their mean. Subtract "
            "nothing from them before squaring.",
            with_errors(lambda e: np.mean(np.abs(e))): "That is the mean absolute error; square instead.",
            with_errors(lambda e: sqrt(np.mean(e**2))): "That is the square root of the risk; leave the "
            "root out.",
            with_errors(lambda e: np.mean(e**2) / 2): "There is a factor ½ too many: here the loss is (f − "
            "y)².",
        },
    ),
    remark="Every model in this course is trained by making such a number small.",
    hints=(
        "The predictions of all N examples at once are `features @ W`, an array (N,).",
        "The loss of each example is the square of its entry in `features @ W - y`. What turns them into "
        "one number?",
        "`np.mean` of these N losses is (1/N) Σ loss.",
    ),
    solution="Predict, subtract, square, average.",
    code=worked("02.empirical_risk", empirical_risk),
)

# --- the gap of a fit ------------------------------------------------------------------------------

TERMS, COUNT, NOISE = 6, 120, 0.3

gap = Exercise(
    key="02.gap",
    question="A model with p = 6 terms is fitted by least squares to N = 120 examples with noise σ = 0.3. By how much "
    "does its training risk lie below its true risk, on average over data sets, by the formula for large N?",
    answer=Number(
        2 * NOISE**2 * TERMS / COUNT,
        mistakes={
            NOISE**2 * TERMS / COUNT: "That is half of it: the training risk lies this far below σ², and "
            "the true risk lies as far above it.",
            2 * NOISE * TERMS / COUNT: "The noise enters as its variance: σ², not σ.",
            2 * NOISE**2 / COUNT: "Each of the p = 6 terms adds its share.",
            2 * NOISE**2 * TERMS: "Divide by the number of examples, N = 120.",
            2 * NOISE**2 * TERMS / sqrt(COUNT): "The mean gap falls as 1/N; 1/√N is the law of its scatter.",
            2 * NOISE**2 * COUNT / TERMS: "It is the other way up: p belongs in the numerator, N in the "
            "denominator.",
            NOISE**2 * sqrt(2 / COUNT): "That is how much the risk of a fixed model scatters; you are asked "
            "for the mean gap of a fitted one.",
            NOISE**2: "That is the Bayes risk σ².",
        },
    ),
    remark="That is a tenth of the Bayes risk, 0.09: even with twenty examples for each parameter.",
    hints=(
        "The formula is tr(H⁻¹C)/N, which for least squares is 2σ²p/N.",
        "The formula contains σ², not σ: 0.3² = 0.09.",
        "2 × 0.09 × 6 / 120.",
    ),
    solution="2σ²p/N = 2 × 0.09 × 6 / 120 = 0.0090. Half of it is because the training risk is too low, half because "
    "the true risk is too high.",
    code="""\
sigma, p, N = 0.3, 6, 120
check("02.gap", 2 * sigma**2 * p / N)
""",
)

# --- what a test score is worth --------------------------------------------------------------------

TESTED, ACCURACY = 100, 0.8

score = Exercise(
    key="02.score",
    question="A fixed model is right for 80 % of all galaxies. Its score is the share of 100 test galaxies for which "
    "it is right. What is the standard deviation of that score, as a fraction of 1?",
    answer=Number(
        sqrt(ACCURACY * (1 - ACCURACY) / TESTED),
        mistakes={
            ACCURACY * (1 - ACCURACY) / TESTED: "That is the variance; take its square root.",
            sqrt(ACCURACY * (1 - ACCURACY)): "That is for one galaxy; divide by √N, with N = 100.",
            ACCURACY * (1 - ACCURACY): "That is the variance for one galaxy: take the square root, then "
            "divide by √N.",
            ACCURACY * (1 - ACCURACY) / sqrt(TESTED): "p (1 − p) is the variance of a single loss: take its "
            "root before you divide by √N.",
            ACCURACY / sqrt(TESTED): "If that is p/√N: a single loss has the standard deviation "
            "√(p (1 − p)). If it is two standard deviations: you are asked for one.",
            (1 - ACCURACY) / sqrt(TESTED): "If that is (1 − p)/√N: a single loss has the standard deviation "
            "√(p (1 − p)). Otherwise a factor 2 is missing.",
            sqrt(ACCURACY / TESTED): "The factor for being wrong, 1 − 0.8, is missing under the root.",
            sqrt((1 - ACCURACY) / TESTED): "The factor for being right, 0.8, is missing under the root.",
            100 * sqrt(ACCURACY * (1 - ACCURACY) / TESTED): "That is in per cent; you are asked for a "
            "fraction of 1.",
            1 / sqrt(TESTED): "That is 1/√N alone; multiply it by the standard deviation of a single loss.",
        },
    ),
    remark="So 80 % on 100 test galaxies means 80 ± 4 %. A difference of 2 percentage points means nothing, not even "
    "between models that are tested on the same galaxies: it is two of them.",
    hints=(
        "The score is a mean of N = 100 numbers that are 1 with probability 0.8, else 0.",
        "The standard deviation of one such number is √(p (1 − p)); that of a mean of N is smaller by √N.",
        "√(0.8 × 0.2) is 0.4; divide it by 10.",
    ),
    solution="One loss has the standard deviation √(0.8 × 0.2) = 0.4; the mean of 100 has 0.4/√100 = 0.04.",
    code="""\
import numpy as np

check("02.score", np.sqrt(0.8 * (1 - 0.8) / 100))
""",
)

# --- which pipelines leak --------------------------------------------------------------------------

leak = Exercise(
    key="02.leak",
    question="Four ways to a test score. In which of them does the test set take part in making the model?",
    answer=Choice(
        options={
            "a": "Split. Standardise all parts with the mean and deviation of the training part. Train, choose by "
            "validation, test once.",
            "b": "Standardise everything with the mean and deviation of all data. Then split, train, choose by "
            "validation, test once.",
            "c": "Split. Choose the settings by validation, train once more on training and validation data "
            "together, test once.",
            "d": "Split. Train for long, and report the test score of the epoch where it was highest.",
        },
        right="bd",
        why={
            "a": "What is computed from the training part alone knows nothing of the test set; this is how "
            "to do it.",
            "c": "The choice was made before the test set was opened; this is allowed, and common.",
        },
    ),
    remark="In b the leak is small, in d it can be large; in both, the test data helped to make the model "
    "that they test.",
    hints=(
        "Ask of each step: would its result change if the test set held other examples?",
        "There is more than one. Look at numbers computed from **all** data, and at decisions taken after looking at "
        "the test score.",
        "Two of them use the test set before the end: one through a mean, one through a choice.",
    ),
    solution="b and d. In b the mean and deviation contain the test set; in d it was used to choose the number of "
    "epochs, so it served as a validation set, and no test set is left.",
    code='check("02.leak", "bd")',
)

EXERCISES = [risk, gap, score, leak]


# --- the best of many equal models -----------------------------------------------------------------


def expected_best(models):
    """The mean of the highest score among equal models whose errors are independent, as a fraction."""
    ways = [
        comb(TESTED, right) * ACCURACY**right * (1 - ACCURACY) ** (TESTED - right)
        for right in range(TESTED + 1)
    ]
    return 1 - np.sum(np.cumsum(ways)[:-1] ** models) / TESTED


POLLS = [
    Poll(
        key="02.double_n",
        question="You take four times as many training examples and fit the same model again. On average over data "
        "sets, what becomes of the gap between its true and its training risk?",
        choices={
            "a": "It stays: the model is the same.",
            "b": "It halves, as everything falls as 1/√N.",
            "c": "It falls to a quarter.",
            "d": "It falls to a sixteenth.",
        },
        right="c",
        discussion={
            "a": "The model is, but the gap is not. A fit follows the noise of its examples; the more examples there "
            "are, the less the same few parameters can follow it.",
            "b": "1/√N holds for a fixed model, and for the scatter of the gap from one data set to the next. The "
            "mean of the gap obeys another law.",
            "c": "Yes, once there are many more examples than parameters: the mean gap is tr(H⁻¹C)/N.",
            "d": "That would be 1/N². Such a term is there as well, but for N far above p it is small: for the fits of "
            "this notebook, with p = 6 terms and N = 120, about 4 % of the whole.",
        },
        closing="Two laws at once: the mean falls as 1/N, the scatter about it as 1/√N. For a large data set the "
        "scatter is the larger of the two.",
    ),
    Poll(
        key="02.best_of_hundred",
        question="A hundred models, each right for exactly 80 % of all galaxies and independent of each other, are "
        "tried on the same 100 test galaxies. You report the best score. What will it be, about?",
        choices={"a": "80 %.", "b": "82 %.", "c": "85 %.", "d": "89 %."},
        right="d",
        discussion={
            "a": "That is the mean of the hundred scores. You did not report the mean.",
            "b": "One score alone scatters by ± 4 %; the best of a hundred lies further out.",
            "c": "That is just over one standard deviation above the mean, so it is not rare: of a hundred scores, "
            "some thirteen reach 85 % or more. The best of them is higher.",
            "d": f"Yes: {100 * expected_best(100):.1f} % on average, if the models err independently. Nine of these "
            "points come from nothing but looking a hundred times.",
        },
        closing="The winner's score is too high, because it won. That holds for validation scores too, which is why "
        "there is a third set.",
    ),
]
