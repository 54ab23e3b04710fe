"""JupyterLab in the browser, without a server: JupyterLite with the notebooks, the course and what it needs.

Its Python, Pyodide with NumPy, matplotlib and scikit-learn, is fetched by the reader's browser when a notebook is
opened there; nothing else is fetched, and nothing at all while the site is built.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import copies, pyodide
from .course import ROOT
from .wheels import wheels

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
EXTENSION = "extensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
# A link from a notebook to another file of the project.
LINKED = re.compile(r"\]\(\.\./([\w./-]+)")
# What JupyterLite's kernel consists of, loaded while Python starts.
AT_START = ["ipykernel", "comm", "pyodide-kernel", "ipython"]
# What the kernel's environment says of itself, as `make lab` sets it.
VARIABLES = {"HOME": "/home/pyodide", "OPENBLAS_NUM_THREADS": "1"}


def lite(entries, out, work, environment=None):
    """Build JupyterLite into `out`, with `work` for what is left over; returns `out`.

    `environment` has JupyterLite installed: by default that beside this one, with -lite after its name.
    Raises RuntimeError or ValueError that says what is missing.
    """
    python = environment_python(environment)
    ours = wheels(work / "wheels")
    versions = _lay_out(entries, work / "course")
    _configure(work, ours, out)
    shutil.rmtree(out, ignore_errors=True)
    _run([python, "-m", "jupyterlite_core", "build"], work)
    _add_packages(ours, out, python)
    copies.watch(out, versions)
    return out


def environment_python(environment=None):
    """The Python of the environment that builds JupyterLite and the index: by default that beside this one.

    Raises RuntimeError where there is none.
    """
    environment = environment or Path(sys.prefix).with_name(f"{Path(sys.prefix).name}-lite")
    path = next(
        (
            environment / place
            for place in ("bin/python", "Scripts/python.exe")
            if (environment / place).exists()
        ),
        None,
    )
    if path is None:
        raise RuntimeError(
            f"JupyterLite is not set up ({environment.name} is missing): run `make site`, which does that"
        )
    return path


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


def _configure(work, ours, out):
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
            "litePluginSettings": {
                KERNEL: {
                    "disablePyPIFallback": True,
                    "loadPyodideOptions": {
                        "lockFileURL": "./pypi/pyodide-lock.json",
                        "packages": AT_START,
                        "env": VARIABLES,
                    },
                }
            },
        },
    }
    (work / "jupyter_lite_config.json").write_text(json.dumps(build), encoding="utf-8")
    (work / "jupyter-lite.json").write_text(json.dumps(page), encoding="utf-8")


def _add_packages(ours, out, python):
    """Put the list of packages beside the wheels: ours, JupyterLite's and Pyodide's."""
    theirs = sorted(path for path in (out / EXTENSION).glob("*.whl") if "-3.6.999-" not in path.name)
    if missing := [wheel.name for wheel in ours if not (out / "pypi" / wheel.name).is_file()]:
        raise RuntimeError(f"the site has no {', '.join(missing)}, and without it no cell runs")
    places = [wheel.name for wheel in ours] + [f"../{EXTENSION}/{wheel.name}" for wheel in theirs]
    listed = pyodide.lock([*ours, *theirs], places, *_pyodide(python))
    (out / "pypi" / "pyodide-lock.json").write_text(json.dumps(listed), encoding="utf-8")


def _pyodide(python):
    """Where JupyterLite's Pyodide is, and its version, as JupyterLite says."""
    code = (
        "from jupyterlite_pyodide_kernel import constants as c; print(c.PYODIDE_CDN_URL, c.PYODIDE_VERSION)"
    )
    return _run([python, "-c", code], ROOT).split()


def _run(command, folder):
    """Run a command; returns what it prints. RuntimeError with its last words where it fails."""
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout + done.stderr
        last = "\n".join(said[said.rfind("Traceback") :].splitlines()[-12:])
        raise RuntimeError(f"{' '.join(map(str, command[1:4]))} failed:\n{last}")
    return done.stdout
