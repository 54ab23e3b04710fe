r"""The losses of the course, each by its name.

Each is the negative logarithm of a likelihood: squares of Gaussian noise, absolute values of Laplace
noise, binary cross-entropy of coins, cross-entropy of dice.
"""

import copyreg

from . import ops
from .cross_entropies import BinaryCrossEntropy, CategoricalCrossEntropy
from .loss import Loss
from .validate import shown

mean_squared_error = Loss(
    "mean_squared_error",
    ops.squared_error,
    r"\frac{1}{N k} \sum_{n=1}^{N} \sum_{j=1}^{k} (y_{nj} - f_j(x_n))^2",
)
half_squared_error = Loss(
    "half_squared_error",
    ops.half_squared_error,
    r"\frac{1}{N} \sum_{n=1}^{N} \frac{1}{2} \sum_{j=1}^{k} (y_{nj} - f_j(x_n))^2",
    averages_outputs=False,
)
mean_absolute_error = Loss(
    "mean_absolute_error",
    ops.absolute_error,
    r"\frac{1}{N k} \sum_{n=1}^{N} \sum_{j=1}^{k} |y_{nj} - f_j(x_n)|",
)
binary_cross_entropy = BinaryCrossEntropy(
    "binary_cross_entropy",
    ops.binary_cross_entropy,
    r"-\frac{1}{N} \sum_{n=1}^{N} [y_n \log f(x_n) + (1 - y_n) \log(1 - f(x_n))]",
    ops.sigmoid,
    averages_outputs=True,
)
cross_entropy = CategoricalCrossEntropy(
    "cross_entropy",
    ops.cross_entropy,
    r"-\frac{1}{N} \sum_{n=1}^{N} \sum_{j=1}^{k} y_{nj} \log f_j(x_n)",
    ops.softmax,
    averages_outputs=False,
)

LOSSES = {
    loss.name: loss
    for loss in (
        mean_squared_error,
        half_squared_error,
        mean_absolute_error,
        binary_cross_entropy,
        cross_entropy,
    )
}


def loss_named(which):
    """The loss `which`: one of the course's losses, or its name as a string.

    Raises ValueError for an unknown name and TypeError for what is neither.
    """
    known = ", ".join(LOSSES)
    if isinstance(which, Loss):
        return which
    if isinstance(which, str):
        if which not in LOSSES:
            raise ValueError(f"loss must be one of {known}; got {shown(which)}")
        return LOSSES[which]
    raise TypeError(f"loss must be a loss function or its name, one of {known}; got {shown(which)}")


def _reduced(loss):
    """A loss of the course is copied and pickled as its name, so that it stays the same object."""
    return (loss_named, (loss.name,)) if LOSSES.get(loss.name) is loss else loss.__reduce_ex__(2)


for _kind in {type(loss) for loss in LOSSES.values()}:
    copyreg.pickle(_kind, _reduced)
