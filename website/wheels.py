"""Wheels for the browser: the course's own, built here, and the pure Python that it needs beside Pyodide's packages.

The others are made from what is installed here, which came from the lock with its hashes; so a site is built
without a network. Compiled files stay out (of psygnal, whose sources lie beside them), and so do files for a server.
"""

import base64
import email
import hashlib
import re
import sys
import zipfile
from importlib import metadata
from pathlib import PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from . import program
from .course import ROOT

COURSE = "neural-network-lecture"
# In the browser JupyterLab is the page around the kernel, not a package.
PAGE = re.compile(rb"^Requires-Dist: jupyterlab(?![\w.-]).*\n", re.MULTILINE)
COMPILED = {".so", ".pyd", ".dylib", ".pyc"}
TIME = (2020, 1, 1, 0, 0, 0)  # of every file
TAG = "Wheel-Version: 1.0\nGenerator: course\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheels(folder, there, python):
    """Make in `folder` the wheels of the course and of all that it needs beside the packages that are `there`.

    `python` is the browser's, as "3.14". Returns their paths. Raises RuntimeError where one cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made, known = [course_wheel(folder)], set(map(canonicalize_name, there))
    for wheel in made:  # each may add others
        for needed in (canonicalize_name(entry.name) for entry in asked_for(facts(wheel)[2], python)):
            if needed not in known:
                known.add(needed)
                made.append(installed_wheel(needed, folder))
    return made


def course_wheel(folder):
    """The course as a wheel."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "full"]
    program.output(command, "the course's wheel could not be built, and without it no cell runs:\n", cwd=ROOT)
    return packed(contents(next((folder / "full").glob("*.whl"))), folder)


def installed_wheel(name, folder):
    """An installed package as a wheel of pure Python; RuntimeError where it is missing or not pure Python."""
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError as problem:
        raise RuntimeError(f"{name} is not installed, and the site needs it: run `make site`") from problem
    if alone := _without_source(distribution.files):
        raise RuntimeError(
            f"{name} is not pure Python ({alone}), so the browser needs it from Pyodide, which does not have it"
        )
    kept = (file for file in distribution.files if ".." not in file.parts and file.suffix not in COMPILED)
    files = {
        file.as_posix(): file.read_binary() for file in kept if file.name not in ("INSTALLER", "REQUESTED")
    }
    return packed(files, folder)


def _without_source(files):
    """The first compiled module of a package that has no source beside it, or None."""
    sources = {file.as_posix() for file in files if file.suffix == ".py"}
    compiled = [file for file in files if file.suffix in COMPILED - {".pyc"} and len(file.parts) > 1]
    return next(
        (file for file in compiled if f"{file.parent}/{file.name.split('.')[0]}.py" not in sources), None
    )


def packed(files, folder):
    """Write the files {name: bytes} as a wheel with a record of its own; returns the path."""
    info = next(PurePosixPath(name).parent for name in files if name.endswith(".dist-info/METADATA"))
    files = {name: content for name, content in files.items() if PurePosixPath(name).name != "RECORD"}
    files[f"{info}/METADATA"] = PAGE.sub(b"", files[f"{info}/METADATA"])
    files[f"{info}/WHEEL"] = TAG.encode()
    record = "".join(
        f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in sorted(files.items())
    )
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return zipped(files, folder / f"{info.name.removesuffix('.dist-info')}-py3-none-any.whl")


def contents(path):
    """The files of an archive, {name: bytes}."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files, path):
    """Write the files {name: bytes} as an archive, the same bytes for the same files; returns the path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, TIME), content, zipfile.ZIP_DEFLATED)
    return path


def facts(wheel):
    """Name, version and requirements of a wheel, as its METADATA says them."""
    with zipfile.ZipFile(wheel) as archive:
        place = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(place))
    return metadata["Name"], metadata["Version"], metadata.get_all("Requires-Dist", [])


def asked_for(requirements, python):
    """The requirements that hold in a browser whose Python is `python`, as "3.14"."""
    browser = {
        "sys_platform": "emscripten",
        "platform_system": "Emscripten",
        "python_version": python,
        "extra": "",
    }
    parsed = map(Requirement, requirements)
    return [entry for entry in parsed if entry.marker is None or entry.marker.evaluate(browser)]


def top_modules(wheel):
    """The names under which a wheel's code is imported."""
    with zipfile.ZipFile(wheel) as archive:
        paths = [PurePosixPath(name) for name in archive.namelist() if name.endswith(".py")]
    return sorted({path.parts[0].removesuffix(".py") for path in paths})


def _digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
