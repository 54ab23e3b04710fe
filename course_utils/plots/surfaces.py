"""Surfaces seen from above: the risk over two weights with the path of a training, and walks of optimisers on a map.

A loss surface is dark where it is low; its lines of equal loss are labelled, their levels spaced by factors, so that
plains and slopes both show. The path begins at the open circle and ends at the filled one.

On a map for optimisers the higher the ground, the deeper the violet. Each optimiser has one look, here and in every
notebook: those that know the gradient only are orange, told apart by marker and line; Newton, who knows the
curvature too, is green. A walk that leaves the map ends in an arrow at its edge.
"""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D

from ..engine.trace.notation import short
from .figure import DOTS_PER_INCH, empty_line, new_figure, style
from .look import LIGHT
from .takes import a_row, numbers, pair_of, plane_points, takes

LOWEST = 1e-6  # a loss below this is drawn like it
LEVELS = 9
# So many times as fine as the heights is the grid of the lines, and so many points have their numbers.
ON_PAGE, ON_PROJECTOR = (1, 8), (4, 10)
THIN = {"linewidths": 0.8, "alpha": 0.7}
METHODS = {
    "gradient descent": {"role": "backward", "marker": "o", "linestyle": "-"},
    "momentum": {"role": "backward", "marker": "^", "linestyle": "--"},
    "Adam": {"role": "backward", "marker": "D", "linestyle": ":"},
    "Newton": {"role": "update", "marker": "s", "linestyle": "-"},
}
HALO = withStroke(linewidth=1.6, foreground="#14171CA0")  # so that white letters can be read on yellow ground
CELLS = 121  # of the map, along each axis
QUANTILES = (0.03, 0.08, 0.13, 0.2, 0.28, 0.37, 0.46, 0.56, 0.66, 0.76, 0.86, 0.95)
FAR = 60.0  # widths of the map: walks are drawn up to here, in the right direction
MARKED = 25  # steps that get a marker one by one; later ones at growing distances


def draw_surface(ax, xs, ys, heights, path, names, look=LIGHT):
    """Draw heights (len(ys), len(xs)) over two weights, with the path (T, 2) of training; names for the axes.

    Raises ValueError where shapes do not fit, or a height is not a number.
    """
    picture = SurfacePicture(ax, look)
    picture.show(xs, ys, heights, names)
    picture.move(path)


class SurfacePicture:
    """The picture in parts: `show` draws the map, `move` the path, whose artists are the `moving` ones."""

    def __init__(self, ax, look=LIGHT):
        style(ax, look)
        self.ax, self._still = ax, []
        edge = [withStroke(linewidth=4.5, foreground="#14171C")]
        bright = {"color": "#FFFFFF", "path_effects": edge, "zorder": 5}
        self._path = empty_line(ax, linewidth=2.2, label="path", **bright)
        self._start = empty_line(ax, "o", markersize=10, mfc="none", mew=2.2, label="start", **bright)
        self._end = empty_line(ax, "o", markersize=7, label="end", **bright)
        self.moving = [self._path, self._start, self._end]

    def show(self, xs, ys, heights, names):
        """Draw the map of heights (len(ys), len(xs)) and name the axes."""
        heights = np.asarray(heights, dtype=float)
        if heights.shape != (len(ys), len(xs)) or not np.isfinite(heights).all():
            raise ValueError(
                f"heights must be finite, of shape ({len(ys)}, {len(xs)}); got shape {heights.shape}"
            )
        while self._still:
            self._still.pop().remove()
        logs = np.log10(np.maximum(heights, LOWEST))
        extent = (xs[0], xs[-1], ys[0], ys[-1])
        # First, since the numbers on the lines find their places on the screen.
        self.ax.set(xlim=extent[:2], ylim=extent[2:], xlabel=names[0], ylabel=names[1])
        flat = {"extent": extent, "origin": "lower", "aspect": "auto", "interpolation": "bilinear"}
        self._still.append(self.ax.imshow(logs, cmap="cividis", zorder=0, label="_log₁₀ of the loss", **flat))
        levels = levels_between(logs.min(), logs.max())
        if len(levels):
            times, size = ON_PROJECTOR if self.ax.figure.dpi > DOTS_PER_INCH else ON_PAGE
            lines = self.ax.contour(
                *finer(xs, ys, logs, times), levels, colors="#FFFFFF", linestyles="-", **THIN
            )
            _write_levels(lines, size)
            lines.set_label("_lines where log₁₀ of the loss is")
            self._still.append(lines)  # its labels go with it

    def move(self, path):
        """Draw the path (T, 2) of training."""
        path = np.asarray(path, dtype=float)
        self._path.set_data(*path.T)
        self._start.set_data(*path[:1].T)
        self._end.set_data(*path[-1:].T)


