"""Notebook 09: gradient descent and Newton. How far a step may go, where Newton ends, and what a Hessian weighs."""

import math

import numpy as np

from ..answers import Choice, Function, Number
from ..ballot import Poll
from ..exercise import Exercise
from .worked import worked

# --- Rosenbrock at (1, 1): H = [[802, −400], [−400, 200]], h_max = 501 + √(301² + 400²) ---------------------
H_MAX = 501 + math.hypot(301, 400)

limit = Exercise(
    key="09.limit",
    question="Rosenbrock's function f = (1 − x)² + 100 (y − x²)² has its minimum at (1, 1). Below which "
    "learning rate do small distances from it shrink under gradient descent?",
    answer=Number(
        2 / H_MAX,
        beyond="distances already grow.",
        mistakes={
            1 / H_MAX: "That is 1/h_max, a good and safe choice. The limit is twice as large.",
            2 / 802: "That divides by the largest entry on the diagonal. The direction of largest curvature "
            "is not an axis here: use the eigenvalues of H.",
            2 / (501 - math.hypot(301, 400)): "That is 2 over the smallest eigenvalue. The direction of "
            "largest curvature sets the limit.",
            H_MAX: "That is h_max itself. The limit is 2/h_max.",
        },
    ),
    remark="h_max = 1001.6, h_min = 0.4: a condition number of 2508. That is why λ = 0.001 needs 26,593 steps.",
    hints=(
        "Along an eigenvector of the Hessian with eigenvalue h a step multiplies the distance by 1 − λh. "
        "When is its size below 1?",
        "So the limit is 2/h_max with h_max the largest eigenvalue of the Hessian at (1, 1). The second "
        "derivatives are 2 − 400 (y − 3x²), −400x and 200.",
        "H = [[802, −400], [−400, 200]] there. `np.linalg.eigvalsh(rosenbrock.hessian([1, 1]))` gives the "
        "eigenvalues.",
    ),
    solution="At (1, 1) the Hessian is [[802, −400], [−400, 200]] with the eigenvalues 501 ± √(301² + "
    "400²), that is 0.3994 and 1001.6. The limit is 2/1001.6 = 0.001997.",
    code="""\
import numpy as np

from course_utils.engine import rosenbrock

check("09.limit", 2 / np.linalg.eigvalsh(rosenbrock.hessian([1, 1]))[-1])
""",
)

# --- the double well along x: 2x³/(3x² − 1) is closer to 0 than x where 2x² < 1 − 3x² --------------------------
basin = Exercise(
    key="09.basin",
    question="On the double well a full Newton step takes x to 2x³/(3x² − 1). Up to which x > 0 do starts "
    "end on the saddle, at x = 0?",
    answer=Number(
        1 / math.sqrt(5),
        beyond="Newton already ends in a minimum.",
        mistakes={
            1 / math.sqrt(3): "There the curvature 3x² − 1 is zero, so the step is not defined. Between the "
            "right x and this one the curvature is negative too, but the step overshoots zero by too much.",
            1 / 5: "That is x². The question is for x.",
            1.0: "That is the minimum. The edge of the saddle's basin is closer to zero.",
            0.4: "From 0.4 Newton ends on the saddle, but so it does from a little further out.",
        },
    ),
    remark="At 1/√5 itself Newton jumps to −1/√5, and back, for ever.",
    hints=(
        "The saddle is at 0, so ask when a step brings x closer to 0: compare |2x³/(3x² − 1)| with |x|.",
        "For small x the curvature 3x² − 1 is negative, so |3x² − 1| = 1 − 3x². The condition becomes 2x² < 1 − 3x².",
        "Try a start just inside and one just outside with `newton(double_well, [x, 0.0], steps=50)`.",
    ),
    solution="|2x³/(3x² − 1)| < |x| means 2x² < 1 − 3x², so x² < 1/5 and x < 1/√5 = 0.4472. Inside, every "
    "step shrinks x, ever faster. Just outside every step enlarges it, until it is thrown beyond 1/√3, and "
    "from there it runs to 1 or −1.",
    code='check("09.basin", 1 / 5**0.5)',
)

