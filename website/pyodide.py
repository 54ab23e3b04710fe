"""What Python in the browser may import: Pyodide's list of packages with the course and its own packages in it.

Because the course stands in that list, a cell that imports it fetches it first, with all that it needs: no notebook
has an install cell. Pyodide's own packages keep their place, its content delivery network; ours lie in the site.
"""

import hashlib
import json
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .wheels import facts, top_modules

VERSION = "314.0.6"  # of the list, which does not say it itself
LOCK = Path(__file__).with_name("vendor") / "pyodide" / "pyodide-lock.json"


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