def _write_levels(lines, size):
    """Write its loss on each line of equal loss, but not where it would lie on another number or reach out of the map.

    A line is interrupted for its number; one that is left without goes through. A level may have several lines.
    """
    whole, numbered, taken = list(lines.get_paths()), [], []
    # The layout may yet take the height of a number off the map.
    room = lines.axes.bbox.padded(-size / 72 * lines.axes.figure.dpi)
    labels = lines.clabel(fmt=lambda level: short(float(f"{10**level:.2g}")), fontsize=size)
    for label, line in zip(labels, lines.labelCValues, strict=True):
        label.set_in_layout(False)  # it stands on the map
        label.set(alpha=1, path_effects=[HALO])
        outline = _outline(label)
        inside = all(room.contains(*corner) for corner in outline.vertices)
        if inside and not any(outline.intersects_path(other) for other in taken):
            numbered.append((line, label.get_position()))
            taken.append(outline)
        else:
            label.set_visible(False)
    for place, line in enumerate(lines.cvalues):
        at = [where for other, where in numbered if other == line]
        lines.get_paths()[place] = _interrupted(whole[place], lines.get_paths()[place], at)


def _interrupted(whole, interrupted, places):
    """The lines of a level, each interrupted only if a number stands at one of these places on it."""
    lines = _lines(whole)
    with_number = {_nearest(lines, where) for where in places}
    pieces = [
        piece
        for piece in _lines(interrupted)
        if _nearest(lines, piece.vertices[len(piece.vertices) // 2]) in with_number
    ]
    return Path.make_compound_path(
        *pieces, *(line for place, line in enumerate(lines) if place not in with_number)
    )


def _lines(path):
    """The lines of which a path consists."""
    if not len(path.vertices):
        return []
    starts = np.flatnonzero(path.codes == Path.MOVETO)[1:]
    parts = zip(np.split(path.vertices, starts), np.split(path.codes, starts), strict=True)
    return [Path(*part) for part in parts]


def _nearest(lines, point):
    """The place among lines of the one that has a corner nearest to a point."""
    return int(np.argmin([np.min(np.sum((line.vertices - point) ** 2, axis=1)) for line in lines]))


def _outline(label):
    """The box of a text that stands turned on its middle, as a path on the screen."""
    turn = label.get_rotation()
    label.set_rotation(0)
    box = label.get_window_extent()
    label.set_rotation(turn)
    middle = (box.p0 + box.p1) / 2
    return Path(Affine2D().rotate_deg_around(*middle, turn).transform(box.corners()[[0, 1, 3, 2, 0]]))


@takes(grid=a_row, squared=pair_of(numbers, plane_points), entropy=pair_of(numbers, plane_points))
def plain_and_bowl(grid, squared, entropy, look=LIGHT):
    """One neuron's loss over its weight and bias for two losses, each as (heights, path): arrays (n, n) and (T, 2)."""
    figure, axes = new_figure(9.6, 4.2, columns=2, look=look)
    titles = ("Squared error: still on the plain", "Cross-entropy: a bowl")
    for ax, (ground, path), title in zip(axes, (squared, entropy), titles, strict=True):
        draw_surface(ax, grid, grid, ground, path, ("weight w", "bias b"), look)
        ax.set_title(title)
    return figure, (
        "Two loss surfaces, the path still on a plain under squares, in the bowl under cross-entropy."
    )


def finer(xs, ys, heights, times):
    """The same surface on a grid so many times as fine, straight in between.

    matplotlib looks for the place of a label by the points of its line: where these are few, all labels stand together.
    """
    x, y = (
        np.interp(np.arange(times * (len(ends) - 1) + 1) / times, np.arange(len(ends)), ends)
        for ends in (xs, ys)
    )
    along = np.array([np.interp(x, xs, row) for row in heights])
    return x, y, np.array([np.interp(y, ys, column) for column in along.T]).T


def levels_between(low, high):
    """Levels strictly between two logarithms of a loss, evenly spaced; none where the surface is flat."""
    return np.linspace(low, high, LEVELS + 2)[1:-1] if high - low > 1e-6 else np.array([])


def method_style(method, look=LIGHT):
    """Colour, marker and line of an optimiser, as arguments for `ax.plot`; KeyError for one without a look."""
    kinds = dict(METHODS[method])
    return {"color": look[kinds.pop("role")], **kinds}


def heights(surface, window, cells=CELLS):
    """(x (cells,), y (cells,), heights (cells, cells)) of `surface(x, y)` over ((left, right), (bottom, top))."""
    x, y = (np.linspace(*ends, cells) for ends in window)
    return x, y, surface(*np.meshgrid(x, y))


def draw_map(ax, ground, look=LIGHT, names=("x", "y")):
    """Draw a surface from above; ground is what `heights` returns, names those of the two parameters.

    Lines of equal height lie at the same shares of the area on every map, so that valleys show on all.
    """
    x, y, Z = ground
    style(ax, look)
    levels = levels_of(Z)
    shades = LinearSegmentedColormap.from_list("height", [look["ground"], look["loss"]])
    ends = [Z.min() - 1, *levels, Z.max() + 1]
    colours = shades(np.linspace(0, 0.42, len(ends) - 1))
    ax.contourf(x, y, Z, levels=ends, colors=colours, zorder=0)
    lines = {"colors": [look["loss"]], "linewidths": 0.7, "linestyles": "solid", "alpha": 0.55, "zorder": 1}
    ax.contour(x, y, Z, levels=levels, **lines)
    ax.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]), xlabel=names[0], ylabel=names[1])


