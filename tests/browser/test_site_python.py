"""Pages of the book with Python in them: a reader without account, install, server or network moves and answers.

Python is a Pyodide that the site brings with it, as a school without a network has it. A page asks for nothing but
its own small scripts until something is touched that only Python can answer.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import watch
from tests.browser.lab import screenshot
from tests.browser.site_server import serving
from website.course import course

START_MS = 150_000  # of Python on a busy machine; a quiet one needs a tenth
ANSWER_MS = 60_000
STEMS = {entry.number: entry.path.stem for entry in course()}
LIVE, STEPPER, POLL = ".course-live", ".course-stepper", ".course-poll"


@dataclass(frozen=True)
class Exercise:
    """The cell of an exercise, a typical mistake with a word of what is said to it, and the answer."""

    cell: str
    mistake: str
    word: str
    answer: str


EXERCISES = {
    "04": Exercise("ex-and-bound", "check('04.and_bound', 27)", "OR's bound", "check('04.and_bound', 51)"),
    "08": Exercise(
        "ex-parameters", "check('08.parameters', 18)", "weights alone", "check('08.parameters', 25)"
    ),
    "09": Exercise(
        "ex-limit-check",
        "check('09.limit', 1001.6)",
        "h_max itself",
        "H = rosenbrock.hessian([1, 1])\ncheck('09.limit', 2 / np.linalg.eigvalsh(H)[-1])",
    ),
    "10": Exercise(
        "branches-answer", "check('10.branches_sum', 12)", "flows forward", "check('10.branches_sum', 7)"
    ),
    "11": Exercise(
        "check-out-h1", "check('11.out_h1', 0.0554)", "path through o₁", "check('11.out_h1', 0.03635)"
    ),
}


@pytest.fixture(scope="module")
def address(built_site):
    """Where the site is served."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="module")
def library(browser, address, all_problems):
    """A page that stays and holds Pyodide compiled: those that it opens share its process, where that is done once.

    It also lends them its Python: each page starts the same one, with other cells.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    watch(page, all_problems)
    page.goto(f"{address}/formulas.html")
    page.evaluate(
        "async (file) => void (window.held = await WebAssembly.compileStreaming(fetch(file)))",
        f"{address}/pyodide/pyodide.asm.wasm",
    )
    page.evaluate(LEND)
    yield page
    context.close()


# The library starts one worker for all pages that want one, until one of them ends it.
LEND = """() => {
  window.lend = (...what) => {
    if (!window.lent) {
      window.lent = new Worker(...what);
      window.lent.terminate = () => {
        Worker.prototype.terminate.call(window.lent);
        window.lent = null;
      };
    }
    return window.lent;
  };
}"""
BORROW = """window.Worker = function (...what) {
  window.borrowed = true;
  return opener.lend(...what);
};"""


@pytest.fixture
def book(library, address, page_problems):
    """Return a function `(number, fresh=False) → page` that opens a page of the book and waits for its scripts.

    Its Python may have been that of a page before, unless it is to be fresh.
    """
    pages = []

    def book(number, fresh=False):
        if fresh:
            library.evaluate("window.lent?.terminate()")
        with library.expect_popup() as opened:
            library.evaluate("() => void window.open()")
        page = opened.value
        pages.append(page)
        watch(page, page_problems)
        page.add_init_script(BORROW)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{address}/book/{STEMS[number]}.html")
        page.locator('body[data-alive="true"]').wait_for()
        return page

    yield book
    for page in pages:
        page.close()


def started(page):
    """Whether the page has asked for any part of Python, or for a worker in which it runs."""
    return page.evaluate("window.borrowed === true") or any(
        "/pyodide/" in url or "course-" in url or "worker" in url for url in page.asked
    )


def write(page, cell, text):
    """Open a cell, put a text in place of its own, and run it with the keyboard."""
    section = page.locator(f"#cell-{cell}")
    if section.locator(".cm-content").count() == 0:
        section.get_by_role("button", name="edit and run").click()
    section.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")
    return section.locator(".outputs")


def moves(page, figure):
    """A slider of a live figure is moved with the keyboard; its picture and its words follow."""
    figure.scroll_into_view_if_needed()
    words = figure.locator(".course-description").text_content()
    picture = figure.locator(".course-picture").screenshot()
    slider = figure.locator(".course-slider input:visible").first
    slider.focus()
    position = int(slider.input_value())
    page.keyboard.press("ArrowRight")
    expect(figure.locator(".course-description")).not_to_have_text(words, timeout=START_MS)
    assert figure.locator(".course-picture").screenshot() != picture
    assert int(slider.input_value()) == position + 1, "the touch that started Python was lost"
    expect(page.locator(".python-status")).to_be_hidden()


def sets_up(page):
    """The first cell runs without a word: what Python says while it starts is not the reader's."""
    section = page.locator(".cell.code").first
    section.get_by_role("button", name="edit and run").click()
    section.get_by_role("button", name="run", exact=True).click()
    expect(section.locator(".outputs")).not_to_have_attribute("aria-busy", "true", timeout=START_MS)
    expect(section.locator(".outputs")).to_have_text("")


