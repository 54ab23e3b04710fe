"""Python in a page of the book, in a real Chromium without a network: `python -m benchmarks.site`.

The site is built with a Pyodide of its own. Measured are the time from the first touch of a figure to its changed
picture, Python's start included, in a browser that has nothing of it yet; the time from a key to the changed picture
once Python is there; and the pictures that the playground shows in a second. The targets are for two quiet cores; the
exit status says whether they were reached.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.browser.site_server import local_pyodide, serving
from tools.browser import launched
from website.__main__ import site
from website.course import course

from .playground import button, pictures_a_second
from .widgets import WATCH

START, EVENT, PICTURES = 15, 60, 20  # seconds; milliseconds; a second
EVENTS, SECONDS = 40, 5
FIGURES = {"04": 1, "03": 0, "02": 0}  # notebooks with a neuron, Gini and the risk: which live figure
AT = '(figure) => Number(figure.querySelector(".course-stage").dataset.at) > 0'


def opened(browser, address):
    """A page in a browser that remembers nothing, alive."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    page.locator('body[data-alive="true"]').wait_for()
    return page


def key(page, figure, name):
    """The milliseconds from a key on the first slider of a figure to its changed picture."""
    figure.locator("input[type=range]:visible").first.focus()
    figure.evaluate(WATCH)
    page.keyboard.press(name)
    page.wait_for_function("window.took !== null", timeout=600_000)
    return page.evaluate("window.took")


def figure_times(browser, address, nth):
    """(milliseconds of the first touch, those of each later key) of one live figure."""
    page = opened(browser, address)
    figure = page.locator(".course-live").nth(nth)
    figure.scroll_into_view_if_needed()
    first = key(page, figure, "ArrowRight")
    page.wait_for_timeout(1000)
    later = [key(page, figure, ("ArrowLeft", "ArrowRight")[count % 2]) for count in range(EVENTS)]
    page.context.close()
    return first, later


def playground_pictures(browser, address):
    """How many pictures of the playground come to the screen in a second, once Python is there."""
    page = opened(browser, address)
    figure = page.locator(".course-live").nth(1)
    figure.scroll_into_view_if_needed()
    button(figure, "play").click()
    page.wait_for_function(AT, arg=figure.element_handle(), timeout=600_000)
    button(figure, "pause").click()
    found = pictures_a_second(page, figure, SECONDS)
    page.context.close()
    return found


def measured(address, stems):
    """All times as lines of words, and whether the targets were reached."""
    lines, reached = [], True
    with launched() as browser:
        for number, nth in FIGURES.items():
            first, later = figure_times(browser, f"{address}/book/{stems[number]}.html", nth)
            median, p95 = np.percentile(later, (50, 95))
            lines.append(
                f"notebook {number}: first moving figure {first / 1000:.1f} s after the touch (target {START}), "
                f"then {median:.0f} ms an event, p95 {p95:.0f} (target {EVENT})"
            )
            reached &= first / 1000 <= START and median <= EVENT
        pictures = playground_pictures(browser, f"{address}/book/{stems['08']}.html")
        lines.append(f"playground: {pictures:.1f} pictures a second (target {PICTURES})")
    return lines, reached and pictures >= PICTURES


def main():
    """Build, measure, print; returns the exit status."""
    stems = {entry.number: entry.path.stem for entry in course()}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        began = time.perf_counter()
        site(out, local_pyodide())
        print(f"built in {time.perf_counter() - began:.0f} s")
        with serving(out) as address:
            lines, reached = measured(address, stems)
    print(*lines, sep="\n")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
