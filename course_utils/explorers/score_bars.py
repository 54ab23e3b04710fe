"""Scores as bars: fractions from 0 to 1, each with its name and number, and a mark where another rule stands."""

import math

from ..plots.figure import style
from ..plots.look import LIGHT

HEIGHT = 0.42


class ScoreBars:
    """Bars, one below the other; `show` sets their lengths and numbers, the `moving` parts, `mark` the other rule's."""

    def __init__(self, ax, names, look=LIGHT):
        style(ax, look)
        ax.set(xlim=(0, 1.5), ylim=(len(names) - 0.4, -0.7), xticks=[0, 0.5, 1])
        ax.spines["left"].set_visible(False)
        for words in (ax.set_title("Scores"), ax.set_xlabel("fraction"), ax.set_ylabel("score")):
            words.set_visible(False)  # said by the table of numbers alone
        self._dashed = {
            "label": "_of the other rule",
            "color": look["update"],
            "linestyle": "--",
            "linewidth": 2.2,
        }
        self._ax, self._marks, self._numbers = ax, [], []
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", left=False, labelleft=False)  # the names stand above the bars
        self._bars = list(ax.barh(range(len(names)), 0, HEIGHT, color=look["loss"], alpha=0.85))
        for place, name in enumerate(names):
            ax.text(0, place - 0.3, name, color=look["ink"], fontsize=11, va="bottom")
            self._numbers.append(ax.text(1.06, place, "", color=look["ink"], va="center", fontsize=11))
        self.moving = [*self._bars, *self._numbers]

    def show(self, scores):
        """Set the bars to scores from 0 to 1; NaN is drawn as a dash."""
        for bar, text, score in zip(self._bars, self._numbers, scores, strict=True):
            known = not math.isnan(score)
            bar.set_width(score if known else 0)
            text.set_text(f"{score:.3f}" if known else "–")

    def mark(self, scores):
        """Mark another rule's scores with dashed lines; None takes the marks away."""
        for line in self._marks:
            line.remove()
        self._marks = [
            self._ax.plot([score, score], [place - 0.3, place + 0.3], **self._dashed)[0]
            for place, score in enumerate(scores or ())
            if not math.isnan(score)
        ]
