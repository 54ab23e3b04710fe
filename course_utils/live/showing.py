"""How a widget shows itself: alive where Python runs and widgets can show, everywhere else as a picture with words.

Beside the widget's view an output carries its picture, which is what GitHub, an export, a book or a printed page
show; below it, as an output of its own, stands what to do about that. A living widget hides these words in the page;
they come back where it does not, as in a notebook that was saved and is opened again before it runs.
"""

import html
import io

from IPython.display import display
from PIL import Image

from ..plots.figure import HIDDEN, as_text
from ..plots.tables import FOLDED, folded
from .state import OneOfAKind

VIEW = "application/vnd.jupyter.widget-view+json"
NOTE = "course-when-still"  # the class of the words
ALIVE = ":is(.course-live, .course-stepper, .course-poll)"
OUTPUT = ":is(.jp-OutputArea-child, .output_area, .output_container)"  # JupyterLab's, the classic notebook's, VS Code's
# Comes to a page with a living widget, and hides the words below each of them.
HIDE_NOTES = f"{OUTPUT}:has({ALIVE}) + {OUTPUT} .{NOTE} {{ display: none; }}\n"
COLOURS = 256


class Showing(OneOfAKind):
    """What a widget shows where it stands. A kind of widget defines `_still()` and `_to_use`."""

    _to_use = "To use it, run the notebook up to here."

    def __init_subclass__(cls, **options):
        style = vars(cls).get("_css")
        if isinstance(style, str):  # anywidget makes a class for each widget, where it is a trait
            cls._css = style + HIDE_NOTES
        super().__init_subclass__(**options)

    def _still(self):
        """(picture as an array of bytes, width on the page, its description)."""
        raise NotImplementedError

    def _tables(self):
        """The numbers of the picture, as a list of `Table`."""
        return []

    def _repr_mimebundle_(self, include=None, exclude=None):
        pixels, width, words = self._still()
        data = {VIEW: view(self), "image/png": as_text(small_png(pixels)), "text/plain": repr(self)}
        return data, {"image/png": {"alt": words, "width": width, "of": type(self).__name__}}

    def _ipython_display_(self):
        data, metadata = self._repr_mimebundle_()
        show(data, metadata, note(self._to_use, metadata["image/png"]["alt"], self._tables()))


def view(widget):
    """What a page needs to find the widget's model."""
    return {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}


def note(words, description="", tables=()):
    """The words below a widget that is not alive, with description and numbers for those who cannot see its picture."""
    hidden = f'<span style="{HIDDEN}">{html.escape(description)}</span>' if description else ""
    said = f'<p class="{NOTE}"><em>{html.escape(words)}</em>{hidden}</p>'
    return {"text/html": said + folded(tables, f"{FOLDED} {NOTE}"), "text/plain": words}


def show(data, metadata, below):
    """Display a widget and the words below it."""
    display(data, metadata=metadata, raw=True)
    display(below, raw=True)


def small_png(pixels):
    """A picture (height, width, 3 or 4) as PNG with few colours: a fifth of the bytes, in as little time."""
    file = io.BytesIO()
    few = Image.fromarray(pixels).convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=0)
    few.save(file, "PNG")
    return file.getvalue()
