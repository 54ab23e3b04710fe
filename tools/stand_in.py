"""Complete the Pyodide of the tests:  python -m tools.stand_in FOLDER

It is older than the one that JupyterLite starts. A newer micropip, unpacked beside it in FOLDER, takes the place of
its own, so that the site's JupyterLite runs on it too.
"""

import hashlib
import json
import sys
from pathlib import Path

from website.wheels import facts, packed

NAME = "micropip"


def complete(folder):
    """Put the micropip that lies in a folder into the Pyodide that does; returns the place of its list of packages."""
    place = next(folder.rglob("pyodide-lock.json"))
    paths = [path for pattern in (NAME, f"{NAME}-*.dist-info") for path in folder.glob(f"{pattern}/**/*")]
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }
    wheel = packed(files, place.parent)
    listed = json.loads(place.read_text("utf-8"))
    listed["packages"][NAME] |= {
        "version": facts(wheel)[1],
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
    }
    place.unlink()  # it may be a link to the installer's own copy
    place.write_text(json.dumps(listed), encoding="utf-8")
    return place


if __name__ == "__main__":
    print("Complete:", complete(Path(sys.argv[1])).parent)
