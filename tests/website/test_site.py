"""The whole website, as files: every link leads somewhere, nothing comes from elsewhere, nothing is missing."""

import hashlib
import json
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import nbformat
import pytest

from website.compiled import LIST as PACKAGE_LIST
from website.compiled import STANDARD_LIBRARY
from website.course import course
from website.wheels import COURSE, contents

FETCHING = {"img": "src", "iframe": "src", "script": "src", "source": "srcset", "link": "href"}
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
LAB = "lite/lab/index.html"


class Page(HTMLParser):
    """What a page links to, what it loads, its places, and its pictures without words."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.ids, self.silent = [], [], set(), []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.add(found.get("id"))
        if tag == "a":
            self.links.append(found["href"])
        if address := found.get(FETCHING.get(tag)):
            self.loads.append(address)
        if tag == "img" and len(found.get("alt", "").split()) < 4:
            self.silent.append(found.get("src", "")[:60])


# Of the stepper beside the link, which a browser test follows.
A_STEP = re.compile(r"update=\d+&step=[\w/+]+")


@pytest.fixture(scope="module")
def pages(built_site):
    """{path in the site: Page} of all pages but JupyterLite's."""
    found = [path for path in built_site.rglob("*.html") if "lite" not in path.relative_to(built_site).parts]
    return {path.relative_to(built_site).as_posix(): Page(path) for path in found}


def target(built_site, name, link):
    """The file and the place in it that a link on the page `name` leads to."""
    parts = urlsplit(link)
    file = (built_site / name).parent / unquote(parts.path) if parts.path else built_site / name
    return file.resolve(), parts.fragment


def test_every_notebook_is_a_page_and_slides(built_site):
    for folder in ("book", "slides"):
        assert {path.name for path in (built_site / folder).iterdir()} == {entry.page for entry in course()}


def test_links_lead_somewhere(built_site, pages):
    lost = []
    for name, page in pages.items():
        for link in page.links:
            if urlsplit(link).scheme in ("http", "https", "mailto"):
                continue
            file, place = target(built_site, name, link)
            other = pages.get(file.relative_to(built_site.resolve()).as_posix())
            known = place in ("", "projector") or A_STEP.fullmatch(place) or (other and place in other.ids)
            if not file.is_file() or not known:
                lost.append(f"{name}: {link}")
    assert lost == []


def test_links_into_jupyterlite_open_a_notebook(built_site, pages):
    links = [link for page in pages.values() for link in page.links if LAB in link]
    assert len(links) >= 2 * len(course())
    paths = {parse_qs(urlsplit(link).query)["path"][0] for link in links}
    assert [path for path in paths if not (built_site / "lite" / "files" / path).is_file()] == []


def test_nothing_comes_from_elsewhere(built_site, pages):
    for name, page in pages.items():
        for address in page.loads:
            if not address.startswith("data:"):
                assert target(built_site, name, address)[0].is_file(), f"{name} loads {address}"
        text = (built_site / name).read_text("utf-8")
        assert re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import", text) == [], name


def test_every_picture_has_its_words(pages):
    assert {name: page.silent for name, page in pages.items() if page.silent} == {}


def test_the_first_page_has_the_map_below_the_stepper(built_site):
    text = (built_site / "index.html").read_text("utf-8")
    assert text.index('class="stepper"') < text.index('class="map"')
    for entry in course():
        assert f'href="book/{entry.page}"' in text


@pytest.mark.browser  # which prints it
def test_the_worksheet_is_there_with_its_key(built_site):
    names = {path.name for path in (built_site / "worksheet").iterdir()}
    assert names == {f"worksheet{key}.{kind}" for key in ("", "-key") for kind in ("html", "pdf")}
    for path in (built_site / "worksheet").glob("*.pdf"):
        content = path.read_bytes()
        assert content.startswith(b"%PDF")
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 8


def test_a_page_has_one_main_part_and_one_name(built_site, pages):
    """Who jumps by landmarks or headings must find the page's beginning once."""
    read = [name for name in pages if name.startswith(("book/", "slides/", "index", "formulas"))]
    assert len(read) == 2 * len(course()) + 2
    for name in read:
        text = (built_site / name).read_text("utf-8")
        assert len(re.findall(r'<main\b|role="main"', text)) == 1, name
        assert len(re.findall(r"<h1\b", text)) == 1, name


def test_every_heading_of_the_book_can_be_linked_to(built_site):
    for path in [*(built_site / "book").glob("*.html"), built_site / "formulas.html"]:
        headings = re.findall(r"<h[1-4][^>]*>.*?</h[1-4]>", path.read_text("utf-8"), re.DOTALL)
        assert headings, path.name
        for heading in headings:
            place = re.search(r'<h[1-4] id="([^"]+)"', heading)
            assert place and f'href="#{place[1]}"' in heading, f"{path.name}: {heading}"


