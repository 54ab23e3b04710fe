"""Notebook 10: backpropagation at the level of a neuron. Gates swap, route and hand on; branches sum."""

import math

import numpy as np

from ..answers import Array, Expression, Function, Number
from ..ballot import Poll
from ..exercise import Exercise
from .points import scales

# --- branches sum: (x² + x)′ = 2x + 1 --------------------------------------------------------------
x = 3.0
branches_sum = Exercise(
    key="10.branches_sum",
    question="f = x·x + x. What is ∂f/∂x at x = 3?",
    answer=Number(
        2 * x + 1,
        mistakes={
            x * x + x: "That is the value of f, which flows forward; the gradient flows backward.",
            2 * x: "That is what comes through x·x alone; x also reaches f directly.",
            x + 1: "x is both factors of the product; only one of these two paths is counted.",
            x: "That is one of the paths from x to f; there are three, and their contributions add.",
            1.0: "That is the direct path alone; x also reaches f through the product.",
            x * x: "That is the value of x·x, or 3 × 3 × 1: what comes along several paths is added, not "
            "multiplied.",
        },
    ),
    remark="Three paths lead from x to f, and their contributions add: 3 + 3 + 1.",
    hints=(
        "Draw the circuit. On how many paths does x reach f?",
        "x is both inputs of the multiply gate and one input of the add gate. Find what arrives along each "
        "path.",
        "A multiply gate gives each input the value of the other one times the upstream gradient; an add "
        "gate hands on what it gets. Sum over the three paths.",
    ),
    solution="The add gate hands 1 to both of its inputs. The multiply gate gives each of its inputs the "
    "value of the other, 3 and 3. All three arrive at x, where branches sum: 3 + 3 + 1 = 7. Calculus "
    "agrees: 2x + 1 at x = 3.",
    code="""\
from course_utils.engine import Node

x = Node(3, "x")
f = x * x + x
f.backward()
check("10.branches_sum", x.grad)
""",
)

# --- multiply swaps: ∂(a·b)/∂a = b and ∂(a·b)/∂b = a, each times the upstream gradient -------------
a, b, upstream = 3.0, -4.0, 2.0
multiply_swaps = Exercise(
    key="10.multiply_swaps",
    question="A multiply gate has the inputs a = 3 and b = −4, and its upstream gradient is 2. Which "
    "gradients does it send to a and to b?",
    answer=Array(
        (b * upstream, a * upstream),
        labels=("a", "b"),
        mistakes={
            (a * upstream, b * upstream): "Multiply swaps: each input gets the value of the **other** one.",
            (b, a): "Those are the local derivatives; multiply them by the upstream gradient.",
            (a, b): "Those are the values. Swap them, and multiply by the upstream gradient.",
            (upstream, upstream): "An add gate hands on what arrives; a multiply gate does more.",
            (a * b * upstream,) * 2: "The local derivative is the value of the other input, not the product.",
            (b + upstream, a + upstream): "The gradient is upstream **times** local, not plus.",
        },
    ),
    remark="Each input gets the value of the other one, times the upstream gradient.",
    hints=(
        "Gradient = upstream × local. What is the local derivative ∂(a·b)/∂a?",
        "∂(a·b)/∂a = b, and ∂(a·b)/∂b = a: the values change places.",
        "To a goes 2 × b, to b goes 2 × a.",
    ),
    solution="Multiply swaps: to a goes 2 × b = 2 × (−4) = −8, to b goes 2 × a = 2 × 3 = 6.",
    code="""\
a, b, upstream = 3, -4, 2
answer = [upstream * b, upstream * a]
check("10.multiply_swaps", answer)
""",
)

# --- a sigmoid neuron: with z = w0·x0 + w1·x1 + w2 and σ' = σ (1 − σ), every gradient is σ' × ∂z/∂(input)
w0, x0, w1, x1, w2 = 2.0, -1.0, -3.0, -2.0, -3.0
z = w0 * x0 + w1 * x1 + w2
out = 1 / (1 + math.exp(-z))
slope = out * (1 - out)


