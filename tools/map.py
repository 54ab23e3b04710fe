"""The map of the package: its layers, what each package is, and what it imports, read from the code.

python tools/map.py            writes the map into CONTRIBUTING.md, between the marks
python tools/map.py --check    exits with 1 where the map there is not the code's
"""

import ast
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

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


def main(arguments):
    """Write the map, or say whether it is up to date."""
    text = PAGE.read_text("utf-8")
    if arguments == ["--check"]:
        return int(mapped(text) != text)
    PAGE.write_text(mapped(text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
