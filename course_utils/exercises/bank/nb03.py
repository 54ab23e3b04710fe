"""Notebook 03: families of models. Gini by hand and as code, who minimises what, and how sure a score is."""

import numpy as np

from ...engine.topics import gini as impurity
from ..answers import Choice, Function, Number
from ..ballot import Poll
from ..exercise import Exercise

# --- the best cut of ten galaxies in a row: after the fifth --------------------------------------
ROW = np.array([letter == "Q" for letter in "SSSQSQQQQQ"], dtype=int)
PLACES = np.arange(1, 11)


def cut_after(count):
    """The weighted Gini of the row, cut after so many galaxies."""
    return impurity.split_gini(PLACES, ROW, count + 0.5)


def unweighted(count):
    """The mean of the two Ginis of the row, cut after so many galaxies, whatever their sizes."""
    return (impurity.gini(ROW[:count]) + impurity.gini(ROW[count:])) / 2


def fractions(y):
    return np.unique(y, return_counts=True)[1] / len(y)


def entropy(y, log=np.log2):
    return -np.sum(fractions(y) * log(fractions(y)))


best_split = Exercise(
    key="03.best_split",
    question="Ten galaxies in the order of their colour: S S S Q S Q Q Q Q Q. Which weighted Gini impurity does the "
    "best single cut reach?",
    answer=Number(
        min(cut_after(count) for count in range(1, 10)),
        mistakes={
            0.32: "That is the Gini of the left part alone. Weight each part by its share of the galaxies.",
            cut_after(3): "That is the cut after the third galaxy. Another of the nine does better.",
            cut_after(4): "That is the cut after the fourth galaxy. Try its neighbours too.",
            unweighted(3): "That is the plain mean of the two parts after the third galaxy. Weight each "
            "part by its share of the galaxies.",
            entropy(ROW[:5]) / 2: "That is the weighted entropy. Gini is 1 − Σ p².",
            entropy(ROW[:5], np.log) / 2: "That is the weighted entropy, in natural logarithms. Gini is "
            "1 − Σ p².",
            0.48: "That is the impurity of all ten before any cut.",
            0.1: "That is the fraction wrong after the best cut. A tree makes the Gini impurity small.",
            5: "That is where to cut. You are asked for the weighted Gini impurity there.",
            0: "One cut cannot reach 0 here: whichever you choose, one part stays mixed.",
        },
    ),
    remark="The cut after the fifth galaxy: a pure right half, and one Q among five on the left.",
    hints=(
        "There are nine places to cut. For each, find G of the left part and G of the right part.",
        "Weight the two by their sizes: (n_left G_left + n_right G_right) / 10.",
        "All cuts but one leave a part pure. The largest pure parts are S S S on the left, after the third galaxy, and "
        "the five Q on the right, after the fifth. Compare these two.",
    ),
    solution="After the fifth galaxy, the left part S S S Q S has G = 1 − (4/5)² − (1/5)² = 0.32 and the right part "
    "has G = 0. Half of the galaxies are on each side, so the weighted impurity is 0.16.",
    code="""\
import numpy as np

y = np.array([0, 0, 0, 1, 0, 1, 1, 1, 1, 1])


def G(y):
    p = np.mean(y)
    return 1 - p**2 - (1 - p) ** 2


tried = [(n * G(y[:n]) + (10 - n) * G(y[n:])) / 10 for n in range(1, 10)]
check("03.best_split", min(tried))
""",
)


# --- Gini for any number of classes --------------------------------------------------------------
def two_classes_only(y):
    p = np.mean(np.asarray(y) == 1)
    return 2 * p * (1 - p)


def without_replacement(y):
    return impurity.gini(y) * len(y) / max(len(y) - 1, 1)


LABELS = tuple(
    (np.random.default_rng(count).integers(0, classes, count),)
    for count, classes in ((1, 1), (2, 2), (9, 2), (12, 3), (50, 5), (80, 10), (300, 2))
)

