"""IPython on a page: its `display`, and nothing else."""

from .display import display

version_info = (9, 0)  # matplotlib checks whether it must patch an old one


def get_ipython():
    """No shell: None."""
    return None


__all__ = ["display", "get_ipython"]
