"""Cells as HTML: a formula that a browser cannot set, or a figure without its words, is lost to a reader."""

import re
import xml.etree.ElementTree as tree
from html.parser import HTMLParser

import nbformat
import pytest

from course_utils.plots.figure import HIDDEN
from website.cells import cells, markdown, to_page
from website.course import NOTEBOOKS
from website.python.typeset import formula, table

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
MATHS = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.DOTALL)


def texts(path):
    cells = nbformat.read(path, as_version=4).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return [re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL) for text in prose]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_formula_is_set(path):
    """No command of LaTeX may be left in it, and it must be well-formed."""
    wrong = {}
    for tex in (block or inline for text in texts(path) for block, inline in MATHS.findall(text)):
        set_formula = formula(tex, "inline")
        words = "".join(
            tree.fromstring(re.sub(r"&(?!#|amp;|lt;|gt;|quot;)", "&amp;", set_formula)).itertext()
        )
        if "\\" in words or "&" in words:
            wrong[tex] = words
    assert wrong == {}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_dollar_is_left_in_the_text(path):
    shown = "".join(re.sub(r"<code>.*?</code>", "", markdown(text), flags=re.DOTALL) for text in texts(path))
    assert re.findall(r"[^\n]{0,40}\$[^\n]{0,40}", re.sub(r"<[^>]+>", "", shown)) == []


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\begin{cases} 1 & z > 0 \\ 0 & \text{else} \end{cases}", "<mtable"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "<mtable"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "<mtable"),
        (r"\underbrace{x}_{\text{upstream}}", "<munder"),
        (r"\big(\tfrac12\big)", "<mfrac"),
        (r"w = \arg\min_w R", "arg"),
    ],
)
def test_what_lectures_use(tex, part):
    assert part in formula(tex, "block")
    assert 'display="block"' in formula(tex, "block")


def test_a_line_breaks_neither_before_a_full_stop_nor_inside_the_sizes_of_a_network():
    """Beside a formula a browser may end the line, whatever stands there; and so it may behind any hyphen."""
    text = "($x$ and $y$), or $z$; one $w$ more. 2-8-8-1 `2-8-8-1` [so](2-8-8-1.html) 2-8\n\n$$v$$\n\n."
    shown = re.sub(
        r"<math.*?</math>", lambda found: re.sub("<[^>]*>", "", found[0]), markdown(text), flags=re.DOTALL
    )
    assert re.findall('<span class="whole">(.*?)</span>', shown) == ["(x", "y),", "z;", "2-8-8-1"]


def test_a_formula_that_cannot_be_set_is_quoted():
    with pytest.raises(ValueError, match=r"cannot be set as MathML: \\left\( x"):
        formula(r"\left( x", "inline")


# --- tables -----------------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """What a browser finds in HTML: tags with attributes, and words between them."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, attributes))

    def handle_endtag(self, tag):
        self.found.append(f"end of {tag}")

    def handle_data(self, words):
        if words.strip():
            self.found.append(words)


def stored_tables(path):
    """The tables in Markdown that a notebook stores."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            if text := output.get("data", {}).get("text/markdown"):
                yield text


def test_a_table_that_a_reader_computes_looks_as_the_stored_one():
    """Python in a page sets tables without the reader of Markdown that builds it."""
    texts = [text for path in PATHS for text in stored_tables(path)]
    assert len(texts) > 30 and any("$" in text for text in texts)
    for text in texts:
        assert Seen(table(text)).found == Seen(markdown(text)).found, text


def test_a_table_shows_what_is_no_formula_as_it_is_written():
    text = "| a |  |\n| :--- | ---: |\n| <b> & *c* | $x<1$ |\n\n1 < 2, so $y$"
    found = Seen(table(text)).found
    assert [words for words in found if isinstance(words, str) and not words.startswith("end of ")] == [
        *("a", "<b> & *c*", "x", "<", "1", "1 < 2, so ", "y")
    ]
    tags = [entry[0] for entry in found if isinstance(entry, tuple)]
    assert tags.count("th") == 1 and "b" not in tags, "an empty heading is none"


@pytest.mark.parametrize(
    "text",
    [
        *("", "a word", "| a |", "# A heading\n\n| a |", "| a |\n| b |", "| a |\n| :--- |\nwords"),
        *("| a | b |\n| :--- |\n| 1 | 2 |", "| a |\n| :--- |\n| 1 | 2 |"),
    ],
)
def test_what_is_no_table_is_not_taken_for_one(text):
    with pytest.raises(ValueError):
        table(text)


def of_code(source, *outputs):
    cell = nbformat.v4.new_code_cell(
        source, outputs=list(outputs), metadata={"slideshow": {"slide_type": "fragment"}}
    )
    return cells(nbformat.v4.new_notebook(cells=[cell]))[0]


def shown(data, **metadata):
    return nbformat.v4.new_output("display_data", data=data, metadata=metadata)


def test_code_and_prints_are_escaped():
    cell = of_code("a < b", nbformat.v4.new_output("stream", text="1 < 2 & so on\n"))
    assert cell.slide == "fragment"
    assert "&lt;" in cell.parts[0]
    assert "1 &lt; 2 &amp; so on" in cell.parts[1]


def test_no_line_of_a_box_ends_inside_the_sizes_of_a_network():
    cell = of_code(
        "check(…)", shown({"text/html": '<style>a { --b: 1-1-1 }</style><p id="2-4-2">2-4-2-1</p>'})
    )
    assert (
        '<style>a { --b: 1-1-1 }</style><p id="2-4-2"><span class="whole">2-4-2-1</span></p>' in cell.parts[1]
    )


def test_a_figure_has_its_words_once():
    words = shown(
        {"text/html": f'<p style="{HIDDEN}">Figure: two lines</p>', "text/plain": "Figure: two lines"}
    )
    picture = shown(
        {"image/png": "aGk=\n", "text/plain": "x"}, **{"image/png": {"alt": 'two "lines"', "width": 600}}
    )
    _, figure = of_code("show(f)", words, picture).parts
    assert 'alt="two &quot;lines&quot;" width="600"' in figure
    assert "base64,aGk=" in figure


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("10_backpropagation.ipynb", "10_backpropagation.html"),
        ("10_backpropagation.ipynb#gates", "10_backpropagation.html#gates"),
        ("../README.md", "../index.html"),
        ("../docs/formulas.md", "../formulas.html"),
        ("https://example.org/a.ipynb", "https://example.org/a.ipynb"),
        ("#map", "#map"),
    ],
)
def test_links_between_notebooks_become_links_between_pages(url, page):
    assert to_page(url) == page
    assert f'href="{page}"' in markdown(f"[there]({url})")


def test_a_link_to_a_file_without_a_page_is_its_words():
    text = markdown("[`backprop.py`](../course_utils/engine/backprop.py) has it")
    assert "<a" not in text
    assert "<code>backprop.py</code> has it" in text


def test_the_keyboard_reaches_what_scrolls():
    table = shown({"text/markdown": "| | b |\n|---|---|\n| 1 | 2 |\n\n$$x$$"})
    code, output = of_code("a = 1", table).parts
    assert '<pre tabindex="0"' in code
    for kind in ("output", "wide", "formula"):
        assert f'<div class="{kind}" tabindex="0">' in output


def test_an_empty_heading_of_a_table_is_none():
    text = markdown("| | value |\n|---|---|\n| a | 1 |")
    assert text.count("<th") - text.count("<thead") == 1 and text.count("<td") == 3