gini = Exercise(
    key="03.gini",
    question="Write gini(y): the Gini impurity of an array of labels y (N,), whole numbers of any number of "
    "classes.",
    answer=Function(
        impurity.gini,
        (
            (np.array([0, 0, 1, 1]),),
            (np.array([0, 1, 2]),),
            (np.array([7, 7, 7]),),
            (np.array([1, 1, 1, 0]),),
            (np.array([3, 0, 0, 5, 5]),),
            (np.array([0, 1, 0, 1, 1, 2]),),
        ),
        ("y",),
        further=LABELS,
        mistakes={
            two_classes_only: "Right for the labels 0 and 1. The formula sums over every class that occurs.",
            (lambda y: np.sum(fractions(y) ** 2)): "That is Σ p², the probability that two agree; G is 1 "
            "minus it.",
            (lambda y: 1 - fractions(y).max()): "That is the fraction outside the largest class. Gini "
            "subtracts the square of each fraction from 1.",
            entropy: "That is the entropy, which other trees use. Gini is 1 − Σ p².",
            (lambda y: entropy(y, np.log)): "That is the entropy, in natural logarithms, which other trees "
            "use. Gini is 1 − Σ p².",
            without_replacement: "That is the probability for two that are drawn without replacement. Gini "
            "divides every count by the number of labels.",
        },
    ),
    remark="Two galaxies drawn from the group, with replacement, differ with this probability.",
    hints=(
        "G = 1 − Σ p_k², where p_k is the fraction of the labels that are k.",
        "`np.unique(y, return_counts=True)` returns the classes that occur, and how often each does.",
        "Divide the counts by `len(y)`, square, sum, and subtract the sum from 1.",
    ),
    solution="Count each class, divide by the number of labels, and put the fractions into the formula.",
    code="""\
import numpy as np


def gini(y):
    p = np.unique(y, return_counts=True)[1] / len(y)
    return 1 - np.sum(p**2)


check("03.gini", gini)
""",
)

# --- who minimises what --------------------------------------------------------------------------
match = Exercise(
    key="03.match",
    question="Model, what is made small, and how: which of these lines are right?",
    answer=Choice(
        options={
            "a": "Tree: weighted Gini, one cut at a time, each cut the best for its own group.",
            "b": "Random forest: the mean cross-entropy of all its trees, by gradient descent.",
            "c": "Support vector machine: hinge loss plus ½‖w‖², a convex problem: any local minimum is global.",
            "d": "Neural network: cross-entropy, by steps against the gradient.",
            "e": "Tree: the weighted Gini of the finished tree, over all trees with as many leaves.",
            "f": "Neural network: cross-entropy, a convex problem: any local minimum is global.",
        },
        right="acd",
        why={
            "b": "A forest has no common loss: each tree is grown by itself, and a tree has no gradient.",
            "e": "That would be the best tree of its size. This algorithm does not search for it: the first cut is "
            "never taken back.",
            "f": "The loss is convex in the output, but the output is not a linear function of the weights.",
        },
    ),
    remark="The function decides what can be minimised, and how.",
    hints=(
        "Three lines are right. Ask of each: is this quantity really what the algorithm looks at while it "
        "works?",
        "Greedy means taking the best next step, without regard to the whole. Which two lines does that "
        "concern?",
        "Two of the families have a single loss. One of these losses is convex in the parameters, the other "
        "is not.",
    ),
    solution="a, c and d. The forest (b) makes no single loss small, a tree is greedy (not e), and the risk of a "
    "network has many minima (not f).",
    code='check("03.match", "acd")',
)

# --- how sure is a score: the 95 % interval of a fraction ----------------------------------------
WRONG, TESTED = 0.05, 300
sd = np.sqrt(WRONG * (1 - WRONG) / TESTED)

