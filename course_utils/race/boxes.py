"""Where the panels of a race stand: map, strip of λ, curves of height and table, as boxes in pixels of the page.

A box is [left, top, width, height]. The letters' size is the measure of all that is not a panel: labels, numbers on
axes, gaps. Of three ways to place the table that one is taken which leaves most for the map.
"""

from .picture import ROWS

WIDE = 0.62  # of a character of the table, in sizes of the letters
LINE = 1.35  # from line to line of it
COLUMNS = 29  # of the table
HEAD = 2  # lines above its numbers
TOP, LEFT, GAP = 1.7, 3.0, 6.2  # for a title, for numbers left of the map, and between map and curves
BELOW_MAP, BELOW_CURVES = 6.4, 2.6  # strip and numbers below the map, numbers below the curves
LEAST_WIDE, LEAST_HIGH = 11, 5  # of the curves


def boxes(width, height, letters):
    """{"map", "strip", "curves": box, "tables": [box, box], "letters": pixels, "size": [width, height]}."""
    layouts = [_table_at_right(width, height, letters), _table_below(width, height, letters)]
    layouts.append(_table_beside(width, height, letters))
    best = max(layouts, key=lambda layout: layout["map"][2] if layout["fits"] else layout["map"][2] - 1e6)
    return best | {"letters": letters, "size": [width, height]}


def _table_at_right(width, height, em):
    """Under the curves, both racers side by side."""
    rows = (HEAD + ROWS) * LINE * em
    across = 2 * (COLUMNS + 1) * WIDE * em
    return _layout(width, height, em, height, lambda left: height - rows, width, across, side_by_side=True)


def _table_below(width, height, em):
    """Under everything, three rows."""
    rows = (HEAD + 3) * LINE * em
    top = height - rows
    layout = _layout(width, top, em, top, lambda left: top, width, 0)
    half = (width - em) / 2
    layout["tables"] = [[place, top, half, rows] for place in (0, width - half)]
    layout["fits"] &= half >= COLUMNS * WIDE * em
    return layout


def _table_beside(width, height, em):
    """At the right edge, one racer above the other."""
    across = (COLUMNS + 1) * WIDE * em
    left = width - across
    layout = _layout(left, height, em, height, lambda _: height, left, 0)
    half = height / 2
    layout["tables"] = [[left + em, place, across - em, half] for place in (0, half)]
    return layout


def _layout(width, height, em, map_height, curves_bottom, right, across, side_by_side=False):
    """Map and strip at the left, curves at the right; the table under these where both racers are side by side."""
    side = min(map_height - (TOP + BELOW_MAP) * em, 0.5 * width)
    left = (LEFT + GAP) * em + side
    bottom = curves_bottom(left)
    curves = [left, TOP * em, right - left - 0.8 * em, bottom - (TOP + BELOW_CURVES) * em]
    strip = [LEFT * em, TOP * em + side + 3.9 * em, side, 0.9 * em]
    fits = side > 0 and curves[2] >= LEAST_WIDE * em and curves[3] >= LEAST_HIGH * em
    start = right - across
    tables = [[start + place * across / 2, bottom, across / 2, height - bottom] for place in (0, 1)]
    fits &= not side_by_side or start >= left - GAP * em
    return {
        "map": [LEFT * em, TOP * em, side, side],
        "strip": strip,
        "curves": curves,
        "tables": tables,
        "fits": bool(fits),
    }
