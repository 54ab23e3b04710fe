"""Tables of numbers: those that a notebook prints, and those of a figure, folded away below it.

A printed table is text for two kinds of readers: Markdown with formulas where a notebook is open, aligned
plain text everywhere else. Many lecture slides *cut* a number after its last printed digit, where
others round; `cut` does the same, so that the two can be compared digit by digit.

A figure's `Table` is what `numbers` reads off it, for those who cannot see it or want a value: HTML or data for a page.
A long curve is thinned to what can be read. Numbers have four significant digits, as everywhere on the screen; those of
an axis as many as their distances need.
"""

import html
import re
from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, Decimal

import numpy as np

from ..engine.trace.notation import latex, minus, plain, rounded, short
from ..engine.trace.trace import Trace
from ..engine.validate import abbreviate, as_list, check_int, instance, mapping, number, text

MOST_COLUMNS, MOST_DIGITS = 100, 17
SLIDE = r"|[+−-]?[0-9]{1,20}(\.[0-9]{1,20})?"  # a number as a slide prints it, or nothing
DIGITS = 10  # on which all platforms agree; a float64 carries about six more
MOST, FEW = 40, 30  # rows of a curve's table, about, and of a cloud's
SUMMARY = "The numbers of this figure"
FOLDED = "course-values"  # the class of tables that are folded away
STYLE = "max-height:24em;overflow:auto"
SIGNS = {
    r"\displaystyle ": "",
    r"\times": "×",
    r"\partial ": "∂",
    r"\partial": "∂",
    r"\lambda": "λ",
    r"\theta": "θ",
    r"\nabla": "∇",
    r"\log": "log ",
    " - ": " − ",
    "(-": "(−",
}


# --- printed -------------------------------------------------------------------------------------------


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
    from IPython.display import display  # a figure that is drawn elsewhere needs no notebook

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
    return minus(f"{entry:,}") if isinstance(entry, int) else rounded(plain_number, digits)


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
    slides = {name: text for name, text in printed.items() if text}
    head = ["quantity", "formula", "in full", *["on the slide"] * bool(slides)]
    rows = [
        [_maths(f"⟨{name}⟩"), _maths(formulas[name]), row[name], slides.get(name, "")][: len(head)]
        for name in printed
    ]
    show_table(head, rows, left=2, note=_compared(row, slides) if slides else "")


def _compared(row, printed):
    """How many of the printed numbers are those of the row, cut."""
    other = [plain(name) for name, text in printed.items() if cut(row[name], _decimals(text)) != text]
    words = f"Cut to the slide's digits, {len(printed) - len(other)} of {len(printed)} agree with the slide."
    return f"{words} Not so: {', '.join(other)}." if other else words


def cut(number, decimals):
    """The number cut, not rounded, after `decimals` decimals, as a string: cut(0.3589, 3) is "0.358"."""
    kept = Decimal(f"{number:.{DIGITS}g}").quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)
    return minus(f"{kept:f}")


def _decimals(text):
    return len(text.partition(".")[2])


def _maths(text):
    """A formula in which ⟨name⟩ stands for a quantity, as LaTeX between $ signs."""
    text = re.sub(r"⟨([^⟩]+)⟩", lambda found: latex(found[1]), text).replace(" * ", r" \times ")
    return rf"$\displaystyle {text}$"


def _aligned(lines, left):
    """Lines of texts in columns, without marks of mathematics; the first `left` columns flush left."""
    columns = [[unmarked(line[place]) for line in lines] for place in range(len(lines[0]))]
    for place, column in enumerate(columns):
        width = max(map(len, column))
        columns[place] = [text.ljust(width) if place < left else text.rjust(width) for text in column]
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


# --- of a figure ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """A table of texts: a caption, a heading for each column, rows whose first entry is their heading, and a note."""

    caption: str
    head: tuple
    rows: tuple
    note: str = ""

    def data(self):
        """The table for a page, as JSON."""
        return asdict(self)

    def html(self):
        """The table in HTML that needs no style sheet."""
        head = "".join(f'<th scope="col">{html.escape(word)}</th>' for word in self.head)
        rows = "".join(map(_row_html, self.rows))
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return (
            f"<table><caption>{html.escape(self.caption)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>{note}"
        )


