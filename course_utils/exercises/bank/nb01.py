"""Notebook 01: supervised learning. Kepler's law as a fit, a cut in two colours, and the numbers that judge it."""

import numpy as np

from ..answers import Choice, Function, Number
from ..ballot import Poll
from ..exercise import Exercise
from .worked import worked

# --- Kepler's law predicts ------------------------------------------------------------------------
CERES = 2.767  # AU

ceres = Exercise(
    key="01.ceres",
    question="Ceres circles the Sun at a semi-major axis of 2.767 AU. With Kepler's law T² = r³, how long is "
    "its year, in years?",
    answer=Number(
        CERES**1.5,
        mistakes={
            CERES ** (2 / 3): "The exponent is upside down: T = r^(3/2).",
            CERES**3: "That is T²; take the square root.",
            CERES: "In AU and years, T equals r for the Earth only.",
            CERES**2: "The exponent is 3/2, between 1 and 2.",
            1.5 * CERES: "3/2 is an exponent here, not a factor.",
            365.25 * CERES**1.5: "That is in days. You are asked for years.",
        },
    ),
    remark="Ceres was found in 1801; no planet of the training set is near it, and yet the law holds.",
    hints=(
        "Solve T² = r³ for T. In AU and years the constant is 1, because r = 1 and T = 1 for the Earth.",
        "T = √(r³), which is r to the power 3/2.",
        "r³ = 21.18; its square root lies between 4.5 and 4.7.",
    ),
    solution="T = r^(3/2) = √(2.767³) = √21.18 = 4.60 years.",
    code='check("01.ceres", 2.767**1.5)',
)

# --- the published cut moves with redshift --------------------------------------------------------
redshifts = Exercise(
    key="01.redshifts",
    question="A galaxy has V−J = 1.0 and U−V = 1.5. What does the published cut call it at z = 0.3, and what "
    "at z = 0.7?",
    answer=Choice(
        options={
            "a": "Quiescent at both.",
            "b": "Star-forming at both.",
            "c": "Star-forming at z = 0.3, quiescent at z = 0.7.",
            "d": "Quiescent at z = 0.3, star-forming at z = 0.7.",
        },
        right="c",
        why={
            "a": "At z = 0.3 and this V−J the slanted edge is at 0.88 + 0.69 = 1.57, and 1.5 is below it.",
            "b": "At z = 0.7 and this V−J the slanted edge is at 0.88 + 0.59 = 1.47, which 1.5 exceeds; the galaxy "
            "satisfies the other two conditions as well.",
            "d": "It is the other way round: the intercept falls with redshift, from 0.69 to 0.59.",
        },
    ),
    remark="To look farther is to look back in time: the stars were younger and bluer then, and the edge "
    "follows them.",
    hints=(
        "Three conditions must hold together. U−V > 1.3 and V−J < 1.6 do not depend on z; which one does?",
        "The slanted edge is U−V > 0.88 (V−J) + an intercept: 0.69 below z = 0.5, 0.59 from there to z = 1.",
        "For V−J = 1.0 the edge is at 1.57 for z = 0.3, and at 1.47 for z = 0.7.",
    ),
    solution="c. U−V = 1.5 is above 1.3 and V−J = 1.0 below 1.6. The slanted edge is at 1.57 for z = 0.3, "
    "above the galaxy, and at 1.47 for z = 0.7, below it.",
    code="""\
from course_utils.data import published_cut

print(published_cut([[1.0, 1.5], [1.0, 1.5]], [0.3, 0.7]))  # 1 is quiescent
check("01.redshifts", "c")
""",
)


# --- purity depends on who is common --------------------------------------------------------------
def purity_of(fraction):
    """The purity of the rule where this fraction of all galaxies is quiescent."""
    return 0.9 * fraction / (0.9 * fraction + 0.05 * (1 - fraction))


