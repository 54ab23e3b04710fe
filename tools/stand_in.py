"""Complete the Pyodide of the tests:  python -m tools.stand_in FOLDER

It is older than the one that JupyterLite starts. A newer micropip, unpacked beside it in FOLDER, takes the place of
its own, so that the site's JupyterLite runs on it too; and its modules are compiled once, rather than in each test.
"""

import json
import sys
from pathlib import Path

from website.compiled import compile_modules, digest, write
from website.wheels import facts, packed

NAME = "micropip"


def complete(folder):
    """Complete the Pyodide in a folder; returns the place of its list of packages."""
    place = next(folder.rglob("pyodide-lock.json"))
    listed = json.loads(place.read_text("utf-8"))
    entry = listed["packages"][NAME]
    (place.parent / entry["file_name"]).unlink()
    wheel = packed(_unpacked(folder), place.parent)
    entry |= {"version": facts(wheel)[1], "file_name": wheel.name, "sha256": digest(wheel)}
    write(place, listed)
    compile_modules(place.parent)
    return place


def _unpacked(folder):
    """The files of the newer micropip, {name: bytes}."""
    paths = [path for pattern in (NAME, f"{NAME}-*.dist-info") for path in folder.glob(f"{pattern}/**/*")]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


if __name__ == "__main__":
    print("Complete:", complete(Path(sys.argv[1]).resolve()).parent)
