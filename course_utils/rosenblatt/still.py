"""Rosenblatt's machine as a still picture, for a notebook's stored output and for paper, drawn by matplotlib."""

from ..data import letter
from ..live.drawing import Drawing
from ..plots.figure import blank_figure
from ..plots.images import draw_picture
from .model import UNITS
from .picture import MistakeCount, Needles, Units
from .state import SETTINGS, now, said, seen


def draw(look):
    """Retina and count on the left, units and potentiometers on the right."""
    figure = blank_figure(7.6, 4.7, look)
    (retina, units), (count, needles) = figure.subplots(2, 2, width_ratios=(1, 1.75))
    picture = draw_picture(retina, letter("A"), look)
    fired, potentiometers, mistakes = (
        Units(units, UNITS, look),
        Needles(needles, UNITS, look),
        MistakeCount(count, look),
    )
    for ax, title in (
        (retina, "400 photocells"),
        (units, f"{UNITS} units, wired at random"),
        (needles, f"{UNITS} potentiometers, which learn"),
    ):
        ax.set_title(title, color=look["ink"], fontsize=11)
    retina.set_xlabel(" ", fontsize=11)  # room for the answer
    answer = retina.text(0, -0.03, "", transform=retina.transAxes, va="top", fontsize=11)

    def background(state):
        run, _ = now(state)
        mistakes.scale(run.length, run.bound, len(run.times))

    def update(state):
        run, shown = now(state)
        pixels, units, turned = seen(state, run, shown)
        picture.set_data(pixels.reshape(20, 20))
        fired.fire(units)
        potentiometers.turn(run.weights(shown)[:-1], turned)
        mistakes.count(run.history(shown))
        answer.set_text(said(state, run, shown)[0])
        answer.set_color(look["backward" if turned.any() else "ink"])

    moving = [picture, *fired.moving, *potentiometers.moving, *mistakes.moving, answer]
    return Drawing(figure, update, moving, SETTINGS, background)
