"""Where the panels of Rosenblatt's machine stand: retina, units, potentiometers and the count of mistakes.

Retina over count at the left and units over potentiometers at the right, or all of these in a row, count last, where
the picture is wide: that one is taken in which the units are larger. The font size, `em`, is the measure of all gaps.
"""

from .picture import ROWS, UNITS_ACROSS

TITLE, ANSWER, BELOW = 1.7, 1.9, 2.7  # above a panel; below the retina; numbers and name below the count
LEFT, GAP = 3.5, 1.6  # for numbers left of the count; between columns
LEAST = 6  # of the count, to each side
RATIO = UNITS_ACROSS / ROWS  # width to height of the units


def boxes(width, height, em):
    """{"retina", "units", "needles", "count": box} in a picture of `width` × `height` pixels."""
    layouts = [_square(width, height, em), _row(width, height, em)]
    fitting = [layout for layout in layouts if min(layout["count"][2:]) >= LEAST * em] or layouts[:1]
    return max(fitting, key=lambda layout: min(layout["units"][2], 2 * layout["retina"][2]))


def _square(width, height, em):
    """Two rows of two."""
    tall = min((height - (2 * TITLE + 0.6) * em) / 2, 0.62 * width / RATIO)
    left = width - RATIO * tall - GAP * em
    side = max(min(left, height - (2 * TITLE + ANSWER + BELOW + LEAST) * em, tall), em)
    top = (2 * TITLE + ANSWER) * em + side
    return {
        "retina": [max((left - side) / 2, 0), TITLE * em, side, side],
        "count": [LEFT * em, top, left - LEFT * em, height - top - BELOW * em],
    } | _units(left + GAP * em, tall, em)


def _row(width, height, em):
    """Retina, units over potentiometers, count."""
    tall = (height - (2 * TITLE + 0.6) * em) / 2
    side = min(height - (TITLE + ANSWER) * em, RATIO * tall)
    left = side + GAP * em
    right = left + RATIO * tall + (GAP + LEFT) * em
    return {
        "retina": [0, TITLE * em, side, side],
        "count": [right, TITLE * em, width - right - 0.8 * em, height - (TITLE + BELOW) * em],
    } | _units(left, tall, em)


def _units(left, tall, em):
    below = tall + (2 * TITLE + 0.6) * em
    return {"units": [left, TITLE * em, RATIO * tall, tall], "needles": [left, below, RATIO * tall, tall]}
