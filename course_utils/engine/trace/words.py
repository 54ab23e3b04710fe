"""Small texts that the steps share: names of neurons, notes beside them, sums in several lines."""

from .formula import mark
from .network_diagram import note
from .symbols import neuron, plain


def shown(label):
    return neuron(label)


def called(function):
    return function.name.replace("_", " ")


def listed(names):
    return " and ".join(plain(name) for name in names)


def gradient_note(name, place, right=False):
    """The gradient of the moment beside its neuron: to the right of an output, else above."""
    x, y, radius = place
    text = plain(name).replace(" through", ",")
    if right:
        return note(f"note {name}", *beside(place), "backward", text, [name])
    return note(f"note {name}", x, y - radius - 12, "backward", text, [name], "middle")


def beside(place):
    """Right of an output, under its target and its loss."""
    x, y, radius = place
    return x + radius + 16, y + 38


def one_line_each(names):
    """'= a', '+ b', …: one line for each term, or one line for two."""
    if len(names) <= 2:
        return ("= " + " + ".join(map(mark, names)),)
    return tuple(("= " if place == 0 else "+ ") + mark(name) for place, name in enumerate(names))


def product_lines(products):
    return tuple(
        ("= " if place == 0 else "+ ") + r" \times ".join(map(mark, product))
        for place, product in enumerate(products)
    )
