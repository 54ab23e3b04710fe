"""Notebook 04: from the perceptron to a network. Bounds, lines, layers and their shapes."""

import numpy as np

from ...engine import Network, sigmoid
from ...engine.topics.margin import novikoff_bound
from ..answers import Array, Number, Step
from ..answers.solves import Solves
from ..ballot import Poll
from ..exercise import Exercise
from .worked import worked

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)

# --- Novikoff's bound for AND: w ∝ (2, 2, −3), γ = 1/√17, R = √3 -----------------------------------
and_bound = Exercise(
    key="04.and_bound",
    question="The best separator of AND in the augmented space points along (2, 2, −3). What is Novikoff's "
    "bound (R/γ)², which the perceptron's number of mistakes on AND cannot exceed?",
    answer=Number(
        round(novikoff_bound(CORNERS, [0, 0, 0, 1]), 3),
        mistakes={
            17: "That is 1/γ². Multiply it by R², the square of the length of the longest (x, 1).",
            34: "R is the length of the longest (x, 1), and the constant input 1 belongs to it: R² = 3.",
            12: "That is the largest number of mistakes in any order of the examples. You are asked for the "
            "bound.",
            np.sqrt(51): "That is R/γ; the bound is its square.",
            3 / 17: "That is R²γ². Divide by γ², the square of the unit vector's margin; do not multiply.",
            3: "That is R². Divide it by γ², the square of the unit vector's margin.",
            27: "That is OR's bound, whose separator (2, 2, −1) has length 3; the length of (2, 2, −3) is "
            "different.",
        },
    ),
    remark="The perceptron of this notebook needs far fewer, in whatever order the examples come.",
    hints=(
        "R is the length of the longest augmented example. Which of (0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, "
        "1) is it?",
        "Make the separator a unit vector: divide it by √(2² + 2² + (−3)²). Then its product with each (x, "
        "1) is the signed distance.",
        "The products of (2, 2, −3) with the four augmented examples are −3, −1, −1 and 1. Their signs are "
        "right; the one closest to 0 counts.",
    ),
    solution="The longest example is (1, 1, 1), so R² = 3. The separator has length √17, and its products "
    "with the examples are −3, −1, −1, 1: the margin is γ = 1/√17. The bound is 3 × 17 = 51.",
    code="""\
import numpy as np

inputs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
w = np.array([2, 2, -3]) / np.sqrt(17)
R = np.linalg.norm(inputs, axis=1).max()
margin = np.abs(inputs @ w).min()
check("04.and_bound", (R / margin) ** 2)
""",
)


# --- XOR by two hidden neurons: any nine numbers that work ----------------------------------------
def xor_network(numbers):
    """What a 2-2-1 network of step neurons answers to the four points, (4,)."""
    w11, w12, b1, w21, w22, b2, v1, v2, c = numbers
    H = (CORNERS @ np.array([[w11, w21], [w12, w22]]) + [b1, b2] > 0).astype(float)
    return (H @ [v1, v2] + c > 0).astype(float)


xor = Exercise(
    key="04.xor",
    question="Two hidden neurons h₁ = step(w₁₁x₁ + w₁₂x₂ + b₁) and h₂ = step(w₂₁x₁ + w₂₂x₂ + b₂), and an "
    "output step(v₁h₁ + v₂h₂ + c): which nine numbers answer XOR? (step is 1 above 0, else 0.)",
    answer=Solves(
        labels=("w₁₁", "w₁₂", "b₁", "w₂₁", "w₂₂", "b₂", "v₁", "v₂", "c"),
        run=xor_network,
        expected=(0, 1, 1, 0),
        cases=("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"),
        mistakes={
            (1, 1, -0.5, 1, 1, -0.5, 1, -2, -0.5): "Both hidden neurons draw the same line: one is not "
            "enough.",
            (1, 1, -0.5, 1, 1, -1.5, 1, 1, -0.5): "h₁ is OR and h₂ is AND, which works. But (1, 1) must "
            "give 0: h₂ needs a negative weight.",
        },
    ),
    remark="Two lines divide the plane of the inputs, and one more line divides the plane of the hidden "
    "neurons.",
    hints=(
        "XOR is the strip between two parallel lines: (0, 1) and (1, 0) lie in it, the other two points "
        "outside.",
        "Let h₁ be 1 above the lower line and h₂ be 1 above the upper one: h₁ is OR, and h₂ is AND.",
        "The output should be 1 for “OR but not AND”: h₁ counts for it, and h₂ counts against it, more "
        "strongly.",
    ),
    solution="h₁ = step(x₁ + x₂ − 0.5) is OR, h₂ = step(x₁ + x₂ − 1.5) is AND, and step(h₁ − 2h₂ − 0.5) is "
    "1 only where the first fires and the second does not. There are many others.",
    code="""\
answer = [1, 1, -0.5, 1, 1, -1.5, 1, -2, -0.5]
check("04.xor", answer)
""",
)