# --- JupyterLite ------------------------------------------------------------------------------------------


LIST = "pyodide/jupyterlite-lock.json"


@pytest.fixture(scope="module")
def packages(built_site):
    """What JupyterLite's Python can import: {name: entry}."""
    return json.loads((built_site / LIST).read_text("utf-8"))["packages"]


def test_notebooks_are_the_same_in_whole_texts_and_say_their_version(built_site):
    """JupyterLite shows a text that is a list of lines with commas between them, or not at all."""
    versions = json.loads((built_site / "lite/versions.json").read_text("utf-8"))
    for entry in course():
        held = json.loads((built_site / "lite/files/notebooks" / entry.path.name).read_text("utf-8"))
        outputs = [output for cell in held["cells"] for output in cell.get("outputs", [])]
        texts = [
            text for output in outputs for text in (output.get("text"), *output.get("data", {}).values())
        ]
        assert [text for text in texts if isinstance(text, list)] == []
        assert held["metadata"].pop("course") == {"version": versions[f"notebooks/{entry.path.name}"]}
        assert nbformat.from_dict(held) == nbformat.read(entry.path, as_version=4)


def test_the_kernel_knows_our_packages_and_asks_no_index(built_site):
    settings = json.loads((built_site / "lite/jupyter-lite.json").read_text("utf-8"))
    kernel = settings["jupyter-config-data"]["litePluginSettings"][KERNEL]
    assert kernel["disablePyPIFallback"] is True
    assert (built_site / "lite" / kernel["loadPyodideOptions"]["lockFileURL"]).resolve() == built_site / LIST
    assert (built_site / "lite" / kernel["pyodideUrl"]).resolve() == built_site / "pyodide/pyodide.mjs"
    assert kernel["pipliteUrls"][0].startswith("./pypi/all.json")


def test_a_site_with_its_own_pyodide_names_no_address_for_python(built_site):
    """What is read while Python starts: the settings of JupyterLite, the lists of packages, what pages say."""
    read = [*(built_site / "lite").rglob("jupyter-lite.json"), *(built_site / "pyodide").glob("*.json")]
    read += [*(built_site / "lite").rglob("all.json"), *(built_site / "live").iterdir()]
    read += [
        *(built_site / "book").glob("*.html"),
        built_site / "lite/lab/index.html",
        built_site / "index.html",
    ]
    assert len(read) > 2 * len(course())
    network = re.compile(
        rb"[jJ]s[dD]elivr|/pyodide/v\d|files\.pythonhosted|pypi\.org/pypi|\"(?:file_name|url)\": *\"https?:"
    )
    assert [path for path in read if network.search(path.read_bytes())] == []


def test_the_sites_own_python_lies_compiled_beside_its_sources(built_site):
    """A page starts it in half the time, and a browser takes only what is as the list says."""
    folder = built_site / "pyodide"
    listed = json.loads((folder / PACKAGE_LIST).read_text("utf-8"))["packages"]
    for name, of in (("numpy", "numpy/__init__"), ("matplotlib", "matplotlib/pyplot")):
        wheel = folder / listed[name]["file_name"]
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == listed[name]["sha256"]
        place, _, module = of.rpartition("/")
        names = contents(wheel)
        assert f"{of}.py" in names
        assert any(re.fullmatch(rf"{place}/__pycache__/{module}\.cpython-\d+\.pyc", each) for each in names)
    assert {"ast.py", "ast.pyc"} <= contents(folder / STANDARD_LIBRARY).keys()


def test_every_page_starts_the_same_python(built_site):
    """A browser test lends one page's Python to the next."""
    held = re.compile(r'id="python-settings">(.*?)</script>')
    found = [held.search(path.read_text("utf-8"))[1] for path in (built_site / "book").glob("*.html")]
    assert len(found) == len(course())
    assert len(set(found)) == 1


def test_every_wheel_of_ours_is_in_the_index_and_unharmed(built_site, packages):
    """The tests' Pyodide lacks two more packages than the one of the network."""
    index = json.loads((built_site / "lite/pypi/all.json").read_text("utf-8"))
    own = {"anywidget", "latex2mathml", "psygnal", "ipywidgets", "jupyterlab-widgets", "comm"}
    assert set(index) == {COURSE, *own, "tqdm", "typing-extensions"}
    assert {*index, "ipykernel", "pyodide-kernel", "piplite", "widgetsnbextension", "numpy"} <= set(packages)
    for entry in packages.values():
        content = (built_site / "pyodide" / entry["file_name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["name"]


def test_jupyterlite_can_show_widgets(built_site):
    assert (built_site / "lite/extensions/anywidget/package.json").is_file()
    assert (built_site / "lite/extensions/@jupyter-widgets/jupyterlab-manager/package.json").is_file()
