"""The numbers of a figure: what it shows, as tables, for those who cannot see it or want a value.

They are read off what was drawn, so that they cannot differ from it: curves that share their x stand side by side;
then points, bars, maps, contour lines, lines across the axes, and what is written on it. A thing is called by its
label; one that begins with an underscore, as "_training", names it here and stands in no legend.
"""

import re

import numpy as np
from matplotlib.collections import LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.colors import to_rgba
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet

from ..engine.trace.notation import short
from .tables import MOST, Table, curve, distinct, sampled, thinned, unmarked, written

SIDE = 20  # rows and columns of a map
SERIES, PIECES = 8, 12  # curves side by side, pieces of a line


def numbers(figure):
    """The tables of a matplotlib figure, a list of `Table`; empty where there is nothing in it but a drawing."""
    panels = [ax for ax in figure.axes if ax.get_visible() and ax.get_label() != "<colorbar>"]
    return [table for ax in panels for table in _Panel(ax, panels).tables()]


class _Panel:
    """One axes of a figure: its names for things, and its tables."""

    def __init__(self, ax, panels):
        self.ax = ax
        self.title = self._title(panels)
        self.names = [self._label("x", panels), self._label("y", panels)]
        self._used = set()  # words that have served as names
        self._texts = [text for text in ax.texts if text.get_visible() and text.get_text().strip()]

    def _title(self, panels):
        """Its title, or that of its column; else which of the panels it is."""
        column = [ax for ax in panels if _column(ax) == _column(self.ax) is not None]
        titles = (
            unmarked(ax.get_title(place))
            for ax in (self.ax, *column)
            for place in ("left", "center", "right")
        )
        one = f"Picture {panels.index(self.ax) + 1} of {len(panels)}" if len(panels) > 1 else "The figure"
        return next(filter(None, titles), one)

    def _label(self, axis, panels):
        """The label of an axis, or that of a panel with the same axis below or beside it, or of the whole figure."""
        place, limits = {"x": _column, "y": _row}[axis], f"get_{axis}lim"
        same = [
            ax
            for ax in (self.ax, *panels)
            if ax is self.ax
            or (place(ax) == place(self.ax) and getattr(ax, limits)() == getattr(self.ax, limits)())
        ]
        labels = [
            *(getattr(ax, f"get_{axis}label")() for ax in same),
            getattr(self.ax.figure, f"get_sup{axis}label")(),
        ]
        return next(filter(None, map(unmarked, labels)), axis)

    def tables(self):
        made = [*self._curves(), *self._bands(), *self._points(), *self._bars(), *self._maps()]
        made += [*self._contours(), *self._pieces(), *self._across(), *self._written()]
        return [table for table in made if table.rows]

    def caption(self, *words):
        return " – ".join([self.title, *filter(None, words)])

    def name(self, artist, colour, otherwise=""):
        """What a thing drawn is called: its label, or a word beside it that alone is written in its colour."""
        label = unmarked(str(artist.get_label())).strip("_")
        words = [
            unmarked(text.get_text()) for text in self._texts if to_rgba(text.get_color())[:3] == colour[:3]
        ]
        if label and not re.fullmatch(r"(child|container)\d+|nolegend", label):
            words = [label]
        if len(words) != 1:
            return otherwise
        self._used.add(words[0])
        return words[0]

    # --- what is drawn ------------------------------------------------------------------------------

    def _curves(self):
        """Lines in data coordinates; those with the same x in one table, single points in another."""
        together, single = {}, []
        for line in self._visible(self.ax.lines):
            if self._in_data(line) != (True, True) or not self.ax.axison:
                continue  # lines of a diagram join words
            x, y = (_floats(values).ravel() for values in line.get_data(orig=False))
            if not len(x):
                continue
            name = self.name(line, to_rgba(line.get_color()))
            if len(x) == 1:
                single.append((name, x[0], y[0]))
            else:
                joined = line.get_linestyle() != "None"
                series = together.setdefault((x.tobytes(), joined), (x, {}))[1]
                series.setdefault(y.tobytes(), (name, y, line.get_linewidth()))
        for (_, joined), (x, series) in together.items():
            yield self._curve_table(x, list(series.values()), joined)
        if any(np.isfinite(point[1:]).all() for point in single):
            yield self._point_table("single points", single)

    def _curve_table(self, x, series, joined):
        more = len(series) - SERIES
        order = sorted(
            series, key=lambda one: (not one[0], -one[2])
        )  # the bold ones first, those without a name last
        series = [(name, y) for name, y, _ in order[:SERIES]]
        keep = np.isfinite(x) & self._shown(x)
        x, columns = x[keep], [y[keep] for _, y in series]
        rows, note = thinned([x, *columns], self.ax.xaxis.get_transform()) if joined else sampled(len(x))
        note = " ".join(filter(None, [note, f"{more} more curves are not listed." if more > 0 else ""]))
        names = [
            name or (f"curve {place + 1}" if len(series) > 1 else "")
            for place, (name, _) in enumerate(series)
        ]
        heads = [self._headed(name) for name in names]
        first = self._named(self.ax.xaxis, x[rows])
        return Table(
            self.caption(names[0] if len(series) == 1 else ""),
            (self.names[0], *heads),
            tuple(zip(first, *(written(y[rows]) for y in columns), strict=True)),
            note,
        )

    def _headed(self, name):
        label = self.names[1]
        return label if name in ("", label) else name if label == "y" else f"{label}, {name}"

    def _point_table(self, name, points):
        """Points that have names of their own: (name, x, y) each."""
        points = [point for point in points if np.isfinite(point[1:]).all()]
        names = [point[0] or f"point {place + 1}" for place, point in enumerate(points)]
        x, y = (np.array([point[axis] for point in points]) for axis in (1, 2))
        return Table(
            self.caption(name),
            ("point", *self.names),
            tuple(
                zip(names, self._named(self.ax.xaxis, x), self._named(self.ax.yaxis, y, written), strict=True)
            ),
        )

    def _bands(self):
        for band in self._visible(self.ax.collections, PolyCollection):
            name = self.name(band, (None,))
            if not name or self._in_data(band) != (True, True) or len(band.get_paths()) != 1:
                continue
            vertices = band.get_paths()[0].vertices
            half = (len(vertices) - 3) // 2
            low, high = vertices[1 : half + 1], vertices[half + 2 : 2 * half + 2][::-1]
            head = (self.names[0], f"{name}, one edge", f"{name}, other edge")
            edges = [low[:, 0], low[:, 1], high[:, 1]]
            yield curve(self.caption(name), head, edges, self.ax.xaxis.get_transform())

    def _points(self):
        """Clouds of points, each drawn thing once."""
        seen = set()
        for cloud in self._visible(self.ax.collections, PathCollection):
            points = _floats(cloud.get_offsets())
            if not len(points) or points.tobytes() in seen:
                continue
            seen.add(points.tobytes())
            face = [*cloud.get_edgecolor(), *cloud.get_facecolor(), (None,)][0]
            name = self.name(cloud, tuple(face), f"points {len(seen)}")
            points = points[self._shown(points[:, 0]) & np.isfinite(points).all(axis=1)]
            rows, note = sampled(len(points))
            columns = [written(points[rows, axis]) for axis in (0, 1)]
            yield Table(self.caption(name), tuple(self.names), tuple(zip(*columns, strict=True)), note)

    def _bars(self):
        for place, bars in enumerate(box for box in self.ax.containers if isinstance(box, BarContainer)):
            upright = bars.orientation != "horizontal"
            patches = [patch for patch in bars.patches if patch.get_visible()]
            boxes = [((p.get_x(), p.get_width()), (p.get_y(), p.get_height())) for p in patches]
            boxes = boxes if upright else [box[::-1] for box in boxes]
            middle = np.array([start + width / 2 for (start, width), _ in boxes])
            length = np.array([high for _, (_, high) in boxes])
            axis = self.ax.xaxis if upright else self.ax.yaxis
            names = self.names if upright else self.names[::-1]
            name = (
                self.name(bars, to_rgba(patches[0].get_facecolor()), f"bars {place + 1}" if place else "")
                if patches
                else ""
            )
            rows, note = sampled(len(middle), MOST)
            pairs = zip(self._named(axis, middle[rows]), written(length[rows]), strict=True)
            yield Table(self.caption(name), tuple(names), tuple(pairs), note)

    def _maps(self):
        """Images and meshes of numbers; one of colours has no numbers to give."""
        if cells := self._cells():
            yield cells
            return
        for image in self._visible(self.ax.images):
            values = _floats(image.get_array())
            if values.ndim == 2 and self._in_data(image) == (True, True):
                left, right, bottom, top = image.get_extent()
                ends = (bottom, top) if image.origin == "lower" else (top, bottom)
                x, y = (
                    _middles(*span, count)
                    for span, count in (((left, right), values.shape[1]), (ends, values.shape[0]))
                )
                yield self._map_table(x, y, values, self.name(image, (None,), "values"))
        for mesh in self._visible(self.ax.collections, QuadMesh):
            corners = mesh.get_coordinates()
            values = _floats(mesh.get_array()).reshape(len(corners) - 1, -1)
            middles = (corners[:-1, :-1] + corners[1:, 1:]) / 2
            yield self._map_table(
                middles[0, :, 0], middles[:, 0, 1], values, self.name(mesh, (None,), "values")
            )

    def _cells(self):
        """The table of a map in each of whose cells something is written, or None."""
        shapes = [image.get_array().shape for image in self._visible(self.ax.images)]
        said = {tuple(map(round, text.get_position())): unmarked(text.get_text()) for text in self._texts}
        if len(shapes) != 1 or len(shapes[0]) != 2 or len(said) != np.prod(shapes[0]):
            return None
        down, across = (range(side) for side in shapes[0])
        columns, lines = self._named(self.ax.xaxis, across), self._named(self.ax.yaxis, down)
        self._used |= set(said.values())
        rows = [(lines[i], *(said.get((j, i), "") for j in across)) for i in down]
        return Table(self.caption(), (self._corner(), *columns), tuple(rows))

    def _corner(self):
        """What stands over the rows and before the columns of a map."""
        return f"{self.names[1]} ↓  {self.names[0]} →"

    def _map_table(self, x, y, values, name):
        down, across = (_spread(count, SIDE) for count in values.shape)
        head = (self._corner(), *distinct(x[across]))
        rows = [
            (first, *written(values[place, across]))
            for first, place in zip(distinct(y[down]), down, strict=True)
        ]
        whole = values.shape == (len(down), len(across))
        note = (
            "" if whole else f"{len(down)} × {len(across)} places of {values.shape[0]} × {values.shape[1]}."
        )
        return Table(self.caption(name), head, tuple(rows), note)

    def _contours(self):
        """The levels that contour lines join, and where they run."""
        for lines in self._visible(self.ax.collections, ContourSet):
            if lines.filled:
                continue
            if len(lines.levels) == 1:
                yield self._line_of_pieces(f"the line of {short(lines.levels[0])}", lines.allsegs[0])
                continue
            rows = []
            for level, pieces in zip(lines.levels, lines.allsegs, strict=True):
                points = np.concatenate([piece for piece in pieces if len(piece)] or [np.empty((0, 2))])
                if len(points):
                    (left, low), (right, high) = points.min(axis=0), points.max(axis=0)
                    rows.append(
                        (short(level), f"{short(left)} to {short(right)}", f"{short(low)} to {short(high)}")
                    )
            yield Table(
                self.caption(self.name(lines, (None,), "contour lines")), ("level", *self.names), tuple(rows)
            )

    def _pieces(self):
        for lines in self._visible(self.ax.collections, LineCollection):
            pieces = lines.get_segments()
            if self._in_data(lines) == (True, True) and len(pieces) <= PIECES:  # more of them are a drawing
                yield self._line_of_pieces(self.name(lines, tuple([*lines.get_color(), (None,)][0])), pieces)

    def _line_of_pieces(self, name, pieces):
        pieces = [np.asarray(piece, float) for piece in pieces if len(piece)]
        points = np.concatenate(pieces or [np.empty((0, 2))])
        which = np.repeat(np.arange(1, len(pieces) + 1), [len(piece) for piece in pieces])
        rows, note = sampled(len(points))
        columns = [map(str, which[rows]), *(written(points[rows, axis]) for axis in (0, 1))]
        return Table(self.caption(name), ("piece", *self.names), tuple(zip(*columns, strict=True)), note)

    def _across(self):
        """Lines from edge to edge, which stand for one number."""
        rows = []
        for line in self._visible(self.ax.lines):
            match self._in_data(line):
                case (False, True):
                    name, value = self.names[1], float(np.ravel(line.get_ydata(orig=False))[0])
                case (True, False):
                    name, value = self.names[0], float(np.ravel(line.get_xdata(orig=False))[0])
                case _:
                    continue
            if said := self.name(line, to_rgba(line.get_color())):  # others are there to guide the eye
                rows.append((said, f"{name} = {short(value)}"))
        yield Table(self.caption("lines across"), ("line", "where"), tuple(rows))

    def _written(self):
        """Words with a number in them, where they stand."""
        words = [unmarked(text.get_text()) for text in self._texts]
        rows = tuple((word,) for word in words if re.search(r"\d", word) and word not in self._used)
        yield Table(self.caption("written in it"), ("words",), rows)

    # --- of artists ---------------------------------------------------------------------------------

    @staticmethod
    def _visible(artists, kind=object):
        return [artist for artist in artists if artist.get_visible() and isinstance(artist, kind)]

    def _in_data(self, artist):
        """Whether x, and whether y, of an artist is in data coordinates."""
        return tuple(
            artist.get_transform().contains_branch_seperately(self.ax.transData)
        )  # a list in matplotlib 3.8

    def _shown(self, x):
        """Which x lie between the ends of the axis."""
        low, high = sorted(self.ax.get_xlim())
        slack = 1e-9 * (high - low)
        return (x >= low - slack) & (x <= high + slack)

    @staticmethod
    def _named(axis, values, otherwise=distinct):
        """The words that ticks give to values, if each of them has one; else the values as texts."""
        places = axis.get_majorticklocs()
        words = map(unmarked, axis.get_major_formatter().format_ticks(places))
        named = {
            round(float(place), 9): word
            for place, word in zip(places, words, strict=False)
            if re.search("[a-zA-Z]", word)
        }
        found = [named.get(round(float(value), 9)) for value in values]
        return found if found and all(found) else otherwise(values)


def _floats(values):
    """Values as floats; what is masked is NaN."""
    return np.ma.filled(np.ma.asarray(values, float), np.nan)


def _column(ax):
    """The column in which an axes stands, or None."""
    return spec.colspan.start if (spec := ax.get_subplotspec()) else None


def _row(ax):
    """The row in which an axes stands, or None."""
    return spec.rowspan.start if (spec := ax.get_subplotspec()) else None


def _middles(start, end, count):
    return start + (np.arange(count) + 0.5) / count * (end - start)


def _spread(count, most):
    return (
        np.arange(count)
        if count <= most
        else np.unique(np.round(np.linspace(0, count - 1, most)).astype(int))
    )