def levels_of(Z):
    """The heights at which a map of heights Z has its lines."""
    return np.unique(np.quantile(Z, QUANTILES))


def draw_walk(ax, points, method, look=LIGHT):
    """Draw the walk of an optimiser, points (steps + 1, 2), onto a map."""
    WalkLine(ax, method, look).move(np.asarray(points, dtype=float))


class WalkLine:
    """One walk on a map; `move` sets it to other points, `moving` are its artists."""

    def __init__(self, ax, method, look=LIGHT):
        kinds = method_style(method, look)
        self._ax, marker = ax, kinds["marker"]
        over = {"color": kinds["color"], "zorder": 6}
        self._line = empty_line(ax, linestyle=kinds["linestyle"], linewidth=1.6, label=method, **over)
        self._marks = empty_line(ax, marker, markersize=4.5, **over)
        rim = {"mec": look["ground"], "mew": 1.2}
        self._here = empty_line(ax, marker, markersize=10, label=f"{method}, last", **rim, **over)
        self._exit = empty_line(ax, markersize=13, clip_on=False, **rim, **over)
        self.moving = [self._line, self._marks, self._here, self._exit]

    def move(self, points):
        """To a walk (steps + 1, 2) whose last point is where it is now."""
        window = np.array([self._ax.get_xlim(), self._ax.get_ylim()]).T
        points = nearer(points, window)
        self._line.set_data(*points[sampled(len(points))].T)
        self._marks.set_data(*points[marked(len(points))].T)
        inside = within(points[-1], window)
        self._here.set_data(*points[-1:].T if inside else ([], []))
        self._exit.set_data([], [])
        if not inside:
            edge, direction = exit_of(points, window)
            self._exit.set_data([edge[0]], [edge[1]])
            size = np.diff(window, axis=0)[0]
            self._exit.set_marker((3, 0, np.degrees(np.arctan2(*(direction / size)[::-1])) - 90))


def within(point, window):
    """Whether a point (2,) lies on the map; window is (2, 2), lower and upper ends."""
    return bool(np.all((point >= window[0]) & (point <= window[1])))


def nearer(points, window):
    """The points (k, 2), those beyond FAR widths pulled in towards the middle: no line reaches past the floats."""
    middle, size = window.mean(axis=0), np.diff(window, axis=0)[0]
    away = (points - middle) / size
    distance = np.maximum(np.hypot(*away.T), 1e-300)
    return middle + size * away * np.minimum(1.0, FAR / distance)[:, None]


def exit_of(points, window):
    """Where the walk whose last point is off the map crosses its edge, and in which direction: two arrays (2,)."""
    here = points[-1]
    inside = len(points) > 1 and within(points[-2], window)
    before = points[-2] if inside else window.mean(axis=0)
    direction = here - before
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (np.where(direction > 0, window[1], window[0]) - before) / direction
    share = np.nanmin(np.where(direction == 0, np.inf, shares))
    return before + share * direction, direction


def marked(count):
    """Which of `count` points get a marker: all at first, then ever fewer."""
    first = np.arange(min(count, MARKED))
    later = np.geomspace(MARKED, max(count - 1, MARKED), 40) if count > MARKED else []
    return np.unique(np.concatenate([first, np.rint(later)])).astype(int)


def sampled(count, most=1000):
    """Which of `count` points a line goes through: all, or at most `most`, the later the further apart."""
    if count <= most:
        return np.arange(count)
    later = np.geomspace(most // 2, count - 1, most // 2)
    return np.unique(np.concatenate([np.arange(most // 2), np.rint(later)])).astype(int)
