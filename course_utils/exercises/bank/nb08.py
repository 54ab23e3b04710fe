"""Notebook 08: the playground. Counting parameters, the fewest neurons for XOR, and a set-up of one's own."""

from ..answers import Number
from ..answers.played import (
    AFFINE,
    ALIKE,
    GO_ON,
    LARGE_STEPS,
    LEARNED_BY_HEART,
    LONGER,
    MORE_NEURONS,
    NO_HIDDEN,
    NO_PENALTY,
    SEVERAL,
    SHORTER,
    START,
    STRAIGHT,
    Played,
)
from ..ballot import Poll
from ..exercise import Exercise

# --- 4 (2 + 1) + 2 (4 + 1) + 1 (2 + 1) = 25 -------------------------------------------------------------
parameters = Exercise(
    key="08.parameters",
    question="A network 2-4-2-1: two inputs, hidden layers of four and of two neurons, one output. How many "
    "parameters does training change?",
    answer=Number(
        25,
        digits=None,
        mistakes={
            18: "These are the weights alone, 8 + 8 + 2. Each neuron has a bias too.",
            7: "These are the biases alone, one for each neuron; the inputs have none.",
            27: "The inputs are not neurons: they have no bias.",
            24: "Nearly: the output neuron has a bias as well.",
            16: "That is 2 × 4 × 2 × 1, but layers add up; they do not multiply. It is also 8 + 8, the "
            "weights of the hidden layers alone: the output's weights and all biases are missing.",
            9: "That counts inputs and neurons. Each edge is a weight, and each neuron but the inputs has a "
            "bias.",
        },
    ),
    remark="Each neuron has a weight for each of its inputs, and one bias: 4 × 3 + 2 × 5 + 1 × 3.",
    hints=(
        "Each edge is a weight. How many edges lie between the inputs and the first hidden layer?",
        "2 × 4, then 4 × 2, then 2 × 1 edges. And each neuron but the inputs has a bias.",
        "So a layer of n neurons behind m others has n (m + 1) parameters: 4 × 3 + 2 × 5 + 1 × 3.",
    ),
    solution="A layer of n neurons behind m others has n × m weights and n biases. Here: 4 × 2 + 4 = 12, 2 × 4 + 2 = "
    "10, 1 × 2 + 1 = 3, together 25.",
    code="""\
from course_utils.engine import Network

check("08.parameters", Network.random([2, 4, 2, 1]).theta.size)
""",
)

# --- |x₁ − x₂| = relu(x₁ − x₂) + relu(x₂ − x₁) is 0 on two corners and 2 on the others ----------------------
relus = Exercise(
    key="08.relus",
    question="XOR on the four corners (±1, ±1): class 1 where the signs differ. A network has one hidden layer of "
    "ReLUs, and its output decides by the sign of v · h + c. How many ReLUs are needed at least?",
    answer=Number(
        2,
        digits=None,
        mistakes={
            0: "Without a hidden layer the boundary is a straight line.",
            1: "One ReLU rises, or stays, along a single direction w. So v h + c changes its sign along it "
            "at most once: the boundary is again a straight line.",
            3: "Three are enough, but you can do without one of them.",
            4: "One for each corner is enough, but the two corners with equal signs need none.",
        },
    ),
    remark="|x₁ − x₂| is 0 where the signs agree and 2 where they differ, and it takes two ReLUs.",
    hints=(
        "Which number, made of x₁ and x₂, is the same on opposite corners? It cannot be a linear function of "
        "them.",
        "|x₁ − x₂| is 0 on one pair of corners and larger on the other. How is an absolute value made of ReLUs?",
        "|u| = max(0, u) + max(0, −u): one ReLU looks one way, the other the opposite way.",
    ),
    solution="h₁ = max(0, x₁ − x₂), h₂ = max(0, x₂ − x₁): h₁ + h₂ − 1 is −1 where the signs agree and 1 where they "
    "differ. With one ReLU, v h + c is monotone along its direction w and constant across it, so the boundary is one "
    "straight line, and notebook 04 showed that no line does it.",
    code="""\
import numpy as np

corners = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
h = np.maximum(0, corners @ [[1, -1], [-1, 1]])
print(h.sum(axis=1) - 1)
check("08.relus", h.shape[1])
""",
)

# --- a set-up that reaches a stated validation risk -----------------------------------------------------
GIVEN = "data=spiral points=400"

