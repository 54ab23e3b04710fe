"""Every test starts as a fresh kernel would: nothing tried, no hint read."""

import pytest

from course_utils.exercises.progress import progress


@pytest.fixture(autouse=True)
def fresh_kernel():
    progress.reset()
    yield
    progress.reset()
