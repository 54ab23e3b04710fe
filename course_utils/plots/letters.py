"""Letters as Rosenblatt's photocells see them: 20 × 20 of 0 and 1, dark ink on a light ground."""

from matplotlib.colors import LinearSegmentedColormap

from .figure import style
from .look import LIGHT


def draw_pictures(axes, pictures, names, look=LIGHT):
    """Draw pictures (20, 20) of 0 and 1, one on each axes, under their names."""
    for ax, picture, name in zip(axes, pictures, names, strict=True):
        draw_picture(ax, picture, look)
        ax.set_title(name, color=look["ink"])


def draw_picture(ax, picture, look=LIGHT):
    """Draw what the photocells see (20, 20): 1 is dark ink; returns the image."""
    no_axes(ax, look)
    colours = LinearSegmentedColormap.from_list("ink", [look["panel"], look["ink"]])
    edges = (-0.5, 19.5, -0.5, 19.5)  # heights are counted upwards, for a pen that keys move
    return ax.imshow(picture, cmap=colours, vmin=0, vmax=1, interpolation="nearest", extent=edges)


def no_axes(ax, look=LIGHT):
    """Take the ticks and the box away."""
    style(ax, look)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
