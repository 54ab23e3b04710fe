"""The steps of a circuit: forward gate by gate, then backward, each gate upstream × local."""

from ..functions.gates import add, multiply
from .formula import Formula, Step, difference, given, local, total
from .notation import plain

FORWARD_WORDS = {"add": "an add gate", "multiply": "a multiply gate", "maximum": "a max gate"}
LOCAL_WORDS = {
    "add": "add hands the gradient on",
    "subtract": "subtract hands it on, with a minus for the second",
    "multiply": "multiply swaps: the other input",
    "maximum": "max routes: 1 for the larger input, 0 for the other",
}


def gate_steps(wires, forward):
    """All steps, in order; `forward` are the formulas of the gates."""
    for wire, formula in zip(wires, forward, strict=True):
        yield _forward_step(wire, formula)
    root = wires[-1].name
    yield Step(
        "backward",
        root,
        f"How does {plain(root)} change with itself?",
        (("the start of the way back", None),),
        Formula(f"d{root}/d{root}", "1", lambda values: 1.0),
        light={"nodes": {root: "backward"}},
    )
    users = _users(wires)
    waiting = {name: len(uses) for name, uses in users.items()}
    for wire in reversed(wires):
        for place, name in wire.sources():
            check = difference(forward, name, root, close=True)
            yield from _backward_steps(root, wire, place, name, users[name], check)
            waiting[name] -= 1
            if waiting[name] == 0 and len(users[name]) > 1:
                yield _branch_step(root, name, users[name], check)


def _users(wires):
    """{name: [(gate, place), …]}: where each value goes, in the order in which gradients return."""
    users = {}
    for wire in reversed(wires):
        for place, name in wire.sources():
            users.setdefault(name, []).append((wire.name, place))
    return users


def _share(root, name, gate, place, uses):
    """The name of what reaches `name` through one input of one gate."""
    if len(uses) == 1:
        return f"d{root}/d{name}"
    twice = sum(other == gate for other, _ in uses) > 1
    return f"d{root}/d{name}|{gate}" + (f"#{place + 1}" if twice else "")


def _forward_step(wire, formula):
    feeders = dict.fromkeys((name for _, name in wire.sources()), "forward")
    word = FORWARD_WORDS.get(wire.operator.name, wire.operator.name.replace("_", " "))
    return Step(
        "forward",
        wire.name,
        f"What is {plain(wire.name)}?",
        ((word, None),),
        formula,
        light={
            "nodes": feeders | {wire.name: "forward"},
            "edges": {_edge(wire, p): "forward" for p, _ in wire.sources()},
        },
    )


def _backward_steps(root, wire, place, name, uses, check):
    """The local derivative, then upstream × local; at the root, where upstream is 1, the two are one."""
    share = _share(root, name, wire.name, place, uses)
    through = f" through {plain(wire.name)}" if len(uses) > 1 else ""
    asked = f"How does {plain(root)} change with {plain(name)}{through}{_which(wire, place)}?"
    shared = {
        "light": {
            "nodes": {wire.name: "backward", name: "forward"},
            "edges": {_edge(wire, place): "backward"},
        },
        "check": check if len(uses) == 1 else None,
    }
    words = ((LOCAL_WORDS.get(wire.operator.name, "the gate's own slope"), None),)
    if wire.name == root:
        slope = local(share, wire.operator, place, wire.name, *wire.inputs)
        yield Step("backward", root, asked, words, slope, guesses=_swapped(wire, place, share), **shared)
        return
    rate, upstream = f"d{wire.name}/d{name}~{place + 1}", f"d{root}/d{wire.name}"
    yield Step(
        "backward",
        wire.name,
        f"How does {plain(wire.name)} change with {plain(name)}{_which(wire, place)}?",
        words,
        local(rate, wire.operator, place, wire.name, *wire.inputs),
        light=shared["light"],
        guesses=_swapped(wire, place, rate),
    )
    guesses = (
        (
            given(f"?up {share}", upstream),
            "That is what arrives from above; multiply it by the local derivative.",
        ),
        (
            given(f"?local {share}", rate),
            "That is only the local derivative; multiply it by what arrives from above.",
        ),
    )
    product = total(share, [(upstream, rate)])
    words = (("upstream", "backward"), (" × local", None))
    yield Step(
        "backward",
        wire.name,
        asked,
        words,
        product,
        guesses=guesses,
        colours=((upstream, "backward"),),
        **shared,
    )


def _which(wire, place):
    """Tells two inputs apart that carry the same value."""
    return f", its {('first', 'second')[place]} input" if len(set(wire.inputs)) < len(wire.inputs) else ""


def _swapped(wire, place, result):
    """The mistake that the gate invites."""
    name = wire.inputs[place]
    other = next((partner for spot, partner in wire.sources() if spot != place and partner != name), None)
    if wire.operator is multiply and other:
        return (
            (
                given(f"?own {result}", name),
                f"That is {plain(name)} itself; a multiply gate swaps its inputs.",
            ),
        )
    if wire.operator is add and other:
        words = "An add gate does not look at the values: it hands the gradient on."
        return ((given(f"?value {result}", other), words),)
    return ()


def _branch_step(root, name, uses, check):
    shares = [_share(root, name, gate, place, uses) for gate, place in uses]
    guesses = tuple(
        (given(f"?only {share}", share), "That is one branch; the branches sum.") for share in shares
    )
    return Step(
        "backward",
        name,
        f"How does {plain(root)} change with {plain(name)}?",
        (("branches sum", None),),
        total(f"d{root}/d{name}", [(share,) for share in shares]),
        light={"nodes": {name: "backward"} | {gate: "backward" for gate, _ in uses}},
        guesses=guesses,
        check=check,
    )


def _edge(wire, place):
    return f"{wire.name} {place + 1}"
