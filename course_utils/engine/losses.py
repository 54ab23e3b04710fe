r"""Losses: one number for how far predictions are from their targets, and its gradient, each by its name.

The loss of one output is a row of the table of functions, *pointwise*; the loss of N examples with k outputs is

    loss = (scale / N) · Σ pointwise(prediction, target),

with scale 1/k where the outputs are averaged, and 1 where they are summed. Each is the negative logarithm of a
likelihood: squares of Gaussian noise, absolute values of Laplace noise, binary cross-entropy of coins, cross-entropy
of dice.

Cross-entropies are losses of probabilities, and of the logits before them. A logit z is the value before the sigmoid
or softmax. From logits nothing overflows, and the error signal is simply ∂L/∂z = (a − y) · scale / N; that is how
networks use these losses.
"""

import copyreg

import numpy as np

from .functions import pointwise
from .functions.activations import sigmoid, softplus
from .functions.kinds import plain
from .functions.softmax import softmax, softmax_cross_entropy
from .validate import abbreviate, finite, from_table, targets


class Loss:
    """A loss function: `loss(prediction, target)` is a float, `loss.gradient(…)` has prediction's shape.

        mean_squared_error     1/(N k) Σ (y − f)²
        half_squared_error     1/N Σ ½ (y − f)²
        mean_absolute_error    1/(N k) Σ |y − f|

    prediction and target have the same shape: (N, k), N examples with k outputs, or (N,), or both are
    numbers. Values and gradients are right to rounding, and infinite only where they overflow themselves.
    Raises ValueError where the shapes differ (nothing is broadcast), for empty arrays, for NaN
    and infinity, and TypeError for what is not numeric.

    A loss is made of its name and of `pointwise`, a row of the table of functions; `averages_outputs` says
    whether its k terms are averaged or summed.
    """

    output_activation = None  # the output activation with which the loss is taken from logits
    least = 0.0  # below this mean, the plain sum has lost digits

    def __init__(self, name, pointwise, *, averages_outputs=True):
        self.name, self.pointwise = name, pointwise
        self._row = pointwise
        self._averages_outputs = averages_outputs

    def scale(self, outputs):
        """The factor of one output's term in the loss of one example with that many outputs."""
        return 1 / outputs if self._averages_outputs else 1.0

    def __call__(self, prediction, target):
        """The loss, a float."""
        return self._mean_of(*self._pair(prediction, target))

    def _mean_of(self, prediction, target):
        return self._mean(prediction, target, self._row.value, self._row.part_of_value)

    def _mean(self, prediction, target, value, part_of_value):
        """The loss of outputs or logits from the terms value(…); where they overflow, from part_of_value(…, factor)."""
        prediction, target = rows_of(prediction), rows_of(target)
        factor = self.factor(*prediction.shape)
        with np.errstate(all="ignore"):
            loss = factor * np.add.reduce(value(prediction, target), None)
            if not np.isfinite(loss):
                loss = np.add.reduce(part_of_value(prediction, target, factor), None)
            return float(loss)

    def gradient(self, prediction, target):
        """∂loss/∂prediction, in the shape of prediction."""
        prediction, target = self._pair(prediction, target)
        factor = self.factor(*rows_of(prediction).shape)
        with np.errstate(all="ignore"):
            gradient = factor * self._row.slope(prediction, target)
            beyond = ~np.isfinite(gradient)
            if beyond.any():
                gradient = np.where(beyond, self._row.part_of_slope(prediction, target, factor), gradient)
            return plain(gradient)

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
        """The factor before the sum over all outputs and the `count` examples."""
        return self.scale(outputs) / count

    def total(self, prediction, target):
        """The sum over all outputs and examples of prediction and target (N, k), without the factor."""
        return np.add.reduce(self._row.value(prediction, target), None)

    def mean(self, Z, A, target):
        """The loss of outputs A with logits Z and a target, even where the plain sum overflows or has lost digits."""
        return self._mean_of(A, target)

    def targets(self, y, count, outputs, name="y"):
        """y as an array (count, outputs), checked; errors speak of it by its name."""
        y = targets(y, count, outputs, name)
        self.check_targets(y, name)
        return y

    def check_targets(self, y, name):
        """Raise ValueError, which calls y by its name, where it holds what cannot be a target."""

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


# --- cross-entropies --------------------------------------------------------------------------------


