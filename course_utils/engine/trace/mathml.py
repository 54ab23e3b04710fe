r"""From a formula's text to MathML, which every browser draws by itself.

`symbols(text)` writes the formula, `slots(text, index)` the same with an empty slot for each number;
the browser fills the slots. In the text ⟨name⟩ is a quantity, and * a product that shows only
between numbers (w₁ i₁ but 0.15 × 0.05). `colours` gives quantities a role, which the style sheet
colours.
"""

import functools
import re

from .symbols import latex

_quantity = re.compile("⟨(.+?)⟩")


def symbols(text, colours=()):
    """The text with symbols, as LaTeX."""
    return _quantity.sub(lambda found: _coloured(_braced(found), found[1], colours), text).replace("*", r"\,")


def _braced(found):
    """The symbol, in braces where a power follows that it could swallow."""
    symbol = latex(found[1])
    return f"({symbol})" if found.string[found.end() :].startswith("^") and "frac" in symbol else symbol


def slots(text, index, colours=()):
    """The text with the placeholder Q17 (Q17P: in parentheses if negative) for each number, as LaTeX."""

    def slot(found):
        careful = "P" if _tight(text[: found.start()], text[found.end() :]) else ""
        return _coloured(rf"\text{{Q{index[found[1]]}{careful}}}", found[1], colours)

    return _quantity.sub(slot, text).replace("*", r"\times ")


def _tight(before, after):
    """Whether a minus sign here would run into its neighbours."""
    before = before.rstrip()
    opens = not before or before[-1] in "=([,>|{" or before.endswith((r"\ge", "|"))
    return not opens or after.startswith("^") or before.endswith("^{")


def _coloured(symbol, name, colours):
    role = dict(colours).get(name)
    return rf"{{\color{{{role}}} {symbol}}}" if role else symbol


@functools.lru_cache(maxsize=4096)
def mathml(tex):
    """LaTeX (with placeholders) as one <math> element, roles as classes and slots as elements."""
    from latex2mathml.converter import convert  # pure Python; loaded only when a formula is drawn

    text = convert(tex).replace('xmlns="http://www.w3.org/1998/Math/MathML" ', "")
    text = re.sub(r'mathcolor="(\w+)"', r'class="course-role-\1"', text)
    slot = (
        r'<mn class="course-slot" data-q="\1"></mn>',
        r'<mn class="course-slot" data-q="\1" data-p="1"></mn>',
    )
    text = re.sub(r"<mtext>Q(\d+)</mtext>", slot[0], text)
    return re.sub(r"<mtext>Q(\d+)P</mtext>", slot[1], text)


def spoken(text, index):
    """A formula's text as plain words with {index} or {indexp} for numbers: no LaTeX survives."""
    plain_words = {
        r"\times": "×",
        "*": "×",
        r"\log": "log",
        r"\tanh": "tanh",
        r"\max": "max",
        r"\ge": "≥",
        "-": "−",
    }
    while r"\frac" in text:
        text = _fraction(text)
    text = text.replace(r"\operatorname{sign}", "sign")
    for tex, word in plain_words.items():
        text = text.replace(tex, word)
    text = text.replace("^{", "^(").replace("{", "(").replace("}", ")")
    return " ".join(_quantity.sub(functools.partial(_blank, index), text).split())


def _blank(index, found):
    """{17}, or {17p} where a negative number needs parentheses."""
    careful = _tight(found.string[: found.start()], found.string[found.end() :])
    return f"{{{index[found[1]]}{'p' * careful}}}"


def _fraction(text):
    r"""The first \frac{a}{b} as (a)/(b)."""
    start = text.index(r"\frac")
    above, rest = _group(text[start + len(r"\frac") :])
    below, rest = _group(rest)
    return f"{text[:start]}({above})/({below}){rest}"


def _group(text):
    """'{a}rest' → ('a', 'rest'), braces inside counted."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[1:place], text[place + 1 :]
    raise ValueError(f"unbalanced braces in {text!r}")
