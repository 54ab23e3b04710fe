"""What is written in the pictures of film figures: inside the picture, large on a projector, and nothing over another.

The page draws these words, in SVG or on a canvas, in whatever room there is; so they are looked at where they are.
"""

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils import widgets
from course_utils.data import galaxies
from tests.browser.lab import resize_screen
from tests.browser.plain_page import show, wait_at_rest

# Notes each text on a canvas with its box, until the canvas is filled afresh.
NOTE = """
window.noted = [];
const draw = CanvasRenderingContext2D.prototype.fillText, fill = CanvasRenderingContext2D.prototype.fillRect;
CanvasRenderingContext2D.prototype.fillRect = function (...box) {
  if (this.canvas.isConnected && box[2] >= this.canvas.clientWidth) window.noted = [];
  fill.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (words, x, y) {
  const size = this.measureText(words), zoom = window.devicePixelRatio, { a, b, c, d, e, f } = this.getTransform();
  const ends = [[-size.actualBoundingBoxLeft, -size.actualBoundingBoxAscent],
    [size.actualBoundingBoxRight, size.actualBoundingBoxDescent]].map(([u, v]) =>
    [(a * (x + u) + c * (y + v) + e) / zoom, (b * (x + u) + d * (y + v) + f) / zoom]);
  const sorted = (axis) => ends.map((end) => end[axis]).sort((one, other) => one - other);
  const [[left, right], [top, bottom]] = [sorted(0), sorted(1)];
  const size_of_letters = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
  if (words) window.noted.push({ words, left, right, top, bottom, size: size_of_letters });
  draw.call(this, words, x, y);
};
"""
WORDS = """() => {
  const picture = document.querySelector(".course-picture"), whole = picture.getBoundingClientRect();
  const svg = [...picture.querySelectorAll("svg.course-plot text")].filter((text) => text.textContent.trim());
  const own = [...picture.querySelectorAll(".course-title:not(text), .course-updates, .course-picked")];
  const boxed = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(element).fontSize), turned = element.hasAttribute("transform");
    const [aside, above] = turned ? [0.25 * size, 0] : [0, 0.25 * size];  // what lies above and below the letters
    return { words: element.textContent, left: left - whole.left + aside, right: right - whole.left - aside,
      top: top - whole.top + above, bottom: bottom - whole.top - above, size };
  };
  return { width: whole.width, height: whole.height, words: [...window.noted, ...[...svg, ...own].map(boxed)] };
}"""

# A name lies on the ground, and would rub out what was drawn before it.
RUBBED_OUT = """() => [...document.querySelectorAll(".course-recorded .course-name")].filter((name) =>
  [...document.querySelectorAll(".course-recorded .course-axes")].some((axes) => axes.compareDocumentPosition(name) & 4)
).map((name) => name.textContent)"""


def race(surface="rosenbrock", first="gradient descent", rate=None):
    widget = widgets.OptimizerRace(surface, first, learning_rate=rate)
    widget.model.set("ghosts", True)
    widget.model.step(300)
    return widget


def machine(*letters, press=(), **more):
    widget = widgets.RosenblattMachine(*letters, **more)
    for name in press:
        widget.model.press(name)
    return widget


def approximation(*kind, held=True, **more):
    widget = widgets.ApproximationExplorer(*kind, **more)
    widget.model.press("finish")
    if held:
        widget.model.press("keep")
    return widget


def playground(setup, space="", updates=100):
    widget = widgets.Playground(setup)
    widget.model.step(updates)
    if space:
        widget.model.set("space", space)
    return widget


def training(step):
    def predict(X, state):
        return 1 / (1 + np.exp(-state * (X[:, 1] - 0.9 * X[:, 0] - 0.6)))

    widget = widgets.TrainingExplorer(list(np.linspace(0, 8, 10_001)), predict, galaxies(60, seed=3))
    if step:
        widget.model.step(step)
    return widget


