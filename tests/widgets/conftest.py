"""Every widget that a test makes is closed after it: Jupyter's register would keep it to the end of the session."""

import pytest
from ipywidgets.widgets.widget import _instances


@pytest.fixture(autouse=True)
def closed_widgets():
    """Close what the test made; what fixtures of a wider scope made stays."""
    before = set(_instances)
    yield
    for name in set(_instances) - before:
        if name in _instances:
            _instances[name].close()
