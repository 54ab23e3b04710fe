"""What differs from run to run in a notebook's text, and how it is taken out: `sanitize.cfg` lists it, for nbval too.

pytest loads this module as a plugin (`-p tools.sanitize` in pyproject.toml).
"""

import re
from pathlib import Path

RULES = Path(__file__).with_suffix(".cfg")
ONLY_COMPARED = "--- only when comparing ---"  # rules below this line leave a stored text as it is
_rule = re.compile(r"^regex: (.*)$\n^replace: (.*)$", re.MULTILINE)  # as nbval reads the file


def rules(comparing=False):
    """The rules in their order, as pairs (pattern, replacement)."""
    always, _, only_compared = RULES.read_text(encoding="utf-8").partition(ONLY_COMPARED)
    return _rule.findall(always + only_compared * comparing)


def sanitized(text, comparing=False):
    """A text without what differs from run to run, and when comparing, from computer to computer."""
    for found, instead in rules(comparing):
        text = re.sub(found, instead, text)
    return text


def pytest_configure(config):
    """Let nbval compare by the same rules, unless the command line names others."""
    if config.option.nbval_sanitize_with is None:
        config.option.nbval_sanitize_with = str(RULES)