# --- parameters of 3 → 5 → 2 ---------------------------------------------------------------------
shapes = Exercise(
    key="04.shapes",
    question="A network has 3 inputs, one hidden layer of 5 neurons and 2 outputs, every layer with its "
    "biases. How many parameters does it have?",
    answer=Number(
        Network.random([3, 5, 2]).theta.size,
        digits=None,
        mistakes={
            20: "That is the hidden layer alone. The output layer has weights and biases too.",
            12: "That is the output layer alone. The hidden layer has weights and biases too.",
            25: "These are the weights. Each neuron has a bias as well.",
            30: "Do not multiply all the sizes together: each layer has a matrix of its own.",
            27: "One bias for each neuron, not one for each layer.",
            35: "Inputs have no biases: they compute nothing.",
            10: "That is the number of circles in the drawing, not of parameters.",
        },
    ),
    remark="20 in the hidden layer and 12 in the output layer.",
    hints=(
        "Count layer by layer; the inputs are not a layer.",
        "A layer from n inputs to m neurons has W of shape (m, n) and b of shape (m,).",
        "The hidden layer has W (5, 3) and b (5,); the output layer has W (2, 5) and b (2,).",
    ),
    solution="The hidden layer has 5 × 3 weights and 5 biases, the output layer 2 × 5 weights and 2 biases: "
    "15 + 5 + 10 + 2 = 32.",
    code="""\
from course_utils.engine import Network

check("04.shapes", Network.random([3, 5, 2]).theta.size)
""",
)

# --- b absorbed by appending a 1 -----------------------------------------------------------------
absorb = Exercise(
    key="04.absorb",
    question="A layer has W = [[2, −1], [0, 3]] and b = [1, −4]. Its input becomes (x₁, x₂, 1). Which "
    "matrix W̃ gives W̃ (x₁, x₂, 1) = W x + b?",
    answer=Array(
        ((2, -1, 1), (0, 3, -4)),
        digits=None,
        mistakes={
            ((1, 2, -1), (-4, 0, 3)): "These are the right columns for the input (1, x₁, x₂); here the 1 "
            "comes last.",
            ((2, -1, -1), (0, 3, 4)): "The bias is added: it keeps its sign.",
            ((2, -1, -4), (0, 3, 1)): "Each neuron's bias belongs in that neuron's row.",
            ((2, -1, 1), (0, 3, 1)): "The 1 belongs to the input; the matrix holds what multiplies it.",
        },
    ),
    remark="One matrix does the work of W and b, so the short formula without b says the same.",
    hints=(
        "The input has three entries and the layer two neurons. Which shape must the matrix have?",
        "Write out the first row times (x₁, x₂, 1). What must multiply the 1?",
        "Append b to W as one more column.",
    ),
    solution="W̃ has shape (2, 3). Its last column multiplies the 1, so it is b: [[2, −1, 1], [0, 3, −4]].",
    code="""\
import numpy as np

W, b = np.array([[2, -1], [0, 3]]), np.array([1, -4])
check("04.absorb", np.column_stack([W, b]))
""",
)


# --- a layer for many examples at once -----------------------------------------------------------
def layer(W, b, X):
    return sigmoid(X @ W.T + b)


