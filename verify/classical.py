"""Classical models: losses, gradients, the perceptron, Gini splits and margins, against scikit-learn.

Gini: scikit-learn compares impurities in an order and a rounding of its own, so where several cuts are equally good
it may take another; its cut then has to be as good as ours. Candidates lie half-way between neighbouring values in
both.
"""

import warnings

import numpy as np
from sklearn.linear_model import Perceptron as SklearnPerceptron
from sklearn.metrics import log_loss, mean_absolute_error, mean_squared_error
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from course_utils import engine
from course_utils.engine import Network, Perceptron
from course_utils.engine.topics.gini import best_split, candidates, gini, split_gini
from course_utils.engine.topics.margin import largest_margin

from .claim import Claim, distance

LOSSES, SPLITS, PERCEPTRONS, MARGINS, TRAININGS = 1_000, 5_000, 300, 100, 400
EPOCHS = 8
ROUNDING, GINI, TRAINED, MARGIN = 1e-12, 1e-12, 1e-9, 1e-4


def claims(random):
    """The claims of this family."""
    return [*_losses(random), *_splits(random), *_perceptrons(random), _margins(random), *_trainings(random)]


def _losses(random):
    claim = {name: Claim(f"{name} = scikit-learn's", ROUNDING) for name in engine.LOSSES if name[0] != "h"}
    for _ in range(LOSSES):
        count, outputs = int(random.integers(1, 40)), int(random.integers(1, 6))
        p, y = random.normal(size=(count, outputs)), random.normal(size=(count, outputs))
        for name, theirs in (
            ("mean_squared_error", mean_squared_error),
            ("mean_absolute_error", mean_absolute_error),
        ):
            claim[name].see(distance(engine.LOSSES[name](p, y), theirs(y, p)))
        labels = random.integers(0, 2, count)
        one = random.uniform(1e-6, 1 - 1e-6, count)
        ours = engine.binary_cross_entropy(one, labels)
        claim["binary_cross_entropy"].see(distance(ours, log_loss(labels, one, labels=[0, 1])))
        rows = random.dirichlet(np.ones(outputs + 1), count)
        labels = random.integers(0, outputs + 1, count)
        ours = engine.cross_entropy(rows, labels)
        claim["cross_entropy"].see(distance(ours, log_loss(labels, rows, labels=range(outputs + 1))))
    return claim.values()


# --- Gini -------------------------------------------------------------------------------------------


def _splits(random):
    impurity = Claim("Gini impurity of labels = scikit-learn's at the root of a tree", GINI)
    split = Claim("impurity after the best cut = that of DecisionTreeClassifier(max_depth=1)", GINI)
    same = Claim("where one cut is best, feature and threshold are scikit-learn's", GINI)
    for place in range(SPLITS):
        X, y = _rows(place, random)
        if all(np.ptp(x) == 0 for x in X.T):
            continue
        ours = best_split(X, y)
        tree = DecisionTreeClassifier(max_depth=1, random_state=0).fit(X, y).tree_
        impurity.see(abs(gini(y) - tree.impurity[0]), (X, y))
        if tree.node_count == 1:  # no impurity left to lower
            split.see(abs(ours[2] - gini(y)), (X, y))
            continue
        left, right = tree.n_node_samples[1], tree.n_node_samples[2]
        theirs = (left * tree.impurity[1] + right * tree.impurity[2]) / len(y)
        split.see(abs(ours[2] - theirs), (X, y))
        if _ties(X, y, ours[2]) == 1:
            # scikit-learn keeps features in single precision
            off = abs(ours[1] - tree.threshold[0]) / max(np.abs(X).max(), 1)
            same.see(off if ours[0] == tree.feature[0] else np.inf, (X, y))
    return [impurity, split, same]


def _rows(place, random):
    """Features and labels; of two sets one has few different values, and so ties, the other many."""
    count, features, classes = random.integers(2, 60), random.integers(1, 4), random.integers(2, 5)
    y = random.integers(0, classes, count)
    if place % 2:
        return random.integers(0, 6, (count, features)).astype(float), y
    return np.float32(random.normal(size=(count, features))).astype(float), y


def _ties(X, y, best):
    """How many cuts are as good as the best."""
    return sum(split_gini(x, y, t) < best + 1e-9 for x in X.T for t in candidates(x))


# --- lines ------------------------------------------------------------------------------------------


