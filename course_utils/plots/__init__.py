"""Figures: matplotlib draws what the engine returns, in one look.

A module for each topic. In all of them `draw_…(ax, …)` draws onto axes that it is given, `describe_…` says in words
what is seen, and a function with a bare name makes a whole figure: (figure, description), ready for `show(*…)`.
"""

from ..lazy import on_demand
from .look import DARK, LIGHT, css_variables

# The colours are for everybody; matplotlib is loaded when something is drawn.
HOMES = {"course_utils.plots.figure": ["new_figure", "show", "style"]}

__all__ = ["DARK", "LIGHT", "css_variables", "new_figure", "show", "style"]

__getattr__, __dir__ = on_demand(__name__, HOMES)
