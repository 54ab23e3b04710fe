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
    check = check if len(uses) == 1 else None
    if wire.name == root:
        yield _local_step(wire, place, share, asked, check)
        return
    rate, upstream = f"d{wire.name}/d{name}~{place + 1}", f"d{root}/d{wire.name}"
    first = f"How does {plain(wire.name)} change with {plain(name)}{_which(wire, place)}?"
    yield _local_step(wire, place, rate, first)
    yield _product_step(wire, place, share, upstream, rate, asked, check)


def _local_step(wire, place, result, asked, check=None):
    """The gate's own slope in one of its inputs."""
    return Step(
        "backward",
        wire.name,
        asked,
        ((LOCAL_WORDS.get(wire.operator.name, "the gate's own slope"), None),),
        local(result, wire.operator, place, wire.name, *wire.inputs),
        light=_light(wire, place),
        guesses=_swapped(wire, place, result),
        check=check,
    )


def _product_step(wire, place, share, upstream, rate, asked, check):
    """What arrives, times the gate's own slope."""
    words = ("That is the upstream gradient; multiply it by the local derivative.",)
    words += ("That is only the local derivative; multiply it by the upstream gradient.",)
    return Step(
        "backward",
        wire.name,
        asked,
        (("upstream", "backward"), (" × local", None)),
        total(share, [(upstream, rate)]),
        light=_light(wire, place),
        guesses=((given(f"?up {share}", upstream), words[0]), (given(f"?local {share}", rate), words[1])),
        check=check,
        upstream=(upstream,),
    )


def _light(wire, place):
    """The gate, the input whose turn it is, and the wire between them."""
    return {
        "nodes": {wire.name: "backward", wire.inputs[place]: "forward"},
        "edges": {_edge(wire, place): "backward"},
    }


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
