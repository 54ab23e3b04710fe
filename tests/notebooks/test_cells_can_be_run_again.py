"""A cell that is run once more, after later ones, does what it did.

In a lecture somebody asks to see an earlier figure again. Its cell must not meet a name that a later cell has given to
something else, nor a network that a later cell has trained: the picture would be wrong, and nobody would notice.
"""

import ast
import symtable

import pytest

from tests.notebooks.stored import stored

NOTEBOOKS = ["00", "01", "07", "08", "09", "11"]  # the others use some names twice


def bound_and_read(source):
    """The names that a cell binds, and those that it takes from earlier ones, also inside of its functions."""
    top = symtable.symtable(source, "cell", "exec")
    bound = {name.get_name() for name in top.get_symbols() if name.is_assigned() or name.is_imported()}
    read = {name.get_name() for name in top.get_symbols() if name.is_referenced()}
    tables = list(top.get_children())
    while tables:
        table = tables.pop()
        read |= {name.get_name() for name in table.get_symbols() if name.is_global() and name.is_referenced()}
        tables += table.get_children()
    return bound, read - bound


def taken(sources):
    """(cell, name) for each name that a cell takes from an earlier one and that a later one binds anew."""
    cells = [bound_and_read(source) for source in sources]
    for place, (_, read) in enumerate(cells):
        before, after = (
            set().union(*(bound for bound, _ in part)) for part in (cells[:place], cells[place + 1 :])
        )
        yield from ((place, name) for name in sorted(read & before & after))


def trained_from_before(source):
    """The networks that a cell trains without having made them."""
    bound, _ = bound_and_read(source)
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {call.args[0].id for call in calls if ast.unparse(call.func) == "fit"} - bound


def code(notebook):
    return [cell.source for cell in stored(notebook).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_cell_uses_a_name_that_a_later_one_gives_away(notebook):
    assert list(taken(code(notebook))) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_cell_trains_what_it_has_made(notebook):
    assert [trained_from_before(source) for source in code(notebook) if trained_from_before(source)] == []


def test_what_would_go_wrong_is_seen():
    assert list(taken(["y = [1, 2]", "def mean():\n    return sum(y)", "y = 3"])) == [(1, "y")]
    assert list(taken(["y = [1, 2]", "y = 3\nprint(y)", "print([y for y in 'ab'])", "y = 4"])) == []
    assert trained_from_before("fit(network, X, y, loss)") == {"network"}
    assert trained_from_before("network = Network.random([2, 1])\nfit(network, X, y, loss)") == set()
