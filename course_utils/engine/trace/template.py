r"""The template: the steps of one update as a page shows them, with slots where the numbers go.

A formula's text becomes MathML, which every browser draws by itself. `symbols(text)` writes the formula,
`slots(text, index)` the same with an empty slot for each number; the browser fills the slots. In the text ⟨name⟩ is a
quantity, and * a product that shows only between numbers (w₁ i₁ but 0.15 × 0.05). What comes from `upstream` gets the
role of the backward pass, which the style sheet colours.
"""

import functools
import re
from dataclasses import dataclass
from itertools import groupby

from ..record import fresh
from .formula import mark
from .notation import latex, plain

# A function's name stands apart from what is beside it, as in y log p, though not from an operator or a parenthesis.
NAMED = r"<mi>(?:log|ln|exp|sinh|cosh|tanh|sin|cos|tan|det|dim)</mi>"
BEFORE_FUNCTION = re.compile(
    rf"(?:</m(?:i|n|text|row|frac|sub|sup|over|sqrt)>|&#x00029;</mo>)(?=(?:<msu[bp]>)?{NAMED}<m)"
)
AFTER_FUNCTION = re.compile(rf"(?<!<msub>)(?<!<msup>)(?<!<mfrac>)(?<!<munder>){NAMED}(?=<m(?!o[ >]))")
THIN = r'\g<0><mspace width="0.17em"></mspace>'

_quantity = re.compile("⟨(.+?)⟩")


@dataclass(frozen=True, eq=False)
class Template:
    """Steps and diagram, with each quantity given by its place in a row.

    `names` are the quantities of a row, `index` their places (also those of guesses that share
    one), `known` the quantities that are there before the first step.
    """

    steps: tuple
    diagram: dict
    names: tuple
    index: dict
    known: tuple

    def data(self):
        """The template as a JSON-ready dict."""
        runs = [
            list(run) for _, run in groupby(enumerate(self.steps), key=lambda numbered: numbered[1].phase)
        ]
        return fresh(
            {
                "phases": [_phase(run) for run in runs],
                "quantities": self._quantities(),
                "diagram": self._shown_diagram(),
                "steps": [self._shown(step, phase) for phase, run in enumerate(runs) for _, step in run],
            }
        )

    def _quantities(self):
        born = dict.fromkeys(self.known, -1)
        for place, step in enumerate(self.steps):
            for name in (*((step.formula.result,) if step.formula else ()), *step.reveals):
                born.setdefault(name, place)
        return [{"name": name, "symbol": plain(name), "born": born.get(name)} for name in self.names]

    def _placed(self, items):
        """Diagram items with quantities as indices; a name that this trace lacks is left out."""
        return [{**item, "value": self._indices(item["value"])} | self._about(item) for item in items]

    def _about(self, item):
        about = dict(item.get("about", {}))
        for part in ("value", "gradient"):
            if part in about:
                about[part] = self._indices(about[part])
        return {"about": about} if about else {}

    def _indices(self, names):
        return [self.index[name] for name in names if name in self.index]

    def _shown_diagram(self):
        return {
            **self.diagram,
            **{part: self._placed(self.diagram[part]) for part in ("nodes", "edges", "notes")},
        }

    def _shown(self, step, phase):
        result = step.formula.result if step.formula else None
        place = self.index[result] if result else None
        lines, numbers = step.written()
        return {
            "phase": phase,
            "group": step.group,
            "title": step.title,
            "words": [list(piece) for piece in step.words],
            "formula": [mathml(symbols(line, step.upstream)) for line in lines],
            "numbers": [mathml(slots(line, self.index, step.upstream)) for line in numbers],
            "result": place,
            "result_line": mathml(slots(f"= {mark(result)}", self.index)) if result else "",
            "say": self.say(step),
            "light": {"nodes": step.light.get("nodes", {}), "edges": step.light.get("edges", {})},
            "notes": self._placed(step.notes),
            "check": self.index[step.check.result] if step.check else None,
            "predict": self._asked(step),
            "sign_words": step.sign_words,
        }

    def _asked(self, step):
        if step.formula is None:
            return None
        guesses = [{"q": self.index[guess.result], "words": words} for guess, words in step.guesses]
        return {"ask": plain(step.formula.result), "guesses": guesses}

    def say(self, step):
        """The step in one line of plain text, with {index} for each number."""
        if step.formula is None:
            return ", ".join(f"{plain(name)} = {{{self.index[name]}}}" for name in step.reveals)
        said = spoken(f"= {step.formula.text} " if step.written()[1] else "", self.index)
        words = f"{plain(step.formula.result)} {said} = {{{self.index[step.formula.result]}}}"
        return " ".join(words.split())


