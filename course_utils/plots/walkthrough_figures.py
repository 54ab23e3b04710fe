"""Whole figures of notebook 11, each as (figure, description), ready for `show(*…)`."""

from .figure import new_figure
from .learning import draw_losses, draw_weights
from .look import LIGHT


def losses_over_updates(losses, look=LIGHT):
    """The loss of the lecture's network at the states 0, 1, …, an array (updates + 1,)."""
    figure, ax = new_figure(look=look)
    draw_losses(ax, {"L": losses}, look)
    ax.set_title("Slow for ten updates, then nearly a straight line")
    return figure, (
        f"Loss over {len(losses) - 1:,} updates, both axes logarithmic: from {losses[0]:.2g} it falls slowly for "
        f"some ten updates, then along nearly a straight line down to {losses[-1]:.2g}."
    )


def weights_over_updates(hidden, output, look=LIGHT):
    """The weights of both layers at the states 0, 1, …: arrays (updates + 1, 2, 2), a row for each neuron."""
    figure, ax = new_figure(look=look)
    groups = {"w₇, w₈": output[:, 1], "w₁ … w₄": hidden, "w₅, w₆": output[:, 0]}
    draw_weights(ax, groups, look)
    ax.set_title("The output layer does nearly all of the learning")
    ends = ", ".join(
        f"{name} from {paths[0].mean():.2f} to {paths[-1].mean():.1f}" for name, paths in groups.items()
    )
    return figure, f"Weights over updates, their averages: {ends}.".replace("-", "−")


def conventions(losses, look=LIGHT):
    """The loss under each convention for the biases, {name: array (updates + 1,)}."""
    figure, ax = new_figure(look=look)
    draw_losses(ax, losses, look)
    ax.set_title("Biases that learn end about ten times lower")
    ends = ", ".join(f"{name} {values[-1]:.2g}" for name, values in losses.items())
    return figure, f"Loss over updates, both axes logarithmic. At the end: {ends}."
