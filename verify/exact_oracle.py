"""mpmath as the judge: a network's risk, gradient and Hessian, for the few cases in which two libraries disagree.

It is written for neither speed nor beauty of the algorithm: numbers one by one, each derivative in its textbook form,
which rounding cannot hurt at this length. A column of the Hessian is the slope of the gradient between two places
1e-25 to the left and to the right, with 100 digits: where (1e-25)² is nothing, half of the digits are right.
"""

from dataclasses import replace

from mpmath import mp, mpf

from .networks import LEAK

DIGITS, FOR_SLOPES = 50, 100
STEP = "1e-25"


def _sigmoid(z):
    return 1 / (1 + mp.exp(-z))


FUNCTIONS = {
    "identity": (lambda z: z, lambda z: mpf(1)),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * _sigmoid(-z)),
    "tanh": (mp.tanh, lambda z: 4 * _sigmoid(2 * z) * _sigmoid(-2 * z)),
    "relu": (lambda z: max(z, mpf(0)), lambda z: mpf(z > 0)),
    "softplus": (lambda z: max(z, mpf(0)) + mp.log1p(mp.exp(-abs(z))), _sigmoid),
    "leaky_relu": (lambda z: z if z > 0 else LEAK * z, lambda z: mpf(1) if z > 0 else mpf(LEAK)),
}


def value_and_gradient(problem, digits=DIGITS):
    """(risk, gradient), the risk an mpf and the gradient a list of them in the order of theta."""
    with mp.workdps(digits):
        layers = [([[mpf(w) for w in row] for row in W], [mpf(x) for x in b]) for W, b in problem.layers]
        count, outputs = len(problem.X), len(problem.layers[-1][1])
        gradients = [([[mpf(0)] * len(W[0]) for _ in W], [mpf(0)] * len(b)) for W, b in layers]
        value = mpf(0)
        for x, y in zip(problem.X, problem.Y, strict=True):
            term = _example(layers, problem, [mpf(v) for v in x], y, outputs, gradients)
            value += term / count
        flat = []
        for (W, b), (slopes, shifts) in zip(layers, gradients, strict=True):
            for row, weights in zip(slopes, W, strict=True):
                flat += [g / count + problem.l2 * w for g, w in zip(row, weights, strict=True)]
                value += problem.l2 * sum(w * w for w in weights) / 2
            flat += [g / count for g in shifts]
            del b
        return value, flat


def hessian(problem):
    """The matrix of second derivatives, n lists of n mpf."""
    with mp.workdps(FOR_SLOPES):
        step, rows = mpf(STEP), []
        for place in range(len(problem.theta)):
            right, left = (
                value_and_gradient(_moved(problem, place, by), FOR_SLOPES)[1] for by in (step, -step)
            )
            rows.append([(one - other) / (2 * step) for one, other in zip(right, left, strict=True)])
        return rows


def _moved(problem, place, by):
    """The problem with one parameter of theta moved, all parameters as mpf."""
    layers = []
    for W, b in problem.layers:
        count = b.size + W.size
        numbers = [mpf(float(x)) + (by if place == index else 0) for index, x in enumerate([*W.ravel(), *b])]
        width = W.shape[1]
        rows = [numbers[start : start + width] for start in range(0, W.size, width)]
        layers.append((rows, numbers[W.size :]))
        place -= count
    return replace(problem, layers=tuple(layers))


def times(matrix, direction):
    """The exact matrix times a vector of floats, a list of mpf."""
    with mp.workdps(FOR_SLOPES):
        vector = [mpf(float(x)) for x in direction]
        return [mp.fdot(row, vector) for row in matrix]


def _example(layers, problem, x, y, outputs, gradients):
    """Add one example's gradient, and return its loss."""
    Zs, As = [], [x]
    for (W, b), name in zip(layers, problem.activations, strict=True):
        Z = [
            sum(w * a for w, a in zip(row, As[-1], strict=True)) + shift
            for row, shift in zip(W, b, strict=True)
        ]
        Zs.append(Z)
        As.append(_softmax(Z) if name == "softmax" else [FUNCTIONS[name][0](z) for z in Z])
    loss, delta = _loss(problem.loss, problem.activations[-1], Zs[-1], As[-1], y, outputs)
    for index in reversed(range(len(layers))):
        slopes, shifts = gradients[index]
        for i, d in enumerate(delta):
            shifts[i] += d
            for j, a in enumerate(As[index]):
                slopes[i][j] += d * a
        if index:
            W, slope = layers[index][0], FUNCTIONS[problem.activations[index - 1]][1]
            delta = [
                sum(d * row[j] for d, row in zip(delta, W, strict=True)) * slope(z)
                for j, z in enumerate(Zs[index - 1])
            ]
    return loss


def _loss(name, output, Z, A, y, outputs):
    """The loss of one example and ∂loss/∂Z."""
    if name == "cross_entropy":
        total = mp.log(sum(mp.exp(z - max(Z)) for z in Z)) + max(Z)
        return total - Z[y], [a - (j == y) for j, a in enumerate(A)]
    if name == "binary_cross_entropy":
        signed = [-z if t == 1 else z for z, t in zip(Z, y, strict=True)]
        deltas = [(-_sigmoid(s) if t == 1 else _sigmoid(s)) / outputs for s, t in zip(signed, y, strict=True)]
        return sum(FUNCTIONS["softplus"][0](s) for s in signed) / outputs, deltas
    errors = [a - mpf(t) for a, t in zip(A, y, strict=True)]
    if name == "mean_absolute_error":
        loss, upstream = sum(map(abs, errors)) / outputs, [mp.sign(e) / outputs for e in errors]
    elif name == "mean_squared_error":
        loss, upstream = sum(e * e for e in errors) / outputs, [2 * e / outputs for e in errors]
    else:
        loss, upstream = sum(e * e for e in errors) / 2, errors
    if output == "softmax":
        shared = sum(u * a for u, a in zip(upstream, A, strict=True))
        return loss, [a * (u - shared) for u, a in zip(upstream, A, strict=True)]
    return loss, [u * FUNCTIONS[output][1](z) for u, z in zip(upstream, Z, strict=True)]


def _softmax(Z):
    powers = [mp.exp(z - max(Z)) for z in Z]
    return [p / sum(powers) for p in powers]


def distance(ours, exact, scale=None):
    """The largest difference of floats from exact numbers, over the largest of those or `scale`; 0 where all are 0."""
    with mp.workdps(DIGITS):
        scale = max((abs(e) for e in exact), default=mpf(0)) if scale is None else mpf(float(scale))
        worst = max(abs(mpf(float(o)) - e) for o, e in zip(ours, exact, strict=True))
        return float(worst / scale) if scale else (0.0 if worst == 0 else mp.inf)
