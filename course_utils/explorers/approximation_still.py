"""The approximation explorer as a still picture, for a notebook's stored output and for paper, drawn by matplotlib."""

from ..live.drawing import Drawing
from ..plots.figure import CourseFigure
from .approximation_picture import PARTS, TITLE, ApproximationPicture
from .approximation_state import construction, corner_words, parts, target_of, trained


def draw(look):
    """Target and networks above, what the neurons add below."""
    figure = CourseFigure(figsize=(7.8, 4.2), layout="constrained", facecolor=look["ground"])
    picture = ApproximationPicture(*figure.subplots(2, 1, height_ratios=(2.4, 1), sharex=True), look)

    def background(state):
        picture.load(TITLE, PARTS[state.kind])

    def update(state):
        network, found = construction(state)
        learned, (words, held) = trained(state), corner_words(state)
        adds = parts(state, network)
        picture.move(
            target_of(state), state.epsilon, network, found.at[0], adds, learned and learned[0], words, held
        )

    return Drawing(figure, update, picture.moving, ("kind",), background)