# --- 8 bytes × (10⁶)² ---------------------------------------------------------------------------------------
memory = Exercise(
    key="09.bytes",
    question="How much memory does the Hessian of a million parameters take in 8-byte floats, in terabytes "
    "(10¹² bytes)?",
    answer=Number(
        8,
        digits=None,
        mistakes={
            1: "That is the number of entries, 10¹². Each takes 8 bytes.",
            4: "That is half. Since H is symmetric, half of it would do, a fair point; 4-byte floats would halve the "
            "memory, too. But the question is about the whole matrix, in 8-byte floats.",
            8e-6: "That is the gradient: 10⁶ numbers, 8 MB. The Hessian has 10⁶ × 10⁶.",
            8e12: "That is in bytes. In terabytes, divide by 10¹².",
            8000: "That is in gigabytes.",
            8e12 / 2**40: "That is in tebibytes, 2⁴⁰ bytes. Here a terabyte is 10¹² bytes.",
            64: "A float takes 64 bits, which is 8 bytes.",
        },
    ),
    remark="The gradient takes 8 MB. And 10⁶ parameters is small.",
    hints=(
        "How many entries does the matrix have? One for each pair of parameters.",
        "10⁶ × 10⁶ entries of so many bytes each; a terabyte is 10¹² bytes.",
    ),
    solution="10⁶ × 10⁶ = 10¹² entries, times 8 bytes: 8 × 10¹² bytes, 8 TB.",
    code="""\
n = 10**6
check("09.bytes", 8 * n**2 / 1e12)
""",
)

# --- W − λ (H + μ1)⁻¹ ∇f ---------------------------------------------------------------------------------------
CASES = (
    (np.array([0.4, 1.0]), np.array([-0.336, 1.0]), np.array([[-0.52, 0.0], [0.0, 1.0]]), 1.0, 1.0),
    (np.array([1.0, -2.0]), np.array([3.0, 0.5]), np.array([[2.0, -1.0], [-1.0, 3.0]]), 0.5, 0.0),
    (np.array([0.1, 0.2, 0.3]), np.array([1.0, 2.0, -1.0]), np.diag([4.0, 1.0, 0.5]) + 0.2, 0.7, 2.5),
)


def damped_step(W, gradient, H, learning_rate, damping):
    return W - learning_rate * np.linalg.solve(H + damping * np.eye(len(W)), gradient)


def bowl(n, random, size):
    """A point, a gradient, a positive definite Hessian, a learning rate and a damping."""
    root = random.normal(size=(n, n))
    H = root @ root.T + np.eye(n)
    return size * random.normal(size=n), size * random.normal(size=n), H, *random.uniform(0.1, 3, size=2)


def pass_between(n, random, damping):
    """The same, but along some directions the model still curves down when it is damped: the step goes up there."""
    W, gradient, H, rate, _ = bowl(n, random, 1.0)
    return W, gradient, H - np.diag(np.linspace(0, 4, n) * np.linalg.eigvalsh(H)[-1]), rate, damping


FURTHER = tuple(
    bowl(n, np.random.default_rng(n), size)
    for n, size in ((1, 1.0), (2, 1e-4), (4, 1.0), (7, 1e3), (20, 1.0))
) + tuple(pass_between(n, np.random.default_rng(n), damping) for n, damping in ((2, 0.5), (3, 0.0), (5, 1.0)))

damped = Exercise(
    key="09.damped",
    question="Write Newton's step with damping, damped_step(W, gradient, H, learning_rate, damping), for W "
    "and gradient (n,) and H (n, n).",
    answer=Function(
        damped_step,
        cases=CASES,
        further=FURTHER,
        arguments=("W", "gradient", "H", "learning_rate", "damping"),
        mistakes={
            (
                lambda W, g, H, rate, mu: damped_step(W, g, H, -rate, mu)
            ): "Right except for a sign: the step is subtracted.",
            (
                lambda W, g, H, rate, mu: damped_step(W, g, H, rate, 0)
            ): "The damping is missing: it is added to the diagonal of H.",
            (lambda W, g, H, rate, mu: damped_step(W, g, H, 1, mu)): "The learning rate is missing.",
            (lambda W, g, H, rate, mu: W - rate * np.linalg.solve(H + mu, g)): "`H + damping` adds the "
            "number to every entry. It belongs on the diagonal: damping times the unit matrix, `np.eye(n)`.",
            (lambda W, g, H, rate, mu: W - rate * (H + mu * np.eye(len(W))) @ g): "That multiplies by H. The "
            "step divides by it: solve (H + μ1) d = ∇f.",
            (lambda W, g, H, rate, mu: W - rate * g / (np.diag(H) + mu)): "That uses the diagonal of H "
            "alone, as if all parameters were independent.",
        },
    ),
    remark="With a large damping this is nearly gradient descent with the learning rate λ/μ; with none it is "
    "Newton's step.",
    hints=(
        "Without damping it is `W - learning_rate * np.linalg.solve(H, gradient)`.",
        "The damping is added to the diagonal only: `damping * np.eye(len(W))` is the matrix to add.",
    ),
    solution="Solve (H + μ1) d = ∇f for d and subtract λd. Along an eigenvector of H with eigenvalue h, the gradient "
    "is divided by h + μ.",
    code=worked("09.damped", damped_step),
)

