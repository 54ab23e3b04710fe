"""What the browser's Python is given: one missing package, and no cell of the course runs there."""

import json
import zipfile
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from course_utils.self_test import PACKAGE
from website import pyodide, wheels
from website.lite import kernel_settings, lite
from website.wheels import course_wheel, facts, installed_wheel, top_modules

CDN = ("https://cdn.example/v314.0.6/full", "314.0.6")


# What the course needs that Pyodide 314 has not; from ipywidgets on, what the one before needs.
SHIPPED = ("anywidget", "latex2mathml", "psygnal", "ipywidgets", "jupyterlab-widgets", "comm")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course's wheel."""
    return course_wheel(tmp_path_factory.mktemp("wheels"))


def test_the_course_is_whole(course, root):
    with zipfile.ZipFile(course) as archive:
        packed = {name for name in archive.namelist() if name.startswith("course_utils/")}
        assert archive.testzip() is None
    sources = (root / "course_utils").rglob("*")
    wanted = {
        path.relative_to(root).as_posix() for path in sources if path.is_file() and path.suffix != ".pyc"
    }
    assert packed == wanted
    assert top_modules(course) == ["course_utils"]


def test_the_course_asks_for_no_server(course):
    """The self-test of notebook 00 reads this list, and would call JupyterLab missing."""
    name, _, requirements = facts(course)
    asked = {Requirement(entry).name for entry in requirements}
    assert name == PACKAGE
    assert {Requirement(entry).name for entry in metadata.requires(PACKAGE)} - asked == {"jupyterlab"}


@pytest.mark.parametrize("name", SHIPPED)
def test_an_installed_package_becomes_python_alone(name, tmp_path):
    wheel = installed_wheel(name, tmp_path)
    again = installed_wheel(name, tmp_path / "..")
    assert wheel.read_bytes() == again.read_bytes()
    again.unlink()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        record = next(entry for entry in names if entry.endswith("RECORD"))
        listed = {line.split(",")[0] for line in archive.read(record).decode().splitlines()}
    assert listed == set(names)
    assert [entry for entry in names if entry.endswith((".so", ".pyd", ".pyc")) or ".." in entry] == []
    assert facts(wheel)[1] == metadata.version(name)


def test_compiled_modules_have_their_sources_beside_them(tmp_path):
    with zipfile.ZipFile(installed_wheel("psygnal", tmp_path)) as archive:
        packed = set(archive.namelist())
    compiled = [
        path for path in metadata.files("psygnal") if path.suffix == ".so" and path.parts[0] == "psygnal"
    ]
    assert {f"{path.parent}/{path.name.split('.')[0]}.py" for path in compiled} <= packed


def test_a_missing_package_is_named(tmp_path):
    with pytest.raises(RuntimeError, match="no-such-package is not installed"):
        installed_wheel("no-such-package", tmp_path)


def test_a_wheel_that_cannot_be_built_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(wheels, "ROOT", tmp_path)
    with pytest.raises(RuntimeError, match="without it no cell runs"):
        course_wheel(tmp_path)


def test_without_jupyterlite_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.prefix", str(tmp_path / "nowhere"))
    with pytest.raises(RuntimeError, match=r"nowhere-lite is missing.*make site"):
        lite([], tmp_path / "out", tmp_path / "work")


def test_what_the_browser_lacks_is_found_out(tmp_path):
    listed = pyodide.of_network(*CDN)
    there = [*listed["packages"], "widgetsnbextension"]
    made = [facts(wheel)[0] for wheel in wheels.wheels(tmp_path, there, pyodide.python(listed))]
    assert made[0] == PACKAGE
    assert {canonicalize_name(name) for name in made[1:]} == set(SHIPPED)


def test_what_must_be_compiled_is_not_made_of_its_sources(tmp_path):
    with pytest.raises(RuntimeError, match="numpy is not pure Python"):
        installed_wheel("numpy", tmp_path)


def test_the_list_of_packages_gets_ours_and_keeps_pyodides(course, tmp_path):
    ours = [course, *(installed_wheel(name, tmp_path) for name in SHIPPED)]
    ours.append(packed("widgetsnbextension", "4.0.999", [], tmp_path))
    places = [f"here/{wheel.name}" for wheel in ours]
    listed = pyodide.lock(pyodide.of_network(*CDN), ours, places)["packages"]
    assert listed[PACKAGE]["imports"] == ["course_utils"]
    assert listed[PACKAGE]["file_name"] == f"here/{course.name}"
    wanted = {"numpy", "matplotlib", "scikit-learn", "anywidget", "ipywidgets"}
    assert wanted <= set(listed[PACKAGE]["depends"])
    assert listed["numpy"]["file_name"].startswith("https://cdn.example/v314.0.6/full/numpy-")


def test_what_is_neither_there_nor_here_is_named(course, tmp_path):
    with pytest.raises(ValueError, match=r"needs anywidget, which is neither in Pyodide nor in the site"):
        pyodide.lock(pyodide.of_network(*CDN), [course], ["x.whl"])
    listed = pyodide.of_network(*CDN)
    del listed["packages"]["scipy"]
    with pytest.raises(ValueError, match=r"scipy is not among the packages of Pyodide"):
        pyodide.lock(listed, [packed("mine", "1.0", ["scikit-learn"], tmp_path)], ["x.whl"])


def test_a_version_that_does_not_fit_is_named(tmp_path):
    wheel = packed("mine", "1.0", ["numpy<2"], tmp_path)
    with pytest.raises(ValueError, match=r"mine needs numpy<2, but the browser would get 2\."):
        pyodide.lock(pyodide.of_network(*CDN), [wheel], [wheel.name])
    with pytest.raises(ValueError, match=r"JupyterLite needs micropip>=99, but the browser would get 0\."):
        pyodide.lock(pyodide.of_network(*CDN), [], [], [Requirement("micropip>=99")])


def test_the_list_of_another_pyodide_is_refused():
    with pytest.raises(ValueError, match=r"the list in website/vendor is that of Pyodide 314\.0\.6"):
        pyodide.of_network("https://cdn.example/v315.0.0/full", "315.0.0")


def test_jupyterlite_starts_its_own_pyodide_or_the_sites(tmp_path):
    """Without a network the second must say nothing of an address."""
    usual = kernel_settings(tmp_path / "lite")
    brought = kernel_settings(tmp_path / "lite", tmp_path / "pyodide")
    assert "pyodideUrl" not in usual
    assert usual["loadPyodideOptions"]["lockFileURL"] == "./pypi/jupyterlite-lock.json"
    assert brought["pyodideUrl"] == "./../pyodide/pyodide.mjs"
    assert brought["loadPyodideOptions"]["lockFileURL"] == "./../pyodide/jupyterlite-lock.json"


def packed(name, version, requirements, folder):
    """A wheel of nothing but its name."""
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {entry}" for entry in requirements)]
    content = "\n".join(["Metadata-Version: 2.1", *lines, ""]).encode()
    return wheels.packed({f"{name}-{version}.dist-info/METADATA": content}, folder)


def test_the_vendored_list_is_one():
    listed = json.loads(pyodide.LOCK.read_text("utf-8"))
    assert listed["info"]["python"].startswith("3.14")
    assert "://" not in json.dumps(listed)
