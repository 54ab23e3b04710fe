"""The worksheet: the first update of the lecture's network on paper, with blanks, and its key.

Both are HTML pages; a Chromium prints them as PDF. Where there is none the pages stay, and any browser prints them.
"""

import sys

from course_utils.engine import lecture_network, walkthrough
from course_utils.stepper.saved_page import worksheet

PAGES = {"worksheet.html": False, "worksheet-key.html": True}


def lecture(updates):
    """The trace of the lecture's network, as the first page and the worksheet show it."""
    return walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5, updates=updates)


def worksheets(folder):
    """Write the worksheet and its key to `folder`; returns the paths of the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    return [worksheet(lecture(1), folder / name, key=key) for name, key in PAGES.items()]


def printed(pages):
    """Print each page as PDF beside it; returns the paths, none (and says why) where no browser can."""
    try:
        return _printed(pages)
    except Exception as problem:
        reason = (str(problem).splitlines() or [type(problem).__name__])[0]
        print(f"No PDF was made: {reason}", file=sys.stderr)
        print("The pages are there: open them in a browser and print them.", file=sys.stderr)
        return []


def _printed(pages):
    from tools.browser import launched

    with launched() as browser:
        page = browser.new_page()
        targets = [page_path.with_suffix(".pdf") for page_path in pages]
        for source, target in zip(pages, targets, strict=True):
            page.goto(source.as_uri())
            page.locator("table").first.wait_for()
            page.pdf(
                path=target, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
            )
    return targets
