"""Optimisers: `fit` and the walks, against PyTorch's optimisers, and against NumPy, state by state.

The oracle sees the same batches: `fit` promises that the seed's generator shuffles the order of the examples once
an epoch, in place, so the same generator tells the oracle which examples come when. A penalty is PyTorch's
`weight_decay` in a group of its own for the weights, a schedule is `LambdaLR`. The parameters and the training loss
are compared after every epoch; where all examples are one batch, an epoch is an update.

Trainings are kept stable, as in an unstable one every error grows with the parameters: momentum 0.9 makes steps up to
ten times as long, so its learning rates, of 0.01 to 0.07 for the other rules, are a tenth of theirs.

Error: the largest difference over the largest parameter. Promised: rounding is carried along by every update, and
Adam divides a gradient by its own size, so that where that is near its ε = 1e-8, the last digit counts 1e8 times.
"""

import contextlib
import io
import itertools

import numpy as np

from course_utils.engine import (
    EmpiricalRisk,
    Quadratic,
    adam,
    double_well,
    fit,
    gradient_descent,
    momentum,
    newton,
    rosenbrock,
)
from course_utils.playground import play, program

from . import plain
from .claim import Claim, distance
from .networks import problems

TRAININGS, WALKS, PLAIN_TRAININGS = 300, 120, 30
EPOCHS, STEPS = 12, 40
RATES = {
    "constant": lambda t: 0.05,
    "falling": lambda t: 0.05 / (1 + 0.1 * t),
    "waves": lambda t: 0.03 + 0.02 * (t % 3),
}
SMALLER = {"sgd": 1.0, "momentum": 0.1, "adam": 1.0}  # momentum 0.9 makes steps ten times as long
PROMISED = {"sgd": 1e-10, "momentum": 1e-10, "adam": 1e-7}
NEWTON = 1e-8
LIMITS = {"deepest": 3, "widest": 5, "most": 20, "regimes": ("ordinary",)}


PROGRAMS = (
    "data=circles layers=4-2 rate=0.3 updates=60",
    "data=xor layers=3 batch=16 rate=0.1 updates=70 seed=3 l2=0.01 l1=0.003",
    "data=moons layers=5 optimizer=momentum rate=0.05 updates=80",
    "data=spiral layers=8-8 optimizer=adam rate=0.01 updates=50 activation=relu,softplus",
    "data=hills layers=5-3 rate=0.1 updates=60 activation=leaky_relu",
    "data=circles layers=4 loss=squared rate=0.5 updates=60 activation=sigmoid",
    "data=own layers=3 rate=0.3 updates=60 start=own scale=0.5 activation=identity",
)


def programs():
    """A playground's set-up as a program in PyTorch comes to the playground's losses."""
    claim = Claim("the playground's set-up as a program in PyTorch: the same losses", 1e-10)
    for setup in PROGRAMS:
        names = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(program(setup, "pytorch"), "program", "exec"), names)
        claim.see(distance([names["risk"]], [play(setup).risks.train]), setup)
    return claim


def claims(random):
    """The claims of this family."""
    from . import torch_training

    kinds = itertools.cycle(itertools.product(PROMISED, RATES))
    by_torch = {
        rule: Claim(f"fit with {rule}, batches, penalty = PyTorch's, each epoch", PROMISED[rule])
        for rule in PROMISED
    }
    by_numpy = {
        rule: Claim(f"fit with {rule}, batches, penalty = plain NumPy, each epoch", PROMISED[rule])
        for rule in PROMISED
    }
    for case, (rule, rate) in zip(problems(TRAININGS, random, **LIMITS), kinds, strict=False):
        size, seed = int(random.integers(1, len(case.X) + 2)), int(random.integers(1000))
        steps = schedule(rule, rate)
        ours = trained(case, rule, steps, size, seed)
        compare(
            by_torch[rule],
            ours,
            torch_training.trained(case, rule, steps, batches(case, size, seed)),
            case,
        )
        if by_numpy[rule].count < PLAIN_TRAININGS // len(PROMISED):
            compare(by_numpy[rule], ours, plain_trained(case, rule, steps, batches(case, size, seed)), case)
    return [*by_torch.values(), *by_numpy.values(), *_walks(random), programs()]


def schedule(rule, rate):
    """The learning rate as a function of the update."""
    return lambda t: SMALLER[rule] * RATES[rate](t)


