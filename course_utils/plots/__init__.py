"""Figures: matplotlib draws what the engine returns, in one look."""

from .figure import new_figure, show, style
from .look import DARK, LIGHT, css_variables

__all__ = ["DARK", "LIGHT", "css_variables", "new_figure", "show", "style"]
