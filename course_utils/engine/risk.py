"""The empirical risk: the mean loss over a data set, as a function of the network's parameters.

    R(θ) = (1/N) Σ loss(f_θ(xₙ), yₙ) + ½ l2 ‖W‖²

Its minimum over what can be seen is what training looks for. The penalty leaves biases out: a bias
moves a neuron's threshold and does not make the function steeper.
"""

import threading

import numpy as np

from . import backprop, hessian
from .fast import ForwardBackward
from .losses import loss_named
from .network import Network
from .objectives import Objective
from .validate import examples, instance, number


class _Turn:
    """A lock that one thread takes at a time, and that copies and pickles as a fresh one."""

    def __init__(self):
        self._lock = threading.RLock()

    def __enter__(self):
        self._lock.acquire()

    def __exit__(self, *problem):
        self._lock.release()

    def __reduce__(self):
        return _Turn, ()


class EmpiricalRisk(Objective):
    """The risk of `network` on X (N, d) and y (N, n_out) with a loss, an objective of theta.

    It works on private copies: evaluating changes neither the network nor the data. l2 ≥ 0 weighs
    the penalty. Several threads may ask at once: each waits for its turn with the copies. Raises TypeError and
    ValueError for arguments that do not fit together.
    """

    def __init__(self, network, X, y, loss, l2=0.0):
        loss = loss_named(loss)
        X, Y = check_data(network, X, y, loss)
        self._network, self._loss = network.copy(), loss
        self._X, self._Y = X.copy(), Y.copy()
        self._recorded, self._asked = None, False
        self._penalty = penalty_of(network, l2)
        self.size = network.theta.size
        self._turn = _Turn()

    def _value(self, theta):
        with self._turn:
            fast = self._moved_to(theta)
            return self._with_penalty(fast.value() if fast else self._plain()[0], theta)

    def _value_and_gradient(self, theta):
        with self._turn:
            fast = self._moved_to(theta)
            value, gradient = (fast.value(), fast.gradient().copy()) if fast else self._plain()
            if self._penalty is not None:
                self._penalty.add_gradient(gradient, theta)
            return self._with_penalty(value, theta), gradient

    def _with_penalty(self, value, theta):
        return value if self._penalty is None else value + self._penalty.value(theta)

    def _moved_to(self, theta):
        """The recorded passes, with the network at theta.

        None at the first question: many a risk is asked once, and to record takes longer than to answer.
        """
        np.copyto(self._network.theta, theta)
        if self._asked and self._recorded is None:
            self._recorded = ForwardBackward(self._network, self._loss, self._X, self._Y, exact=True)
        self._asked = True
        return self._recorded

    def _plain(self):
        """The loss and its gradient where the network now is, by the plain algorithm."""
        return backprop.loss_and_gradient(self._network.layers, self._loss, self._X, self._Y)

    def _hessian(self, theta):
        with self._turn:
            np.copyto(self._network.theta, theta)
            result = hessian.hessian(self._network, self._X, self._Y, self._loss)
        if self._penalty is not None:
            result += np.diag(self._penalty.curvature)
        return result

    def _hessian_vector_product(self, theta, direction):
        with self._turn:
            np.copyto(self._network.theta, theta)
            result = hessian.hessian_vector_product(self._network, self._X, self._Y, self._loss, direction)
        return result if self._penalty is None else result + self._penalty.curvature * direction

    def __repr__(self):
        return f"EmpiricalRisk({self._loss.name} of {self._network!r} on {len(self._X)} examples)"


def check_data(network, X, y, loss, names=("X", "y")):
    """X and y as arrays (N, d) and (N, n_out) that fit the network and the loss."""
    instance(network, "network", Network)
    loss.check_output(network.layers[-1].activation)
    X = examples(X, network.sizes[0], names[0])
    return X, loss.targets(y, len(X), network.sizes[-1], names[1])


class Penalty:
    """½ l2 ‖W‖² + l1 ‖W‖₁ over a network's weights, as a function of theta (n,); biases are free.

    `curvature` (n,) is the diagonal of its Hessian: l2 for each weight and 0 for each bias. One thread at a time.
    """

    def __init__(self, network, l2, l1):
        weighs = np.zeros_like(network.theta)
        for W, _ in network.views(weighs):
            W[...] = 1.0
        self.curvature, self._l1 = l2 * weighs, l1 * weighs if l1 else None
        self._room = np.empty_like(weighs)

    def value(self, theta):
        value = float(np.dot(self.curvature * (0.5 * theta), theta))
        return value if self._l1 is None else value + float(np.dot(self._l1, np.abs(theta)))

    def add_gradient(self, gradient, theta):
        """Add l2 W + l1 sign W to the gradient, in place."""
        mine = np.multiply(self.curvature, theta, self._room)
        if self._l1 is not None:
            mine += self._l1 * np.sign(theta)
        np.add(gradient, mine, gradient)


def penalty_of(network, l2, l1=0.0):
    """The `Penalty`, None where both factors are 0; they must not be below."""
    l2, l1 = number(l2, "l2", at_least=0), number(l1, "l1", at_least=0)
    return Penalty(network, l2, l1) if l2 or l1 else None
