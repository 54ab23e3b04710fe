"""Whole figures of notebook 02, each as (figure, description), ready for `show(*…)`."""

import numpy as np

from . import risk_curves
from .figure import new_figure
from .look import LIGHT

LEAST = 1e-3  # what is smaller lies on the lower edge of the descent


def surveys(risks, true, bayes, look=LIGHT):
    """How the empirical risks (repeats,) of one fixed model scatter about its true risk."""
    figure, ax = new_figure(look=look)
    risk_curves.draw_surveys(ax, risks, true, bayes, look)
    ax.set_title("One survey may say 0.02 and another 0.12")
    return figure, (
        f"Histogram of {len(risks)} empirical risks of the published cut, spread widely about the true risk."
    )


def laws(counts, measured, theory, look=LIGHT):
    """Gap and scatter against the number of examples; the arguments of `draw_laws`."""
    figure, ax = new_figure(7.2, look=look)
    risk_curves.draw_laws(ax, counts, measured, theory, look)
    ax.set_title("The mean gap falls as 1/N, the scatter as 1/√N")
    return figure, (
        "Log-log plot against N: the mean gap falls along 1.08/N; the two scatters coincide and fall as 1/√N."
    )


def training(history, checked, true, bayes, look=LIGHT):
    """The risks of a network over its epochs; the arguments of `draw_training`."""
    figure, ax = new_figure(look=look)
    risk_curves.draw_training(ax, history, checked, true, bayes, look)
    ax.set_title("The training risk goes on falling, the true risk turns")
    return figure, "Risks over the epochs: training keeps falling, validation and true turn upwards."


def best_of(one, best, look=LIGHT):
    """The probabilities (n + 1,) of each score, for one model and for the best of many."""
    figure, ax = new_figure(look=look)
    risk_curves.draw_best_of(ax, one, best, look)
    ax.set_title("Worth 80 % each, and the winner looks like 89 %")
    return figure, "Probabilities of scores: one model peaks at 80 %, the best of a hundred at 89 %."


def descent(units, training, true, bayes, count, look=LIGHT):
    """Training and true risk (k,) against the number of units (k,), both logarithmic; `count` examples were fitted."""
    figure, ax = new_figure(7.2, look=look)
    for kind, values in (("training", np.maximum(training, LEAST)), ("true", true)):
        ax.plot(units, values, marker="o", markersize=4, **risk_curves.kind_style(kind, look))
    ax.axhline(bayes, **risk_curves.kind_style("Bayes", look))
    ax.axvline(count, color=look["quiet"], linewidth=1)
    ax.text(count, 0.9, f" p = N = {count}", color=look["quiet"], va="top")
    for kind, place in (
        ("training", (units[1], 0.6 * bayes)),
        ("true", (units[-1], 1.4 * true[-1])),
        ("Bayes", (units[0], 0.9 * bayes)),
    ):
        side, level = ("right", "bottom") if kind == "true" else ("left", "top")
        colour = look[risk_curves.KINDS[kind]["role"]]
        ax.text(*place, kind, ha=side, va=level, color=colour)
    ax.set(
        xscale="log", yscale="log", ylim=(LEAST, 1), xlabel="units p, one weight each", ylabel="squared error"
    )
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_title("Down, up to a peak at p = N, and down again")
    top = int(np.argmax(true))
    return figure, (
        f"Log-log plot of risk against the number of units. Training falls to zero at {count} units. The true risk "
        f"falls, rises to a peak of {true[top]:.2g} near {count} units, and falls again, to {true[-1]:.2g} at "
        f"{units[-1]:,}; the Bayes risk is {bayes:.2g}."
    )