reach = Exercise(
    key="08.reach",
    question=f"Find a set-up for `{GIVEN}` that reaches a validation risk (the test set's, as you choose by it) "
    f"below 0.3 "
    "with at most 3,000 updates.",
    answer=Played(
        GIVEN,
        fixed=("data", "noise", "points", "train", "draw", "loss"),
        goal=0.3,
        updates=3000,
        mistakes={
            f"{GIVEN} layers=8-8 rate=1": START,
            f"{GIVEN} layers=none rate=0.3 updates=500": STRAIGHT,
            f"{GIVEN} layers=4 rate=0.3 updates=500": SEVERAL,
            f"{GIVEN} layers=8 rate=0.1 optimizer=adam updates=3000": LEARNED_BY_HEART,
            f"{GIVEN} layers=16-16-16 activation=leaky_relu rate=10 updates=1000": LARGE_STEPS,
            f"{GIVEN} layers=8-8 rate=10 updates=500": SHORTER,
            f"{GIVEN} layers=8-8 rate=0.001 updates=1500": LONGER,
            f"{GIVEN} layers=8-8 rate=1 updates=300": GO_ON,
            f"{GIVEN} layers=2 rate=1 updates=2000": MORE_NEURONS,
            f"{GIVEN} layers=8-8 rate=1 l2=0.1 updates=1500": NO_PENALTY,
            f"{GIVEN} layers=8-8 rate=1 start=zero updates=500": ALIKE,
            f"{GIVEN} layers=16-16 activation=identity rate=1 updates=500": AFFINE,
            f"{GIVEN} layers=none inputs=x1,x2,x1^2,x2^2 rate=1 updates=500": NO_HIDDEN,
            f"{GIVEN} layers=8-8 rate=1 updates=5000": "At most 3,000 updates are allowed; it says 5,000.",
            "data=spiral points=600 layers=8-8 rate=1 updates=100": "points differs here.",
            "data=spiral layers=8x8": "Not a valid set-up: hidden layers are written like 4-2, or none; got "
            "'8x8'.",
        },
    ),
    remark="The text is all that somebody else needs to get the same network.",
    hints=(
        "Try it in the playground first: which of the two numbers is high, the training risk or both? Then copy the "
        "text under Save and load.",
        "Both high: two hidden layers of eight, and a learning rate of 1. Only the second one high: if it still "
        "falls, go on; if it has turned, stop earlier, or take a little L2.",
        "Or give the first layer better inputs: squares and sines, with sixteen neurons behind them.",
    ),
    solution="There are many. Two hidden layers of eight tanh neurons with λ = 1 are below 0.3 after 2,000 updates "
    "from nine of the ten starts seed=0 to seed=9 (not from seed=5), and stay there to 2,500; one layer of sixteen "
    "does it too, with x₁, x₂, their squares, their product and their sines as inputs. Because you chose by this "
    "number, it flatters: the true risk tells what it is worth.",
    code=f"""\
setup = "{GIVEN} layers=8-8 rate=1 updates=2500"
check("08.reach", setup)
""",
)

EXERCISES = [parameters, relus, reach]

POLLS = [
    Poll(
        key="08.all_zero",
        question="All weights and biases start at zero, the hidden neurons are tanh. The network trains on galaxies "
        "for 500 updates. What does it learn?",
        choices={
            "a": "What it always learns: the start does not matter.",
            "b": "Nothing at all: every gradient is zero.",
            "c": "The share of quiescent galaxies, and nothing about colours.",
            "d": "A straight boundary: all neurons become the same one.",
        },
        right="c",
        discussion={
            "a": "The start matters here: each hidden neuron answers tanh 0 = 0 to everything.",
            "b": "Nearly. One parameter has a gradient: the bias of the output, which reaches the output without a "
            "weight.",
            "c": "Yes. The hidden neurons answer 0, so the output's weights get no gradient; these are 0, so nothing "
            "comes back to the hidden neurons. Only the output's bias moves, until σ(b) is the share of class 1.",
            "d": "That happens to sigmoid neurons, which answer ½ at the start. tanh neurons answer 0, and their "
            "weights never move.",
        },
        closing="Weights start at random, so that neurons differ. Notebook 10 measures what becomes of a signal, "
        "layer after layer.",
    ),
    Poll(
        key="08.chosen",
        question="You try fifty set-ups and keep the one with the lowest risk on the test points. On new galaxies, "
        "what should you expect of it?",
        choices={
            "a": "The same risk: these points were never learned from.",
            "b": "A higher risk than the number that you saw.",
            "c": "A lower one: it was the best of fifty.",
            "d": "The Bayes risk.",
        },
        right="b",
        discussion={
            "a": "That would hold for a set-up chosen before you looked. You have learned from them, by choosing.",
            "b": "Yes. Among fifty numbers the lowest is partly luck, and luck is not repeated. Since you chose by it, "
            "the test set has become a validation set; notebook 02 measured how much that flatters.",
            "c": "The best of fifty on these points. What made it best is partly chance.",
            "d": "No true risk is below it, and nothing says that this set-up is near it.",
        },
        closing="In the playground the true risk stands beside it. Outside of it you have none: keep a third set, and "
        "use it once.",
    ),
]
