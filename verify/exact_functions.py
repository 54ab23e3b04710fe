"""The elementary functions in 50 digits: value, first and second derivative, each in a form of its own.

Derivatives are written out from textbooks and share no line with the engine. What is a matter of convention at a
kink is said by the lecture: relu'(0) = 0, and the slope of the leaky ReLU at 0 is ε. Results are decimal strings of
30 digits.
"""

from mpmath import mp, mpf

DIGITS = 50
FAR = 5000  # e to the minus that is 0 for every purpose here


def _small(z):
    """exp(−|z|)."""
    return mp.exp(-abs(z)) if abs(z) < FAR else mpf(0)


def _logistic(z):
    return 1 / (1 + _small(z)) if z > 0 else _small(z) / (1 + _small(z))


def _bell(z):
    """σ(z) σ(−z)."""
    return _small(z) / (1 + _small(z)) ** 2


def _tanh(z):
    return mp.tanh(z) if abs(z) < FAR else mp.sign(z)


def _softplus(z):
    return max(z, mpf(0)) + mp.log1p(_small(z))


def _exp(z):
    return mp.exp(z) if abs(z) < FAR else (mp.inf if z > 0 else mpf(0))


def _constant(number):
    return lambda z: mpf(number)


LEAK = mpf(0.01)
FUNCTIONS = {
    "identity": (lambda z: z, _constant(1), _constant(0)),
    "sigmoid": (_logistic, _bell, lambda z: -_bell(z) * _tanh(z / 2)),
    "tanh": (_tanh, lambda z: 4 * _bell(2 * z), lambda z: -8 * _tanh(z) * _bell(2 * z)),
    "relu": (lambda z: max(z, mpf(0)), lambda z: mpf(z > 0), _constant(0)),
    "softplus": (_softplus, _logistic, _bell),
    "leaky_relu": (
        lambda z: LEAK * z + (1 - LEAK) * max(z, mpf(0)),
        lambda z: mpf(1) if z > 0 else LEAK,
        _constant(0),
    ),
    "exp": (_exp, _exp, _exp),
    "log": (mp.log, lambda z: 1 / z, lambda z: -1 / z**2),
}

# Losses of one prediction p (or logit z) and one target t: value, ∂/∂p, ∂²/∂p². The last three take logits.
LOSSES = {
    "mean_squared_error": (lambda p, t: (p - t) ** 2, lambda p, t: 2 * (p - t), lambda p, t: mpf(2)),
    "half_squared_error": (lambda p, t: (p - t) ** 2 / 2, lambda p, t: p - t, lambda p, t: mpf(1)),
    "mean_absolute_error": (lambda p, t: abs(p - t), lambda p, t: mp.sign(p - t), lambda p, t: mpf(0)),
    "binary_cross_entropy": (
        lambda p, t: -mp.log(p) if t == 1 else -mp.log1p(-p),
        lambda p, t: -1 / p if t == 1 else 1 / (1 - p),
        lambda p, t: None,
    ),
    "cross_entropy": (lambda p, t: -mp.log(p), lambda p, t: -1 / p, lambda p, t: None),
    "binary_cross_entropy from logits": (
        lambda z, t: _softplus(-z if t == 1 else z),
        lambda z, t: -_logistic(-z) if t == 1 else _logistic(z),
        lambda z, t: _bell(z),
    ),
    "cross_entropy from logits": (
        lambda z, t: _softplus(t - z),  # of the row (z, t), class 0
        lambda z, t: -_logistic(t - z),
        lambda z, t: _bell(t - z),
    ),
}

GATES = {
    "u + v": (lambda u, v: u + v, lambda u, v: mpf(1), lambda u, v: mpf(1)),
    "u − v": (lambda u, v: u - v, lambda u, v: mpf(1), lambda u, v: mpf(-1)),
    "u · v": (lambda u, v: u * v, lambda u, v: v, lambda u, v: u),
    "u / v": (lambda u, v: u / v, lambda u, v: 1 / v, lambda u, v: -u / v**2),
    "u ** v": (
        lambda u, v: mp.power(u, v),
        lambda u, v: v * mp.power(u, v - 1),
        lambda u, v: mp.power(u, v) * mp.log(u),
    ),
    "maximum(u, v)": (max, lambda u, v: mpf(u > v), lambda u, v: mpf(v >= u)),
}


def exact(function, *arguments):
    """function(*arguments) as a string of 30 digits."""
    with mp.workdps(DIGITS):
        value = function(*map(mpf, map(float, arguments)))
        if mp.isinf(value):
            return "inf" if value > 0 else "-inf"
        return mp.nstr(value, 30, min_fixed=0, max_fixed=0)
