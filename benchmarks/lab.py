"""A notebook in real JupyterLab in a real Chromium, for what is measured there."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # kernels inherit it

from tests.browser.conftest import write_notebook
from tests.browser.lab import OPEN_MS, run_all, wait_for_kernel
from tests.browser.server import LabServer
from tools.browser import launched


@contextmanager
def in_lab(*cells):
    """Give opened(height=900, script=None): a page of JupyterLab in which a notebook of these cells has been run.

    `script` runs before the page's own.
    """
    with tempfile.TemporaryDirectory() as home, launched() as browser:
        server = LabServer(Path(home))

        def opened(height=900, script=None):
            page = browser.new_page(viewport={"width": 1280, "height": height})
            page.set_default_timeout(OPEN_MS)
            if script:
                page.add_init_script(script)
            page.goto(server.page_url("bench.ipynb"))
            wait_for_kernel(page)
            run_all(page)
            return page

        try:
            server.wait_until_ready()
            write_notebook(server.folder / "bench.ipynb", cells)
            yield opened
        finally:
            server.stop()
