"""The front end as one piece: the files of `front/` joined into a single ES module, and its style sheets.

Each file is an ES module of its own that imports its neighbours by name. Joining them in the order of
their imports and leaving out the import lines gives a module that stands alone: no bundler, nothing
remote. No two files may define the same name at the top; a browser refuses the module if they do.
"""

import functools
import re
from pathlib import Path

from ..plots.look import css_variables

FRONT = Path(__file__).resolve().parent / "front"
SHEETS = ("base.css", "picture.css", "controls.css", "sizes.css", "worksheet.css")  # later rules win
_import = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[\w./]+)";\n', re.MULTILINE)
_export = re.compile(r"^export (?=function|class|const|async)", re.MULTILINE)


@functools.cache
def module(entry="index.js", folder=FRONT):
    """The text of one ES module: `entry` and everything that it imports, each once, imports first."""
    return "\n".join(_standing_alone(path) for path in _in_order(folder / entry, []))


@functools.cache
def style(sheets=SHEETS, folder=FRONT):
    """The style sheets, and the colours of the course before them."""
    return "\n".join([css_variables(), *(_source(name, folder) for name in sheets)])


def _source(name, folder=FRONT):
    return (folder / name).read_text(encoding="utf-8")


def _in_order(path, done):
    """The files that the one at `path` needs, then itself; `done` grows by what is new."""
    for needed in _import.findall(_source(path)):
        if (needed := (path.parent / needed).resolve()) not in done:
            _in_order(needed, done)
    done.append(path)
    return done


def _standing_alone(path):
    return _export.sub("", _import.sub("", _source(path)))