class CrossEntropy(Loss):
    """A loss of probabilities, which can be had from logits z as well.

    `from_logits(z, target)` and `gradient_from_logits(z, target)` take any finite z; the gradient is
    the one with respect to z. Probabilities outside [0, 1] raise ValueError.
    """

    def __init__(self, name, pointwise, output_activation, *, averages_outputs):
        super().__init__(name, pointwise, averages_outputs=averages_outputs)
        self.output_activation = output_activation

    def from_logits(self, z, target):
        """The loss of the prediction output_activation(z), a float."""
        return self._mean_from_logits(*self._logit_pair(z, target))

    def _mean_from_logits(self, z, target):
        return self._mean(z, target, self._terms_from_logits, self._terms_from_logits)

    def mean(self, Z, A, target):
        return self._mean_from_logits(Z, target)

    def gradient_from_logits(self, z, target):
        """∂loss/∂z = (output_activation(z) − target) · scale / N, in the shape of z."""
        z, target = self._logit_pair(z, target)
        with np.errstate(all="ignore"):
            return plain(self.difference(z, target) * self.factor(*rows_of(z).shape))

    def _logit_pair(self, z, target):
        z = finite(z, "z")
        check_shape(z, "z")
        return z, self._target_for(z, target)


class BinaryCrossEntropy(CrossEntropy):
    """−1/(N k) Σ [y log p + (1 − y) log(1 − p)], with prediction p (N, k) or (N,) and target y in {0, 1}.

    Otherwise as any `Loss`; `from_logits(z, target)` takes what comes before the sigmoid, and nothing overflows.
    """

    def check_targets(self, y, name):
        wrong = (y != 0) & (y != 1)
        if wrong.any():
            raise ValueError(f"{name} must hold labels 0 or 1 for {self.name}; got {y[wrong][0]:g}")

    def total_from_logits(self, z, target):
        """The sum over logits (N, k): as labels are 0 or 1, each term is log(1 + e^s), s = (1 − 2y) z."""
        return np.add.reduce(softplus.value((1 - 2 * target) * z), None)

    def _terms_from_logits(self, z, target, factor=1.0):
        return factor * softplus.value((1 - 2 * target) * z)

    def difference(self, z, target):
        """sigmoid(z) − target to the last digit, even where the sigmoid is rounded to its target."""
        return pointwise.logit_cross_entropy.slope(z, target)


class CategoricalCrossEntropy(CrossEntropy):
    """−1/N Σ y log p over k classes, with prediction p (N, k), rows that sum to 1, and target y.

    y holds class numbers (N,) or rows of probabilities (N, k). `from_logits(z, target)` takes what comes before
    softmax, and nothing overflows. Raises ValueError for other shapes and for rows that do not sum to 1.
    """

    least = 1e-8  # the sum is made of log(1 + what is left for the other classes)

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
                f"{self.name} takes a prediction for k classes in each row, shape (N, k); got {prediction.shape}"
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
        with np.errstate(over="ignore"):
            wrong = (y < 0).any(axis=1) | (np.abs(y.sum(axis=1) - 1) > 1e-9)
        if wrong.any():
            row = abbreviate(y[wrong][0].tolist())
            raise ValueError(
                f"each row of {name} must hold probabilities: none below 0, the sum 1; got {row}"
            )

    def total_from_logits(self, z, target):
        """The sum over logits (N, k)."""
        return softmax_cross_entropy(z, target)

    def _terms_from_logits(self, z, target, factor=1.0):
        """factor · (log Σ e^zⱼ − Σ tⱼ zⱼ) of each row, shape (N, 1).

        The largest power, 1 after a shift, goes into log1p.
        """
        place = z.argmax(axis=1)[:, None]
        largest = np.take_along_axis(z, place, axis=1)
        powers = np.exp(z - largest)
        np.put_along_axis(powers, place, 0.0, axis=1)
        aimed = target * np.where(target == 0, 0.0, factor * z - factor * largest)
        return factor * np.log1p(powers.sum(axis=1, keepdims=True)) - aimed.sum(axis=1, keepdims=True)

    def difference(self, z, target):
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


# --- the losses of the course -----------------------------------------------------------------------

mean_squared_error = Loss("mean_squared_error", pointwise.squared_error)
half_squared_error = Loss("half_squared_error", pointwise.half_squared_error, averages_outputs=False)
mean_absolute_error = Loss("mean_absolute_error", pointwise.absolute_error)
binary_cross_entropy = BinaryCrossEntropy(
    "binary_cross_entropy", pointwise.binary_cross_entropy, sigmoid, averages_outputs=True
)
cross_entropy = CategoricalCrossEntropy(
    "cross_entropy", pointwise.cross_entropy, softmax, averages_outputs=False
)

_losses = mean_squared_error, half_squared_error, mean_absolute_error, binary_cross_entropy, cross_entropy
LOSSES = {loss.name: loss for loss in _losses}


def loss_named(which):
    """The loss `which`: one of the course's losses, or its name as a string.

    Raises ValueError for an unknown name and TypeError for what is neither.
    """
    return from_table(which, "loss", LOSSES, isinstance(which, Loss), "a loss function")


def _reduced(loss):
    """A loss of the course is copied and pickled as its name, so that it stays the same object."""
    return (loss_named, (loss.name,)) if LOSSES.get(loss.name) is loss else loss.__reduce_ex__(2)


for _kind in {type(loss) for loss in LOSSES.values()}:
    copyreg.pickle(_kind, _reduced)