def scaled(factor, *entries):
    """factor times each entry."""
    return tuple(factor * entry for entry in entries)


sigmoid_neuron = Exercise(
    key="10.sigmoid_neuron",
    question="σ(w₀x₀ + w₁x₁ + w₂) with w₀ = 2, x₀ = −1, w₁ = −3, x₁ = −2, w₂ = −3: what is the gradient of each of "
    "the five inputs?",
    answer=Array(
        scaled(slope, x0, w0, x1, w1, 1),
        labels=("w0", "x0", "w1", "x1", "w2"),
        mistakes={
            (x0, w0, x1, w1, 1): "Those are the gradients of z; the factor σ′(z) is missing.",
            scaled(out, x0, w0, x1, w1, 1): "The factor should be the slope σ′(z), not the value σ(z).",
            scaled(1 - out, x0, w0, x1, w1, 1): "σ′ = σ(1 − σ); the factor σ is missing.",
            scaled(z * (1 - z), x0, w0, x1, w1, 1): "None of the five is 0. (z(1 − z) is, at z = 1; but σ′ "
            "= σ(1 − σ) contains the output of the sigmoid, not z.)",
            scaled(slope, w0, x0, w1, x1, 1): "Multiply swaps: the gradient of w₀ contains x₀, and that of "
            "x₀ contains w₀.",
            scaled(slope, x0, w0, x1, w1, w2): "w₂ is only added: its local derivative is 1, not its value.",
            (-0.2, 0.4, -0.4, -0.6, 0.2): "Right to one digit, as in drawings of this circuit; give three.",
        },
    ),
    remark="All five have the factor σ′(z) = 0.1966; the products swap their values.",
    hints=(
        "First forward: compute z = w₀x₀ + w₁x₁ + w₂, then σ(z).",
        "σ′(z) = σ(z)(1 − σ(z)); this factor is common to all five gradients.",
        "Add hands it on unchanged, to w₂ as well; each multiply gate swaps: w₀ gets σ′ × x₀, and x₀ gets "
        "σ′ × w₀.",
    ),
    solution="Forward: z = −2 + 6 − 3 = 1 and σ(1) = 0.7311. Backward: σ′ = 0.7311 × 0.2689 = 0.1966 "
    "reaches both products and w₂ unchanged, and each product swaps its inputs.",
    code="""\
from course_utils.engine import Node, sigmoid

w0, x0, w1, x1, w2 = (Node(v, n) for v, n in zip([2, -1, -3, -2, -3], ["w0", "x0", "w1", "x1", "w2"]))
f = sigmoid(w0 * x0 + w1 * x1 + w2)
f.backward()
check("10.sigmoid_neuron", [node.grad for node in (w0, x0, w1, x1, w2)])
""",
)

# --- max routes: ∂max(a, b)/∂a is 1 where a is the larger one, else 0. Ties are left out of the trials ---


def routed(a, b, upstream):
    return (upstream, 0.0) if a > b else (0.0, upstream)


SIZES = np.random.default_rng(10).choice(scales(1e-6, 1e6, seed=10), (120, 3)).tolist()
NEAR = (
    (1.0, 1.0 + 1e-9, 2.0),
    (-2.0, -2.0 - 1e-9, -1.5),
    (3, 2, 4),
    (-3, -2, 4),
    (1.0, 2.0, 0.0),
    (0.0, -1.0, 2.0),
    (0.0, 1.0, 2.0),
    (-1.0, 0.0, -3.0),
    (1, 0, 3),
    (1e300, -1e300, 1.0),
)
FURTHER = tuple((a, b, upstream) for a, b, upstream in (*SIZES, *NEAR) if a != b)

