r"""A loss: one number for how far predictions are from their targets, and its gradient.

The loss of one output is a row of ops.py, *pointwise*; the loss of N examples with k outputs is

    loss = (scale / N) · Σ pointwise(prediction, target),

with scale 1/k where the outputs are averaged, and 1 where they are summed.
"""

import numpy as np

from .validate import finite, targets


class Loss:
    """A loss function: `loss(prediction, target)` is a float, `loss.gradient(…)` has prediction's shape.

    prediction and target have the same shape: (N, k), N examples with k outputs, or (N,), or both are
    numbers. Values and gradients are right to rounding unless a term, a square for instance, overflows.
    Raises ValueError where the shapes differ (nothing is broadcast), for empty arrays, for NaN
    and infinity, and TypeError for what is not numeric.
    """

    output_activation = None  # the output activation with which the loss is taken from logits

    def __init__(self, name, pointwise, latex, *, averages_outputs=True):
        self.name, self.pointwise, self.latex = name, pointwise, latex
        self._row = pointwise
        self._averages_outputs = averages_outputs

    def scale(self, outputs):
        """The factor of one output's term in the loss of one example with that many outputs."""
        return 1 / outputs if self._averages_outputs else 1.0

    def __call__(self, prediction, target):
        """The loss, a float."""
        prediction, target = self._pair(prediction, target)
        with np.errstate(all="ignore"):
            return self._mean(self._row.value(rows_of(prediction), rows_of(target)))

    def gradient(self, prediction, target):
        """∂loss/∂prediction, in the shape of prediction."""
        prediction, target = self._pair(prediction, target)
        factor = self.factor(*rows_of(prediction).shape)
        with np.errstate(all="ignore"):
            return like(prediction, factor * self._row.slope(prediction, target))

    def _mean(self, terms):
        """The loss of the terms (N, k) of all outputs, or (N, 1) where they are joined already."""
        factor = self.factor(*terms.shape)
        loss = factor * np.add.reduce(terms, None)
        return float(loss if np.isfinite(loss) else np.add.reduce(factor * terms, None))

    def _pair(self, prediction, target):
        prediction = finite(prediction, "prediction")
        check_shape(prediction)
        target = self._target_for(prediction, target)
        self._row.check(prediction, target)
        return prediction, target

    def _target_for(self, prediction, target):
        target = finite(target, "target")
        if target.shape != prediction.shape:
            raise ValueError(
                f"prediction and target must have the same shape; got {prediction.shape} and {target.shape}. "
                "Reshape one of them: broadcasting would compare every prediction with every target"
            )
        self.check_targets(target, "target")
        return target

    # What follows trusts its arguments: arrays (N, k), checked before.

    def factor(self, count, outputs):
        """The factor before the sum over all outputs and examples."""
        return self.scale(outputs) / count

    def total(self, prediction, target, out=None):
        """The sum over all outputs and examples, without the factor; `out` is overwritten."""
        return np.add.reduce(self._row.value(prediction, target, out), None)

    def targets(self, y, count, outputs, name="y"):
        """y as an array (count, outputs), checked."""
        y = targets(y, count, outputs, name)
        self.check_targets(y, name)
        return y

    def check_targets(self, y, name):
        """Raise ValueError where y holds what cannot be a target."""

    def check_output(self, activation):
        """Raise ValueError unless a network with this output activation gives what the loss needs."""
        if self.output_activation is not None and activation is not self.output_activation:
            raise ValueError(
                f"{self.name} needs probabilities: build the network with output={self.output_activation.name}; "
                f"its output is {activation.name}"
            )

    def __repr__(self):
        return self.name


def check_shape(array, name="prediction"):
    """Raise ValueError for what is not a number, (N,) or (N, k), and for nothing at all."""
    if array.ndim > 2:
        raise ValueError(f"{name} must have shape (N, k) or (N,), or be a number; got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}")


def rows_of(array):
    """(N, k) of a number, (N,) or (N, k)."""
    return array if array.ndim == 2 else array.reshape(-1, 1)


def like(original, result):
    """A float where a number came in."""
    return float(result) if original.ndim == 0 else result
