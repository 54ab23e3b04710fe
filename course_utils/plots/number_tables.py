"""Tables of a figure's numbers: what they are, how a long one is thinned to what can be read, and how they are written.

Numbers have four significant digits, as everywhere on the screen; those of an axis as many as their distances need.
"""

import html
import re
from dataclasses import asdict, dataclass

import numpy as np

from ..engine.trace.notation import short

MOST, FEW = 40, 30  # rows of a curve's table, about, and of a cloud's
SUMMARY = "The numbers of this figure"
FOLDED = "course-values"  # the class of tables that are folded away
STYLE = "max-height:24em;overflow:auto"
MATHS = {r"\log": "log ", r"\partial": "∂", r"\lambda": "λ", r"\theta": "θ", r"\nabla": "∇", r"\times": "×"}


@dataclass(frozen=True)
class Table:
    """A table of texts: a caption, a heading for each column, rows whose first entry is their heading, and a note."""

    caption: str
    head: tuple
    rows: tuple
    note: str = ""

    def data(self):
        """The table for a page, as JSON."""
        return asdict(self)

    def html(self):
        """The table in HTML that needs no style sheet."""
        head = "".join(f'<th scope="col">{html.escape(word)}</th>' for word in self.head)
        rows = "".join(map(_row_html, self.rows))
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return (
            f"<table><caption>{html.escape(self.caption)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>{note}"
        )


def _row_html(row):
    first, *others = map(html.escape, row)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{entry}</td>" for entry in others)}</tr>'


def folded(tables, kind=FOLDED):
    """Tables as HTML of a class, folded away until somebody asks for them; "" where there are none."""
    if not tables:
        return ""
    inside = "\n".join(table.html() for table in tables)
    return (
        f'<details class="{kind}"><summary>{SUMMARY}</summary>'
        f'<div tabindex="0" role="group" aria-label="{SUMMARY}" style="{STYLE}">{inside}</div></details>'
    )


# --- numbers as texts -----------------------------------------------------------------------------------


def curve(caption, head, columns, scale=None):
    """The Table of x and of one or more y, arrays of one length, with what `thinned` keeps of them."""
    rows, note = thinned(columns, scale)
    texts = [distinct(columns[0][rows]), *(written(y[rows]) for y in columns[1:])]
    return Table(caption, tuple(head), tuple(zip(*texts, strict=True)), note)


def thinned(columns, scale=None):
    """(which rows of a curve to keep, what to say of that): all of a few; else some that lie evenly on the axis.

    columns are x and one or more y; `scale` is the transform of the axis of x, if it is not an even one. Ends and
    extremes are always kept.
    """
    x, count = columns[0], len(columns[0])
    if count <= MOST:
        return np.arange(count), ""
    step = -(-count // MOST)
    step = next(
        (k for k in range(step, 2 * step) if (count - 1) % k == 0), step
    )  # so that the end is one of them
    kept, some = np.arange(0, count, step), f"Every {_ordinal(step)} of {count:,} points"
    along = scale.transform(x) if scale else x
    gaps = np.diff(along)
    if np.all(gaps > 0) and gaps.max() > 10 * gaps.min():
        kept = np.searchsorted(along, np.linspace(along[0], along[-1], MOST))
        some = f"Some of {count:,} points, evenly along the axis"
    known = [np.where(np.isfinite(y), y, np.nan) for y in columns[1:] if np.isfinite(y).any()]
    ends = [0, count - 1, *(find(y) for y in known for find in (np.nanargmin, np.nanargmax))]
    return np.union1d(kept, ends), f"{some}, the ends, and where a curve is lowest and highest."


def sampled(count, most=FEW):
    """(which of many points without an order to keep, what to say of that)."""
    step = -(-count // most) or 1
    return np.arange(0, count, step), f"Every {_ordinal(step)} of {count:,} points." if step > 1 else ""


def _ordinal(count):
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def written(values):
    """Numbers as texts; whole ones as such."""
    values = np.asarray(values, float)
    known = values[np.isfinite(values)]
    if np.all(known == np.round(known)) and np.all(np.abs(known) < 1e9):
        return [
            f"{value + 0.0:,.0f}".replace("-", "−") if np.isfinite(value) else short(value)
            for value in values
        ]
    return [short(value) for value in values]


def distinct(values):
    """Numbers of an axis as texts, with as many digits as their distances need, four at least; rounding's rest is 0."""
    values = np.asarray(values, float)
    gaps = np.abs(np.diff(np.unique(values[np.isfinite(values)])))
    if not len(gaps):
        return written(values)
    values = np.where(np.abs(values) < 1e-9 * np.median(gaps), 0.0, values)
    for digits in range(4, 11):
        rounded = np.array([float(f"{value:.{digits}g}") for value in values])
        if np.nanmax(np.abs(rounded - values)) <= np.median(gaps) / 50:
            break
    return written(values) if digits == 4 else [f"{value:.{digits}g}".replace("-", "−") for value in values]


def plain(text):
    """A text of matplotlib without the marks of its formulas."""
    text = " ".join(text.split())
    if "$" not in text:
        return text
    for name, sign in MATHS.items():
        text = text.replace(name, sign)
    text = re.sub(r"\\(?:mathrm|text|mathbf|operatorname)\{([^{}]*)\}", r"\1", text)
    return re.sub(r"\\[ ,;]", " ", text).replace("$", "").replace("{", "").replace("}", "").replace("\\", "")