LAYERS = (
    (
        np.array([[1.0, -2.0], [0.5, 3.0]]),
        np.array([0.25, -1.0]),
        np.array([[1.0, 2.0], [0.0, -1.0], [0.5, 0.5]]),
    ),
    (
        np.array([[0.0, 1.0], [-1.5, 2.0], [0.4, -0.3]]),
        np.array([1.0, 0.5, -2.0]),
        np.array([[0.2, -0.4]]),
    ),
)
rng = np.random.default_rng(4)
MORE_LAYERS = tuple(
    tuple(rng.normal(size=shape) for shape in ((m, d), (m,), (N, d)))
    for N, m, d in ((5, 4, 3), (2, 1, 1), (6, 3, 7))
)

layer_step = Exercise(
    key="04.layer",
    question="Write layer(W, b, X): what a layer of sigmoid neurons answers to examples X (N, d), with W "
    "(m, d) and b (m,). The result has shape (N, m).",
    answer=Step(
        layer,
        LAYERS,
        ("W", "b", "X"),
        ("A",),
        further=MORE_LAYERS,
        mistakes={
            (lambda W, b, X: X @ W.T + b): "That is z, before the activation function.",
            (lambda W, b, X: sigmoid(X @ W + b)): "W is not transposed. With as many neurons as inputs "
            "there is no error message, and the answers are wrong.",
            (lambda W, b, X: sigmoid(X @ W.T)): "The biases are missing.",
            (lambda W, b, X: sigmoid(X @ W.T - b)): "The bias is added.",
            (lambda W, b, X: sigmoid(X @ W.T) + b): "The bias is added before the activation function, not "
            "after.",
            (lambda W, b, X: sigmoid(-(X @ W.T + b))): "That is 1 − σ(z). The exponent has a minus: "
            "σ(z) = 1/(1 + exp(−z)).",
        },
    ),
    remark="Row i of X gives row i of the result, and row j of W gives column j.",
    hints=(
        "For one example it is sigmoid(W @ x + b). With many, each row of X is an x.",
        "The product must have shape (N, m). X is (N, d) and W is (m, d): which of them must be transposed?",
        "z = X @ W.T + b; NumPy adds b to every row.",
    ),
    solution="Row i of `X @ W.T` is W times example i, because the product of a row of X with a row of W "
    "is what one neuron adds up. b is added to every row, and the sigmoid acts on every entry.",
    code=worked("04.layer", layer, imports="from course_utils.engine import sigmoid"),
)

EXERCISES = [and_bound, xor, shapes, absorb, layer_step]

POLLS = [
    Poll(
        key="04.xor_mistakes",
        question="XOR answers 1 where exactly one input is 1. How many mistakes does the perceptron make "
        "on its four points before it stops?",
        choices={
            "a": "Fewer than ten.",
            "b": "At most 51, as for AND.",
            "c": "It never stops.",
            "d": "It depends on the order of the examples.",
        },
        right="c",
        discussion={
            "a": "Four points look easy. But the perceptron stops only when one line has every point on "
            "the correct side.",
            "b": "A bound of this kind needs a margin, and a margin needs a separator. XOR has none.",
            "c": "Yes. No line separates XOR, so there is at least one mistake in every pass.",
            "d": "The order decides which mistakes come first. It cannot create a separator where there is "
            "none.",
        },
        closing="No separator, no margin, no bound: this is the reason for hidden layers.",
    ),
    Poll(
        key="04.hidden",
        question="With the same neurons, but two of them in a hidden layer, XOR becomes possible. What "
        "does the hidden layer do?",
        choices={
            "a": "It gives the output neuron more weights, so that its line can bend.",
            "b": "It moves the points, so that a straight line separates them.",
            "c": "It memorises the four answers.",
            "d": "It averages two attempts.",
        },
        right="b",
        discussion={
            "a": "The output neuron has two weights and a bias, as before, and its line is straight. What "
            "it sees has changed.",
            "b": "Yes: (0, 1) and (1, 0) land at the same place, and one line separates it from the others. "
            "In the plane of the inputs, that one line corresponds to two.",
            "c": "Each hidden neuron only draws a line; neither stores the answer for any point.",
            "d": "Neither neuron is an attempt at XOR: one says OR, the other AND. Each answers a question of its "
            "own, and the output combines the two answers.",
        },
        closing="A hidden layer makes new features. In Rosenblatt's machine they were random; in a network they are "
        "learned.",
    ),
]
