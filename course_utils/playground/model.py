"""The playground without a screen: what its controls do to the course of a training.

What the training starts from (data, inputs, layers, activation, loss, seed) begins it anew from its start; how it
learns (rate, decay, batches, optimiser) changes from here on. `layers`, `value` and `setup` are texts to be typed.
"""

from dataclasses import fields

from ..engine.trace.notation import full
from ..live.model import LiveFigureModel
from .course import after, again, begin, changed, run
from .panels import Places
from .setup import (
    INPUTS,
    LEARNING,
    MOST_LAYERS,
    MOST_NEURONS,
    SEEDS,
    Settings,
    Setup,
    layers_text,
    read,
    read_layers,
    read_number,
    settings_with,
    write,
)

FLAGS = {name: f"input_{number}" for number, name in enumerate(INPUTS)}  # the toggles of the inputs
OWN = {f.name for f in fields(Settings)} - {
    "inputs",
    "layers",
    "draw",
    "seed",
}  # settings with a control of their own


class PlaygroundModel(LiveFigureModel):
    """A live figure's model whose state has a `course`; see `values_of` for what follows from it."""

    def after_set(self, state, name, value):
        state = super().after_set(state, name, value)
        value, course = getattr(state, name), state.course
        if name == "setup":
            return with_course(state, run(read(value)))
        if name == "value":
            return with_course(state, changed(course, state.parameter, read_number(value, state.parameter)))
        if name in LEARNING:
            return with_course(state, changed(course, name, value))
        if name == "layers":
            return restarted(state, layers=read_layers(value))
        if name in FLAGS.values():
            return restarted(state, inputs=tuple(i for i, flag in FLAGS.items() if getattr(state, flag)))
        return restarted(state, **{name: value}) if name in OWN else state

    def after_drag(self, state, name, point):
        state = super().after_drag(state, name, point)
        places = Places(state.course.settings.sizes)
        return picked(state, parameter_named(state.course.settings, *places.parameter_at(*state.pick)))

    def after_steps(self, state, count, seconds=float("inf")):
        """Many updates at once, as many as fit into the time."""
        course = after(state.course, count, seconds)
        self.ended = course is None
        return state if self.ended else with_course(state, course)


def with_course(state, course):
    """The state with another course, and everything that follows from it."""
    same = course.settings.sizes == state.course.settings.sizes
    return state.changed(values_of(course, state.parameter, state.pick if same else None))


def values_of(course, parameter=None, pick=None):
    """The entries of the state that follow from a course: the values of the controls, and the picked parameter."""
    settings = course.settings
    values = {name: getattr(settings, name) for name in OWN} | course.learning
    values |= {flag: name in settings.inputs for name, flag in FLAGS.items()}
    if parameter not in settings.parameters:
        parameter, pick = settings.parameters[0], None
    if pick is None:
        pick = place_of(settings, parameter)
    values |= {"parameter": parameter, "pick": pick, "value": full(value_of(course, parameter))}
    return values | {"course": course, "layers": layers_text(settings.layers), "setup": write(course.setup)}


def value_of(course, parameter):
    """The present value of a parameter."""
    return course.theta[course.settings.places[parameter]]


def restarted(state, **changes):
    """The state at the start of a training with some settings changed."""
    settings = settings_with(state.course.settings, **state.course.learning | changes)
    return with_course(state, begin(settings))


# --- buttons: from a state to what they change -----------------------------------------------------------


def reset(state):
    """Back to the same start, with the weights that were edited there."""
    return values_of(again(state.course), state.parameter, state.pick)


def new_start(state):
    """Other random weights."""
    return vars(restarted(state, seed=(state.course.settings.seed + 1) % SEEDS, start="random"))


def new_data(state):
    """Other points of the same kind."""
    return vars(restarted(state, draw=(state.course.settings.draw + 1) % SEEDS))


def more_layers(state):
    """One more hidden layer, as wide as the last one."""
    layers = state.course.settings.layers
    if len(layers) == MOST_LAYERS:
        raise ValueError(f"there can be at most {MOST_LAYERS} hidden layers")
    return vars(restarted(state, layers=(*layers, layers[-1] if layers else 2)))


def fewer_layers(state):
    """One hidden layer less."""
    if not state.course.settings.layers:
        raise ValueError("there is no hidden layer left to take away")
    return vars(restarted(state, layers=state.course.settings.layers[:-1]))


def more_neurons(state):
    """One more neuron in the last hidden layer."""
    return _last_layer(state, 1)


def fewer_neurons(state):
    """One neuron less in the last hidden layer, which goes with its last one."""
    return _last_layer(state, -1)


def _last_layer(state, more):
    *others, last = state.course.settings.layers or (0,)
    if last + more > MOST_NEURONS:
        raise ValueError(f"a layer can have at most {MOST_NEURONS} neurons")
    if last + more < 0:
        raise ValueError("there is no neuron left to take away")
    return vars(restarted(state, layers=(*others, last + more) if last + more else tuple(others)))


# --- the picked parameter --------------------------------------------------------------------------------


def parameter_named(settings, kind, number):
    """The name of the weight ("w") or bias ("b") of this number."""
    return [name for name in settings.parameters if name[0] == kind][number]


def place_of(settings, parameter):
    """Where a parameter stands in the picture."""
    same = [name for name in settings.parameters if name[0] == parameter[0]]
    return Places(settings.sizes).place_of(parameter[0], same.index(parameter))


def picked(state, parameter):
    """The state with another parameter picked."""
    return state.changed({"parameter": parameter, "value": full(value_of(state.course, parameter))})


def next_parameter(state, step=1):
    """Pick the next parameter in the order of theta, after the last one the first."""
    names = state.course.settings.parameters
    name = names[(names.index(state.parameter) + step) % len(names)]
    return vars(picked(state.changed({"pick": place_of(state.course.settings, name)}), name))


def previous_parameter(state):
    """Pick the one before."""
    return next_parameter(state, -1)


def start_values(setup):
    """The first entries of a state."""
    return values_of(run(setup if isinstance(setup, Setup) else read(setup)))
