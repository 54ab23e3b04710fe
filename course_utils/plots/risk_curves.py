"""Risks to look at. One look for each kind of risk, here and in every notebook that shows them:

training     blue, solid           what the fit made small
validation   green, dashed         what was held back, to choose by
true         violet, solid, wide   the risk over the whole population
Bayes        ink, dotted           below it nothing goes
"""

import numpy as np

from ..engine import History
from .figure import new_figure
from .look import LIGHT
from .names import apart, beside
from .takes import a_number, a_row, an_int, by_name, of, positive, takes

KINDS = {
    "training": {"role": "forward", "linestyle": "-", "linewidth": 1.8},
    "validation": {"role": "update", "linestyle": "--", "linewidth": 1.8},
    "true": {"role": "loss", "linestyle": "-", "linewidth": 2.6},
    "Bayes": {"role": "ink", "linestyle": ":", "linewidth": 1.6},
}
LAW_STYLES = (("s", "--", 11, False), ("o", "-", 6, True), ("^", ":", 5, True))  # one shows inside the other
NAMES_APART, KINDS_APART = 14, 0.075  # points; a share of the axis
LEAST = 1e-3  # what is smaller lies on the lower edge of the descent


def kind_style(kind, look=LIGHT):
    """Colour and line of "training", "validation", "true" or "Bayes" risk, as arguments for `ax.plot`."""
    style = dict(KINDS[kind])
    return {"color": look[style.pop("role")], **style}


def draw_surveys(ax, risks, true, bayes, look=LIGHT):
    """Draw how the empirical risks (repeats,) of one fixed model scatter about its true risk."""
    values, counts = np.unique(np.round(risks, 10), return_counts=True)
    width = 0.85 * np.diff(values).min()
    ax.bar(values, counts / len(risks), width, color=look["forward"], alpha=0.55, label="_surveys")
    top = 1.22 * counts.max() / len(risks)
    ax.set(
        xlabel="empirical risk of one survey",
        ylabel="share of the surveys",
        ylim=(0, top),
        xlim=(-0.005, None),
    )
    for kind, value, side in (("true", true, "left"), ("Bayes", bayes, "right")):
        style = kind_style(kind, look)
        ax.axvline(value, **style)
        words = f" {kind} risk {value:.3f} "
        ax.text(value, top, words, ha=side, va="top", color=style["color"], fontsize=10)


def draw_laws(ax, counts, laws, theory=None, look=LIGHT, role="loss"):
    """Draw quantities against the number of examples, both axes logarithmic, each named at its end.

    laws: {name: array in the shape of counts}, three at most (ValueError for more); theory: a curve in the same
    shape, drawn quietly; role: the meaning of the quantities, which is their colour.
    """
    if len(laws) > len(LAW_STYLES):
        raise ValueError(f"laws must hold at most {len(LAW_STYLES)} curves to be told apart; got {len(laws)}")
    ax.set(xscale="log", yscale="log", xlabel="training examples N", ylabel="risk")
    if theory is not None:
        wide = {"linewidth": 5, "alpha": 0.3, "zorder": 1, "solid_capstyle": "butt", "label": "_theory"}
        ax.plot(counts, theory, color=look["quiet"], **wide)
    for (name, values), (marker, line, size, filled) in zip(laws.items(), LAW_STYLES, strict=False):
        face = look[role] if filled else look["ground"]
        drawn = {"color": look[role], "linestyle": line, "linewidth": 1.8, "label": f"_{name}"}
        ax.plot(counts, values, marker=marker, markersize=size, markerfacecolor=face, **drawn)
    _name_ends(ax, counts[-1], {name: values[-1] for name, values in laws.items()}, look[role])
    ax.grid(color=look["line"], alpha=0.25, linewidth=0.7)


def _name_ends(ax, x, heights, colour):
    """Write names beside the last x of logarithmic axes, at their heights but never on each other."""
    points = {name: ax.transData.transform((x, y))[1] * 72 / ax.figure.dpi for name, y in heights.items()}
    for name, height in apart(points, NAMES_APART).items():
        beside(ax, name, (x, heights[name]), (12, height - points[name]), colour, va="center")


def draw_training(ax, history, checked, true, bayes, look=LIGHT):
    """Draw the risks of a network over the epochs of its training, and mark the one that was kept.

    history: what `fit` returns, with validation; true: the true risk at the epochs `checked`; bayes: the Bayes risk.
    """
    epochs = np.arange(history.epochs + 1)
    ax.plot(epochs, history.train_loss, **kind_style("training", look))
    ax.plot(epochs, history.validation_loss, **kind_style("validation", look))
    ax.plot(checked, true, **kind_style("true", look))
    ax.axhline(bayes, **kind_style("Bayes", look))
    best = history.best_epoch
    ax.axvline(best, color=look["quiet"], linewidth=1)
    top = 1.08 * max(history.train_loss[0], history.validation_loss[0])
    ax.set(xlabel="epochs", ylabel="cross-entropy", xlim=(0, history.epochs), ylim=(0, top))
    ax.text(best, top, f" epoch {best}: kept", va="top", color=look["quiet"], fontsize=10)
    ends = {
        "training": history.train_loss[-1],
        "validation": history.validation_loss[-1],
        "true": true[-1],
        "Bayes": bayes,
    }
    name_kinds(ax, ends, top, look)


def name_kinds(ax, ends, top, look=LIGHT):
    """Write the kinds of risk right of linear axes from 0 to top, at their heights but never on each other."""
    for kind, height in apart({kind: value / top for kind, value in ends.items()}, KINDS_APART).items():
        colour = look[KINDS[kind]["role"]]
        ax.text(1.02, height, kind, transform=ax.transAxes, va="center", color=colour, fontsize=10)