def _phase(run):
    """A phase, from its steps with their numbers."""
    (first, step), (last, _) = run[0], run[-1]
    return {"key": step.phase, "label": step.phase, "first": first, "last": last}


# --- formulas ---------------------------------------------------------------------------------------


def symbols(text, upstream=()):
    """The text with symbols, as LaTeX."""
    return _quantity.sub(lambda found: _coloured(_braced(found), found[1], upstream), text).replace(
        "*", r"\,"
    )


def _braced(found):
    """The symbol, in braces where a power follows that it could swallow, or a product takes only its first part."""
    symbol, before, after = latex(found[1]), found.string[: found.start()], found.string[found.end() :]
    torn = (after.startswith("^") and "frac" in symbol) or (before.endswith("* ") and " - " in symbol)
    return f"({symbol})" if torn else symbol


def slots(text, index, upstream=()):
    """The text with the placeholder Q17 (Q17P: in parentheses if negative) for each number, as LaTeX."""

    def slot(found):
        careful = "P" if _tight(text[: found.start()], text[found.end() :]) else ""
        return _coloured(rf"\text{{Q{index[found[1]]}{careful}}}", found[1], upstream)

    return _quantity.sub(slot, text).replace("*", r"\times ")


def _tight(before, after):
    """Whether a minus sign here would run into its neighbours."""
    before = before.rstrip()
    opens = not before or before[-1] in "=([,>|{" or before.endswith((r"\ge", "|"))
    return not opens or after.startswith("^") or before.endswith("^{")


def _coloured(symbol, name, upstream):
    return rf"{{\color{{backward}} {symbol}}}" if name in upstream else symbol


@functools.lru_cache(maxsize=4096)
def mathml(tex):
    """LaTeX (with placeholders) as one <math> element, roles as classes and slots as elements."""
    from latex2mathml.converter import convert  # pure Python; loaded only when a formula is drawn

    text = convert(tex).replace('xmlns="http://www.w3.org/1998/Math/MathML" ', "")
    text = AFTER_FUNCTION.sub(THIN, BEFORE_FUNCTION.sub(THIN, text))
    text = re.sub(r'mathcolor="(\w+)"', r'class="course-role-\1"', text)
    slot = (
        r'<mn class="course-slot" data-q="\1"></mn>',
        r'<mn class="course-slot" data-q="\1" data-p="1"></mn>',
    )
    text = re.sub(r"<mtext>Q(\d+)</mtext>", slot[0], text)
    return re.sub(r"<mtext>Q(\d+)P</mtext>", slot[1], text)


def spoken(text, index):
    """A formula's text as plain text with {index} or {indexp} for numbers: no LaTeX survives."""
    plain_words = {
        r"\times": "×",
        "*": "×",
        r"\log": "log",
        r"\tanh": "tanh",
        r"\max": "max",
        r"\ge": "≥",
        "-": "−",
    }
    text = _quantity.sub(lambda found: f"⟨{index[found[1]]}⟩", text)  # a name may hold any of these signs
    while r"\frac" in text:
        text = _fraction(text)
    text = text.replace(r"\operatorname{sign}", "sign")
    for tex, word in plain_words.items():
        text = text.replace(tex, word)
    text = text.replace("^{", "^(").replace("{", "(").replace("}", ")")
    return " ".join(_quantity.sub(_blank, text).split())


def _blank(found):
    """{17}, or {17p} where a negative number needs parentheses."""
    careful = _tight(found.string[: found.start()], found.string[found.end() :])
    return f"{{{found[1]}{'p' * careful}}}"


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
