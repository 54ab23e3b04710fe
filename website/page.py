"""A page: one shell for the landing page, the book, the slides and the worksheets. Everything in it is local."""

import html
from pathlib import Path

from course_utils.plots.look import css_variables
from course_utils.stepper.maths_font import font_face

STYLES = Path(__file__).with_name("style")
FRONT = Path(__file__).with_name("front")
FRAMES = ("addresses.js", "frames.js")  # what a page with steppers in frames runs
# The boxes of exercises take their colours from the attribute that JupyterLab sets; pages follow the system.
THEME = """const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => {
  document.body.dataset.theme = dark.matches ? "dark" : "light";
  document.body.dataset.jpThemeLight = String(!dark.matches);
};
dark.addEventListener("change", follow);
follow();"""
SHELL = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
{head}<style>
{style}
</style>
</head>
<body class="{kind}">
<script>
{theme}
</script>
{body}
</body>
</html>
"""


def page(title, body, kind, *sheets, head=""):
    """One page as text: `body` is HTML, `sheets` are names of files in style/."""
    style = "\n".join(
        [css_variables("body"), *((STYLES / name).read_text("utf-8") for name in ("base.css", *sheets))]
    )
    if "<math" in body:
        style = font_face() + style
    if '<iframe class="stepper"' in body:
        body += "".join(f"\n<script>\n{(FRONT / name).read_text('utf-8')}</script>" for name in FRAMES)
    return SHELL.format(title=html.escape(title), head=head, style=style, kind=kind, theme=THEME, body=body)


def written(path, text):
    """Write a page, its folder included; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