purity = Exercise(
    key="01.purity",
    question="A rule finds 90 % of the quiescent galaxies, and calls 5 % of the star-forming ones quiescent "
    "too. Where half of all galaxies are quiescent its purity is 0.947. What is its purity where only a "
    "tenth are?",
    answer=Number(
        purity_of(0.1),
        mistakes={
            purity_of(0.5): "That is the purity where half are quiescent; now there are nine star-forming "
            "galaxies for each quiescent one.",
            0.9: "That is the completeness: it does not change, but the purity does.",
            1 - purity_of(0.1): "That is the fraction of wrong ones among those called quiescent.",
            0.09 / (0.09 + 0.05): "5 % of the star-forming galaxies are called quiescent, and nine tenths "
            "of all galaxies are star-forming.",
            0.9 * 0.1 + 0.95 * 0.9: "That is the accuracy.",
            0.9 * 0.1 + 0.05 * 0.9: "That is the fraction of all galaxies that are called quiescent.",
        },
    ),
    remark="The rule is the same but the population is not: now a third of what it calls quiescent is "
    "star-forming.",
    hints=(
        "Imagine 1,000 galaxies: 100 quiescent, 900 star-forming. How many of each kind does the rule call "
        "quiescent?",
        "It calls 90 of the 100 and 45 of the 900 quiescent.",
        "Purity is the fraction of those called quiescent that are quiescent: 90 / (90 + 45).",
    ),
    solution="Of 1,000 galaxies 90 quiescent and 45 star-forming ones are called quiescent: 90/135 = 0.667.",
    code="""\
found, mistaken = 0.9 * 0.1, 0.05 * 0.9
check("01.purity", found / (found + mistaken))
""",
)

# --- classification or regression -----------------------------------------------------------------
targets = Exercise(
    key="01.targets",
    question="Which of these are regression? There may be several.",
    answer=Choice(
        options={
            "a": "The redshift of a galaxy, from its colours.",
            "b": "Quiescent or star-forming, from two colours.",
            "c": "Which digit from 0 to 9 was written, from an image.",
            "d": "Mass and age of a galaxy's stars, from its spectrum.",
        },
        right="ad",
        why={
            "b": "two classes; that they are coded 0 and 1 does not make them quantities.",
            "c": "the label is a numeral, but a 3 is not nearer to a 4 than to an 8: ten classes.",
        },
    ),
    remark="In d the target is a vector of two real numbers; that is regression all the same.",
    hints=(
        "Look at the target, not at the inputs. Would an answer between two labels make sense?",
        "Real numbers are regression, one of them or several at a time. Names of kinds are classification, even if "
        "numbered.",
    ),
    solution="a and d. A redshift is a real number, mass and age are two of them. b and c ask for a kind.",
    code='check("01.targets", "ad")',
)


# --- two scores in four lines ---------------------------------------------------------------------
def scores(called, y):
    hits = np.sum(called * y)
    return hits / np.sum(called), hits / np.sum(y)


CASES = (
    (np.array([1, 1, 1, 0, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 1, 0, 0, 0])),
    (np.array([1, 0, 0, 0, 0, 0]), np.array([1, 1, 1, 1, 0, 0])),
    (np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])),
)


def survey(count, random):
    """What a rule calls so many galaxies, and what they are; both have some that are quiescent."""
    called, y = random.integers(0, 2, (2, count))
    called[0] = y[-1] = 1
    return called, y


SURVEYS = tuple(survey(count, np.random.default_rng(count)) for count in (1, 2, 5, 9, 40, 300))

scoring = Exercise(
    key="01.scores",
    question="Write a function that takes `called` and `y`, arrays of 0 and 1 where 1 is quiescent, and "
    "returns purity and completeness.",
    answer=Function(
        scores,
        CASES,
        ("called", "y"),
        ("purity", "completeness"),
        further=SURVEYS,
        mistakes={
            (lambda called, y: (np.mean(called * y),) * 2): "Those are fractions of all galaxies; divide by "
            "those called quiescent, and by those that are.",
            (lambda called, y: (np.mean(called == y), scores(called, y)[1])): "The first is the "
            "accuracy: it counts the star-forming galaxies too.",
            (lambda called, y: (scores(called, y)[0], np.sum(called) / np.sum(y))): "For completeness, "
            "count only those that are called quiescent and are quiescent.",
            (lambda called, y: scores(1 - called, 1 - y)): "Those are the scores for the star-forming "
            "galaxies; 1 is quiescent.",
            (lambda called, y: (scores(called, y)[0], np.mean(called[y == 0]))): "The second is of the "
            "star-forming galaxies, the fraction called quiescent. Completeness looks at the quiescent ones.",
        },
    ),
    remark="Both have the same numerator; they differ in what they divide by.",
    hints=(
        "Both begin with the same count: how many are called quiescent and are quiescent?",
        "With zeros and ones, `np.sum(called * y)` counts them. Purity divides it by those called quiescent.",
        "Completeness divides the same count by `np.sum(y)`.",
    ),
    solution="Count the galaxies that are called quiescent and are quiescent. Divide by the number that are called "
    "quiescent for purity, by the number that are quiescent for completeness.",
    code=worked("01.scores", scores),
)