def ends(page, figure):
    """A race goes to its end at a press, and says in words how far everybody came."""
    figure.scroll_into_view_if_needed()
    words = figure.locator(".course-description").text_content()
    figure.get_by_role("button", name="to the end").click()
    expect(figure.locator(".course-description")).not_to_have_text(words, timeout=START_MS)


def plays(page, figure):
    """The playground learns, and stops when it is told to."""
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="play", exact=True).click()
    expect(figure.locator(".course-description")).to_contain_text(
        re.compile(r"after [1-9][\d,]* update"), timeout=START_MS
    )
    figure.get_by_role("button", name="pause", exact=True).click()


def is_edited(page, cell, key, number):
    """A stepper comes to the page with Python behind it, which computes with a number that a reader typed."""
    section = page.locator(f"#cell-{cell}")
    section.get_by_role("button", name="change its numbers").click()
    stepper = section.locator(STEPPER)
    stepper.locator(".course-title").wait_for(timeout=START_MS)
    has_focus = "section => section.contains(document.activeElement)"  # which did not go with the button
    page.wait_for_function(has_focus, arg=section.element_handle(), polling=50)
    stepper.locator(".course-title").click()
    page.keyboard.press("ArrowRight")
    expect(stepper.locator(".course-where")).to_contain_text("step 2 of")
    page.keyboard.press("e")
    stepper.locator(f"input[data-key={key}]").fill(number)
    page.keyboard.press("Enter")
    expect(stepper.locator(".course-diagram")).to_contain_text(number, timeout=ANSWER_MS)


def again(page, cell):
    """What a cell has stored, and what it shows when it runs as it is: two texts of HTML."""
    section = page.locator(f"#cell-{cell}")
    outputs = section.locator(".outputs")
    stored = outputs.inner_html()
    outputs.evaluate("(outputs) => (outputs.firstElementChild.dataset.stored = true)")
    section.get_by_role("button", name="edit and run").click()
    section.get_by_role("button", name="run", exact=True).click()
    expect(outputs.locator("[data-stored]")).to_have_count(0, timeout=ANSWER_MS)
    return stored, outputs.inner_html()


def is_the_table_that_was_there(page, cell):
    """A table that is computed anew has the formulas, the note and the box of the one with which the page was built."""
    stored, shown = (re.sub(r">\s+<", "><", text) for text in again(page, cell))
    assert "<math" in stored and "<p>Cut to the slide" in stored
    assert shown == stored


def is_the_figure_that_was_there(page, cell):
    """A figure that is drawn anew has its numbers folded below it, and the keyboard reaches what it did."""
    stored, shown = (re.findall(r"<[a-z]+(?: tabindex=\S+)?", text) for text in again(page, cell))
    assert "<details" in stored
    assert shown == stored


TOUCHES = {
    "08": lambda page: plays(page, page.locator(LIVE).nth(1)),
    "09": lambda page: (sets_up(page), ends(page, page.locator(LIVE).first)),
    "10": lambda page: (
        is_edited(page, "local-stepper", "x", "7.25"),
        is_the_figure_that_was_there(page, "local-figure"),
    ),
    "11": lambda page: (
        is_edited(page, "stepper", "i1", "0.7125"),
        is_the_table_that_was_there(page, "forward-table"),
    ),
}


def is_stopped(page, cell):
    """What never ends can be stopped."""
    said = write(page, cell, "while True: pass")
    expect(page.locator(".python-status")).to_contain_text("Python is running cell", timeout=START_MS)
    page.locator(".python-status").get_by_role("button", name="stop").click()
    expect(said).to_contain_text("Python was stopped.")


def is_printed_without_what_only_a_screen_has(page):
    """On paper nothing asks to be clicked, where there is no stepper, and no poll has buttons."""
    page.emulate_media(media="print")
    for useless in (page.get_by_text("Click the figure, then"), page.locator(f"{POLL} button")):
        assert useless.count() > 0
        assert not any(part.is_visible() for part in useless.all())
    page.emulate_media(media="screen")


# What a screen reader is given: each text of the page's own line, as it comes.
HEAR = """() => {
  window.heard = [];
  const line = document.querySelector(".spoken");
  const hear = () => line.textContent && window.heard.push(line.textContent);
  new MutationObserver(hear).observe(line, { childList: true, subtree: true, characterData: true });
}"""
NOT_LOADED = (
    "Python could not be loaded. Check the connection, then move a figure or run a cell to try again."
)


