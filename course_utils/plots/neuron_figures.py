"""Whole figures of notebook 04, each as (figure, description), ready for `show(*…)`."""

from itertools import pairwise

from . import neurons
from .figure import new_figure
from .letters import draw_pictures
from .look import LIGHT

SQUARE = (-0.7, 1.7)  # of a plane in which 0 and 1 are all that happens


def letters_figure(pictures, names, look=LIGHT):
    """Pictures (20, 20) of letters side by side, under their names."""
    figure, axes = new_figure(7, 2.4, columns=len(names), look=look)
    draw_pictures(axes, pictures, [f"the letter {name}" for name in names], look)
    return figure, f"The letters {', '.join(names)} as 20 × 20 photocells see them, black on white, blocky."


def lines_figure(X, learned, look=LIGHT):
    """Points X (4, 2) with the line of one neuron: a plane for each {name: (labels, w, b)}."""
    figure, axes = new_figure(7, 3.4, columns=len(learned), look=look)
    for ax, (name, (y, w, b)) in zip(axes, learned.items(), strict=True):
        neurons.draw_plane(ax, look=look, reach=SQUARE)
        neurons.draw_line(ax, w, b, look)
        neurons.draw_points(ax, X, y, look)
        ax.set_title(f"{name}: the learned line")
    words = "the points with label 1, squares, lie on the shaded side, those with label 0, circles, not"
    return figure, f"{' and '.join(learned)}, each with the line that its perceptron learned: {words}."


def neuron_figure(look=LIGHT):
    """One neuron, and beside its parts those of a nerve cell."""
    figure, ax = new_figure(7, 3.3, look=look)
    neurons.draw_neuron(ax, look)
    neurons.draw_analogy(ax, look)
    ax.set_title("One neuron; in green, what its parts were named after")
    return figure, (
        "A neuron: x₁, x₂ and 1 (dendrites) times w₁, w₂ and b (synapses) are summed to z (cell body), and go "
        "through g out (axon)."
    )


def layers_figure(sizes, look=LIGHT):
    """A network with these numbers of neurons, and the shapes of its parameters."""
    figure, ax = new_figure(6.4, 4, look=look)
    neurons.draw_layers(ax, sizes, look=look)
    first, *hidden, last = sizes
    middle = "".join(f"{size} hidden neurons → " for size in hidden)
    ax.set_title(f"{first} inputs → {middle}{last} outputs")
    shapes = ", then ".join(f"W ({m}, {n}) and b ({m},)" for n, m in pairwise(sizes))
    return (
        figure,
        f"Circles in columns of {', '.join(map(str, sizes))}, each wired to all of the next: {shapes}.",
    )


def hidden_layer_figure(X, y, A, hidden, output, look=LIGHT):
    """Points X (N, 2), and where two hidden neurons put them, A (N, 2).

    hidden and output are (W, b): two lines among the inputs, one in the plane of the hidden neurons.
    """
    figure, axes = new_figure(7.4, 3.6, columns=2, look=look)
    planes = (
        (axes[0], ("x₁", "x₂"), X, "What the inputs show"),
        (axes[1], ("h₁", "h₂"), A, "What the output neuron sees"),
    )
    for ax, names, points, title in planes:
        neurons.draw_plane(ax, names, look, reach=SQUARE)
        neurons.draw_points(ax, points, y, look)
        ax.set_title(title)
    for w, b, name, line in zip(*hidden, ("h₁", "h₂"), ("-", "--"), strict=True):
        neurons.draw_line(axes[0], w, b, look, name=name, linestyle=line)
    neurons.draw_line(axes[1], output[0][0], output[1][0], look)
    places = {label: sorted({f"({a:g}, {b:g})" for a, b in A[y == label]}) for label in (1, 0)}
    return figure, (
        "Left: four points, and the two parallel lines of the hidden neurons. Right: where these put them, squares at "
        f"{' and '.join(places[1])}, circles at {' and '.join(places[0])}, and one line between."
    )
