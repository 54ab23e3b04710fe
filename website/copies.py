"""Copies that a reader's browser keeps: JupyterLite shows them in place of the site's, even when those are corrected.

Each notebook of the site carries its version, which a copy keeps; the page compares it with the list of the versions
that the site has, and shows where a newer one exists and how to get it.
"""

import hashlib
import json
from pathlib import Path

import nbformat

SCRIPT = Path(__file__).with_name("front") / "copies.js"
LIST = "versions.json"
STORAGE = "neural-network-lecture"  # what the browser's storage is called: JupyterLite would call it after the address


def stored(path):
    """A notebook as JupyterLite shows it: the text of its file, with its version in its metadata; and the version.

    JupyterLite does not join what a file holds as a list of lines, so each text is one.
    """
    notebook = nbformat.read(path, as_version=4)
    version = hashlib.sha256(nbformat.writes(notebook).encode()).hexdigest()[:12]
    notebook.metadata["course"] = {"version": version}
    return json.dumps(notebook, indent=1, ensure_ascii=False), version


def watch(out, versions):
    """Let JupyterLite's pages in `out` report old copies; `versions` is {path of a notebook: its version}."""
    (out / LIST).write_text(json.dumps(versions), encoding="utf-8")
    (out / SCRIPT.name).write_text(SCRIPT.read_text("utf-8"), encoding="utf-8")
    page = out / "lab" / "index.html"
    text = page.read_text("utf-8")
    if "</body>" not in text:
        raise RuntimeError(
            "JupyterLite's page has changed: it has no place for the script that finds old copies"
        )
    tag = f'<script type="module" src="../{SCRIPT.name}"></script>\n'
    page.write_text(text.replace("</body>", f"{tag}</body>", 1), encoding="utf-8")
