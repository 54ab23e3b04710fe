"""The font of formulas, which a page includes: MathML takes from it where exponents and fraction bars stand.

Without a maths font a browser guesses, and exponents float. It is a subset of STIX Two Math, which
tools/maths_font.py makes; `font_face` gives it to a style sheet, where it is called "Course Maths".
"""

import base64
from functools import cache
from pathlib import Path

FONT = Path(__file__).with_name("font") / "maths.woff2"


@cache
def font_face():
    """The CSS rule that holds the font itself."""
    data = base64.b64encode(FONT.read_bytes()).decode()
    return f'@font-face {{ font-family: "Course Maths"; src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
