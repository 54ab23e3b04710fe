"""The playground without a screen: what its controls do to a training.

What the training starts from (data, inputs, layers, activations, loss, start) begins it anew; how it learns (rate,
decay, batches, optimiser) changes from here on. `layers`, `value`, `setup` and others are texts to be typed, or sent
by the picture in the page: `parameter` and `neuron` are what is picked there, `own` the points of one's own.
"""

from dataclasses import fields

from ..engine.trace.notation import full
from ..engine.validate import abbreviate
from ..live.film import FilmModel
from .frame import frame_of, scene
from .programs import program
from .setup import (
    EDGE,
    FIRST_OWN,
    INPUTS,
    LEARNING,
    MOST_LAYERS,
    SEEDS,
    Settings,
    Setup,
    checked_own,
    layers_text,
    settings_with,
)
from .setup_text import (
    read,
    read_layers,
    read_number,
    read_own,
    read_space,
    write,
    write_own,
)
from .training import after, again, begin, changed, resumed, run

FLAGS = {name: f"input_{number}" for number, name in enumerate(INPUTS)}  # the toggles of the inputs
# Settings with a control of their own that holds them as they are.
OWN = {f.name for f in fields(Settings)} - {"inputs", "layers", "draw", "seed", "own", "scale"}
BYTES_OF_A_RUN = 1500  # beside its arrays


class PlaygroundModel(FilmModel):
    """A live figure's model whose state has a `training`; see `values_of` for what follows from it."""

    def after_set(self, state, name, value):
        state = super().after_set(state, name, value)
        value, training = getattr(state, name), state.training
        if name == "setup":
            return with_training(state, run(read(value)))
        if name == "value":
            return with_training(
                state, changed(training, state.parameter, read_number(value, state.parameter))
            )
        if name == "parameter":
            return picked(state, value)
        if name == "program":
            raise ValueError("a program is for copying: unlike a set-up, it cannot be loaded")
        if name == "space":
            read_space(value, training.settings.layers)
            return state
        if name == "neuron":
            return state.changed({"neuron": checked_neuron(training.settings, value)})
        if name in LEARNING:
            return with_training(state, changed(training, name, value))
        if name in FLAGS.values():
            chosen = tuple(i for i, flag in FLAGS.items() if getattr(state, flag))
            return restarted(state, inputs=chosen)
        return restarted(state, **starting(training.settings, name, value)) if name in STARTING else state

    # --- its film -------------------------------------------------------------------------------------

    def number_of(self, run):
        return run.updates

    def run_of(self, state):
        return state.training

    def with_run(self, state, run):
        return with_training(state, run)

    def in_film(self, state, run):
        return state.changed({"training": run})

    def run_at(self, number):
        whole = self.checkpoints.last.setup
        setup = Setup(
            whole.settings, tuple(change for change in whole.changes if change.at <= number), number
        )
        nearest = self.checkpoints.nearest(number)
        return run(setup) if nearest is None else resumed(nearest, setup)

    def continues(self, before, after):
        ours, theirs = before.training.setup, after.training.setup
        behind = [[c for c in setup.changes if c.at < setup.updates] for setup in (ours, theirs)]
        return (ours.updates, ours.settings, behind[0]) == (theirs.updates, theirs.settings, behind[1])

    def size_of(self, run):
        memory = sum(array.nbytes for array in vars(run.rule).values() if hasattr(array, "nbytes"))
        return BYTES_OF_A_RUN + run.theta.nbytes + memory + 8 * len(run.history)

    after = staticmethod(after)
    frame_of = staticmethod(frame_of)
    scene = staticmethod(scene)


def starting(settings, name, value):
    """What a control changes in the settings from which the training starts: {name: value}."""
    if name == "layers":
        return {"layers": read_layers(value)}
    if name == "scale":
        return {"scale": read_number(value, "scale"), "start": "own"}
    if name == "own":
        return {"data": "own", "own": checked_own(read_own(value))}
    if name == "data" and value == "own":
        return {"data": "own", "own": own_from(settings)}
    return {"activation": value} if name == "activations" else {name: value}


STARTING = (OWN - set(LEARNING)) | {"layers", "scale", "own", "activations"}


