"""Execute notebooks from the top and store what they print, in a form in which only real changes show.

    python tools/store_notebooks.py notebooks/*.ipynb

Stored are the outputs, numbered from 1; not stored are what a kernel alone can fill (widget state, the numbers of
widgets, which many viewers prefer to the picture beside them), times, the version of Python, and of the texts what
differs from run to run.
An error stops at once, names the notebook and leaves the file as it was.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.sanitize import sanitized

CELL_SECONDS = 120
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}
KEPT_CELL_METADATA = {"slideshow", "tags", "jupyter", "editable", "deletable"}
KEPT_OUTPUT_METADATA = {"image/png", "image/jpeg", "image/svg+xml"}  # width, height and alternative text


def execute(path: Path) -> nbformat.NotebookNode:
    """Run the notebook in its own folder, as nbval and readers do, and return it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
    )
    return client.execute()


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep of the metadata what a reader or a lecturer uses, and give cells without an id one that stays."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for index, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{index}")
        cell.metadata = keep(cell.metadata, KEPT_CELL_METADATA)
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = keep(output.metadata, KEPT_OUTPUT_METADATA)
            if "text" in output:
                output.text = sanitized(output.text)
            data = output.get("data", {})
            data.pop(WIDGET, None)  # its model is gone with the kernel
            for kind in (kind for kind in data if kind.startswith("text/")):
                data[kind] = sanitized(data[kind])
    return notebook


def keep(metadata: nbformat.NotebookNode, names: set[str]) -> nbformat.NotebookNode:
    """Return the entries of `metadata` that are called one of `names`."""
    return nbformat.from_dict({name: value for name, value in metadata.items() if name in names})


def main(paths: list[str]) -> int:
    """Store every notebook named; return 1 at the first that fails."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not paths:
        print(__doc__)
        return 1
    for path in map(Path, paths):
        print(path, flush=True)
        try:
            notebook = tidy(execute(path))
        except Exception as problem:
            print(f"{path} was not stored:\n{problem}", file=sys.stderr)
            return 1
        nbformat.validate(notebook)
        nbformat.write(notebook, path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
