"""The website in Chromium: what a student has who follows a link, and a lecturer whose hall has no network."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import OPEN_MS, screenshot
from website.course import course

STEMS = [entry.path.stem for entry in course()]
PLACE = "Object.values(Reveal.getIndices()).slice(0, 2).join()"
# One slide after the other, all fragments shown: where its content ends, the smallest text, and what is cut off.
MEASURE = """async () => {
  const found = [];
  for (const slide of document.querySelectorAll(".slides > section > section")) {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v, 999);
    const cut = [];
    for (const part of slide.querySelectorAll("*")) {
      if (part.closest("math, iframe, .highlight span, style") || !part.checkVisibility()) continue;
      const box = part.getBoundingClientRect();
      const holder = part.parentElement.closest(".long, .wide, .formula, .output, .input pre");
      if (holder === null && (box.bottom > 721 || box.right > 1281)) cut.push(`${part.tagName} ${part.className}`);
    }
    const boxes = [...slide.querySelectorAll(".wide, .formula, .output, pre")].filter((box) => box.checkVisibility());
    const wider = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1 && !box.closest(".sideways"));
    const sideways = wider.map((box) => box.textContent.slice(0, 40));
    const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    let smallest = 99;
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || !holder.checkVisibility() || holder.closest("style, math")) continue;
      smallest = Math.min(smallest, parseFloat(getComputedStyle(holder).fontSize));
    }
    for (const formula of slide.querySelectorAll("math"))
      if (formula.checkVisibility()) smallest = Math.min(smallest, parseFloat(getComputedStyle(formula).fontSize));
    found.push({ where: `${h}/${v}`, cut, sideways, smallest });
  }
  return found;
}"""

# What stands on a slide that carries another one on, where it is not the whole of a heading.
CUT_SHORT = """() => {
  const headings = [...document.querySelectorAll("h1, h2, h3")].map((heading) => heading.textContent.replace(/#$/, ""));
  const lines = [...document.querySelectorAll(".running")].map((line) => line.textContent);
  return lines.filter((line) => !headings.includes(line));
}"""


@pytest.fixture
def visit(new_page, built_site):
    """Return a function `(path, **page options) → page` that opens a page of the site with the network cut off."""

    def visit(path, **options):
        page = new_page(offline=True, **options)
        page.goto(f"{built_site.as_uri()}/{path}", timeout=OPEN_MS)
        return page

    return visit


@pytest.fixture
def slides(visit):
    """Return a function `(stem, **page options) → page` with the slides of a notebook, ready."""

    def slides(stem, place="", viewport=(1280, 720), **options):
        page = visit(f"slides/{stem}.html{place}", viewport=viewport, **options)
        page.locator("body[data-ready]").wait_for(timeout=OPEN_MS)
        return page

    return slides


def check_that_it_fits(page):
    """Nothing on the page is wider than the window."""
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")


# --- the first page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("viewport", "theme"), [((1440, 900), "dark"), ((1280, 720), "light"), ((400, 800), "light")]
)
def test_the_stepper_of_the_first_page_works_at_once(visit, viewport, theme):
    page = visit("index.html", viewport=viewport, theme=theme)
    stepper = page.frame_locator("iframe.stepper")
    stepper.locator(".course-stepper .course-title").click()
    page.keyboard.press("ArrowRight")
    expect(stepper.locator(".course-where")).to_contain_text("step 2 of 49")
    assert page.evaluate("scrollY") == 0
    check_that_it_fits(page)
    frame = page.locator("iframe.stepper").element_handle().content_frame()
    frame.wait_for_function("(html => html.scrollHeight <= html.clientHeight)(document.documentElement)")
    screenshot(page, f"site-first-{viewport[0]}-{theme}")


# --- the book ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_of_the_book_opens_at_its_top_and_fits(visit, stem):
    page = visit(f"book/{stem}.html", viewport=(400, 800))
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    check_that_it_fits(page)
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.activeElement === document.body")


def test_the_book_follows_the_theme_and_its_stepper_steps(visit):
    page = visit("book/11_follow_a_network.html", viewport=(1280, 720))
    frame = page.locator("iframe.stepper").first
    frame.scroll_into_view_if_needed()
    stepper = page.frame_locator("iframe.stepper").first
    stepper.locator(".course-stepper .course-title").click()
    page.keyboard.press("PageDown")
    expect(stepper.locator(".course-where")).to_contain_text("step 2 of 49")
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        expect(stepper.locator(".course-stepper")).to_have_attribute("data-theme", theme)
        expect(page.locator("body")).to_have_attribute("data-theme", theme)
        screenshot(page, f"site-book-11-{theme}")


def test_a_frame_is_as_high_as_its_stepper(visit):
    """Circuits differ in height: in frames of one height the tallest lost its buttons, and gaps stood below others."""
    page = visit("book/10_backpropagation.html", viewport=(1280, 900))
    below = "(stepper) => innerHeight - stepper.getBoundingClientRect().bottom"
    for width in (1280, 400):
        settled = f"(stepper) => innerWidth < {width} && 0 <= ({below})(stepper) && ({below})(stepper) <= 20"
        page.set_viewport_size({"width": width, "height": 900})
        for place in page.locator("iframe.stepper").all():
            place.scroll_into_view_if_needed()
            stepper = place.content_frame.locator(".course-stepper")
            stepper.wait_for()
            frame = stepper.element_handle().owner_frame()
            frame.wait_for_function(settled, arg=stepper.element_handle())


def prints_pictures_white(page):
    """A picture is dimmed on a dark page, and white on paper."""
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    picture = page.locator("figure:not(.live) img").first
    expect(picture).to_have_css("filter", "brightness(0.92)")
    page.emulate_media(media="print")
    expect(picture).to_have_css("filter", "none")


def test_figures_have_their_pictures_and_their_words(visit):
    page = visit("book/05_activation_functions.html")
    figure = page.locator("figure.live img").first
    figure.scroll_into_view_if_needed()
    assert figure.evaluate("image => image.naturalWidth") > 300
    assert "slope" in figure.get_attribute("alt")
    screenshot(page, "site-book-05-light")
    prints_pictures_white(page)


# --- the slides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_slides_are_large_and_nothing_is_cut_off(slides, stem):
    page = slides(stem)
    found = page.evaluate(MEASURE)
    assert len(found) > 3
    assert page.evaluate(CUT_SHORT) == []
    assert {slide["where"]: slide["cut"] for slide in found if slide["cut"]} == {}
    assert {slide["where"]: slide["smallest"] for slide in found if slide["smallest"] < 24} == {}
    assert {slide["where"]: slide["sideways"] for slide in found if slide["sideways"]} == {}


def test_arrows_reach_every_slide_and_fragment(slides):
    page = slides("11_follow_a_network")
    seen, total = set(), page.evaluate("Reveal.getTotalSlides()")
    for _ in range(6 * total):
        seen.add(page.evaluate(PLACE))
        if page.evaluate("Reveal.isLastSlide()"):
            break
        page.keyboard.press("ArrowRight")
    assert len(seen) == total


def test_after_the_overview_arrows_pass_over_no_slide(slides):
    """It leads into the middle of a stack, and reveal.js would enter that stack there ever after."""
    page = slides("05_activation_functions", "#/5/2")
    for key in ("o", "ArrowLeft", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate(PLACE) == "3,2"
    seen = []
    while page.evaluate("Reveal.getIndices().h") < 5:
        seen.append(page.evaluate(PLACE))
        page.keyboard.press("ArrowRight")
    assert "4,0" in seen
    page.keyboard.press("End")
    assert page.evaluate("Reveal.isLastSlide()")


@pytest.mark.parametrize("viewport", [(1280, 720), (390, 800)])
def test_a_deck_opened_at_a_stepper_stands_there_and_has_the_keys(slides, viewport):
    page = slides("11_follow_a_network", "#/2/1", viewport=viewport)
    stepper = page.frame_locator("section.present > .stage.present iframe").locator(".course-stepper")
    expect(stepper).to_have_class(re.compile("projector"))
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("PageUp")
    assert page.evaluate(PLACE) == "2,0"


def test_slides_are_measured_in_their_own_letters(new_page, built_site):
    """In others, until the font was there, a deck had one slide more, and every address behind it led elsewhere."""
    page = new_page(viewport=(1280, 720))
    page.add_init_script("""const { add } = DOMTokenList.prototype;
        DOMTokenList.prototype.add = function (...names) {
          if (names.includes("measuring")) window.fonts = [...document.fonts].map(({ status }) => status);
          add.apply(this, names);
        };""")
    page.goto(f"{built_site.as_uri()}/slides/05_activation_functions.html", timeout=OPEN_MS)
    page.locator("body[data-ready]").wait_for(timeout=OPEN_MS)
    assert page.evaluate("fonts") == ["loaded"]


def test_on_paper_a_slide_is_as_wide_as_on_the_screen_and_loses_nothing(slides):
    page = slides("05_activation_functions")
    width, height = (
        float(side) * 4 / 3
        for side in re.search(
            rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)
        ).groups()
    )
    assert width > height
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(width) - 2 * 52, "height": 720})
    page.wait_for_function(
        "[...document.querySelectorAll('.wide, .formula, .output, pre')]"
        ".every(box => box.scrollWidth <= box.clientWidth + 1)"
    )


def test_slides_without_scripts_say_where_their_text_is(visit):
    page = visit("slides/05_activation_functions.html", java_script_enabled=False)
    page.get_by_role("link", name="the book").click()
    expect(page.locator("h1").first).to_have_text(re.compile("^What do activation functions add"))


def test_keys_go_to_the_stepper_once_it_is_clicked_and_back_to_the_slides(slides):
    page = slides("11_follow_a_network")
    page.evaluate("""() => {
        const slide = document.querySelector(".stage");
        const { h, v } = Reveal.getIndices(slide);
        Reveal.slide(h, v);
    }""")
    place = page.evaluate(PLACE)
    stepper = page.frame_locator("section.present > .stage.present iframe")
    expect(stepper.locator(".course-stepper")).to_have_class(re.compile("projector"))
    stepper.locator(".course-stepper .course-title").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    expect(stepper.locator(".course-where")).to_contain_text("step 3 of 49")
    assert page.evaluate(PLACE) == place
    sizes = stepper.locator(".course-stepper").evaluate(
        "root => [...root.querySelectorAll('.course-title, .course-where, .course-line, button, .course-label')]"
        ".filter(part => part.checkVisibility()).map(part => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(sizes) >= 24
    screenshot(page, "site-slides-stepper")
    for back in (
        lambda: page.locator("section.present > .stage.present .note").click(position={"x": 5, "y": 5}),
        lambda: esc(page),
    ):
        stepper.locator(".course-stepper .course-title").click()
        back()
        page.wait_for_function("document.activeElement.tagName !== 'IFRAME'")
        page.keyboard.press("ArrowRight")
        expect(page.locator("section.present > .stage.present")).to_have_count(0)
        assert page.evaluate(PLACE) != place
        page.keyboard.press("ArrowLeft")
        expect(page.locator("section.present > .stage.present")).to_have_count(1)
    stepper.locator(".course-stepper .course-title").click()
    for key in ("?", "Escape"):  # a sheet is closed first
        page.keyboard.press(key)
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")  # behind the last step comes the next slide
    expect(page.locator("section.present > .stage.present")).to_have_count(0)


def esc(page):
    """Escape in a stepper gives the keys back to the slides, without an overview of them."""
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement === document.body")
    assert not page.evaluate("Reveal.isOverview()")


def test_a_link_in_the_prose_drives_the_stepper_in_its_frame(visit):
    page = visit("book/11_follow_a_network.html")
    page.locator("a[href='#update=1&step=dL/dw5']").click()
    stepper = page.frame_locator("iframe.stepper >> nth=0")
    expect(stepper.locator(".course-title")).to_have_text("How does the loss change with w₅?")
    slides = visit("slides/11_follow_a_network.html")
    slides.wait_for_function("document.body.dataset.ready === 'true'")
    slides.locator("a[href='#update=1&step=dL/dw5']").evaluate("link => link.click()")
    expect(
        slides.frame_locator("section.present > .stage.present iframe").locator(".course-where")
    ).to_contain_text("step 16 of 49")


def test_slides_follow_the_theme_but_on_paper(slides):
    page = slides("05_activation_functions", "#/3")
    for theme, ground in (("dark", "rgb(20, 23, 28)"), ("light", "rgb(255, 255, 255)")):
        page.emulate_media(color_scheme=theme)
        expect(page.locator("body")).to_have_css("background-color", ground)
        screenshot(page, f"site-slides-05-{theme}")
    prints_pictures_white(page)
