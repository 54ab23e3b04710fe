"""A page: one shell for the landing page, the book and the slides. Everything in it is local."""

from pathlib import Path

from course_utils.plots.look import css_variables
from course_utils.stepper.maths_font import font_face
from course_utils.stepper.saved_page import document

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


def page(title, body, kind, *sheets, head=""):
    """One page as text: `body` is HTML, `sheets` are names of files in style/."""
    style = "\n".join(
        [css_variables("body"), *((STYLES / name).read_text("utf-8") for name in ("base.css", *sheets))]
    )
    if "<math" in body:
        style = font_face() + style
    if '<iframe class="stepper"' in body:
        body += "".join(f"\n<script>\n{(FRONT / name).read_text('utf-8')}</script>" for name in FRAMES)
    return document(title, style, kind, f"<script>\n{THEME}\n</script>\n{body}", head)


def written(path, text):
    """Write a page, its folder included; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