CASES = {
    "rosenbrock": race,
    "valley-lowest": lambda: race("valley", "momentum", 1e-4),
    "galaxies-highest": lambda: race("galaxies", "Adam", 10),
    "trough": lambda: race("trough"),
    "machine": lambda: machine(press=["mistake"] * 3),
    "machine-noisy": lambda: machine("M", "W", noise=0.3, shift=3, press=["mistake"] * 40),
    "machine-never": lambda: machine("A", "A", noise=0, shift=0, press=["mistake"] * 2),
    "approximation": approximation,
    "approximation-jump": lambda: approximation("jump", neurons=120, steepness=2000, held=False),
    "approximation-relu": lambda: approximation("hills", "relu", neurons=120, epsilon=0.3),
    "training": lambda: training(15),
    "training-end": lambda: training(40),
    "playground": lambda: playground("data=spiral layers=4-4"),
    "playground-large": lambda: playground("data=galaxies layers=16-16-8-8-4-2 points=200", updates=2),
    "playground-space": lambda: playground("data=xor layers=2 activation=relu", "1.1 1.2"),
    "playground-tanh-space": lambda: playground("data=spiral layers=4-4", "2.1 2.2"),
    "playground-straight": lambda: playground("data=plane layers=none"),
}
WINDOWS = {"page": ((1280, 720), False), "hall": ((1280, 720), True), "large-hall": ((1440, 900), True)}


def overlapping(words, least=2):
    """Pairs of words that lie over each other by more than `least` pixels each way."""
    pairs = [(one, other) for k, one in enumerate(words) for other in words[:k]]
    return [
        (one["words"], other["words"])
        for one, other in pairs
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > least
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > least
    ]


@pytest.mark.parametrize("case", CASES)
def test_words_are_inside_the_picture_and_apart_and_large_in_a_hall(new_page, case):
    widget = CASES[case]()
    page = new_page(viewport=(1280, 720))
    page.add_init_script(NOTE)
    page.goto("about:blank")
    (figure,) = show(page, widget, width=1112)
    expect(figure).to_have_attribute("data-settled", "")
    for name, ((width, height), hall) in WINDOWS.items():
        resize_screen(page, width, height)
        if hall and "course-projector" not in figure.get_attribute("class"):
            figure.focus()
            page.keyboard.press("f")
            page.wait_for_function("document.fullscreenElement?.matches('.course-projector')")
        wait_at_rest(page)
        expect(figure).to_have_attribute("data-settled", "")
        found = page.evaluate(WORDS)
        assert len(found["words"]) > 6, name
        outside = [
            word["words"]
            for word in found["words"]
            if min(word["left"], word["top"]) < -2
            or word["right"] > found["width"] + 2
            or word["bottom"] > found["height"] + 2
        ]
        assert (outside, overlapping(found["words"])) == ([], []), name
        assert page.evaluate(RUBBED_OUT) == [], name
        if hall:
            assert {w["words"] for w in found["words"] if w["size"] < 23.9} == set(), name


# The points of the border that lie in the box of a class's name.
COVERED = """() => {
  const border = document.querySelector(".course-border"), length = border.getTotalLength(), to = border.getScreenCTM();
  const boxes = [...document.querySelectorAll(".course-name")].map((name) => name.getBoundingClientRect());
  const points = Array.from({ length: 2000 }, (_, at) =>
    border.getPointAtLength((at / 1999) * length).matrixTransform(to));
  const isIn = ({ left, right, top, bottom }, { x, y }) => x > left && x < right && y > top && y < bottom;
  return { length, covered: points.filter((point) => boxes.some((box) => isIn(box, point))).length };
}"""
LINES = {
    0: (0.06, 2.5),
    1: (0.9, 0.3),
    100: (-0.4, 2.7),
    2000: (0.88, 0.65),
}  # slope, intercept: through the names first


@pytest.mark.parametrize("hall", [False, True])
def test_the_names_of_the_classes_stand_apart_from_the_border_at_any_update(new_page, hall):
    def predict(X, state):
        slope, intercept = LINES[max(t for t in LINES if t <= state)]
        waves = 0.1 * np.sin(3 * X[:, 0])
        return 1 / (1 + np.exp(-8 * (X[:, 1] - slope * X[:, 0] - intercept - waves)))

    widget = widgets.TrainingExplorer(list(range(2001)), predict, galaxies(200, seed=3))
    updates = widget.model.record.updates
    page = new_page(viewport=(1280, 720))
    (figure,) = show(page, widget, width=1112)
    if hall:
        figure.focus()
        page.keyboard.press("f")
        page.wait_for_function("document.fullscreenElement?.matches('.course-projector')")
    for update in LINES:
        frame = int(np.flatnonzero(updates >= update)[0])
        figure.get_by_role("slider").fill(str(frame))
        wait_at_rest(page)
        expect(figure).to_have_attribute("data-settled", "")
        assert (
            figure.locator(".course-description").inner_text().startswith(f"After {updates[frame]:,} update")
        )
        found = page.evaluate(COVERED)
        assert found["length"] > 100 and found["covered"] == 0, update