def test_keys_alone_open_run_stop_and_try_again_what_did_not_come(book, page_problems):
    """Whoever has no mouse, or a bad line, is told what is missing, keeps the focus, and goes on from there."""
    page, exercise = book("04", fresh=True), EXERCISES["04"]
    page.evaluate(HEAR)
    section = page.locator(f"#cell-{exercise.cell}")
    opens = section.get_by_role("button", name="edit and run cell")
    page.route("**/editor.js*", lambda route: route.abort(), times=1)
    opens.focus()
    page.keyboard.press("Enter")
    expect(section.locator(".input")).to_contain_text("The editor did not load.")
    assert page.evaluate("heard.length") == 1
    expect(opens).to_be_focused()
    page.keyboard.press("Enter")
    editor = section.locator(".cm-content")
    expect(editor).to_be_focused()

    said = section.locator(".outputs")
    for missing in ("**/course-*.zip", "**/kiwisolver-*", "**/worker.js"):
        page.context.route(missing, lambda route: route.fulfill(status=404))
        page.keyboard.press("Shift+Enter")
        expect(said).to_have_text(NOT_LOADED, timeout=START_MS)
        expect(editor).to_be_focused()
        page.context.unroute(missing)
        said.evaluate("said => said.replaceChildren()")
    page_problems.clear()  # the browser and Pyodide log what did not come

    page.evaluate("heard.length = 0")
    page.keyboard.press("Shift+Enter")
    stop = page.get_by_role("button", name="stop", exact=True)
    expect(stop).to_be_visible()
    page.keyboard.press("Escape")
    for _ in range(6):
        page.keyboard.press("Tab")
        if stop.evaluate("stop => stop === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(said).to_have_text("Python was stopped. Move a figure or run a cell to start it again.")
    expect(editor).to_be_focused()
    assert page.evaluate("heard") == ["Python is starting in this page", said.text_content()]

    page.evaluate("heard.length = 0")
    moves(page, page.locator(LIVE).nth(1))
    screenshot(page, "site-alive-04")
    heard = page.evaluate("heard")
    assert heard[0] == "Python is starting in this page"
    assert len(set(heard)) == len(heard)

    write(page, exercise.cell, exercise.mistake)
    expect(said).to_contain_text("Not yet.", timeout=ANSWER_MS)
    expect(said).to_contain_text(exercise.word)
    page.evaluate("heard.length = 0")
    write(page, exercise.cell, exercise.answer)
    expect(said).to_contain_text("Correct.", timeout=ANSWER_MS)
    page.wait_for_function("heard.at(-1)?.includes('Correct.')")
    heard = page.evaluate("heard")
    assert [words for words in heard if "Correct." in words] == heard[-1:]
    assert len(set(heard)) == len(heard)


@pytest.mark.parametrize("number", TOUCHES)
def test_a_reader_moves_votes_and_answers(book, number):
    """All that is asked of a page is asked of one, and of one Python: its start costs more than everything after it."""
    page = book(number)
    exercise = EXERCISES[number]
    poll = page.locator(POLL).first
    poll.get_by_role("radio").first.check()
    poll.get_by_role("button", name="Show the discussion").click()
    expect(poll.locator("dd")).not_to_have_count(0)
    assert not started(page), "a poll needs no Python"

    TOUCHES[number](page)
    assert started(page)
    screenshot(page, f"site-alive-{number}")

    said = write(page, exercise.cell, exercise.mistake)
    expect(said).to_contain_text("Not yet.", timeout=ANSWER_MS)
    expect(said).to_contain_text(exercise.word)
    write(page, exercise.cell, exercise.answer)
    expect(said).to_contain_text("Correct.", timeout=ANSWER_MS)
    if number == "11":
        write(page, exercise.cell, "nowhere(3)")
        expect(said).to_contain_text("NameError: name 'nowhere' is not defined", timeout=ANSWER_MS)
        is_stopped(page, exercise.cell)
        is_printed_without_what_only_a_screen_has(page)


def test_a_figure_whose_script_does_not_come_says_so_and_keeps_its_picture(new_page, address, page_problems):
    page = new_page()
    page.route("**/front-*.js", lambda route: route.abort(), times=1)
    page.goto(f"{address}/book/{STEMS['04']}.html")
    page.locator('body[data-alive="true"]').wait_for()
    page_problems.clear()  # the browser logs what did not come
    still = page.locator(".widget").filter(has=page.get_by_role("button", name="load the page again"))
    expect(still.locator("figure.live img")).to_be_visible()
    assert page.locator(LIVE).count() > 0, "those after it move"
    still.get_by_role("button").press("Enter")
    expect(still).to_have_count(0)


def test_the_first_page_finds_a_word_of_the_book(new_page, address, page_problems):
    page = new_page()
    page.goto(f"{address}/index.html")
    page.route("**/pagefind.js*", lambda route: route.abort(), times=1)
    page.get_by_label("Search the book").fill("sadd")
    expect(page.locator(".search [role=status]")).to_contain_text("The index did not load.")
    page_problems.clear()  # the browser logs what did not come
    page.get_by_label("Search the book").fill("saddle")
    found = page.locator(".found a")
    counted = re.compile(r"^(1 page mentions|(?!1 )\d+ pages mention) it$")
    expect(page.locator(".search [role=status]")).to_have_text(counted)
    targets = {link.get_attribute("href").split("/")[-1].split(".")[0] for link in found.all()}
    assert STEMS["09"] in targets, "the notebook about Newton speaks of saddles"
    found.first.click()
    expect(page.locator("h1").first).to_be_visible()
    page.go_back()
    page.get_by_label("Search the book").fill("zyzzyva")
    expect(page.locator(".search [role=status]")).to_have_text("No page mentions it.")
