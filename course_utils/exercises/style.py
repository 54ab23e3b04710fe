"""The style of boxes and polls: text in the host's own colours, and a line at the left for the state.

The line has a colour and a pattern for each state, so that colour never stands alone. The colours are
the course's, for light and for dark hosts. Where a viewer strips the style the words remain, and
they say everything.
"""

from pathlib import Path

from ..live.front_end import hosts
from ..plots.look import DARK, LIGHT

LINES = {
    "correct": ("correct", "solid"),
    "not-yet": ("warning", "double"),
    "not-attempted": ("quiet", "dotted"),
    "hint": ("forward", "dashed"),
    "solution": ("forward", "solid"),
}
ROLES = ("correct", "warning", "quiet", "forward")
OURS = (".course-note", ".course-poll")
DARK_HOSTS = hosts("dark")


def _variables(colours, hosts=("",)):
    """The rule that gives our boxes the colours by role, within these hosts."""
    where = ",".join(f"{host} {ours}".strip() for host in hosts for ours in OURS)
    return f"{where}{{{';'.join(f'--look-{role}:{colours[role]}' for role in ROLES)}}}"


def _line(state, role, pattern):
    return f".course-note-{state}{{border-left:5px {pattern} var(--look-{role})}}"


COLOURS = f"{_variables(LIGHT)}@media screen{{{_variables(DARK, DARK_HOSTS)}}}"  # paper is always light
LINE_RULES = "".join(_line(state, role, pattern) for state, (role, pattern) in LINES.items())
BOX = (
    ".course-note{padding:2px 0 2px 14px;margin:4px 0;max-width:46em;line-height:1.5}"
    ".course-note p{margin:0 0 4px}"
    ".course-note ul{margin:4px 0;padding-left:1em;list-style:none}"
    ".course-note pre{margin:6px 0;padding:0;background:none;line-height:1.4;overflow-x:auto}"
)
STYLE = f"<style>{COLOURS}{BOX}{LINE_RULES}</style>"


def poll_style():
    """The style sheet of a poll."""
    return f"{COLOURS}\n{(Path(__file__).parent / 'poll.css').read_text(encoding='utf-8')}"
