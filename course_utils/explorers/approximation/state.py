"""The state of the approximation explorer: its target, what is built for it, what is trained, and the score."""

from ...engine.trace.notation import short
from ...engine.validate import counted
from ...live.progress import Progress
from . import model
from .picture import X

ROUNDING = 1e-12
NAMES = [f"knot{number}" for number in range(len(model.KNOTS))]


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


def construction(state):
    """(the network that is constructed for the state, its Errors)."""
    return model.construction(state.target, drawn(state), state.kind, state.neurons, state.steepness)


def drawn(state):
    """The heights of the knots where the target is a drawing."""
    return heights(state) if state.target == model.OWN else ()


def parts(state, network):
    """What each pair of sigmoids, or each ReLU, adds to the sum at `X`: an array (m, 501)."""
    each = network.forward(X[:, None]).A[0] * network.layers[1].W[0]
    return each.T if state.kind == "relu" else (each[:, ::2] + each[:, 1::2]).T


# --- training beside ------------------------------------------------------------------------------------


progress = Progress(lambda state: (state.target, drawn(state), state.kind, state.neurons))


def trained(state):
    """(network, its Errors) after the present step, or None before the first."""
    if (step := progress.now(state)) == 0:
        return None
    run = model.training(*progress.settings(state))
    return run.network(step), run.errors(step)


def to_the_end(state):
    """All of the training."""
    return progress.at(state, model.STEPS)


# --- the score ------------------------------------------------------------------------------------------


def game(state):
    """Scores are compared for one target and one ε."""
    return state.target, drawn(state), state.epsilon


def sup_errors(state):
    """{"built": …, "trained": …} of the networks that are shown."""
    found = {"built": construction(state)[1].sup}
    if learned := trained(state):
        found["trained"] = learned[1].sup
    return found


def keep(state):
    """Keep the present score if it is inside the band and better than the best kept so far."""
    who, error = min(sup_errors(state).items(), key=lambda item: item[1])
    if error > state.epsilon:
        return {"note": f"Not kept: the sup-error {short(error)} is above ε. "}
    best, score = state.best.get(game(state)), (state.neurons, error, f"{who}, {model.KINDS[state.kind]}")
    if best and best[:2] <= score[:2]:
        return {"note": f"Your best score stays: {score_words(best)}. "}
    return {"best": state.best | {game(state): score}, "note": f"Kept: {score_words(score)}. "}


def score_words(score):
    neurons, error, how = score
    return f"{neurons} neurons ({how}), sup-error {error_words(error)}"


def error_words(error):
    """An error in words, where rounding counts as none."""
    return short(error if error > ROUNDING else 0.0)


# --- in words -------------------------------------------------------------------------------------------


def corner_words(state):
    """What stands in the corners of the picture: the errors of what was built, and the best score kept, if any."""
    found, best = construction(state)[1], state.best.get(game(state))
    words = f"sup-error {error_words(found.sup)}   mean {error_words(found.mean)}"
    return words, f"best: {best[0]} neurons" if best else ""


def describe(state):
    """What was built, how close it comes, how far the trained one is, and the score."""
    found = construction(state)[1]
    if state.kind == "sigmoid":
        what = f"{counted(state.neurons // 2, 'bump')}, {state.neurons} sigmoids of steepness {short(state.steepness)}"
    else:
        what = counted(state.neurons, "ReLU piece")
    inside = "inside" if found.sup <= state.epsilon else "outside"
    words = f"{state.note}Target: {model.LABELS[state.target]}, built of {what}: sup-error {error_words(found.sup)} at "
    words += f"x = {short(found.at[0])}, mean error {error_words(found.mean)}, {inside} the band "
    words += f"ε = {short(state.epsilon)}."
    if learned := trained(state):
        updates, (sup, mean, _) = progress.now(state) * model.UPDATES, learned[1]
        words += f" Trained, {updates} updates: sup-error {error_words(sup)}, mean {error_words(mean)}."
    best = state.best.get(game(state))
    return words + (f" Your best: {score_words(best)}." if best and not state.note else "")