interval = Exercise(
    key="03.interval",
    question="A classifier is wrong on 5 % of 300 test galaxies. What is the standard deviation of such a score from "
    "one test set to the next, in per cent?",
    answer=Number(
        100 * sd,
        mistakes={
            sd: "That is the fraction. The question asks for per cent.",
            196 * sd: "That is 1.96 standard deviations, half of a 95 % interval. You are asked for one.",
            sd**2: "That is the variance, of the fraction. Take its root, then turn it into per cent.",
            100 * np.sqrt(WRONG * (1 - WRONG)): "That is the scatter of one galaxy. Divide by √300.",
            100 * WRONG * (1 - WRONG) / TESTED: "That is the variance; take its square root.",
            100 * WRONG * (1 - WRONG) / np.sqrt(TESTED): "p (1 − p) is the variance of a single loss: "
            "take its root before you divide by √N.",
            100 * WRONG / np.sqrt(TESTED): "That is p/√N. A single loss has the standard deviation "
            "√(p (1 − p)).",
            100 / np.sqrt(TESTED): "The scatter of a single galaxy, √(p (1 − p)), is missing as a factor.",
            100 * np.sqrt(WRONG / TESTED): "Close, but the factor 1 − p is missing under the root.",
        },
    ),
    remark="Two families that differ by half a percentage point cannot be told apart on 300 galaxies, not even on the "
    "same ones: it is a matter of one or two of them.",
    hints=(
        "Each test galaxy is like a coin that comes up “wrong” with probability p. Notebook 02 has the law for the "
        "mean of N such coins.",
        "The standard deviation of one coin is √(p (1 − p)).",
        "For the mean of N coins it is √(p (1 − p) / N), with p = 0.05 and N = 300.",
    ),
    solution="√(0.05 × 0.95 / 300) = 0.0126, which is 1.26 per cent.",
    code="""\
import numpy as np

check("03.interval", 100 * np.sqrt(0.05 * 0.95 / 300))
""",
)

EXERCISES = [best_split, gini, match, interval]

POLLS = [
    Poll(
        key="03.deep_tree",
        question="A tree may grow until each leaf holds galaxies of one class only. How many galaxies does it get "
        "wrong, in training and on the test set?",
        choices={
            "a": "None in training, none on the test set.",
            "b": "None in training, several per cent on the test set.",
            "c": "Several per cent on both.",
            "d": "Half of them on the test set: it has learned nothing but noise.",
        },
        right="b",
        discussion={
            "a": "The two classes overlap in colour. No classifier gets below the Bayes risk, about 4.6 per "
            "cent here.",
            "b": "Yes. No two galaxies have exactly the same colours, so cuts can isolate every one of "
            "them. What the tree learned about single galaxies does not carry over to others.",
            "c": "On the test set, yes. In training the cuts continue until every leaf is pure, so nothing "
            "is wrong.",
            "d": "Most of its boundary is right: only near the overlap does it follow single galaxies.",
        },
        closing="A training score of 100 per cent says nothing about a tree. To quote it is cheating, as notebook 02 "
        "explains.",
    ),
    Poll(
        key="03.imagenet",
        question="In 2010 and 2011 the best system was wrong with all five guesses on 28.2 and 25.8 % of the "
        "photographs. What did the best one reach in 2012?",
        choices={"a": "25 %.", "b": "23 %.", "c": "16 %.", "d": "5 %, as good as a person."},
        right="c",
        discussion={
            "a": "The best entry without a deep network had 26.2 %. In 2011 it was 25.8 %, on other photographs: "
            "no sign of progress.",
            "b": "This continues the trend: 2.4 points less, as in the year before.",
            "c": "Yes: AlexNet reached 16.4 %, and nobody else came below 26 %.",
            "d": "A trained person was later measured at 5.1 %, and networks came below that in 2015.",
        },
        closing="The chart below shows every year, with the names of the systems.",
    ),
]
