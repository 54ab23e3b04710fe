"""A widget as HTML without a script: its picture, a stepper as a page in a frame, a poll with its discussion folded.

That is what a widget is on a slide, on paper, and on a page until its script runs; there it also carries its first
state (`alive`), from which the script shows it.
"""

import copy
import html

from course_utils.exercises.ballot_view import folded

from .alive import code_cells, data_script, is_widget, module_file

NOTE = ' <span class="note">In JupyterLab this figure moves.</span>'


def with_widgets(notebook, states, folder=None):
    """A copy of the notebook in which each widget is HTML; with `folder`, where front ends go, it carries its state."""
    notebook = copy.deepcopy(notebook)
    code = code_cells(notebook)
    for place, widgets in states.items():
        outputs = filter(is_widget, code[place].outputs)
        for nth, (output, entry) in enumerate(zip(outputs, widgets, strict=True)):
            shown = still(entry, moves=folder is not None)
            if folder is not None and "state" in entry:
                shown = carried(shown, entry, place, nth, folder)
            output.data = type(output.data)({"text/plain": entry["words"], "text/html": shown})
    return notebook


def still(entry, moves):
    """What a widget shows without a script; where it `moves`, nothing says that it would elsewhere."""
    if "page" in entry:
        return frame(entry)
    if "frames" in entry:
        return picture(entry, "" if moves else NOTE)
    if "content" in entry["state"]:
        return folded(entry["state"]["content"])
    return f"<p>{html.escape(entry['words'])}</p>"


def carried(shown, entry, place, nth, folder):
    """The HTML of a widget with its state beside it; pictures stand in the HTML alone."""
    name = f"widget-{place}-{nth}"
    frames = {
        theme: {key: value for key, value in shown.items() if key in ("frame", "bytes")}
        for theme, shown in entry.get("frames", {}).items()
    }
    where = f"../{folder.name}/{module_file(entry['where'], folder)}"
    held = {"place": place, "nth": nth, "where": where, "state": entry["state"], "frames": frames or None}
    held |= {"answers": entry.get("answers", [])}
    return f'<div class="widget" data-state="{name}">{shown}</div>\n{data_script(name, held)}'


def frame(entry):
    """A stepper as its own page in a frame, so that keys go to whichever has the focus."""
    title = html.escape(f"Stepper: {entry['title']}")
    page = f"../steppers/{entry['page']}"
    return (
        f'<iframe class="stepper" src="{page}" title="{title}" loading="lazy"></iframe>'
        f'<p class="note">Click the figure, then → steps through it; '
        f'<a href="{page}">open it in a page of its own</a>.</p>'
    )


def picture(entry, note):
    """A live figure as pictures, one for each theme, and what it says of itself."""
    sources = {
        theme: f"data:{shown['format']};base64,{shown['picture']}" for theme, shown in entry["frames"].items()
    }
    words = html.escape(entry["frames"]["light"]["frame"]["description"])
    return (
        '<figure class="live"><picture>'
        f'<source media="screen and (prefers-color-scheme: dark)" srcset="{sources["dark"]}">'
        f'<img src="{sources["light"]}" width="{entry["state"]["_layout"]["width"]}" alt="{words}"></picture>'
        f"<figcaption>{words}{note}</figcaption></figure>"
    )