which = Exercise(
    key="09.which",
    question="Four Hessians, each at a point where the gradient is not zero. From which of them does a full "
    "Newton step lead to the lowest point of the local model?",
    answer=Choice(
        options={
            "a": "[[2, 1], [1, 2]]",
            "b": "[[1, 2], [2, 1]]",
            "c": "[[1, 1], [1, 1]]",
            "d": "[[−2, 0], [0, −1]]",
        },
        right="a",
        why={
            "b": "All entries are positive, but the eigenvalues are 3 and −1: along (1, −1) it curves down. "
            "The step leads to a saddle of the model.",
            "c": "Its eigenvalues are 2 and 0: it is singular, and there is no Newton step.",
            "d": "Both eigenvalues are negative: the step leads to the top of the model.",
        },
    ),
    remark="Eigenvalues 3 and 1: positive definite. It is the eigenvalues that count, not the signs of the entries.",
    hints=(
        "The model has a lowest point if it curves upwards in every direction: if all eigenvalues are positive.",
        "For [[p, q], [q, p]] the eigenvalues are p + q and p − q. Or ask `np.linalg.eigvalsh`.",
    ),
    solution="The eigenvalues are a: 1, 3; b: −1, 3; c: 0, 2; d: −2, −1. Only a is positive definite.",
    code='check("09.which", "a")',
)

EXERCISES = [limit, basin, memory, damped, which]

POLLS = [
    Poll(
        key="09.saddle",
        question="Newton and gradient descent both start at (0.4, 1), on the double well with its minima at (±1, 0) "
        "and its saddle at (0, 0). Where does a full Newton walk end?",
        choices={
            "a": "In the minimum at (1, 0), as gradient descent does.",
            "b": "In the other minimum, at (−1, 0).",
            "c": "On the saddle, at (0, 0).",
            "d": "Nowhere: it jumps back and forth.",
        },
        right="c",
        discussion={
            "a": "Downhill would be to the right. But Newton divides the slope by the curvature, and that "
            "is negative here: it goes left.",
            "b": "It does go left, but it does not get across: from 0.4 to −0.246, to 0.036, to 0.",
            "c": "Yes. The slope is zero there, and that is all that Newton asks for. Descent, from the "
            "same start, ends in the minimum at (1, 0).",
            "d": "From x = 1/√5 exactly it would, between ±0.447. From 0.4 every step brings it closer to zero.",
        },
        closing="In many dimensions a place without slope is certainly a minimum if all curvatures are positive, and "
        "certainly not one if any is negative; with hundreds of parameters saddles are common.",
    ),
    Poll(
        key="09.seconds",
        question="The galaxy network has 337 parameters. Down to a risk of 0.15, who needs fewer steps, and "
        "who needs fewer seconds?",
        choices={
            "a": "Newton needs fewer steps and fewer seconds.",
            "b": "Newton needs fewer steps, gradient descent fewer seconds.",
            "c": "Gradient descent needs fewer steps and fewer seconds.",
            "d": "Gradient descent needs fewer steps, Newton fewer seconds.",
        },
        right="b",
        discussion={
            "a": "That holds for two parameters. For 337 a step of Newton needs 337² second derivatives and a "
            "system of 337 equations.",
            "b": "Yes: about 20 steps against about 200, but each of Newton's costs as much as 50 to 250 "
            "of descent's, depending on the machine.",
            "c": "Newton's steps, once it is damped, are the better ones. They only cost too much.",
            "d": "The other way round: Newton sees more at each step, and pays for it.",
        },
        closing="The price of a descent step grows as n, that of a Newton step as n² and later n³: the more "
        "parameters, the more descent steps a single Newton step costs.",
    ),
]