EXERCISES = [ceres, redshifts, targets, purity, scoring]

POLLS = [
    Poll(
        key="01.quintic",
        question="A polynomial of degree five goes exactly through the six planets that Kepler knew. How "
        "long a year does it give Uranus, at r = 19.19 AU?",
        choices={
            "a": "About 84 years: it fits better than the power law, so it predicts better.",
            "b": "About 60 or 110 years: near, but not right.",
            "c": "About 1,000 years.",
            "d": "A negative number of years.",
        },
        right="d",
        discussion={
            "a": "Its error on the six planets is zero, and that is the trouble: it would be zero for any six "
            "numbers. A perfect fit that cannot fail says nothing.",
            "b": "Between these six planets the polynomial stays within about a year of the law, although a "
            "polynomial through all points need not do even that. Beyond them nothing constrains it.",
            "c": "The size is of the right order, the sign is not. Far from the data the highest powers of r dominate, "
            "with the signs that the six points happened to give them.",
            "d": "So it is, −595 years. At twice Saturn's distance the terms reach thousands of years, with "
            "alternating signs: −972 of third degree, +2,552 of fourth and −2,437 of fifth. What is "
            "left over says nothing about Uranus.",
        },
        closing="What was learned is judged on what was not seen. Notebook 02 makes this precise.",
    ),
    Poll(
        key="01.kepler",
        question="Kepler tried many relations between the distances and the years of six planets, until one "
        "held. Was he doing machine learning?",
        choices={
            "a": "Yes.",
            "b": "No.",
            "c": "It depends.",
            "d": "I don't know.",
        },
        discussion={
            "a": "There is much to be said for it: the exponent came from data, without a theory that demanded it, "
            "and it predicted planets that he never saw.",
            "b": "Nothing was automatic. He chose the form of the relation himself, and looked for a simple "
            "ratio because he believed in harmony. No procedure for making an error small was stated, and no "
            "machine carried one out.",
            "c": "It depends on what the words must include. Parameters from data: yes. A loss, and a "
            "procedure that anybody could repeat: not yet; this notebook adds them with least squares.",
            "d": "A good place to start from. Ask of any method: what was chosen by people, and what was "
            "found from data?",
        },
        closing="The distinction is not between physics and data. It is between what we fix beforehand and what we "
        "let the data decide.",
    ),
    Poll(
        key="01.colour_plot",
        question="Galaxies in two colours, and a boundary between quiescent and star-forming ones. Is this "
        "colour–colour plot machine learning?",
        choices={
            "a": "Yes.",
            "b": "No.",
            "c": "It depends.",
            "d": "I don't know.",
        },
        discussion={
            "a": "It is a function from measurements to a label, f(V−J, U−V) = Q or SF, and it has "
            "parameters: a slope, an intercept, two limits. As for the form, nothing is missing.",
            "b": "A function with parameters is not enough. The figure shows neither a loss nor an algorithm that "
            "made it small, and without these two nothing has been learned by a machine.",
            "c": "The plot alone does not tell. The same wedge is machine learning if its edges were found by making "
            "a loss small on labelled galaxies; it is not if somebody placed them by judgement, however good the data "
            "behind the judgement. What counts is how W was found.",
            "d": "Then look for three things: a function with parameters W, a loss, and an algorithm that "
            "makes it small. Which of them does the figure show?",
        },
        closing="A few cells further down we learn the intercept of this very wedge and compare it with the "
        "published one.",
    ),
]
