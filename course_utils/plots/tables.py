"""Tables of numbers: what a trace computed, beside what a slide or a page printed.

A table is text for two kinds of readers: Markdown with formulas where a notebook is open, aligned
plain text everywhere else. Many lecture slides *cut* a number after its last printed digit, where
others round; `cut` does the same, so that the two can be compared digit by digit.
"""

import re
from decimal import ROUND_DOWN, Decimal

from IPython.display import display

from ..engine.trace.notation import latex, plain, rounded
from ..engine.trace.trace import Trace
from ..engine.validate import abbreviate, as_list, check_int, instance, mapping, number, text

WORDS = {r"\times": "×", r"\partial ": "∂", r"\lambda": "λ", " - ": " − ", "(-": "(−"}
MOST_COLUMNS, MOST_DIGITS = 100, 17
SLIDE = r"|[+−-]?[0-9]{1,20}(\.[0-9]{1,20})?"  # a number as a slide prints it, or nothing
DIGITS = 10  # all platforms agree on so many, a float64 carries about six more


def show_table(head, rows, left=1, digits=DIGITS, note=""):
    """Display rows of texts or numbers under a head; returns None.

    Numbers are written with `digits` significant digits; texts may hold formulas between $ signs. The first
    `left` columns are flush left, the others flush right; the note stands below. Raises ValueError
    where a row is not as long as the head.
    """
    head = [text(word, "each entry of head") for word in as_list(head, "head", MOST_COLUMNS)]
    left, digits = check_int(left, "left", 0, len(head)), check_int(digits, "digits", at_most=MOST_DIGITS)
    text(note, "note")
    rows = [_entries(row, len(head), digits) for row in as_list(rows, "rows")]
    lines = [head, [":---"] * left + ["---:"] * (len(head) - left), *rows]
    markdown = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    aligned = _aligned([head, *rows], left)
    display({"text/markdown": f"{markdown}\n\n{note}", "text/plain": f"{aligned}\n{note}".rstrip()}, raw=True)


def _entries(row, count, digits):
    """A row as texts, as many as the head has."""
    entries = as_list(row, "each of rows", MOST_COLUMNS)
    if len(entries) != count:
        raise ValueError(f"every row must have {count} entries, as the head has; got {abbreviate(row)}")
    return [
        text(entry, "an entry of rows") if isinstance(entry, str) else _number(entry, digits)
        for entry in entries
    ]


def _number(entry, digits):
    """A number of a table as a string; a whole number keeps its kind."""
    plain_number = number(entry, "an entry of rows")
    return f"{entry:,}".replace("-", "−") if isinstance(entry, int) else rounded(plain_number, digits)


def show_numbers(trace, printed, update=1):
    """Display quantities of one update of `trace`: formula, number, and what a slide prints; returns None.

    printed: {name: the slide's number as a string, or None where no slide has it}. A note says how many
    of the slide's numbers are ours, cut, and names the others. Raises ValueError for an unknown name.
    """
    instance(trace, "trace", Trace, "walkthrough(…)")
    mapping(printed, "printed", "{name: the slide's number as a string, or None}")
    update = check_int(update, "update", at_most=max(trace.updates, 1))
    row = dict(zip(trace.names, trace.numbers([update])[0], strict=True))
    formulas = {formula.result: formula.text for step in trace.steps for formula in step.formulas()}
    for name, slide in printed.items():
        if not isinstance(name, str) or name not in formulas or name not in trace.names:
            raise ValueError(
                f"printed must name quantities that a step of the trace computes; got {abbreviate(name)}"
            )
        if slide is not None and not (isinstance(slide, str) and re.fullmatch(SLIDE, slide)):
            raise ValueError(
                f"printed[{name!r}] must be a number as a string, such as '0.29'; got {abbreviate(slide)}"
            )
    rows = [
        [_maths(f"⟨{name}⟩"), _maths(formulas[name]), row[name], text or ""] for name, text in printed.items()
    ]
    head = ["quantity", "formula", "in full", "on the slide"]
    if any(printed.values()):
        show_table(
            head, rows, left=2, note=_compared(row, {name: text for name, text in printed.items() if text})
        )
    else:
        show_table(head[:-1], [entries[:-1] for entries in rows], left=2)


def _compared(row, printed):
    """How many of the printed numbers are those of the row, cut."""
    other = [plain(name) for name, text in printed.items() if cut(row[name], _decimals(text)) != text]
    words = f"Cut to the slide's digits, {len(printed) - len(other)} of {len(printed)} agree with the slide."
    return f"{words} Not so: {', '.join(other)}." if other else words


def cut(number, decimals):
    """The number cut, not rounded, after so many decimals, as a string: cut(0.3589, 3) is "0.358"."""
    kept = Decimal(f"{number:.{DIGITS}g}").quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)
    return f"{kept:f}".replace("-", "−")


def _decimals(text):
    return len(text.partition(".")[2])


def _maths(text):
    """A formula in which ⟨name⟩ stands for a quantity, as LaTeX between $ signs."""
    text = re.sub(r"⟨([^⟩]+)⟩", lambda found: latex(found[1]), text).replace(" * ", r" \times ")
    return rf"$\displaystyle {text}$"


def _aligned(lines, left):
    """Lines of texts in columns, without marks of mathematics; the first `left` columns flush left."""
    columns = [[_bare(line[place]) for line in lines] for place in range(len(lines[0]))]
    for place, column in enumerate(columns):
        width = max(map(len, column))
        columns[place] = [text.ljust(width) if place < left else text.rjust(width) for text in column]
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


def _bare(entry):
    """LaTeX made readable in a line of text."""
    text = re.sub(r"\\text\{(\w+)\}", r"\1", entry.replace("$", "").replace(r"\displaystyle ", ""))
    text = re.sub(r"_\{(\w+)\}", r"_\1", text).replace("^{+}", "⁺")
    text = re.sub(r"e\^\{([^{}]*)\}", r"e^(\1)", text)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", _fraction, text)
    for latex_word, sign in WORDS.items():
        text = text.replace(latex_word, sign)
    return text


def _fraction(found):
    return "/".join(f"({part})" if "+" in part else part for part in found.groups())
