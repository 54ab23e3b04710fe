"""Names beside what they name: a few points of print away, and never on top of each other."""

import math


def beside(ax, words, point, shift, color, **options):
    """Write words `shift` points of print (right, up) away from a point of the data; returns the text."""
    return ax.annotate(words, point, shift, textcoords="offset points", color=color, **options)


def apart(heights, gap):
    """Heights {name: y} of which none is closer than `gap` to the next: the lowest stays, the others are pushed up.

    With a negative gap the highest stays and the others are pushed down. They come in the order in which they stay.
    """
    farther, last, pushed = (max, -math.inf, {}) if gap > 0 else (min, math.inf, {})
    for name, height in sorted(heights.items(), key=lambda item: item[1], reverse=gap < 0):
        last = pushed[name] = farther(height, last + gap)
    return pushed
