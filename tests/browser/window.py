"""A window of JupyterLab that stays open: a notebook opens in it in a fraction of the time that a new page takes.

The next test finds nothing of the last: what it opened is closed, and the kernel that they share is wiped. A notebook
of the course has a kernel of its own. After so many notebooks that Lab has become large, or a failure, page and kernel
are new.
"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.lab import KERNEL, OPEN_MS, change_theme, run_code, wait_for_kernel
from tests.browser.server import THEMES, LabServer

CLOSE = """async () => {
  if (document.fullscreenElement) await document.exitFullscreen();
  for (const panel of [...window.jupyterapp.shell.widgets("main")]) panel.dispose();
}"""
OPEN = """async ([path, id]) => {
  const kernel = id ? { kernel: { id } } : {};
  const { commands, shell } = window.jupyterapp;
  const panel = await commands.execute("docmanager:open", { path, factory: "Notebook", ...kernel });
  await panel.context.ready;
  shell.activateById(panel.id); // once more: the focus may have been on its way from what was closed
}"""
SHOWN = "(path) => window.jupyterapp.shell.currentWidget?.context?.path === path"
COURSE = 8  # so much more than a few cells does Lab keep of a notebook of the course
WIPE = "import ipywidgets; ipywidgets.Widget.close_all(); get_ipython().run_line_magic('reset', '-f')"


class LabWindow:
    """`page`, None until a notebook is opened; `opened`, how many were; `kernel`, the id of the one that tests share.

    `new_page()` makes an empty page; those of one browser context load Lab from its cache.
    """

    def __init__(self, server: LabServer, new_page: Callable[[], Page]):
        self.server = server
        self.new_page = new_page
        self.page = self.kernel = None
        self.opened = 0

    def open(self, path: str, viewport: tuple[int, int], theme: str, share_kernel: bool) -> Page:
        """Open a notebook, a path in the server's folder; return the page when its kernel is ready."""
        self.server.set_theme(theme)
        self.opened += 1 if share_kernel else COURSE
        loaded = self.page is not None
        self.page = self.page or self.new_page()
        width, height = viewport
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=theme)
        if not loaded:
            self.page.goto(self.server.page_url(path), timeout=OPEN_MS)
        else:
            self.page.mouse.move(0, 0)
            change_theme(self.page, theme)
            self.page.wait_for_selector(f"body[data-jp-theme-name='{THEMES[theme]}']", state="attached")
            self.page.evaluate(OPEN, [path, self.kernel if share_kernel else None])
            self.page.wait_for_function(SHOWN, arg=path, timeout=OPEN_MS)
        wait_for_kernel(self.page)
        if share_kernel:
            self.kernel = self.page.evaluate(f"{KERNEL}.id")
        return self.page

    def leave(self) -> None:
        """Close what is open, wipe the shared kernel and end all others."""
        if self.kernel not in self.server.kernels():  # a test may have ended it
            self.kernel = None
        if self.page is not None:
            if self.kernel is not None and self.page.evaluate(f"{KERNEL}?.id") == self.kernel:
                run_code(self.page, WIPE)
            self.page.evaluate(CLOSE)
        self.server.shut_down_kernels(but=self.kernel)

    def give_up(self) -> None:
        """Close the page and end all kernels: after a failure nobody knows what they hold."""
        if self.page is not None:
            self.page.close()
        self.page = self.kernel = None
        self.opened = 0
        self.server.shut_down_kernels()
