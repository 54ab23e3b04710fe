"""Whole figures: who cannot see one reads its description, so the description must say what is drawn."""

import pytest

from course_utils.plots import (
    DARK,
    LIGHT,
    approximation,
    colour_plot,
    decision,
    depth,
    families,
    fitted_curves,
    images,
    loss_curves,
    neurons,
    risk_curves,
    score_curves,
    surfaces,
)
from course_utils.plots.figure import png
from tests.fuzz.figures import MADE

# For each figure: words of its description, and how many axes it has.
FIGURES = {
    approximation.bumps: ("4 bumps miss it by", 2),
    approximation.cross_and_tower: ("only the rectangle", 2),
    approximation.folded: ("2 pieces from 2 ReLUs, 8 pieces from 6 ReLUs", 2),
    approximation.laws: ("1.0 to 4.0 neurons, both logarithmic: ReLU, from 0.5 to 0.1", 1),
    approximation.parabola: ("off by 0.50", 1),
    approximation.tiles: ("made of 4, 9 towers", 2),
    colour_plot.error_curve: ("against the intercept", 1),
    colour_plot.level_and_bent: ("level line", 1),
    colour_plot.published_cut: ("published wedge", 1),
    colour_plot.two_sets: ("without labels", 2),
    decision.bent_or_not: ("Two half moons", 2),
    decision.noisy_moons: ("2 and 5 neurons part them with a bent line, 9 with bays", 3),
    decision.two_clouds: ("opposite corners", 1),
    decision.two_starts: ("XOR", 2),
    depth.slopes: (
        "when every z is −1: sigmoid 8.632×10⁻⁸, ReLU 0. What 10 layers leave of a gradient when every z is 1:",
        2,
    ),
    families.boundaries: ("Four panels", 4),
    families.margins: ("straight and curved", 2),
    families.scores: ("beside the Bayes risk", 1),
    families.times: ("logarithmic axis", 1),
    families.tree: ("tree of 2 questions", 1),
    fitted_curves.law: ("8 planets on one straight", 1),
    fitted_curves.law_and_quintic: ("quintic falls", 1),
    fitted_curves.lines: ("1 of them high", 1),
    images.imagenet_errors: ("2012 AlexNet 16.4", 1),
    images.letters: ("letters A, B, C", 3),
    loss_curves.bowls: ("squared lowest at 1, absolute lowest at 0", 1),
    loss_curves.losses_and_gradients: ("only cross-entropy rises", 2),
    neurons.hidden_layer: ("squares at (1, 0), circles at (0, 0) and (1, 1)", 2),
    neurons.layers: ("W (3, 2) and b (3,), then W (1, 3)", 1),
    neurons.lines: ("OR and XY", 2),
    neurons.neuron: ("w₁, w₂ and b (synapses)", 1),
    risk_curves.best_of: ("best of a hundred", 1),
    risk_curves.descent: ("peak of 0.5 near 2 units, and falls again, to 0.1", 1),
    risk_curves.laws: ("1.08/N", 1),
    risk_curves.penalty: ("Without penalty the training risk falls", 2),
    risk_curves.surveys: ("3 empirical risks", 1),
    risk_curves.training: ("validation and true", 1),
    score_curves.calibration: (
        "9 updates near the diagonal, 99 updates below it, much of it repaired by T = 3",
        1,
    ),
    score_curves.roc: ("good 1.000, none 0.500. The published cut is a point at 0.25, 0.50", 1),
    surfaces.plain_and_bowl: ("still on a plain under squares", 2),
}
every_figure = pytest.mark.parametrize("draw", FIGURES, ids=lambda draw: f"{draw.__module__}.{draw.__name__}")


def made(draw, look=LIGHT):
    """(figure, description) of a right call."""
    return draw(**MADE[draw](), look=look)


@every_figure
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_each_is_made_in_both_looks_and_described(draw, look):
    words, axes = FIGURES[draw]
    figure, description = made(draw, look)
    if look is LIGHT:  # the dark look has other colours and nothing else
        figure.canvas.draw()
    panels = [ax for ax in figure.axes if ax.get_label() != "<colorbar>"]
    assert words in description and len(panels) == axes
    assert all(ax.get_title(loc="left") for ax in panels)


@pytest.mark.parametrize("draw", [colour_plot.error_curve, families.margins, approximation.cross_and_tower])
def test_a_figure_that_is_shown_again_is_the_same_to_the_pixel(draw):
    """A layout that went on from the last one would move the axes by a fraction of a pixel."""
    figure, description = made(draw)
    assert png(figure, description) == png(figure, description)
