"""The commands of the Makefile, as its .PHONY lines declare them."""

import re

from tools.imports import ROOT


def targets() -> set[str]:
    """Return the names of all commands."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(" ".join(re.findall(r"^\.PHONY:(.*)$", text, flags=re.MULTILINE)).split())