def _row_html(row):
    first, *others = map(html.escape, row)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{entry}</td>" for entry in others)}</tr>'


def folded(tables, kind=FOLDED):
    """Tables as HTML of a class, folded away until somebody asks for them; "" where there are none."""
    if not tables:
        return ""
    inside = "\n".join(table.html() for table in tables)
    return (
        f'<details class="{kind}"><summary>{SUMMARY}</summary>'
        f'<div tabindex="0" role="group" aria-label="{SUMMARY}" style="{STYLE}">{inside}</div></details>'
    )


def curve(caption, head, columns, scale=None):
    """The Table of x and of one or more y, arrays of one length, with what `thinned` keeps of them."""
    rows, note = thinned(columns, scale)
    texts = [distinct(columns[0][rows]), *(written(y[rows]) for y in columns[1:])]
    return Table(caption, tuple(head), tuple(zip(*texts, strict=True)), note)


def thinned(columns, scale=None):
    """(which rows of a curve to keep, the note about that): all of a few; else some that lie evenly on the axis.

    columns are x and one or more y; `scale` is the transform of the axis of x, if it is not an even one. Ends and
    extremes are always kept.
    """
    x, count = columns[0], len(columns[0])
    if count <= MOST:
        return np.arange(count), ""
    step = -(-count // MOST)
    step = next(
        (k for k in range(step, 2 * step) if (count - 1) % k == 0), step
    )  # so that the end is one of them
    kept, some = np.arange(0, count, step), f"Every {_ordinal(step)} of {count:,} points"
    along = scale.transform(x) if scale else x
    gaps = np.diff(along)
    if np.all(gaps > 0) and gaps.max() > 10 * gaps.min():
        kept = np.searchsorted(along, np.linspace(along[0], along[-1], MOST))
        some = f"Some of {count:,} points, evenly along the axis"
    known = [np.where(np.isfinite(y), y, np.nan) for y in columns[1:] if np.isfinite(y).any()]
    ends = [0, count - 1, *(find(y) for y in known for find in (np.nanargmin, np.nanargmax))]
    return np.union1d(kept, ends), f"{some}, the ends, and where a curve is lowest and highest."


def sampled(count, most=FEW):
    """(which of many points without an order to keep, the note about that)."""
    step = -(-count // most) or 1
    return np.arange(0, count, step), f"Every {_ordinal(step)} of {count:,} points." if step > 1 else ""


def _ordinal(count):
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def written(values):
    """Numbers as texts; whole ones as such."""
    values = np.asarray(values, float)
    known = values[np.isfinite(values)]
    if np.all(known == np.round(known)) and np.all(np.abs(known) < 1e9):
        return [minus(f"{value + 0.0:,.0f}") if np.isfinite(value) else short(value) for value in values]
    return [short(value) for value in values]


def distinct(values):
    """Numbers of an axis as texts, with as many digits as their distances need, four at least; rounding's rest is 0."""
    values = np.asarray(values, float)
    gaps = np.abs(np.diff(np.unique(values[np.isfinite(values)])))
    if not len(gaps):
        return written(values)
    values = np.where(np.abs(values) < 1e-9 * np.median(gaps), 0.0, values)
    for digits in range(4, 11):
        kept = np.array([float(f"{value:.{digits}g}") for value in values])
        if np.nanmax(np.abs(kept - values)) <= np.median(gaps) / 50:
            break
    return written(values) if digits == 4 else [rounded(value, digits) for value in values]


def unmarked(text):
    """A string without the marks of its formulas, LaTeX's or matplotlib's."""
    text = " ".join(text.split())
    if "$" not in text:
        return text
    text = re.sub(r"\\(?:mathrm|text|mathbf|operatorname)\{([^{}]*)\}", r"\1", text).replace("^{+}", "⁺")
    text = re.sub(r"_\{(\w+)\}", r"_\1", text)
    text = re.sub(r"e\^\{([^{}]*)\}", r"e^(\1)", text)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", _fraction, text)
    for mark, sign in SIGNS.items():
        text = text.replace(mark, sign)
    return re.sub(r"\\[ ,;]", " ", text).translate(str.maketrans("", "", "${}\\"))


def _fraction(found):
    return "/".join(f"({part})" if "+" in part else part for part in found.groups())
