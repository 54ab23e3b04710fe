"""What Binder builds. It ignores in silence what it does not understand, so its own program is asked first."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

from tools.imports import ROOT

# Every file that repo2docker reads, in binder/ only as soon as that folder is there.
READ_BY_BINDER = set(
    """
    environment.yml environment.yaml requirements.txt requirements3.txt Pipfile Pipfile.lock setup.py apt.txt postBuild
    start runtime.txt Dockerfile install.R DESCRIPTION Project.toml JuliaProject.toml REQUIRE default.nix .dockerignore
    .containerignore
    """.split()
)


@pytest.fixture(scope="module")
def dockerfile():
    """Return what repo2docker would build, as a Dockerfile; it needs no container engine for that."""
    command = [Path(sys.executable).parent / "repo2docker", "--no-build", "--no-run", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def base():
    """Return {package: version} of the image that the course is put on, as repo2docker pins it."""
    folder = Path(find_spec("repo2docker").origin).parent / "buildpacks" / "conda"
    lock = (folder / f"environment.py-{python()}-linux-64.lock").read_text()
    return dict(re.findall(r"/([a-z][\w.-]*?)-(\d[\w.]*)-[^/-]+\.(?:conda|tar\.bz2)", lock))


def asked_for():
    """Return the entries of binder/environment.yml."""
    return yaml.safe_load((ROOT / "binder/environment.yml").read_text())["dependencies"]


def python():
    return next(entry.partition("=")[2] for entry in asked_for() if entry.startswith("python="))


def test_the_python_is_the_one_that_is_asked_for(dockerfile):
    """Otherwise Binder takes 3.10, which is too old for the course, and says nothing."""
    assert f"Building conda environment for python={python()}" in dockerfile
    assert re.search(
        rf"environment-2epy-2d3-2e{python().partition('.')[2]}-2dlinux\S* /tmp/env/environment\.lock",
        dockerfile,
    )


def test_the_packages_and_then_the_course_are_installed(dockerfile):
    packages = dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "binder/environment.yml"')
    course = dockerfile.index("RUN ./binder/postBuild")
    assert packages < dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/") < course
    assert re.search(
        r"^pip install --no-deps \.$", (ROOT / "binder/postBuild").read_text(), flags=re.MULTILINE
    )


def test_one_thread_is_set_when_a_student_arrives(dockerfile):
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


def test_nothing_at_the_root_is_ignored_in_silence():
    """With binder/ there, Binder reads no file beside it: each must have its twin inside, saying the same."""
    beside = {path.name for path in ROOT.iterdir()} & READ_BY_BINDER
    assert beside == {"environment.yml"}
    for name in beside:
        assert (ROOT / "binder" / name).read_bytes() == (ROOT / name).read_bytes()


def test_nothing_in_the_folder_is_ignored_in_silence():
    assert {path.name for path in (ROOT / "binder").iterdir()} <= READ_BY_BINDER


def test_what_the_base_has_is_not_replaced():
    """A range that the base's own pins satisfy costs neither minutes nor megabytes when an image is built."""
    pins = base()
    shared = [Requirement(entry) for entry in asked_for() if re.match(r"jupyterlab|ipywidgets", entry)]
    assert len(shared) == 2
    for entry in shared:
        assert Version(pins[entry.name]) in entry.specifier, f"the base has {entry.name} {pins[entry.name]}"
    assert pins["python"].startswith(f"{python()}.")


def test_the_image_has_no_desktop():
    """conda's `matplotlib` brings Qt, 300 MB that no browser shows."""
    names = {
        Requirement(entry).name for entry in asked_for() if "=" in entry and not entry.startswith("python=")
    }
    assert "matplotlib-base" in names and "matplotlib" not in names