max_backward = Exercise(
    key="10.max_backward",
    question="The gradient `upstream` arrives at a gate that computed max(a, b). Write a function that "
    "returns the gradients for a and for b.",
    answer=Function(
        reference=routed,
        cases=((2.0, -1.0, 2.0), (-1.0, 2.0, 3.0), (-3.0, -5.0, -0.5), (0.5, 4.0, -1.0), (-7.0, 0.25, 1.0)),
        further=FURTHER,
        arguments=("a", "b", "upstream"),
        returns=("da", "db"),
        mistakes={
            (lambda a, b, u: (u, u)): "That is what an add gate does; only one input decided the maximum.",
            (lambda a, b, u: routed(b, a, u)): "The gradient goes to the **larger** input, which decided "
            "the maximum.",
            (lambda a, b, u: routed(a, b, 1.0)): "Right route; multiply the local derivative, 1 or 0, by "
            "`upstream`.",
            (lambda a, b, u: routed(a, b, max(a, b))): "Max hands on the upstream gradient, not the value.",
            (lambda a, b, u: routed(a, b, u * max(a, b))): "The local derivative is 1 or 0, not the value.",
            (lambda a, b, u: routed(abs(a), abs(b), u)): "Compare a and b themselves, not their sizes: −1 "
            "is less than 0.",
            (lambda a, b, u: (b * u, a * u)): "That is what a multiply gate does: it swaps. Max routes.",
            (lambda a, b, u: routed(a, b, abs(u))): "A negative upstream gradient stays negative.",
        },
    ),
    remark="Max routes: the larger input gets all of the gradient, the other nothing.",
    hints=(
        "If a is larger, what happens to max(a, b) when b changes a little?",
        "The local derivative is 1 for the larger input and 0 for the other. Then gradient = upstream × "
        "local.",
        "Two cases, and in each a pair: `upstream` at the place of the larger input, 0 at the other.",
    ),
    solution="The larger input alone decides the value, so its local derivative is 1 and the other's "
    "is 0: max routes the gradient. (At a tie either is allowed; the engine sends it to the second.)",
    code="""\
def max_backward(a, b, upstream):
    if a > b:
        return upstream, 0.0
    return 0.0, upstream

check("10.max_backward", max_backward)
""",
)

# --- an expression with gradients (2, −1): 2x − y anywhere, or x·y at x = −1, y = 2, or … ----------


def praise(root):
    """A sentence more for the product of x and y, which needs the right values to do it."""
    if (
        root.operator is not None
        and root.operator.name == "multiply"
        and {p.name for p in root.parents} == {"x", "y"}
    ):
        return "And with a single product: multiply swaps, so the values themselves were chosen well."
    return ""


expression = Exercise(
    key="10.expression",
    question="Make two Nodes named x and y, and build from them an expression with ∂f/∂x = 2 and ∂f/∂y = −1.",
    answer=Expression(
        names=("x", "y"),
        gradient=(2.0, -1.0),
        mistakes={
            (-1.0, 2.0): "x and y have changed places.",
            (2.0, 1.0): "When y grows, f should get smaller: subtract.",
            (1.0, -1.0): "f should grow twice as fast as x does.",
        },
        remark=praise,
    ),
    remark="The gradients are 2 and −1.",
    hints=(
        "A gradient of 2 means: if x grows by a little, f grows by twice as much. Which gates can do that?",
        "Multiply x by a constant, and the gradient of x is this constant; subtract y, and the gradient of y "
        "is −1.",
        'Make the leaves with `x = Node(…, "x")` and `y = Node(…, "y")`, then combine twice x and y.',
    ),
    solution="f = 2x − y has these gradients wherever x and y are. There are others: x·y at x = −1, y = 2, "
    "because multiply swaps.",
    code="""\
from course_utils.engine import Node

x, y = Node(3, "x"), Node(1, "y")
f = 2 * x - y
check("10.expression", f)
""",
)