def compare(claim, ours, theirs, case):
    """See the largest error of all states (theta, loss)."""
    scale = [max(np.abs(theta).max(), 1e-3) for theta, _ in theirs]
    errors = [distance(a[0], b[0], s) for a, b, s in zip(ours, theirs, scale, strict=True)]
    errors += [distance(a[1], b[1], max(abs(b[1]), 1e-3)) for a, b in zip(ours, theirs, strict=True)]
    claim.see(max(errors), case)


def trained(case, rule, rate, size, seed):
    """[(theta, loss) after each epoch] as `fit` says, the start included."""
    network, states = case.network(), []
    record = lambda epoch, history: states.append(network.theta.copy())  # noqa: E731
    history = fit(
        network,
        case.X,
        case.Y,
        case.loss,
        learning_rate=rate,
        epochs=EPOCHS,
        batch_size=size,
        optimizer=rule,
        l2=case.l2,
        seed=seed,
        callback=record,
    )
    return list(zip([case.theta, *states], history.train_loss, strict=True))


def batches(case, size, seed):
    """For each epoch the list of its batches, each an array of rows."""
    random, order, epochs = np.random.default_rng(seed), np.arange(len(case.X)), []
    for _ in range(EPOCHS):
        if size < len(order):
            random.shuffle(order)
        epochs.append([order[start : start + size].copy() for start in range(0, len(order), size)])
    return epochs


def plain_trained(case, rule, rate, epochs):
    """The same in NumPy, with gradients by complex steps and each rule as its paper has it."""
    from dataclasses import replace

    theta, step = case.theta, 0
    v, m, s = np.zeros_like(theta), np.zeros_like(theta), np.zeros_like(theta)
    bare = replace(case, l2=0.0)
    states = [(theta, plain.risk(bare, theta.astype(complex)).real)]
    for rows in epochs:
        for batch in rows:
            part = replace(case, X=case.X[batch], Y=case.Y[batch])
            gradient = plain.value_and_gradient(part, theta)[1]
            if rule == "sgd":
                change = gradient
            elif rule == "momentum":
                change = v = 0.9 * v + gradient
            else:
                m, s = 0.9 * m + 0.1 * gradient, 0.999 * s + 0.001 * gradient**2
                change = (m / (1 - 0.9 ** (step + 1))) / (np.sqrt(s / (1 - 0.999 ** (step + 1))) + 1e-8)
            theta = theta - rate(step) * change
            step += 1
        states.append((theta, plain.risk(bare, theta.astype(complex)).real))
    return states


# --- walks on surfaces and on risks -----------------------------------------------------------------


WALK_RULES = {"sgd": gradient_descent, "momentum": momentum, "adam": adam}
START = {"rosenbrock": (-1.2, 1.0), "double_well": (0.4, 1.0)}


def _walks(random):
    from . import torch_training

    found = {
        rule: Claim(f"the walk {rule} on surfaces and risks = PyTorch's, each step", PROMISED[rule])
        for rule in WALK_RULES
    }
    second = Claim("Newton's walk, damped, = PyTorch's Hessian and its solver, each step", NEWTON)
    networks = problems(WALKS, random, **LIMITS)
    for place, case in enumerate(networks):
        objective, height, start = _objective(place, case, random)
        for rule, walk in WALK_RULES.items():
            ours = list(walk(objective, start, learning_rate=lambda t: 0.001 / (1 + t), steps=STEPS))
            theirs = torch_training.walked(height, start, rule, lambda t: 0.001 / (1 + t), STEPS)
            compare(found[rule], [(it.theta, it.value) for it in ours], theirs, repr(objective))
        ours = list(newton(objective, start, steps=5, learning_rate=0.5, damping=20.0))
        theirs = torch_training.newton(height, start, 5, 0.5, 20.0)
        compare(second, [(it.theta, it.value) for it in ours], theirs, repr(objective))
    return [*found.values(), second]


def _objective(place, case, random):
    """(objective of the engine, the same in PyTorch, start)."""
    from . import torch_oracle, torch_training

    kind = place % 4
    if kind == 0:
        A = random.normal(size=(5, 5))
        A, b = A @ A.T, random.normal(size=5)
        return Quadratic(A, b), torch_training.quadratic(A, b), random.normal(size=5)
    if kind in (1, 2):
        surface = (rosenbrock, double_well)[kind - 1]
        start = np.array(START[surface.name]) + 0.3 * random.normal(size=2)
        return surface, torch_training.SURFACES[surface.name], start
    risk = EmpiricalRisk(case.network(), case.X, case.Y, case.loss, case.l2)
    return risk, torch_oracle.risk_of(case), case.theta
