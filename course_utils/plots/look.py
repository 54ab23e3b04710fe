"""The look: what each colour of the course means, once for the light and once for the dark theme.

A colour is named after its role, never after its hue: what is *forward* in a diagram is forward in
every figure. Text in any role reaches a contrast of 4.5 : 1 on `ground` and on `panel`. matplotlib
takes the dictionaries, the front ends take the same values as CSS variables (`--look-forward`).
"""

from ..engine.validate import text

LIGHT = {
    "ground": "#FFFFFF",
    "panel": "#F5F6F8",
    "line": "#868E9A",
    "ink": "#1B1F24",
    "quiet": "#5A6270",
    "forward": "#00659F",
    "loss": "#6B4FA0",
    "backward": "#B84A00",
    "update": "#00714F",
    "correct": "#00714F",
    "warning": "#8A5A00",
}
DARK = {
    "ground": "#14171C",
    "panel": "#1F242C",
    "line": "#7A8494",
    "ink": "#EEF1F5",
    "quiet": "#A4AEBC",
    "forward": "#6CC0F5",
    "loss": "#C3AEEB",
    "backward": "#FF9D5C",
    "update": "#5FD3A6",
    "correct": "#5FD3A6",
    "warning": "#F2C063",
}


def css_variables(selector=".course-look"):
    """The colours as CSS: light, and dark on screens where `selector` carries data-theme="dark"."""
    text(selector, "selector")
    return (
        f"{selector} {{ color-scheme: light; {_declared(LIGHT)} }}\n"
        f'@media screen {{ {selector}[data-theme="dark"] {{ color-scheme: dark; {_declared(DARK)} }} }}\n'
    )


def _declared(colours):
    return " ".join(f"--look-{role}: {colour};" for role, colour in colours.items())
