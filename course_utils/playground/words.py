"""Words that change with every picture, written into an array of pixels: ten times faster than matplotlib's text."""

from functools import lru_cache

import numpy as np
from matplotlib.font_manager import findfont
from PIL import Image, ImageDraw, ImageFont

from .panels import rgb


class Words:
    """A writer in the colours of a look; `scale` is how many pixels of the picture stand for one on the page."""

    def __init__(self, look, scale):
        self._look, self._scale = look, scale

    def write(self, picture, words, x, y, size, role, bold=False):
        """Write words into a picture (height, width, 3 or 4), vertically centred at (x, y) of the page, y downwards."""
        mask = masked(words, round(size * self._scale * 10) / 10, bold)
        left, top = round(x * self._scale), round(y * self._scale - mask.shape[0] / 2)
        height, width = (
            min(*pair)
            for pair in zip(mask.shape[:2], (picture.shape[0] - top, picture.shape[1] - left), strict=True)
        )
        here = picture[top : top + height, left : left + width, :3]
        share = mask[:height, :width]
        here[...] = share * rgb(self._look[role]) + (1 - share) * here


@lru_cache(maxsize=64)
def masked(words, size, bold):
    """How much of each pixel the words cover, 0 to 1, (height, width, 1); the height is that of the font."""
    font = _font(size, bold)
    ascent, descent = font.getmetrics()
    image = Image.new("L", (max(1, round(font.getlength(words)) + 2), ascent + descent))
    ImageDraw.Draw(image).text((0, 0), words, font=font, fill=255)
    return np.asarray(image, dtype=float)[..., None] / 255


@lru_cache(maxsize=8)
def _font(size, bold):
    """DejaVu Sans, which comes with matplotlib."""
    return ImageFont.truetype(findfont("DejaVu Sans:bold" if bold else "DejaVu Sans"), size)
