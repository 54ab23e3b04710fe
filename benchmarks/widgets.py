"""The live figure against `ipywidgets.interactive_output`, drawing the same picture: `python -m benchmarks.widgets`.

Both stand in one notebook in real JupyterLab. A key moves the slider of one, then of the other, in turns, so
that a busy machine slows both; the time runs from the key to the frame in which the changed picture stands.
What counts is the ratio of the medians; times travel badly between machines. The exit status says whether
the goals were reached.
"""

import sys

import numpy as np

from .lab import in_lab

ROUNDS = 40
GOAL_RATIO, GOAL_MILLISECONDS = 8, 45

OURS = """from course_utils.widgets import ActivationExplorer
ActivationExplorer("tanh", z=0.0)"""
# What everybody does: the same picture, with the same layout, drawn anew for every event.
THEIRS = """import ipywidgets
import matplotlib.pyplot as plt
from course_utils.engine import leaky_relu, relu, sigmoid, softplus, tanh
from course_utils.plots.activations import ActivationPicture

def draw(z):
    shape = {"sharex": True, "height_ratios": (1.7, 1)}
    figure, axes = plt.subplots(2, 1, figsize=(6, 4.4), dpi=144, layout="constrained", **shape)
    title = "tanh: how much of a gradient gets through?"
    picture = ActivationPicture(*axes)
    picture.show(tanh, title, [sigmoid, relu, softplus, leaky_relu(0.1)])
    picture.touch(tanh, z)
    plt.show()

z = ipywidgets.FloatSlider(0.0, min=-6, max=6, step=0.1, description="theirs")
ipywidgets.VBox([z, ipywidgets.interactive_output(draw, {"z": z})])"""

WATCH = """(box) => {
  window.took = null;
  let start = null;
  const seen = (image) => image.decode().then(() => requestAnimationFrame(() => {
    window.took ??= performance.now() - start;
    watch.disconnect();
  }));
  const watch = new MutationObserver((changes) => {
    const image = box.querySelector("img");
    const part = changes.some(({ attributeName }) => attributeName === "data-shown"); // decoded and drawn
    if (start === null) return;
    if (part) seen({ decode: () => Promise.resolve() });
    else if (image && image.src !== before) seen(image);
  });
  const before = box.querySelector("img").src;
  watch.observe(box, { subtree: true, childList: true, attributes: true, attributeFilter: ["src", "data-shown"] });
  document.addEventListener("keydown", () => { start = performance.now(); }, { once: true, capture: true });
}"""


def race(page):
    """The milliseconds from key to changed picture, an array (ROUNDS, 2): ours, theirs. Both cells have been run."""
    ours = page.locator(".course-live").first
    theirs = page.locator(".jp-OutputArea-output", has=page.locator(".widget-slider")).last
    contests = [
        (box, box.locator(handle).first) for box, handle in ((ours, "[type=range]"), (theirs, ".noUi-handle"))
    ]
    times = [[_once(page, *contest) for contest in contests] for _ in range(ROUNDS + 2)]
    return np.array(times[2:])  # the first ones warm up


def _once(page, box, slider):
    page.locator(".course-live[data-settled]").wait_for()
    box.locator("img").wait_for()
    box.evaluate(WATCH)
    slider.press("ArrowRight")
    page.wait_for_function("window.took !== null")
    page.wait_for_timeout(250)  # until the exact picture has come as well
    return page.evaluate("window.took")


def report(times):
    """Print medians, 95th percentiles and the ratio; whether the goals were reached."""
    (ours, theirs), (ours_95, theirs_95) = np.median(times, axis=0), np.quantile(times, 0.95, axis=0)
    ratio = theirs / ours
    print(
        f"live figure         {ours:6.0f} ms   (95 % within {ours_95:.0f} ms)   goal {GOAL_MILLISECONDS} ms"
    )
    print(f"interactive_output  {theirs:6.0f} ms   (95 % within {theirs_95:.0f} ms)")
    print(f"ratio of medians    {ratio:6.1f}                              goal {GOAL_RATIO}")
    return ratio >= GOAL_RATIO and ours <= GOAL_MILLISECONDS


def main():
    """Open both in JupyterLab and let them race; 0 if the goals were reached."""
    with in_lab(OURS, THEIRS) as opened:
        return 0 if report(race(opened(height=1600))) else 1


if __name__ == "__main__":
    sys.exit(main())
