"""Formulas and tables as HTML: one way to set them, where the site is built and where a reader runs a cell.

A formula is LaTeX between $ signs, and becomes MathML. A table is Markdown as `show_table` writes it: a head, the sides
on which the columns are flush, rows, and a note below.
"""

import html
import re

from course_utils.engine.trace.template import mathml

# What latex2mathml does not know, and what a browser sizes by itself.
PLAIN = (
    (r"\\(?:big|Big|bigg|Bigg)[lr]?(?![a-zA-Z])", ""),
    (r"\\[td]frac(?![a-zA-Z])", r"\\frac"),
    (r"\\arg(?![a-zA-Z])", r"\\operatorname{arg}"),
    (r"\\(begin|end)\{aligned\}", r"\\\1{align*}"),
)
SIDES = {":---": "left", "---:": "right"}
FORMULA = re.compile(r"\$([^$\n]+)\$")
# A formula in a line with the bracket before it and the signs behind it, or the sizes of a network, 2-8-8-1. What else
# is found here is passed over.
WHOLE = re.compile(
    r'<(code|pre|style)\b.*?</\1>|<math[^>]*display="block".*?</math>|'
    r"(?P<whole>(?P<open>\()?<math(?:(?!</math>).)*</math>(?(open)[).,;:!?]*|[).,;:!?]+)|\b\d+(?:-\d+){2,}\b)|<[^>]*>",
    re.DOTALL,
)


def formula(tex, display):
    """A formula as MathML, as a "block" or "inline". Raises ValueError that quotes one that cannot be set."""
    plain = " ".join(tex.split())
    for old, new in PLAIN:
        plain = re.sub(old, new, plain)
    try:
        return mathml(plain).replace('display="inline"', f'display="{display}"', 1)
    except Exception as problem:
        raise ValueError(f"this formula cannot be set as MathML: {tex}") from problem


def unbroken(words):
    """HTML whose lines end neither between a formula and its full stop nor inside the sizes of a network."""
    return WHOLE.sub(
        lambda found: f'<span class="whole">{found[0]}</span>' if found["whole"] else found[0], words
    )


def table(markdown):
    """A table and its note as HTML. Raises ValueError where the text is not a table, and as `formula` does."""
    lines, _, note = markdown.partition("\n\n")
    head, sides, *rows = map(_entries, lines.splitlines())  # ValueError if it is shorter
    if not set(sides) <= SIDES.keys() or any(len(row) != len(head) for row in (sides, *rows)):
        raise ValueError(f"a table has as many sides and entries in each row as its head has; got {lines}")
    first, body = _row(head, sides, "th"), "".join(_row(row, sides, "td") for row in rows)
    below = f"<p>{_words(note.strip())}</p>" if note.strip() else ""
    return scrolling(f"<thead>{first}</thead><tbody>{body}</tbody>") + below


def scrolling(rows):
    """A table that scrolls by itself where it is wider than the page; the keyboard reaches it."""
    return f'<div class="wide" tabindex="0"><table>{rows}</table></div>'


def _entries(line):
    if not (found := re.fullmatch(r"\| (.*) \|", line)):
        raise ValueError(f"a line of a table stands between bars, as | a | b |; got {line}")
    return [entry.strip() for entry in found[1].split(" | ")]


def _row(entries, sides, kind):
    shown = (_entry(entry, SIDES[side], kind) for entry, side in zip(entries, sides, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _entry(entry, side, kind):
    kind = kind if entry else "td"  # an empty heading is none
    return f'<{kind} style="text-align:{side}">{_words(entry)}</{kind}>'


def _words(text):
    """A line of text, its formulas set and everything else escaped."""
    parts = FORMULA.split(text)  # every other one is a formula
    parts[::2] = map(html.escape, parts[::2])
    parts[1::2] = (formula(tex, "inline") for tex in parts[1::2])
    return unbroken("".join(parts))
