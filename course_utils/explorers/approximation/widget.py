"""The approximation explorer: choose or draw a target, and bring a network of one hidden layer close to it.

The theorem says that for every continuous target and every ε there is such a network. Here it is built, and one of
the same size is trained beside it. The game: into the band of ± ε, with as few neurons as you can.
"""

from ...live.controls import Button, Choice, Slider
from ...live.drawing import Drawing
from ...live.figure import LiveFigure
from ...live.front_end import plot_front_end
from ...live.handles import Handle
from ...live.page_drawing import PageDrawing
from ...live.progress import Progress
from ...plots.figure import blank_figure
from . import model
from .film import SIZE, UPPER, ApproximationModel, boxes
from .picture import PARTS, TITLE, ApproximationPicture
from .state import (
    NAMES,
    construction,
    corner_words,
    describe,
    follow,
    keep,
    parts,
    target_of,
    to_the_end,
    trained,
)

FRONT_END = plot_front_end(__file__, "approximation.css")
MOST = 120  # neurons


class ApproximationExplorer(LiveFigure):
    """A target on [0, 1], the network that is built for it, its error, and a trained network beside it.

    target: sine, cosine, hills, corner, jump or own, a drawing, which begins as the sine; kind: "sigmoid" or "relu";
    neurons: 2 … 120, even; steepness: the weight of x in the sigmoids, 5 … 2000; epsilon: 0.01 … 0.3. Raises ValueError
    or TypeError for anything else.
    """

    _esm = FRONT_END.module("approximation.js")
    _css = FRONT_END.style()
    _model = ApproximationModel

    def __init__(self, target="sine", kind="sigmoid", neurons=20, steepness=100, epsilon=0.1):
        start = model.knots_of(target if isinstance(target, str) and target in model.FORMULAS else "sine")
        high = (None, (-model.HIGHEST, model.HIGHEST))
        knots = [
            Handle(name, lambda _, x=float(x): x, y, high, f"target at x = {x:g}", pen="target")
            for name, x, y in zip(NAMES, model.KNOTS, start, strict=True)
        ]
        super().__init__(
            lambda look: PageDrawing(lambda: draw(look), boxes, SIZE, {"upper": UPPER}),
            [
                Choice("target", model.LABELS, target),
                Choice("kind", model.KINDS, kind, label="built of"),
                Slider("neurons", 2, MOST, neurons, step=2, whole=True),
                Slider("steepness", 5, 2000, steepness, log=True, label="steepness of sigmoids"),
                Slider("epsilon", 0.01, 0.3, epsilon, step=0.01, label="ε"),
                Button("finish", to_the_end, "train one to the end"),
                Button("keep", keep, "keep my best score"),
            ],
            knots,
            describe=describe,
            title="How close does a network come to a function",
            state={"progress": Progress.START, "best": {}, "note": ""},
            follow=follow,
        )


def draw(look):
    """The still picture, for a stored output and for paper: target and networks above, what the neurons add below."""
    figure = blank_figure(7.8, 4.2, look)
    picture = ApproximationPicture(*figure.subplots(2, 1, height_ratios=(2.4, 1), sharex=True), look)

    def background(state):
        picture.load(TITLE, PARTS[state.kind])

    def update(state):
        network, found = construction(state)
        learned, (words, best) = trained(state), corner_words(state)
        adds = parts(state, network)
        picture.move(
            target_of(state), state.epsilon, network, found.at[0], adds, learned and learned[0], words, best
        )

    return Drawing(figure, update, picture.moving, ("kind",), background)