def own_from(settings):
    """The first points of one's own: those that are there, where they are of two classes within the square."""
    if settings.own:
        return settings.own
    if settings.is_regression or settings.data == "galaxies":
        return FIRST_OWN
    sample = begin(settings).trainer.sample
    points = [(*place, y) for part in (sample.train, sample.test) for place, (y,) in zip(*part, strict=True)]
    return tuple(point for point in points if max(abs(point[0]), abs(point[1])) <= EDGE)


def with_training(state, training):
    """The state with another training, and everything that follows from it."""
    values = values_of(training, state.parameter, state.neuron)
    try:
        read_space(state.space, training.settings.layers)
    except ValueError:  # the two neurons no longer exist
        values["space"] = ""
    return state.changed(values)


def values_of(training, parameter=None, neuron=""):
    """The entries of the state that follow from a training: the values of the controls, and what is picked."""
    settings = training.settings
    values = {name: getattr(settings, name) for name in OWN}
    values |= {"activation": settings.activation.split(",")[0], "activations": settings.activation}
    values |= {flag: name in settings.inputs for name, flag in FLAGS.items()}
    parameter = parameter if parameter in settings.places else settings.parameters[0]
    values |= {"parameter": parameter, "value": full(value_of(training, parameter))}
    values |= {"neuron": neuron if is_neuron(settings, neuron) else ""}
    values |= {"layers": layers_text(settings.layers), "scale": f"{settings.scale:g}"}
    values["program"] = ""  # one that was written before is of another training
    return values | {"training": training, "own": write_own(settings.own), "setup": write(training.setup)}


def value_of(training, parameter):
    """The present value of a parameter."""
    return training.theta[training.settings.places[parameter]]


def restarted(state, **changes):
    """The state at the start of a training with some settings changed."""
    return with_training(state, begin(settings_with(state.training.settings, **changes)))


# --- buttons: from a state to what they change -----------------------------------------------------------


def reset(state):
    """Back to the same start, with the weights that were edited there."""
    return values_of(again(state.training), state.parameter, state.neuron)


def new_start(state):
    """Other random weights."""
    settings = state.training.settings
    start = "random" if settings.start == "zero" else settings.start
    return vars(restarted(state, seed=(settings.seed + 1) % SEEDS, start=start))


def new_data(state):
    """Other points of the same kind."""
    settings = state.training.settings
    if settings.data == "own":
        raise ValueError("your own points are not drawn at random: click on the large map to add some")
    return vars(restarted(state, draw=(settings.draw + 1) % SEEDS))


def more_layers(state):
    """One more hidden layer, as wide as the last one."""
    layers = state.training.settings.layers
    if len(layers) == MOST_LAYERS:
        raise ValueError(f"there can be at most {MOST_LAYERS} hidden layers")
    return vars(restarted(state, layers=(*layers, layers[-1] if layers else 2)))


def fewer_layers(state):
    """One hidden layer less."""
    if not state.training.settings.layers:
        raise ValueError("there is no hidden layer left to take away")
    return vars(restarted(state, layers=state.training.settings.layers[:-1]))


def as_program(library):
    """The action of a button that writes the present set-up as a program."""
    return lambda state: {"program": program(state.setup, library)}


# --- what is picked --------------------------------------------------------------------------------------


def picked(state, parameter):
    """The state with another parameter picked."""
    if parameter not in state.training.settings.places:
        raise ValueError(f"there is no weight or bias {abbreviate(parameter)} in this network")
    return state.changed({"parameter": parameter, "value": full(value_of(state.training, parameter))})


def next_parameter(state, step=1):
    """Pick the next parameter in the order of theta, after the last one the first."""
    names = state.training.settings.parameters
    return vars(picked(state, names[(names.index(state.parameter) + step) % len(names)]))


def previous_parameter(state):
    """Pick the one before."""
    return next_parameter(state, -1)


def is_neuron(settings, name):
    """Whether there is a hidden neuron of this name, such as 1.3; "" stands for the output."""
    return name == "" or f"b{name}" in settings.places


def checked_neuron(settings, name):
    """The name of a neuron whose map is shown large: 1.3 for the third of layer 1; "" for the output."""
    if not is_neuron(settings, name):
        raise ValueError(f"there is no neuron {abbreviate(name)} in this network")
    return "" if name.startswith(f"{len(settings.layers) + 1}.") else name


def start_values(setup):
    """The first entries of a state."""
    return values_of(run(setup if isinstance(setup, Setup) else read(setup)))
