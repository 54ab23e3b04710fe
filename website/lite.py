"""JupyterLab in the browser, without a server: JupyterLite with the notebooks, the course and what it needs.

Its Python, Pyodide with NumPy, matplotlib and scikit-learn, is fetched by the reader's browser when a notebook is
opened there, from its content delivery network or from the site, if that brings one with it; nothing else is fetched,
and nothing at all while the site is built.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path

from packaging.requirements import Requirement

from . import copies, program, pyodide
from .course import ROOT
from .wheels import facts, wheels

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# What JupyterLite brings for the browser's Python.
WHEELS = "@jupyterlite/pyodide-kernel-extension/static/pypi"
# A link from a notebook to another file of the project.
LINKED = re.compile(r"\]\(\.\./([\w./-]+)")
# What JupyterLite's kernel consists of, loaded while Python starts; its piplite needs parts of a new micropip.
AT_START = tuple(
    map(Requirement, ("micropip>=0.10", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"))
)
LIST = "jupyterlite-lock.json"  # what may be imported
# The environment variables of the kernel, as `make lab` sets it.
VARIABLES = {"HOME": "/home/pyodide", "OPENBLAS_NUM_THREADS": "1"}


def lite(entries, out, work, brought=None):
    """Build JupyterLite into `out`, with `work` for what is left over.

    `brought` is the folder of the site's own Pyodide, if it has one. Raises RuntimeError or ValueError that says what
    is missing.
    """
    python = environment_python()
    listed = pyodide.of_site(brought) if brought else pyodide.of_network(*_pyodide(python))
    theirs = _kernel_wheels(python.parents[1] / "share" / "jupyter" / "labextensions" / WHEELS)
    there = [*listed["packages"], *(facts(wheel)[0] for wheel in theirs)]
    ours = wheels(work / "wheels", there, pyodide.python(listed))
    versions = _lay_out(entries, work / "course")
    _configure(work, ours, out, brought)
    shutil.rmtree(out, ignore_errors=True)
    program.output([python, "-m", "jupyterlite_core", "build"], "JupyterLite could not be built:\n", cwd=work)
    _add_packages(listed, ours, out, brought or out / "pypi")
    copies.watch(out, versions)


def _kernel_wheels(folder):
    """Those of JupyterLite's own wheels that the course's ipywidgets goes with."""
    return sorted(path for path in folder.glob("*.whl") if "-3.6.999-" not in path.name)


def environment_python():
    """The Python that has JupyterLite and Pagefind, in the environment beside this one, with -lite after its name.

    Raises RuntimeError where there is none.
    """
    environment = Path(sys.prefix).with_name(f"{Path(sys.prefix).name}-lite")
    for path in (environment / "bin" / "python", environment / "Scripts" / "python.exe"):
        if path.exists():
            return path
    raise RuntimeError(
        f"JupyterLite is not set up ({environment.name} is missing): run `make site`, which does that"
    )


def _lay_out(entries, folder):
    """The notebooks and what they link to, in folders as in the project; returns {path of a notebook: its version}."""
    paths = [entry.path for entry in entries]
    linked = {file for path in paths for file in LINKED.findall(path.read_text("utf-8"))}
    for path in (*paths, *(ROOT / file for file in sorted(linked)), ROOT / "docs" / "stepper.png"):
        place = folder / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    versions = {}
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        text, versions[name] = copies.stored(path)
        (folder / name).write_text(text, encoding="utf-8")
    return versions


def _configure(work, ours, out, brought):
    build = {
        "LiteBuildConfig": {
            "lite_dir": str(work),
            "contents": [str(work / "course")],
            "output_dir": str(out),
            "apps": ["lab"],
            "no_sourcemaps": True,
            "cache_dir": str(work / "cache"),
        },
        "PipliteAddon": {"piplite_urls": [str(wheel) for wheel in ours]},
    }
    page = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Neural networks",
            "contentsStorageName": copies.STORAGE,
            "litePluginSettings": {KERNEL: kernel_settings(out, brought)},
        },
    }
    (work / "jupyter_lite_config.json").write_text(json.dumps(build), encoding="utf-8")
    (work / "jupyter-lite.json").write_text(json.dumps(page), encoding="utf-8")


def kernel_settings(out, brought=None):
    """What JupyterLite's kernel is told: where it finds Python and the list of what it may import."""
    place = f"./{_seen_from(out, brought)}" if brought else "./pypi"
    settings = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"{place}/{LIST}",
            "packages": [needed.name for needed in AT_START],
            "env": VARIABLES,
        },
    }
    return settings | ({"pyodideUrl": f"{place}/pyodide.mjs"} if brought else {})


def _add_packages(listed, ours, out, folder):
    """Put the list of packages into a folder: ours, JupyterLite's and Pyodide's.

    Some versions of Pyodide look for a wheel from the list's place, others from their own: where the site brings
    one, both are the same folder.
    """
    held = [*(out / "pypi" / wheel.name for wheel in ours), *_kernel_wheels(out / "extensions" / WHEELS)]
    if missing := [wheel.name for wheel in held if not wheel.is_file()]:
        raise RuntimeError(f"the site has no {', '.join(missing)}, and without it no cell runs")
    listed = pyodide.lock(listed, held, [_seen_from(folder, wheel) for wheel in held], AT_START)
    (folder / LIST).write_text(json.dumps(listed), encoding="utf-8")


def _seen_from(folder, path):
    return Path(os.path.relpath(path, folder)).as_posix()


def _pyodide(python):
    """Where JupyterLite's Pyodide is, and its version, as JupyterLite says."""
    code = (
        "from jupyterlite_pyodide_kernel import constants as c; print(c.PYODIDE_CDN_URL, c.PYODIDE_VERSION)"
    )
    return program.output([python, "-c", code], "JupyterLite does not say which Pyodide it starts:\n").split()
