"""The playground while it plays, in real JupyterLab: `python -m benchmarks.playground`.

The galaxy network, 2-16-16-1 with 200 points, learns in a widget. Measured are the pictures that reach the screen in a
second, the speed of training at the highest number of updates a picture against the same training without pictures
(in turns, so that a busy machine slows both), how long a control waits while it plays, and how long it goes on after
a press on pause. The exit status says whether the goals were reached.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # kernels inherit it

import numpy as np

SETUP = "data=galaxies layers=16-16 points=200 train=0.9 rate=0.03"
CELL = f"from course_utils.widgets import Playground\nplayground = Playground({SETUP!r})\nplayground"
SECONDS, ROUNDS = 4, 3
PICTURES, SHARE, STOP = 10, 0.5, 300  # a second; of the speed without pictures; milliseconds

COUNT = """(box) => {
  window.shown = [];
  const image = box.querySelector("img");
  const note = () => requestAnimationFrame(() => window.shown.push(performance.now()));
  const seen = () => image.decode().then(note).catch(() => {}); // a picture that is overtaken is not shown
  new MutationObserver(seen).observe(image, { attributes: true, attributeFilter: ["src"] });
}"""


def updates(figure):
    """How many updates the figure's words speak of."""
    words = figure.locator(".description").text_content()
    return int(words.split("after ")[1].split(" update")[0].replace(",", ""))


def button(figure, name):
    return figure.get_by_role("button", name=name, exact=True)


def choose_pace(figure, count):
    figure.get_by_label("speed").select_option(str(count))


def pictures_a_second(page, figure, seconds=SECONDS):
    """How many different pictures come to the screen in a second, with 10 updates each."""
    choose_pace(figure, 10)
    figure.evaluate(COUNT)
    button(figure, "play").click()
    page.wait_for_timeout(1000 * seconds)
    button(figure, "pause").click()
    shown = np.array(page.evaluate("window.shown"))
    return float((len(shown) - 1) / (shown[-1] - shown[0]) * 1000)


def speed_with_pictures(page, figure, seconds=SECONDS):
    """Updates a second at the highest pace."""
    button(figure, "reset to the same start").click()
    choose_pace(figure, 10_000)
    button(figure, "play").click()
    page.wait_for_timeout(500)
    start, before = time.perf_counter(), updates(figure)
    page.wait_for_timeout(1000 * seconds)
    after, end = updates(figure), time.perf_counter()
    button(figure, "pause").click()
    return (after - before) / (end - start)


def speed_without_pictures(seconds=SECONDS):
    """Updates a second of the same training in a process without a browser."""
    from course_utils.playground import after, begin, read

    course = begin(read(SETUP).settings)
    start = time.perf_counter()
    course = after(course, 100_000, seconds)
    return course.updates / (time.perf_counter() - start)


def milliseconds_to_stop(page, figure):
    """From a press on pause to the last picture that comes after it."""
    choose_pace(figure, 10_000)
    button(figure, "play").click()
    page.wait_for_timeout(1000)
    figure.evaluate(COUNT)
    pressed = page.evaluate("""() => {
      const key = [...document.querySelectorAll(".course-live button")].find((b) => b.textContent === "pause");
      const now = performance.now();
      key.click();
      return now;
    }""")
    before = None
    while before != (before := updates(figure)):
        page.wait_for_timeout(500)
    # The exact picture, asked for once all is still, shows the same state and does not count.
    shown = [at - pressed for at in page.evaluate("window.shown")]
    return shown[0] if shown else 0.0


def measure(page, figure):
    """(pictures a second, ratio of speeds, milliseconds to stop)."""
    pictures = pictures_a_second(page, figure)
    ratios = [speed_with_pictures(page, figure) / speed_without_pictures() for _ in range(ROUNDS)]
    page.wait_for_timeout(1000)
    stops = [milliseconds_to_stop(page, figure) for _ in range(ROUNDS)]
    return pictures, float(np.median(ratios)), max(stops)


def report(pictures, ratio, stop):
    """Print the three numbers; whether the goals were reached."""
    print(f"pictures a second              {pictures:6.1f}   goal {PICTURES}")
    print(f"training speed with pictures   {ratio:6.0%}   of that without; goal {SHARE:.0%}")
    print(f"stops within                   {stop:6.0f} ms   goal {STOP} ms")
    return pictures >= PICTURES and ratio >= SHARE and stop <= STOP


def main():
    """Open the playground in JupyterLab and play; 0 if the goals were reached."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import write_notebook
    from tests.browser.lab import OPEN_MS, run_all, wait_for_kernel
    from tests.browser.server import LabServer
    from tools.browser import find, launch_arguments

    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LabServer(Path(home))
        try:
            server.wait_until_ready()
            write_notebook(server.folder / "play.ipynb", [CELL])
            chromium = playwright.chromium.launch(executable_path=find(), args=launch_arguments())
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            page.goto(server.page_url("play.ipynb"), timeout=OPEN_MS)
            wait_for_kernel(page)
            run_all(page)
            reached = report(*measure(page, page.locator(".course-live").first))
            chromium.close()
        finally:
            server.stop()
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
