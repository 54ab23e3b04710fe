"""The colours: readable in both themes, and the same for every front end."""

import re

import pytest

from course_utils.plots.look import DARK, LIGHT, css_variables

READ = ["ink", "quiet", "forward", "loss", "backward", "update", "correct", "warning"]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("below", ["ground", "panel"])
@pytest.mark.parametrize("role", READ)
def test_text_in_every_role_can_be_read(theme, below, role):
    assert contrast(theme[role], theme[below]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_and_borders_can_be_seen(theme):
    assert contrast(theme["line"], theme["ground"]) >= 3


def test_css_has_both_themes_and_prints_light():
    light, dark = css_variables(".x").splitlines()
    assert dict(re.findall(r"--look-(\w+): (#\w+);", light)) == LIGHT
    assert dict(re.findall(r"--look-(\w+): (#\w+);", dark)) == DARK
    assert dark.startswith("@media screen")
