"""The server of the tests says nothing where a page goes away, and there alone: an error of its own is read."""

import pytest

from tests.browser.site_server import QuietServer


@pytest.mark.parametrize(
    ("problem", "said"),
    [(BrokenPipeError(), ""), (ConnectionResetError(), ""), (OSError("disk"), "OSError: disk")],
)
def test_only_a_page_that_went_away_is_passed_over(problem, said, capsys):
    with QuietServer(("127.0.0.1", 0), None) as server:
        try:
            raise problem
        except OSError:
            server.handle_error(None, server.server_address)
    heard = capsys.readouterr().err
    assert said in heard
    assert bool(said) == bool(heard)
