"""Make the maths font that steppers and the site include: a subset of STIX Two Math.

    uv run --no-project --with fonttools==4.68.0 --with brotli==1.2.1 --with ziamath==0.13 tools/maths_font.py

The font comes in the package ziamath. Kept are the signs that formulas of the lecture use, with letters, digits, Greek
and operators whole, so that a new formula needs no new font; and of the table MATH what places exponents, fractions
and large signs. A name of our own marks it as less than the whole font.
"""

import importlib.resources
import sys
from pathlib import Path

FONT = Path(__file__).resolve().parents[1] / "course_utils" / "stepper" / "font" / "maths.woff2"
NAME = "Course Maths"
LATIN, GREEK = range(0x20, 0x7F), range(0x391, 0x3CA)
ITALIC = (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C))  # what a letter of a formula is drawn as
BOLD = range(0x1D400, 0x1D434)
SIGNS = (
    "\u00a0¬¯±·×÷ˆˇ˘˙˚˜¨ \u0302\u0303\u0304\u0307\u20d7…′″‴‖―"
    "ℎℓℕℝℤℚℂ𝔼𝟙𝖳𝓛ℒℛ𝒩ϕϵϑϱςϖ←↑→↓↔↦⇐⇒⇔⟵⟶⟸⟹⟺⌈⌉⌊⌋⏞⏟⟨⟩"
    "∀∂∃∅∇∈∉∋∏∑−∓∕∗∘√∝∞∣∥∧∨∩∪∫∼≈≃≅≠≡≤≥≪≫⊂⊃⊆⊇⊕⊗⊙⊤⊥⋅⋮⋯⋱"
)


def main():
    """Write the subset; returns 0."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    source = importlib.resources.files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=["ccmp", "mark"],
        drop_tables=["DSIG", "fpgm", "prep", "cvt ", "gasp"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14],
    )  # fmt: skip
    font = TTFont(source, recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = NAME.replace(" ", "") if record.nameID == 6 else NAME
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={*LATIN, *GREEK, *ITALIC, *BOLD, *map(ord, SIGNS)})
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONT)
    print(f"{FONT.name}: {FONT.stat().st_size:,} bytes, {len(font.getGlyphOrder())} glyphs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
