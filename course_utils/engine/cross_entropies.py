"""Cross-entropies: the losses of probabilities, and of the logits before them.

A logit z is the value before the sigmoid or softmax. From logits nothing overflows, and the error
signal is simply ∂L/∂z = (a − y) · scale / N; that is how networks use these losses.
"""

import numpy as np

from . import ops
from .loss import Loss, check_shape, like, rows_of
from .validate import finite

_ONE, _MINUS_TWO = np.array(1.0), np.array(-2.0)


class CrossEntropy(Loss):
    """A loss of probabilities, which can be had from logits z as well.

    `from_logits(z, target)` and `gradient_from_logits(z, target)` take any finite z; the gradient is
    the one with respect to z. Probabilities outside [0, 1] raise ValueError.
    """

    def __init__(self, name, pointwise, latex, output_activation, *, averages_outputs):
        super().__init__(name, pointwise, latex, averages_outputs=averages_outputs)
        self.output_activation = output_activation

    def from_logits(self, z, target):
        """The loss of the prediction output_activation(z), a float."""
        z, target = self._logit_pair(z, target)
        with np.errstate(all="ignore"):
            return self._mean(self._terms_from_logits(rows_of(z), rows_of(target)))

    def gradient_from_logits(self, z, target):
        """∂loss/∂z = (output_activation(z) − target) · scale / N, in the shape of z."""
        z, target = self._logit_pair(z, target)
        with np.errstate(all="ignore"):
            return like(z, self._slope_from_logits(z, target) * self.factor(*rows_of(z).shape))

    def _logit_pair(self, z, target):
        z = finite(z, "z")
        check_shape(z, "z")
        return z, self._target_for(z, target)


class BinaryCrossEntropy(CrossEntropy):
    """−[y log p + (1 − y) log(1 − p)] for labels y in {0, 1}."""

    def check_targets(self, y, name):
        wrong = (y != 0) & (y != 1)
        if wrong.any():
            raise ValueError(f"{name} must hold labels 0 or 1 for {self.name}; got {y[wrong][0]:g}")

    def total_from_logits(self, z, target, out=None, *room):
        """The sum over logits (N, k): as labels are 0 or 1, each term is log(1 + e^s), s = (1 − 2y) z."""
        s = np.multiply(np.add(np.multiply(target, _MINUS_TWO, out), _ONE, out), z, out)
        return np.add.reduce(ops.softplus.value(s, s), None)

    def _terms_from_logits(self, z, target):
        return ops.softplus.value((1 - 2 * target) * z)

    def _slope_from_logits(self, z, target):
        return ops.logit_cross_entropy.slope(z, target)


class CategoricalCrossEntropy(CrossEntropy):
    """−Σ y log p over k classes, for class numbers (N,) or rows of probabilities y (N, k)."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.pointwise = None  # no output has a loss of its own: softmax joins them

    def _pair(self, prediction, target):
        prediction, target = super()._pair(prediction, target)
        sums = prediction.sum(axis=1)
        if np.abs(sums - 1).max() > 1e-6:
            raise ValueError(
                f"each row of prediction must sum to 1; got a sum of {sums[np.abs(sums - 1).argmax()]:g}: "
                "these look like logits; use `.from_logits`"
            )
        return prediction, target

    def _target_for(self, prediction, target):
        if prediction.ndim != 2:
            raise ValueError(
                f"{self.name} takes a prediction of k classes a row, shape (N, k); got {prediction.shape}"
            )
        return self.targets(target, *prediction.shape, name="target")

    def targets(self, y, count, outputs, name="y"):
        y = finite(y, name)
        if y.shape == (count,):
            return _one_hot(y, outputs, name)
        if y.shape != (count, outputs):
            raise ValueError(
                f"{name} must be {count} class numbers, shape ({count},), or rows of probabilities, shape "
                f"({count}, {outputs}); got {y.shape}"
            )
        self.check_targets(y, name)
        return y

    def check_targets(self, y, name):
        if (y < 0).any() or (y > 1).any() or np.abs(y.sum(axis=1) - 1).max() > 1e-9:
            raise ValueError(f"each row of {name} must hold probabilities: none below 0, the sum 1")

    def total_from_logits(self, z, target, out=None, *room):
        """The sum over logits (N, k); `out` and the room (a column and an array like z) are overwritten."""
        return ops.softmax_cross_entropy(z, target, out, *room)

    def _terms_from_logits(self, z, target):
        """log Σ e^zⱼ − Σ tⱼ zⱼ of each row, shape (N, 1); the largest power, 1 after a shift, goes into log1p."""
        largest = z.argmax(axis=1)[:, None]
        shifted = z - np.take_along_axis(z, largest, axis=1)
        powers = np.exp(shifted)
        np.put_along_axis(powers, largest, 0.0, axis=1)
        aimed = target * np.where(target == 0, 0.0, shifted)
        return np.log1p(powers.sum(axis=1, keepdims=True)) - aimed.sum(axis=1, keepdims=True)

    def _slope_from_logits(self, z, target):
        """softmax(z) − target; at the class itself minus the probabilities of all others, which keeps their digits."""
        p = self.output_activation.value(z)
        others = np.where(target == 1, 0.0, p).sum(axis=1, keepdims=True)
        return np.where(target == 1, -others, p - target)


def _one_hot(labels, classes, name):
    """Row i has a 1 at place labels[i]."""
    wrong = (labels != np.round(labels)) | (labels < 0) | (labels >= classes)
    if wrong.any():
        raise ValueError(f"{name} must hold class numbers 0 to {classes - 1}; got {labels[wrong][0]:g}")
    return np.eye(classes)[labels.astype(int)]
