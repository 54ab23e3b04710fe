"""What every figure that comes with its description owes a reader."""


def check_whole_figure(made, words, axes):
    """`made`, a pair (figure, description), can be drawn, says `words`, and titles each of its `axes` axes."""
    figure, description = made
    figure.canvas.draw()
    assert words in description and len(figure.axes) == axes
    assert all(ax.get_title(loc="left") for ax in figure.axes)
