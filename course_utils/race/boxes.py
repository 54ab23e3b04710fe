"""Where the panels of a race stand: map, strip of λ, curves of height and table, as boxes in pixels of the page.

A box is [left, top, width, height]. The font size, `em`, is the measure of all that is not a panel: labels, numbers on
axes, gaps. Of three ways to place the tables that one is taken which leaves most for the map; in a small picture
there are none.
"""

from .picture import ROWS

WIDE = 0.62  # of a character of the table, in em
LINE = 1.35  # from line to line of it
COLUMNS = 29  # of the table
HEAD = 2  # lines above its numbers
TOP, LEFT, GAP = 1.7, 3.0, 6.2  # for a title, for numbers left of the map, and between map and curves
BELOW, STRIP = 2.6, 4.3  # numbers and name below a panel; the strip with its words above and numbers below it
LEAST_WIDE, LEAST_HIGH = 9, 5  # of the curves
TWO_TABLES = 2 * COLUMNS * WIDE + 1  # side by side


def boxes(width, height, em):
    """{"map", "strip", "curves": box, "tables": boxes} in a picture of `width` × `height` pixels."""
    ways = (_table_at_right, _table_below, _table_beside)
    layouts = [way(width, height, em) for way in ways]
    fitting = [layout for layout in layouts if layout["fits"]] or [_no_table(width, height, em)]
    return max(fitting, key=lambda layout: layout["map"][2])


def _table_at_right(width, height, em):
    """Under the curves, both racers side by side."""
    rows = (HEAD + ROWS) * LINE * em
    half = (COLUMNS + 1) * WIDE * em
    layout = _panels(width, em, height - STRIP * em, height - rows) | {
        "tables": [[width - 2 * half + place * half, height - rows, half, rows] for place in (0, 1)]
    }
    layout["fits"] &= width - 2 * half >= layout["curves"][0] - GAP * em
    return _strip_under(layout, "map", em)


def _table_below(width, height, em):
    """Under everything, three rows."""
    rows = (HEAD + 3) * LINE * em
    half = (width - em) / 2
    layout = _panels(width, em, height - rows - STRIP * em, height - rows)
    layout["tables"] = [[left, height - rows, half, rows] for left in (0, width - half)]
    layout["fits"] &= half >= COLUMNS * WIDE * em
    return _strip_under(layout, "map", em)


def _table_beside(width, height, em):
    """At the right edge, one racer above the other, with the strip under the curves."""
    across = COLUMNS * WIDE * em
    layout = _panels(width - across - em, em, height, height - STRIP * em)
    layout["tables"] = [[width - across, top, across, height / 2] for top in (0, height / 2)]
    return _strip_under(layout, "curves", em)


def _no_table(width, height, em):
    """Where there is room for nothing else: the description below the picture has the numbers."""
    return _strip_under(_panels(width, em, height, height - STRIP * em), "curves", em) | {"tables": []}


def _panels(right, em, map_bottom, curves_bottom):
    """The map at the left, the curves beside it up to `right`; what stands below each of them included."""
    side = min(map_bottom - (TOP + BELOW) * em, 0.5 * right)
    left = (LEFT + GAP) * em + side
    curves = [left, TOP * em, right - left - 0.8 * em, curves_bottom - (TOP + BELOW) * em]
    fits = side > 0 and curves[2] >= LEAST_WIDE * em and curves[3] >= LEAST_HIGH * em
    return {"map": [LEFT * em, TOP * em, side, side], "curves": curves, "fits": bool(fits)}


def _strip_under(layout, panel, em):
    left, top, width, height = layout[panel]
    return layout | {"strip": [left, top + height + (BELOW + 1.8) * em, width, 0.9 * em]}
