"""Initial weights: random, so that neurons differ, and of the size that keeps signals alive.

If weights are too small, signals fade from layer to layer; too large, and neurons saturate. Biases
start at zero: the weights already tell the neurons apart.
"""

import math

from .ops import Function


def random_weights(shape, activation, random):
    """Weights (n_out, n_in) for a layer with this activation, from a np.random.Generator.

    For sigmoid, tanh, softmax and the identity uniform within ±√(6 / (n_in + n_out)): X. Glorot and
    Y. Bengio, AISTATS 2010, equation 16. For relu and softplus normal with variance 2 / n_in, for
    leaky_relu 2 / ((1 + ε²) n_in): K. He et al., ICCV 2015, equations 10 and 15.
    """
    n_out, n_in = shape
    if activation.name in ("relu", "leaky_relu", "softplus"):
        return random.normal(0.0, math.sqrt(2 / ((1 + _leak(activation) ** 2) * n_in)), shape)
    limit = math.sqrt(6 / (n_in + n_out))
    return random.uniform(-limit, limit, shape)


def _leak(activation: Function):
    """The slope far left of zero, ε; 0 for relu and softplus."""
    return activation.derivative(-1000.0)
