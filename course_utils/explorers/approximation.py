"""The approximation explorer: choose or draw a target, and bring a network of one hidden layer close to it.

The theorem says that for every continuous target and every ε there is such a network. Here it is built, and one of
the same size is trained beside it. The game: into the band of ± ε, with as few neurons as you can.
"""

from ..engine.topics.approximation import errors
from ..engine.trace.notation import short
from ..live.controls import Button, Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.figure import CourseFigure
from . import approximation_model as model
from .approximation_picture import ApproximationPicture, X

MOST = 120  # neurons
ROUNDING = 1e-12
NAMES = [f"knot{number}" for number in range(len(model.KNOTS))]
PARTS = {
    "sigmoid": "What each pair of sigmoids adds, scaled to fit",
    "relu": "What each ReLU adds, scaled to fit",
}


class ApproximationExplorer(LiveFigure):
    """A target on [0, 1], the network that is built for it, its error, and a trained network beside it.

    target: sine, cosine, hills, corner, jump or own, a drawing, which begins as the sine; kind: "sigmoid" or "relu";
    neurons: 2 … 120, even; steepness: the weight of x in the sigmoids, 5 … 2000; epsilon: 0.01 … 0.3. Raises ValueError
    or TypeError for anything else.
    """

    def __init__(self, target="sine", kind="sigmoid", neurons=20, steepness=100, epsilon=0.1):
        start = model.knots_of(target if isinstance(target, str) and target in model.FORMULAS else "sine")
        high = (None, (-model.HIGHEST, model.HIGHEST))
        knots = [
            Handle(name, lambda _, x=float(x): x, y, high, f"target at x = {x:g}", pen="target")
            for name, x, y in zip(NAMES, model.KNOTS, start, strict=True)
        ]
        super().__init__(
            draw,
            [
                Choice("target", model.LABELS, target),
                Choice("kind", model.KINDS, kind, label="built of"),
                Slider("neurons", 2, MOST, neurons, step=2, whole=True),
                Slider("steepness", 5, 2000, steepness, log=True, label="steepness of sigmoids"),
                Slider("epsilon", 0.01, 0.3, epsilon, step=0.01, label="ε"),
                Button("finish", lambda state: at(state, model.STEPS), "train one to the end"),
                Button("hold", hold, "hold my best score"),
            ],
            knots,
            describe=describe,
            title="How close does a network come to a function",
            state={"progress": ((), 0), "best": {}, "note": ""},
            advance=train_on,
            follow=follow,
        )


def heights(state):
    """The heights of the knots."""
    return tuple(getattr(state, name)[1] for name in NAMES)


def follow(before, after):
    """A new target moves the knots; a knot that moves makes the target a drawing; a note is read once."""
    changes = {"note": ""} if after.note == before.note else {}
    if after.target != before.target and after.target != model.OWN:
        changes |= {name: (None, y) for name, y in zip(NAMES, model.knots_of(after.target), strict=True)}
    elif heights(after) != heights(before):
        changes["target"] = model.OWN
    return changes


def target_of(state):
    """The target as a function."""
    return model.target_of(state.target, heights(state))


def built(state):
    """The network that is constructed for the state."""
    return model.built(target_of(state), state.kind, state.neurons, state.steepness)


def parts(state, network):
    """What each pair of sigmoids, or each ReLU, adds to the sum at `X`: an array (m, 501)."""
    each = network.forward(X[:, None]).A[0] * network.layers[1].W[0]
    return each.T if state.kind == "relu" else (each[:, ::2] + each[:, 1::2]).T


# --- training beside ------------------------------------------------------------------------------------


def settings(state):
    """What a training depends on."""
    drawn = heights(state) if state.target == model.OWN else ()
    return state.target, drawn, state.kind, state.neurons


def at(state, step):
    """The change to a step of the training; it counts for the present settings only."""
    return {"progress": (settings(state), step)}


def step_of(state):
    """How far the training is; 0 where nothing was trained for the present settings."""
    of, step = state.progress
    return step if of == settings(state) else 0


def trained(state):
    """(network, its Errors) after the present step, or None before the first."""
    if (step := step_of(state)) == 0:
        return None
    run = model.training(*settings(state))
    return run.network(step), run.errors(step)


def train_on(state):
    """Fifteen updates more, or None at the end."""
    step = step_of(state)
    return at(state, step + 1) if step < model.STEPS else None


# --- the score ------------------------------------------------------------------------------------------


def game(state):
    """Scores are compared for one target and one ε."""
    return state.target, heights(state) if state.target == model.OWN else (), state.epsilon


def sup_errors(state):
    """{"built": …, "trained": …} of the networks that are shown."""
    found = {"built": errors(built(state), target_of(state)).sup}
    if learned := trained(state):
        found["trained"] = learned[1].sup
    return found


def hold(state):
    """Keep the present score if it is inside the band and better than what is held."""
    who, error = min(sup_errors(state).items(), key=lambda item: item[1])
    if error > state.epsilon:
        return {"note": f"Not held: the sup-error {short(error)} is above ε. "}
    best, score = state.best.get(game(state)), (state.neurons, error, f"{who}, {model.KINDS[state.kind]}")
    if best and best[:2] <= score[:2]:
        return {"note": f"Your best score stays: {_score(best)}. "}
    return {"best": state.best | {game(state): score}, "note": f"Held: {_score(score)}. "}


def _score(score):
    neurons, error, how = score
    return f"{neurons} neurons ({how}), sup-error {_error(error)}"


def _error(error):
    """An error in words, where rounding counts as none."""
    return short(error if error > ROUNDING else 0.0)


# --- the picture ----------------------------------------------------------------------------------------


def draw(look):
    """Target and networks above, what the neurons add below."""
    figure = CourseFigure(figsize=(7.8, 4.2), layout="constrained", facecolor=look["ground"])
    picture = ApproximationPicture(*figure.subplots(2, 1, height_ratios=(2.4, 1), sharex=True), look)

    def background(state):
        picture.load("Does the network stay inside the band?", PARTS[state.kind])

    def update(state):
        network, target = built(state), target_of(state)
        found = errors(network, target)
        learned = trained(state)
        best = state.best.get(game(state))
        picture.move(
            target,
            state.epsilon,
            network,
            found.at[0],
            parts(state, network),
            learned and learned[0],
            f"sup-error {_error(found.sup)}   mean {_error(found.mean)}",
            f"best: {best[0]} neurons" if best else "",
        )

    return Drawing(figure, update, picture.moving, ("kind",), background)


def describe(state):
    """What was built, how close it comes, how far the trained one is, and the score."""
    found = errors(built(state), target_of(state))
    if state.kind == "sigmoid":
        what = f"{_count(state.neurons // 2, 'bump')}, {state.neurons} sigmoids of steepness {short(state.steepness)}"
    else:
        what = f"{_count(state.neurons, 'ReLU piece')}"
    inside = "inside" if found.sup <= state.epsilon else "outside"
    words = f"{state.note}Target: {model.LABELS[state.target]}, built of {what}: sup-error {_error(found.sup)} at "
    words += f"x = {short(found.at[0])}, mean error {_error(found.mean)}, {inside} the band ε = {short(state.epsilon)}."
    if learned := trained(state):
        updates, (sup, mean, _) = step_of(state) * model.UPDATES, learned[1]
        words += f" Trained, {updates} updates: sup-error {_error(sup)}, mean {_error(mean)}."
    best = state.best.get(game(state))
    return words + (f" Your best: {_score(best)}." if best and not state.note else "")


def _count(number, what):
    return f"{number} {what}{'s' * (number != 1)}"