def draw_best_of(ax, one, best, look=LIGHT):
    """Draw how likely each score is for one model, and for the best of many: two arrays (n + 1,) of probabilities."""
    scores = np.arange(len(one)) / (len(one) - 1)
    kinds = (("one model", one, "true", 0.5), ("the best of 100", best, "validation", 0.9))
    for name, probability, kind, alpha in kinds:
        colour = look[KINDS[kind]["role"]]
        seen = probability > 1e-4
        drawn = {"color": colour, "alpha": alpha, "label": f"_{name}"}
        ax.bar(scores[seen], probability[seen], 0.8 / (len(one) - 1), **drawn)
        peak = np.argmax(probability)
        ax.text(
            scores[peak], probability[peak] * 1.04, name, color=colour, ha="center", va="bottom", fontsize=11
        )
    ax.set(xlabel="score on the 100 test galaxies", ylabel="probability", xlim=(0.64, 1.0))
    ax.set_ylim(0, 1.18 * best.max())


@takes(risks=a_row, true=a_number, bayes=a_number)
def surveys(risks, true, bayes, look=LIGHT):
    """How the empirical risks (repeats,) of one fixed model scatter about its true risk."""
    figure, ax = new_figure(look=look)
    draw_surveys(ax, risks, true, bayes, look)
    ax.set_title("One survey may say 0.02 and another 0.12")
    return figure, (
        f"Histogram of {len(risks)} empirical risks of the published cut, spread widely about the true risk."
    )


@takes(counts=positive, measured=by_name(positive), theory=positive)
def laws(counts, measured, theory, look=LIGHT):
    """Gap and scatter against the number of examples; the arguments of `draw_laws`."""
    figure, ax = new_figure(7.2, look=look)
    draw_laws(ax, counts, measured, theory, look)
    ax.set_title("The mean gap falls as 1/N, the scatter as 1/√N")
    return figure, (
        "Log-log plot against N: the mean gap falls along 1.08/N; the two scatters coincide and fall as 1/√N."
    )


@takes(history=of(History, "fit(…)"), checked=a_row, true=a_row, bayes=a_number)
def training(history, checked, true, bayes, look=LIGHT):
    """The risks of a network over its epochs; the arguments of `draw_training`."""
    figure, ax = new_figure(look=look)
    draw_training(ax, history, checked, true, bayes, look)
    ax.set_title("The training risk goes on falling, the true risk turns")
    return figure, "Risks over the epochs: training keeps falling, validation and true turn upwards."


@takes(one=a_row, best=a_row)
def best_of(one, best, look=LIGHT):
    """The probabilities (n + 1,) of each score, for one model and for the best of many."""
    figure, ax = new_figure(look=look)
    draw_best_of(ax, one, best, look)
    ax.set_title("Worth 80 % each, and the winner looks like 89 %")
    return figure, "Probabilities of scores: one model peaks at 80 %, the best of a hundred at 89 %."


@takes(units=positive, training=a_row, true=a_row, bayes=a_number, count=an_int(1, 10**9))
def descent(units, training, true, bayes, count, look=LIGHT):
    """Training and true risk (k,) against the number of units (k,), both logarithmic; `count` examples were fitted."""
    figure, ax = new_figure(7.2, look=look)
    for kind, values in (("training", np.maximum(training, LEAST)), ("true", true)):
        ax.plot(units, values, marker="o", markersize=4, **kind_style(kind, look))
    ax.axhline(bayes, **kind_style("Bayes", look))
    ax.axvline(count, color=look["quiet"], linewidth=1)
    ax.text(count, 0.9, f" p = N = {count}", color=look["quiet"], va="top")
    for kind, place in (
        ("training", (units[1], 0.6 * bayes)),
        ("true", (units[-1], 1.4 * true[-1])),
        ("Bayes", (units[0], 0.9 * bayes)),
    ):
        side, level = ("right", "bottom") if kind == "true" else ("left", "top")
        colour = look[KINDS[kind]["role"]]
        ax.text(*place, kind, ha=side, va=level, color=colour)
    ax.set(
        xscale="log", yscale="log", ylim=(LEAST, 1), xlabel="units p, one weight each", ylabel="squared error"
    )
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_title("Down, up to a peak at p = N, and down again")
    top = int(np.argmax(true))
    return figure, (
        f"Log-log plot of risk against the number of units. Training falls to nearly zero at {count} units and to "
        f"zero beyond. The true risk falls, rises to a peak of {true[top]:.2g} near {count} units, and falls "
        f"again, to {true[-1]:.2g} at {units[-1]:,}; the Bayes risk is {bayes:.2g}."
    )


@takes(bayes=a_number)
def penalty(free, held, bayes, look=LIGHT):
    """True and training risk over the updates, without and with a penalty: rows with updates, train and true."""
    figure, axes = new_figure(9.2, 3.8, columns=2, look=look)
    for ax, rows, title in zip(
        axes, (free, held), ("The true risk turns", "With L2 it stays down"), strict=True
    ):
        updates = [max(row.updates, 0.7) for row in rows]  # the start has no place on a logarithmic axis
        ax.plot(updates, [row.true for row in rows], **kind_style("true", look), label="true")
        ax.plot(updates, [row.train for row in rows], **kind_style("training", look), label="training")
        ax.axhline(bayes, **kind_style("Bayes", look), label="Bayes")
        ax.set(xscale="log", ylim=(0, 1), xlabel="updates", ylabel="risk", title=title)
    axes[0].legend(frameon=False, loc="lower left", labelcolor=look["ink"])
    return figure, (
        "Risks over the updates, on a logarithmic axis. Without penalty the training risk falls far below the Bayes "
        "risk and the true one rises."
    )