def _perceptrons(random):
    path = Claim("the perceptron's weights = scikit-learn's after every pass, from zero", ROUNDING)
    apart = Claim("where a line separates, the perceptron finds one, and predicts as scikit-learn's", 0.0)
    for _ in range(PERCEPTRONS):
        X, y = _clouds(random)
        # At a score of 0 scikit-learn corrects both classes, ours class 1 alone: zero weights shall meet that class.
        X, y = np.roll(X, -int(np.argmax(y)), axis=0), np.roll(y, -int(np.argmax(y)))
        ours, inputs = Perceptron().fit(X, y, passes=5), np.column_stack([X, np.ones(len(X))])
        for number in range(1, ours.passes + 1):
            mine = [m.weights for m in ours.mistakes if m.pass_number <= number]
            theirs = _sklearn_perceptron(X, y, number)
            path.see(distance(mine[-1] if mine else np.zeros(X.shape[1] + 1), theirs, np.abs(inputs).max()))
        whole = Perceptron().fit(X, y, passes=100_000)
        theirs = SVC(kernel="linear", C=1e10).fit(X, y)
        apart.see(float(not whole.converged or (whole(X) != y).any() or (theirs.predict(X) != y).any()))
    return [path, apart]


def _clouds(random):
    """Two classes that a line separates, with room between them."""
    while True:
        X = random.normal(size=(int(random.integers(6, 40)), int(random.integers(1, 4))))
        u = random.normal(size=X.shape[1])
        score = X @ u / np.linalg.norm(u) + 0.3 * random.normal()
        keep = np.abs(score) > 0.15
        X, y = X[keep], (score[keep] > 0).astype(int)
        if len(set(y)) == 2:
            return X, y


def _sklearn_perceptron(X, y, passes):
    """Weights, bias last, after so many passes."""
    w = np.zeros(X.shape[1] + 1)
    model = SklearnPerceptron(max_iter=passes, tol=None, shuffle=False, eta0=1.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(X, y, coef_init=w[:-1], intercept_init=w[-1:])
    return np.append(model.coef_[0], model.intercept_[0])


def _margins(random):
    claim = Claim("the largest margin through the origin of (x, 1) = 1 / ‖w‖ of SVC, C = 1e8", MARGIN)
    for _ in range(MARGINS):
        X, y = _clouds(random)
        signed = (2 * y - 1)[:, None] * np.column_stack([X, np.ones(len(X))])
        # SVC has a free bias. Each example with its mirror image forces that to 0.
        both, labels = np.vstack([signed, -signed]), np.repeat([1, 0], len(signed))
        svc = SVC(kernel="linear", C=1e8, tol=1e-10).fit(both, labels)
        claim.see(distance(largest_margin(X, y)[1], 1 / np.linalg.norm(svc.coef_)), (X, y))
    return claim


# --- networks ---------------------------------------------------------------------------------------


HIDDEN = {"sigmoid": "logistic", "tanh": "tanh", "relu": "relu", "identity": "identity"}


def _trainings(random):
    """scikit-learn shows no gradient, but steps along it: its weights after some epochs of descent hold all of them."""
    found = [
        Claim("classifier trained by fit = MLPClassifier's weights after each of its epochs", TRAINED),
        Claim("regression trained by fit = MLPRegressor's weights after each of its epochs", TRAINED),
    ]
    for place in range(TRAININGS):
        hidden, kind = list(HIDDEN)[place % len(HIDDEN)], place // len(HIDDEN) % 2
        count, d, width = int(random.integers(5, 40)), int(random.integers(1, 5)), int(random.integers(1, 8))
        X = random.normal(size=(count, d))
        y = random.normal(size=count) if kind else np.arange(count) % 2
        network = Network.random([d, width, 1], hidden, "identity" if kind else "sigmoid", seed=random)
        penalty = float(random.choice([0.0, 0.3]))
        theirs = _sklearn_training(
            MLPRegressor if kind else MLPClassifier, HIDDEN[hidden], network, X, y, penalty
        )
        loss = "half_squared_error" if kind else "binary_cross_entropy"
        ours = []
        record = lambda epoch, history, ours=ours, network=network: ours.append(network.theta.copy())  # noqa: E731
        engine.fit(network, X, y, loss, learning_rate=0.1, epochs=EPOCHS, l2=penalty / count, callback=record)
        found[kind].see(distance(np.array(ours), np.array(theirs)), repr(network))
    return found


def _sklearn_training(model, hidden, network, X, y, penalty):
    """theta after each epoch. Its penalty is α ‖W‖² / 2N; its first weights are put in place of those that it drew."""
    model = model(
        hidden_layer_sizes=[network.sizes[1]], activation=hidden, solver="sgd", momentum=0, nesterovs_momentum=False,
        learning_rate_init=0.1, batch_size=len(X), alpha=penalty, max_iter=1, warm_start=False, shuffle=False,
    )  # fmt: skip
    thetas = []
    labels = {"classes": [0, 1]} if isinstance(model, MLPClassifier) else {}
    model.partial_fit(X, y, **labels)  # makes the arrays
    for place, layer in enumerate(network.layers):
        model.coefs_[place][...], model.intercepts_[place][...] = layer.W.T, layer.b
    for _ in range(EPOCHS):
        model.partial_fit(X, y)
        parts = zip(model.coefs_, model.intercepts_, strict=True)
        thetas.append(np.concatenate([part.ravel() for W, b in parts for part in (W.T, b)]))
    return thetas
