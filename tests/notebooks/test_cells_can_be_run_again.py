"""A cell that is run once more, after later ones, does what it did, and so do the cells after it.

In a lecture somebody asks to see an earlier figure again; then the lecture goes on. No cell may meet a name that
another cell has given to something else, nor a network, list or table that another cell has changed: the picture would
be wrong, and nobody would notice.
"""

import ast
import dis
import symtable

import pytest

from tests.notebooks.stored import PATHS, stored

GROW = {"append", "clear", "extend", "insert", "pop", "popitem", "remove", "setdefault", "sort", "update"}
AT_ONCE = {"genexpr", "listcomp", "setcomp", "dictcomp"}  # these run where they stand, a function runs later


def inner(table):
    """The scopes below `table`."""
    for child in table.get_children():
        yield child
        yield from inner(child)


def bound_and_read(source):
    """The names that a cell binds, and those that it meets: before it binds them, or in a function called later."""
    top = symtable.symtable(source, "cell", "exec")
    bound = {name.get_name() for name in top.get_symbols() if name.is_assigned() or name.is_imported()}
    read = {name.get_name() for name in top.get_symbols() if name.is_referenced()} - bound
    steps = [(step.argval, step.opname) for step in dis.get_instructions(compile(source, "cell", "exec"))]
    first = dict(reversed([step for step in steps if step[1] in ("LOAD_NAME", "STORE_NAME")]))
    read |= {name for name, step in first.items() if step == "LOAD_NAME"}  # as W, in W = W - gradient
    for table in inner(top):
        used = {name.get_name() for name in table.get_symbols() if name.is_global() and name.is_referenced()}
        read |= used - bound if table.get_name() in AT_ONCE else used
    return bound, read


def given_twice(sources):
    """(cell, name) for each name that a cell takes from elsewhere and that more than one cell binds."""
    cells = [bound_and_read(source) for source in sources]
    for place, (_, read) in enumerate(cells):
        yield from ((place, name) for name in sorted(read) if sum(name in bound for bound, _ in cells) > 1)


def root(node):
    """What `node` belongs to: `network` of `network.layers[0].b`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node


def changed_from_before(source):
    """The names of what a cell trains, writes into or adds to without having made it."""
    made, changed, parts = set(), [], {}
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                made.add(name)
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                changed.append(root(node))
            case ast.Expr(ast.Call(ast.Attribute(attr=method))) if (
                method in GROW
            ):  # np.append returns what is new
                changed.append(root(node.value.func))
            case ast.Call(ast.Name("fit"), [network, *_]):
                changed.append(root(network))
            case ast.For(ast.Name(part), whole):
                parts[part] = root(whole)
    changed = [parts.get(node.id, node) for node in changed if isinstance(node, ast.Name)]
    return {node.id for node in changed if isinstance(node, ast.Name)} - made


def code(notebook):
    return [cell.source for cell in stored(notebook).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("notebook", PATHS)
def test_a_name_that_cells_share_is_given_by_one_of_them(notebook):
    assert list(given_twice(code(notebook))) == []


@pytest.mark.parametrize("notebook", PATHS)
def test_a_cell_changes_only_what_it_has_made(notebook):
    assert [found for source in code(notebook) if (found := changed_from_before(source))] == []


def test_a_name_that_is_given_twice_is_seen():
    mean = "def mean():\n    return sum(y)"
    assert list(given_twice(["y = [1, 2]", mean, "y = 3"])) == [(1, "y")]
    assert list(given_twice([f"y = [1, 2]\n{mean}", "mean()", "y = 3"])) == [(0, "y")]  # mean is called later
    assert list(given_twice(["y = 1\nprint(y)", "y = 2", "print(y)"])) == [
        (2, "y")
    ]  # after a look back, it prints 1
    assert list(given_twice(["W = 0", "W = W - 0.1"])) == [(1, "W")]
    assert list(given_twice(["W = 0", "W -= 0.1"])) == [(1, "W")]
    assert list(given_twice(["y = [1, 2]", "y = 3\nprint(y)", "print([y for y in 'ab'])", "y = 4"])) == []
    assert list(given_twice(["y = [1]\nprint([n * x for x in y for n in y])", "y = [2]\nx = y"])) == []


def test_what_changes_an_earlier_cells_work_is_seen():
    assert changed_from_before("fit(network, X, y, loss)") == {"network"}
    assert changed_from_before("network = Network.random([2, 1])\nfit(network, X, y, loss)") == set()
    assert (
        changed_from_before("def learn(X):\n    net = Network.random([2, 1])\n    fit(net, X, y, loss)")
        == set()
    )
    assert changed_from_before("network.theta -= gradient") == {"network"}
    assert changed_from_before("network.layers[0].b[:] = 1") == {"network"}
    assert changed_from_before("for layer in network.layers:\n    layer.b = ones") == {"network"}
    assert changed_from_before("scores['of T'] = right") == {"scores"}
    assert changed_from_before("def watch(epoch):\n    seen.append(epoch)") == {"seen"}
    assert changed_from_before("seen = []\nfor epoch in (1, 2):\n    seen.append(epoch)") == set()
