"""Figures: matplotlib draws what the engine returns, in one look."""

from ..lazy import on_demand
from .look import DARK, LIGHT, css_variables

# The colours are for everybody; matplotlib is loaded when something is drawn.
HOMES = {"course_utils.plots.figure": ["new_figure", "show", "style"]}

__all__ = ["DARK", "LIGHT", "css_variables", "new_figure", "show", "style"]

__getattr__, __dir__ = on_demand(__name__, HOMES)