# --- through depth: σ′ ≤ ¼, so through n sigmoids comes at most ¼ⁿ; ¼⁴ = 1/256 and ¼⁵ = 1/1024 -------
slopes = Exercise(
    key="10.slopes",
    question="What is the smallest number of sigmoids in a row that lets less than a thousandth of a gradient come "
    "back, whatever the input is? (All weights are 1.)",
    answer=Number(
        math.ceil(math.log(1000) / math.log(4)),
        digits=None,
        mistakes={
            4: "Through four, up to 0.003 can come back: more than a thousandth.",
            math.log(1000) / math.log(4): "There ¼ⁿ is a thousandth. Sigmoids come whole: round up.",
            10: "That would be right if the largest slope were ½: 2¹⁰ = 1024. How steep is the sigmoid at "
            "most?",
            3: "That would be right if the largest slope were just below a tenth. It is a quarter.",
            6: "Six are enough, but fewer are too.",
        },
    ),
    remark="¼⁵ = 1/1024 is below a thousandth; through four sigmoids up to 0.003 can come back.",
    hints=(
        "Each sigmoid multiplies by its slope σ′ = σ(1 − σ). What is the largest value of this product?",
        "It is ¼, at σ = ½. Through n sigmoids at most ¼ⁿ can come back.",
        "4⁴ = 256 and 4⁵ = 1024: which is the first beyond a thousand?",
    ),
    solution="The slope σ(1 − σ) is at most ¼, so that at most ¼ⁿ comes back through n sigmoids, and "
    "¼⁵ = 1/1024 is less than a thousandth: five are enough. Four are not: 0.0030 comes back if the first input is "
    "−0.16. (¼⁴ = 1/256 is not reached, since the later inputs lie between 0 and 1.)",
    code="""\
n = 1
while 0.25**n >= 0.001:
    n = n + 1
check("10.slopes", n)
""",
)

EXERCISES = [branches_sum, multiply_swaps, sigmoid_neuron, max_backward, expression, slopes]

POLLS = [
    Poll(
        key="10.not_descent",
        question="What does backpropagation do?",
        choices={
            "a": "It learns: it moves the weights downhill.",
            "b": "It computes the gradient of the loss for every weight.",
            "c": "It runs the network backward, from the target to the inputs.",
            "d": "It approximates the gradient by changing each weight a little.",
        },
        right="b",
        discussion={
            "a": "This is gradient descent, which uses the gradient. Momentum, Adam or Newton could use it "
            "as well, and backpropagation would stay as it is.",
            "b": "Exactly this, and nothing else: the chain rule, evaluated from the loss towards the "
            "inputs, at about the cost of two more forward passes.",
            "c": "What flows backward are gradients. The network is not inverted: many inputs can give the "
            "same output.",
            "d": "These are finite differences: a forward pass for every weight, and only approximate. They "
            "are how backpropagation is checked.",
        },
        closing="The two are named together so often that they seem to be one. But on Rosenbrock's valley, notebook "
        "09 descended without any network.",
    ),
    Poll(
        key="10.dead_relu",
        question="The pre-activation of a ReLU neuron is −2 for every example. What gradient do its weights "
        "get?",
        choices={
            "a": "A small one: the neuron learns slowly.",
            "b": "Zero: the neuron does not learn at all.",
            "c": "A negative one: the neuron is pushed back.",
            "d": "It depends on the upstream gradient.",
        },
        right="b",
        discussion={
            "a": "Small but not zero is how a saturated sigmoid behaves: its slope at −10 is 4.5 × 10⁻⁵. "
            "The slope of ReLU left of zero is exactly 0.",
            "b": "Gradient = upstream × local, and the local derivative is 0. Whatever arrives, "
            "nothing passes: the neuron is dead, unless what comes into it changes.",
            "c": "The sign of −2 plays no part: what passes is upstream × slope, and the slope is 0.",
            "d": "It would, if the gate were open. A closed gate multiplies whatever arrives by 0.",
        },
        closing="The leaky ReLU keeps a small slope ε on the left, so that the neuron can recover.",
    ),
]
