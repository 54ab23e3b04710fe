"""One index of all formulas beside their code, collected from the Summary tables of the notebooks.

    python tools/formula_index.py    writes docs/formulas.md

The notebooks stay the only place where the tables are written: a notebook that comes or changes is taken in at the
next call. Tables keep their own columns; those without formulas (as in 00) are left out.
"""

import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
INDEX = ROOT / "docs" / "formulas.md"
FOR_EDITORS = """ This page is collected from
the Summary tables of the notebooks by `tools/formula_index.py`; change them there."""
HEAD = f"""\
# Formulas and their code

The main formulas of the course beside the code that computes them, notebook by notebook.{FOR_EDITORS}"""


def title(notebook):
    """The question at the head of a notebook."""
    return notebook.cells[0].source.splitlines()[0].removeprefix("# ").strip()


def summary(notebook):
    """The text below the heading Summary, up to the next heading; "" without one."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = re.search(r"^#+ +Summary[^\n]*\n(.*?)(?=^#|\Z)", text, flags=re.DOTALL | re.MULTILINE)
    return found.group(1) if found else ""


def tables(text):
    """The Markdown tables in a text, each a list of lines: head, rule, rows."""
    blocks = re.findall(r"(?:^ *\|.*\|[ \t]*\n?){2,}", text, flags=re.MULTILINE)
    tables = [[line.strip() for line in block.strip().splitlines()] for block in blocks]
    return [lines for lines in tables if re.fullmatch(r"[|:\- ]+", lines[1])]


def with_formulas(lines):
    """Whether a table names a formula in its head or holds one."""
    return "formula" in lines[0].lower() or any("$" in line for line in lines[2:])


def section(path):
    """The part of the index that belongs to one notebook, or None where its Summary has no formulas."""
    notebook = nbformat.read(path, as_version=4)
    found = [lines for lines in tables(summary(notebook)) if with_formulas(lines)]
    if not found:
        return None
    heading = f"## {path.name[:2]} · [{title(notebook)}](../notebooks/{path.name})"
    return "\n\n".join([heading, *("\n".join(lines) for lines in found)])


def index():
    """The whole page."""
    sections = filter(None, map(section, sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))))
    return "\n\n".join([HEAD, *sections]) + "\n"


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8", newline="\n")
