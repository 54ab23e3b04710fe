"""What the tests of plots draw on."""

import pytest

from course_utils.plots import new_figure


@pytest.fixture
def ax():
    return new_figure()[1]
