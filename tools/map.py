"""The map of the package: its layers, what each package is, and what it imports, read from the code.

python -m tools.map    writes the map into CONTRIBUTING.md, between the marks
"""

import ast
import re

from tools.imports import PACKAGE, ROOT, imports, part
from tools.layers import LAYERS

PAGE = ROOT / "CONTRIBUTING.md"
MARKED = re.compile(r"(<!-- map -->\n).*?(<!-- /map -->)", re.DOTALL)


def files(name):
    """The Python files of a package, or the one of a module."""
    return sorted(PACKAGE.glob(f"{name}/**/*.py")) or [PACKAGE / f"{name}.py"]


def concept(path):
    """The first sentence of a module: what it is."""
    first = ast.get_docstring(ast.parse(path.read_text("utf-8"))).partition("\n")[0]
    return first.partition(": ")[2].partition(". ")[0].rstrip(".")


def used(name):
    """The other packages that it imports, in the order of the layers."""
    found = {part(imported, 1) for path in files(name) for imported in imports(path)}
    return [other for layer in LAYERS for other in sorted(layer) if other in found - {name}]


def drawn():
    """The map as text, the highest layer first."""
    lines = []
    for height, layer in reversed(list(enumerate(LAYERS))):
        for name in sorted(layer):
            path = PACKAGE / name / "__init__.py"
            what = concept(path if path.is_file() else path.parent.with_suffix(".py"))
            lines += [
                f"{height}  {name:11} {what}",
                f"{'':15}uses {' '.join(used(name)) or 'nothing of the course'}",
            ]
        lines.append("")
    return "```text\n" + "\n".join(lines).rstrip() + "\n```\n"


def mapped(text):
    """The text of a page with the map as it is now. Raises ValueError where the page has no place for it."""
    if not MARKED.search(text):
        raise ValueError(f"{PAGE.name} has no place for the map: <!-- map --> … <!-- /map -->")
    return MARKED.sub(lambda found: found[1] + drawn() + found[2], text)


if __name__ == "__main__":
    PAGE.write_text(mapped(PAGE.read_text("utf-8")), "utf-8", newline="\n")
