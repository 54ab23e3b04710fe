"""Python in the browser: where Pyodide is, and what it may import: its list of packages with the course's own in it.

By default Pyodide comes from its content delivery network, in the version that JupyterLite starts; a site for schools
without a network brings a whole one with it, a folder as Pyodide's releases are.

Because the course stands in that list, a cell that imports it fetches it first, with all that it needs: no notebook
has an install cell. Pyodide's own packages keep their place, its content delivery network; ours lie in the site.
(Its own tool for such lists, pyodide-lock, reads this format from Python 3.12 on, and compares no versions.)
"""

import hashlib
import json
import shutil
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .alive import PACKAGES, Python
from .wheels import facts, top_modules

VERSION = "314.0.6"  # of the list, which does not say it itself
NETWORK = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
LOCK = Path(__file__).with_name("vendor") / "pyodide" / "pyodide-lock.json"
NEEDED = ("pyodide.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
ITS_OWN = 4  # files that Pyodide fetches beside packages: three of these, and the course


def place_for_pages(out, folder=None):
    """Where the pages of the site in `out` find Pyodide; one in a `folder` is copied into the site.

    Raises ValueError where the folder has no Pyodide, or not the packages with which pages start.
    """
    if folder is None:
        return Python(NETWORK, _files(LOCK))
    if missing := [name for name in NEEDED if not (folder / name).is_file()]:
        raise ValueError(f"{folder} must be a folder with a whole Pyodide; it has no {', '.join(missing)}")
    files = _files(folder / "pyodide-lock.json", folder)
    shutil.copytree(folder, out / "pyodide", dirs_exist_ok=True)
    return Python("../pyodide/", files)


def _files(listed, folder=None):
    """How many files a page fetches before its first cell runs; with `folder`, all of the packages must be there."""
    packages = json.loads(listed.read_text(encoding="utf-8"))["packages"]
    wanted, found = list(PACKAGES), set()
    while wanted:
        if (name := canonicalize_name(wanted.pop())) in found:
            continue
        if name not in packages or not (folder is None or (folder / packages[name]["file_name"]).is_file()):
            raise ValueError(f"{listed.parent} lacks {name}, with which pages start")
        found.add(name)
        wanted += packages[name]["depends"]
    return len(found) + ITS_OWN


def lock(wheels, places, address, version):
    """The list as a dictionary; `places` says where each of the `wheels` lies, seen from the list.

    `address` is where Pyodide's packages are, `version` the one that JupyterLite starts. Raises ValueError where
    that is not the version of the list, or where a requirement of the wheels is not met by the list.
    """
    if version != VERSION:
        raise ValueError(
            f"JupyterLite starts Pyodide {version}, but the list in website/vendor is that of Pyodide {VERSION}"
        )
    listed = json.loads(LOCK.read_text(encoding="utf-8"))
    packages = listed["packages"]
    for entry in packages.values():
        entry["file_name"] = f"{address}/{entry['file_name']}"
    for wheel, place in zip(wheels, places, strict=True):
        entry = _entry(wheel, place)
        packages[entry["name"]] = entry
    for wheel in wheels:
        check(wheel, packages)
    return listed


def _entry(wheel, place):
    name, version, requirements = facts(wheel)
    return {
        "name": canonicalize_name(name),
        "version": version,
        "file_name": place,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": top_modules(wheel),
        "depends": [canonicalize_name(requirement.name) for requirement in asked_for(requirements)],
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def asked_for(requirements):
    """The requirements that hold in a browser."""
    browser = {
        "sys_platform": "emscripten",
        "platform_system": "Emscripten",
        "python_version": "3.14",
        "extra": "",
    }
    parsed = map(Requirement, requirements)
    return [entry for entry in parsed if entry.marker is None or entry.marker.evaluate(browser)]


def check(wheel, packages):
    """Raise ValueError where the list lacks what a wheel needs, or has a version that does not fit."""
    name, _, requirements = facts(wheel)
    for needed in asked_for(requirements):
        found = packages.get(canonicalize_name(needed.name))
        if found is None:
            raise ValueError(f"{name} needs {needed.name}, which is neither in Pyodide nor in the site")
        if not needed.specifier.contains(found["version"], prereleases=True):
            raise ValueError(f"{name} needs {needed}, the browser would get {found['version']}")
