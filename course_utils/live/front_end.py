"""The front end as one piece: the files of a folder `front/` joined into a single ES module, and its style sheets.

Each file is an ES module of its own that imports its neighbours by name. Joining them in the order of
their imports and leaving out the import lines gives a module that stands alone: no bundler, nothing
remote. No two files may define the same name at the top; a browser refuses the module if they do.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ..plots.look import css_variables

FRONT = Path(__file__).resolve().parent / "front"
FRAME = FRONT / "frame.css"

_import = re.compile(r'^import (?:\{[^}]*\} from )?"(\.{1,2}/[\w./]+)";\n', re.MULTILINE)
_export = re.compile(r"^export (?=function|class|const|async)", re.MULTILINE)


@dataclass(frozen=True)
class FrontEnd:
    """The scripts and style sheets of one folder; of two rules in `sheets` the later wins."""

    folder: Path
    sheets: tuple

    def module(self, entry="index.js"):
        """The text of one ES module: `entry` and everything that it imports, each once, imports first."""
        return "\n".join(_standing_alone(path) for path in _in_order(self.folder / entry, []))

    def style(self):
        """The colours of the course, the frame that all figures share, then the style sheets."""
        return "\n".join(
            [css_variables(), *map(_source, (FRAME, *(self.folder / name for name in self.sheets)))]
        )


def plot_front_end(module, sheet):
    """The FrontEnd, beside the file of a module, of a figure whose page draws a plot; `sheet` is its own style."""
    sheets = (FRONT / "live.css", FRONT / "plot.css", sheet)
    return FrontEnd(Path(module).resolve().parent / "front", sheets)


def hosts(theme):
    """The selectors of the "dark" hosts, or of the "light" ones, from the list that `front/theme.js` goes by."""
    text = _source(FRONT / "theme.js")
    return tuple(re.search(rf"^const {theme.upper()}_HOSTS = '([^']+)';", text, re.MULTILINE)[1].split(", "))


def _source(path):
    return path.read_text(encoding="utf-8")


def _in_order(path, done):
    """The files that the one at `path` needs, then itself; `done` grows by what is new."""
    for needed in _import.findall(_source(path)):
        if (needed := (path.parent / needed).resolve()) not in done:
            _in_order(needed, done)
    done.append(path)
    return done


def _standing_alone(path):
    return _export.sub("", _import.sub("", _source(path)))
