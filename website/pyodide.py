"""Python in the browser: where Pyodide is, and what it may import: its list of packages with the course's own in it.

By default Pyodide comes from its content delivery network, in the version that JupyterLite starts; a site for schools
without a network brings a whole one with it, a folder as Pyodide's releases are. Pages and JupyterLite share it.

Because the course stands in JupyterLite's list, a cell that imports it fetches it first, with all that it needs: no
notebook has an install cell. Pyodide's own packages keep their place; ours lie in the site.
(Its own tool for such lists, pyodide-lock, reads this format from Python 3.12 on, and compares no versions.)
"""

import json
import shutil
from pathlib import Path

from packaging.utils import canonicalize_name

from .alive import PACKAGES
from .compiled import LIST, STANDARD_LIBRARY, compile_modules, digest, write
from .wheels import asked_for, facts, top_modules

VERSION = "314.0.6"  # of the list, which does not name it itself
NETWORK = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
LOCK = Path(__file__).with_name("vendor") / "pyodide" / "pyodide-lock.json"
NEEDED = ("pyodide.mjs", "pyodide.asm.wasm", LIST, STANDARD_LIBRARY)
ITS_OWN = 4  # files that Pyodide fetches beside packages: three of these, and the course


def place_for_pages(out, folder=None):
    """Where the pages of the site in `out` find Pyodide, and how many files it starts with, as a dict.

    One in a `folder` is copied into the site, as `pyodide`; there its modules are compiled, and its list names what the
    folder has, and nothing that would have to be fetched. Raises ValueError where the folder has no Pyodide, or not the
    packages with which pages start, and RuntimeError where it does not run.
    """
    if folder is None:
        return {"pyodide": NETWORK, "files": len(reached(PACKAGES, _read(LOCK)["packages"])) + ITS_OWN}
    if missing := [name for name in NEEDED if not (folder / name).is_file()]:
        raise ValueError(f"{folder} must be a folder with a whole Pyodide; it has no {', '.join(missing)}")
    listed = _read(folder / LIST)
    packages = {
        name: entry for name, entry in listed["packages"].items() if (folder / entry["file_name"]).is_file()
    }
    try:
        files = len(reached(PACKAGES, packages)) + ITS_OWN
    except ValueError as problem:
        raise ValueError(f"{folder} cannot serve the pages: {problem}") from None
    shutil.copytree(folder, out / "pyodide", dirs_exist_ok=True)
    write(out / "pyodide" / LIST, listed | {"packages": packages})
    compile_modules(out / "pyodide")
    return {"pyodide": "../pyodide/", "files": files}


def reached(names, packages):
    """The names of packages and of all that they depend on; ValueError that names one that the list lacks."""
    wanted, found = list(names), set()
    while wanted:
        if (name := canonicalize_name(wanted.pop())) in found:
            continue
        if name not in packages:
            raise ValueError(f"{name} is not among the packages of Pyodide")
        found.add(name)
        wanted += packages[name]["depends"]
    return found


def of_network(address, version):
    """The list of the Pyodide that JupyterLite starts, of that version, with its packages at an address.

    Raises ValueError where it is not the version of the list that is kept here.
    """
    if version != VERSION:
        raise ValueError(
            f"JupyterLite starts Pyodide {version}, but the list in website/vendor is that of Pyodide {VERSION}"
        )
    listed = _read(LOCK)
    for entry in listed["packages"].values():
        entry["file_name"] = f"{address}/{entry['file_name']}"
    return listed


def of_site(folder):
    """The list of the Pyodide that lies in a folder of the site; its packages lie beside it."""
    return _read(folder / LIST)


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def lock(listed, wheels, places, start=()):
    """Add `wheels` to a list of packages; `places` gives where each of them lies, seen from the list. Returns it.

    `start` is what JupyterLite starts with, as requirements. Raises ValueError where one of these, or of the wheels',
    is not met.
    """
    packages = listed["packages"]
    for wheel, place in zip(wheels, places, strict=True):
        entry = _entry(wheel, place, python(listed))
        packages[entry["name"]] = entry
    for wheel in wheels:
        name, _, requirements = facts(wheel)
        check(name, asked_for(requirements, python(listed)), packages)
    check("JupyterLite", start, packages)
    reached([*(facts(wheel)[0] for wheel in wheels), *(needed.name for needed in start)], packages)
    return listed


def _entry(wheel, place, python):
    name, version, requirements = facts(wheel)
    return {
        "name": canonicalize_name(name),
        "version": version,
        "file_name": place,
        "sha256": digest(wheel),
        "imports": top_modules(wheel),
        "depends": [canonicalize_name(requirement.name) for requirement in asked_for(requirements, python)],
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def python(listed):
    """The version of Python to which a list of packages belongs, as "3.14"."""
    return ".".join(listed["info"]["python"].split(".")[:2])


def check(name, requirements, packages):
    """Raise ValueError where a list lacks what something called `name` needs, or has a version that does not fit."""
    for needed in requirements:
        found = packages.get(canonicalize_name(needed.name))
        if found is None:
            raise ValueError(f"{name} needs {needed.name}, which is neither in Pyodide nor in the site")
        if not needed.specifier.contains(found["version"], prereleases=True):
            raise ValueError(f"{name} needs {needed}, but the browser would get {found['version']}")
