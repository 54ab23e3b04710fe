"""Nothing is fetched when the course runs: a lecture hall's network may be down, and there is no tracking."""

import json
import re

import pytest

from tools.imports import PACKAGE, ROOT

# What makes a browser or Python fetch something, as opposed to a link that a reader may follow.
REMOTE = r"""["'`]?\s*(?:https?:)?//"""
ATTRIBUTE = r"<(?:script|img|iframe|link|source|video|audio)\b[^>]*\b(?:src|href)\s*=\s*" + REMOTE
SCRIPT = r"(?:\bfrom\s*|\bimport\s*\(?\s*|\bfetch\s*\(\s*|\bsrc\s*=\s*|\bWorker\s*\(\s*)" + REMOTE
DOWNLOAD = r"\b(?:urllib\.request|requests|httpx|http\.client|urlretrieve|fetch_openml)\b"
FETCHES = {
    ".js": rf"{SCRIPT}|XMLHttpRequest|sendBeacon|{ATTRIBUTE}",
    ".css": rf"(?:@import\s*|url\(\s*)+{REMOTE}",
    ".html": ATTRIBUTE,
    ".py": rf"{DOWNLOAD}|{ATTRIBUTE}",
    ".ipynb": rf"{DOWNLOAD}|{ATTRIBUTE}|!\[[^\]]*\]\(\s*https?:|%pip|!pip",
}


def fetching(text, kind):
    """Return what in `text`, the contents of a file called *`kind`, would be loaded from elsewhere."""
    return [match.group() for match in re.finditer(FETCHES[kind], text)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (".js", 'import x from "https://esm.sh/x"'),
        (".js", "await import('//host/x.js')"),
        (".js", "fetch(`https://host`)"),
        (".css", "@import url('https://host/font.css')"),
        (".css", "src: url(//host/font.woff)"),
        (".py", "import requests"),
        (".py", '"<script src=https://host/x.js>"'),
        (".ipynb", "![a picture](https://host/x.png)"),
        (".ipynb", "%pip install something"),
    ],
)
def test_fetching_is_recognised(kind, text):
    assert fetching(text, kind)


@pytest.mark.parametrize("text", ["# see https://arxiv.org/abs/1", 'xmlns="http://www.w3.org/2000/svg"'])
def test_links_and_namespaces_are_no_fetching(text):
    assert not any(fetching(text, kind) for kind in FETCHES)


@pytest.mark.parametrize("kind", [".js", ".css", ".py", ".html"])
def test_the_package_fetches_nothing(kind):
    found = {path.name: fetching(path.read_text("utf-8"), kind) for path in PACKAGE.rglob(f"*{kind}")}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_the_notebooks_fetch_nothing():
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found[path.name] = fetching("\n".join("".join(cell["source"]) for cell in cells), ".ipynb")
    assert {name: hits for name, hits in found.items() if hits} == {}


# --- the browser shows numbers, the engine makes them ------------------------------------------------------

CALCULUS = r"\bMath\s*\.\s*(?:exp|expm1|log|log1p|log2|tanh|sinh|cosh)\b|(?i:\bderiv\w*|\bsigmoid\w*)\s*\("


def code_of(text):
    """Return JavaScript without its comments, where words like "derivative" are welcome."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", text, flags=re.DOTALL)


def test_no_calculus_in_the_browser():
    found = {}
    for path in PACKAGE.rglob("*.js"):
        if hits := re.findall(CALCULUS, code_of(path.read_text(encoding="utf-8"))):
            found[path.name] = hits
    assert found == {}


@pytest.mark.parametrize("text", ["y = 1 / (1 + Math.exp(-z))", "function derivative(z) {}", "sigmoid(z)"])
def test_calculus_is_recognised(text):
    assert re.findall(CALCULUS, code_of(text))
    assert not re.findall(CALCULUS, code_of("// " + text))
