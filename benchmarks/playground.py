"""The playground while it plays, in real JupyterLab: `python -m benchmarks.playground`.

The galaxy network, 2-16-16-1 with 200 points, learns in a widget. Measured are the pictures that reach the screen in a
second, without and with 120 ms added to the round trip; the speed of training at the highest number of updates a
picture against the same training without pictures (in turns, so that a busy machine slows both); the bytes of a frame;
and how far the kernel is from the update on the screen after a press on pause. The exit status says whether the goals
were reached.
"""

import json
import sys
import time

import numpy as np

from tests.browser.lab import run_code

from .lab import in_lab

SETUP = "data=galaxies layers=16-16 points=200 train=0.9 rate=0.03"
CELL = f"from course_utils.widgets import Playground\nplayground = Playground({SETUP!r})\nplayground"
SECONDS, ROUNDS = 4, 5
FAST, WARM = 2.5, 0.5  # seconds at the highest pace: a quiet machine has made its 100,000 updates after five
PICTURES, FAR, SHARE = 30, 25, 0.85  # a second; the same from far away; of the speed without pictures
BYTES = 20_000  # of a frame
DELAY = 120  # milliseconds added to the round trip

COUNT = """(box) => {
  window.shown = [];
  const stage = box.querySelector(".course-stage");
  new MutationObserver(() => window.shown.push([performance.now(), Number(stage.dataset.at)]))
    .observe(stage, { attributes: true, attributeFilter: ["data-at"] });
}"""

# What goes to the kernel and comes back waits for half of the delay each way.
SLOW = """(delay) => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { setTimeout(() => send.call(this, data), delay / 2); };
  const handler = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  Object.defineProperty(WebSocket.prototype, "onmessage", { ...handler, set(hear) {
    handler.set.call(this, hear && ((event) => setTimeout(() => hear.call(this, event), delay / 2)));
  } });
}"""


def updates(figure):
    """The number of the update on the screen."""
    return int(figure.locator(".course-stage").get_attribute("data-at"))


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
    at = np.array([at for at, _ in page.evaluate("window.shown")])
    return float((len(at) - 1) / (at[-1] - at[0]) * 1000)


def speed_with_pictures(page, figure, seconds=FAST):
    """Updates a second at the highest pace."""
    button(figure, "reset to the same start").click()
    choose_pace(figure, 10_000)
    button(figure, "play").click()
    page.wait_for_timeout(1000 * WARM)
    figure.evaluate(COUNT)
    page.wait_for_timeout(1000 * seconds)
    button(figure, "pause").click()
    shown = np.array(page.evaluate("window.shown"))[:-1]  # the last may be that of the pause
    (first, before), (last, after) = shown[0], shown[-1]
    return 1000 * (after - before) / (last - first)


def speed_without_pictures(seconds=FAST):
    """Updates a second of the same training in a process without a browser."""
    from course_utils.playground import after, begin, read

    course = begin(read(SETUP).settings)
    start = time.perf_counter()
    course = after(course, 100_000, seconds)
    return course.updates / (time.perf_counter() - start)


def bytes_of_a_frame():
    """What a frame takes on its way, its description included."""
    from course_utils.widgets import Playground

    model = Playground(SETUP).model
    ask = {"id": 1, "type": "frames", "version": model.version, "every": 10, "count": 10, "seconds": 1.0}
    answer, buffer = model.reply(ask)
    return (len(buffer) + len(json.dumps(answer))) / len(answer["at"])


def frames_off(page, figure):
    """How many updates lie between the screen at a press on pause and where the training then stands."""
    choose_pace(figure, 10)
    button(figure, "play").click()
    page.wait_for_timeout(1500)
    at = page.evaluate("""() => {
      const root = document.querySelector(".course-live");
      [...root.querySelectorAll("button")].find((key) => key.textContent === "pause").click();
      return Number(root.querySelector(".course-stage").dataset.at);
    }""")
    page.wait_for_timeout(2000)
    run_code(page, f"assert playground.model.state.training.updates == {at}, 'the kernel is elsewhere'")
    return abs(updates(figure) - at)


def report(near, far, ratio, size, off):
    """Print the numbers; whether the goals were reached."""
    print(f"pictures a second              {near:6.1f}   goal {PICTURES}")
    print(f"with {DELAY} ms to and fro        {far:6.1f}   goal {FAR}")
    print(f"training speed with pictures   {ratio:6.0%}   of that without; goal {SHARE:.0%}")
    print(f"bytes of a frame               {size:6,.0f}   goal {BYTES:,}")
    print(f"updates off after a pause      {off:6d}   goal 0")
    return near >= PICTURES and far >= FAR and ratio >= SHARE and size <= BYTES and off == 0


def shown(page):
    """The playground on a page, in view."""
    figure = page.locator(".course-live").first
    figure.scroll_into_view_if_needed()
    return figure


def main():
    """Open the playground in JupyterLab and play; 0 if the goals were reached."""
    with in_lab(CELL) as opened:
        page = opened()
        figure = shown(page)
        near = pictures_a_second(page, figure)
        ratios = [speed_with_pictures(page, figure) / speed_without_pictures() for _ in range(ROUNDS)]
        off = frames_off(page, figure)
        page.close()
        page = opened(script=f"({SLOW})({DELAY})")
        far = pictures_a_second(page, shown(page))
    return 0 if report(near, far, float(np.median(ratios)), bytes_of_a_frame(), off) else 1


if __name__ == "__main__":
    sys.exit(main())
