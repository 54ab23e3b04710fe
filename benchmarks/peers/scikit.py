"""scikit-learn: MLPClassifier and MLPRegressor with plain SGD, no momentum, no penalty, a constant rate."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

from ..workloads import RATE
from . import Contest, flat

NAME = "scikit-learn"
HIDDEN = {"sigmoid": "logistic"}
warnings.simplefilter("ignore", ConvergenceWarning)


def contest(workload):
    """Training with a cross-entropy, or with a squared error behind an identity; predicted probabilities.

    Its squared error is half of ours, so the rate is twice as large there and the step the same.
    """
    squared = workload.loss == "mean_squared_error"
    known = workload.loss in ("binary_cross_entropy", "cross_entropy") or (
        squared and workload.output == "identity"
    )
    if not known or workload.task not in ("update", "epoch", "predict"):
        return None
    factor = 2 if squared else 1
    y = workload.Y if workload.Y.ndim == 1 else workload.Y[:, 0]
    classes = None if squared else np.unique([*y, 1])

    def model(rate, **more):
        kind = MLPRegressor if squared else MLPClassifier
        options = {"alpha": 0.0, "solver": "sgd", "momentum": 0.0, "nesterovs_momentum": False}
        return kind(
            hidden_layer_sizes=workload.sizes[1:-1],
            activation=HIDDEN.get(workload.hidden, workload.hidden),
            learning_rate_init=factor * rate,
            batch_size=workload.batch_size or len(y),
            random_state=0,
            **(options | more),
        )

    def placed(rate):
        """A model at the workload's parameters, ready for one update."""
        made = model(rate)
        made.partial_fit(workload.X, y, **({} if squared else {"classes": classes}))
        for place, (W, b) in enumerate(workload.layers):
            made.coefs_[place][...], made.intercepts_[place][...] = W.T, b
        return made

    def answer():
        """The gradient is what one update with all examples takes away at rate 1."""
        if workload.task == "predict":
            return placed(RATE).predict_proba(workload.X)[:, 1:]
        made = placed(1.0)
        before = flat([(W.T, b) for W, b in zip(made.coefs_, made.intercepts_, strict=True)])
        made.batch_size = len(y)
        made.partial_fit(workload.X, y)
        return before - flat([(W.T, b) for W, b in zip(made.coefs_, made.intercepts_, strict=True)])

    if workload.task == "predict":
        ready = placed(RATE)
        return Contest(lambda count: [ready.predict_proba(workload.X) for _ in range(count)], answer)

    def run(count):
        model(RATE, max_iter=count, tol=0.0, n_iter_no_change=count + 1).fit(workload.X, y)

    return Contest(run, answer)
