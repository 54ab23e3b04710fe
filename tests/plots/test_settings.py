"""matplotlib's settings belong to the student: the course's own look must not change another plot."""

import subprocess
import sys

PROGRAM = """
import matplotlib
matplotlib.use("agg")
before, backend = dict(matplotlib.rcParams), matplotlib.get_backend()
import course_utils.plots, course_utils.widgets
from course_utils.plots import new_figure
figure, axes = new_figure(columns=2)
axes[0].set(title="A title", xlabel="x")
figure.canvas.draw()
course_utils.widgets.ActivationExplorer().model.picture()
changed = {key for key, value in matplotlib.rcParams.items() if before[key] != value}
assert not changed and matplotlib.get_backend() == backend, changed
title = axes[0].get_title(loc="left")
assert title == "A title" and axes[0].xaxis.label.get_fontsize() == 11
"""


def test_a_students_own_plots_look_as_before():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
