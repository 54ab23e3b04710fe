"""The lecture's network: every state of 10,000 updates, and what its conventions change, against mpmath.

The oracle is the algorithm of the slides for two inputs, two hidden and two output neurons, written out name by
name with 40 digits: no arrays, no loops over layers, so that nothing is shared with the engine but the slides.
All parameters, the loss and every derivative that the slides name are compared, as the walkthrough gives them;
error: the difference over the true number (over 1e-3 for those that are smaller). Random networks test the
walkthrough's other half: the graph of scalars says what the network of arrays says, to 1e-12.
"""

import numpy as np
from mpmath import mp, mpf

from course_utils.engine import Network, lecture_network, unroll, walkthrough

from .claim import Claim, distance

UPDATES, FULL = 10_000, 400  # states compared in all conventions, and how many of them with all derivatives
DIGITS = 40
PROMISED, UNROLLED = 1e-11, 1e-12
NETWORKS = 500
START = {
    "w1": "0.15", "w2": "0.20", "w3": "0.25", "w4": "0.30", "w5": "0.40", "w6": "0.45", "w7": "0.50", "w8": "0.55",
    "b_h1": "0.35", "b_h2": "0.35", "b_o1": "0.60", "b_o2": "0.60",
}  # fmt: skip
BIASES = ("b_h1", "b_h2", "b_o1", "b_o2")


def claims(random):
    """The claims of this family."""
    conventions = [
        ("biases fixed", "fixed", False, UPDATES),
        ("one bias for each layer", "shared", False, UPDATES),
        ("one bias for each neuron", "per_neuron", False, UPDATES),
        ("the in-place bug", "fixed", True, UPDATES // 10),
    ]
    return [
        *(_followed(*convention) for convention in conventions),
        _unrolled(random),
        _unrolled_biases(random),
    ]


def _followed(words, biases, in_place, updates):
    network, x, y = lecture_network()
    trace = walkthrough(
        network,
        x,
        y,
        "half_squared_error",
        learning_rate=0.5,
        biases=biases,
        in_place=in_place,
        updates=updates,
    )
    names = trace.names
    claim = Claim(f"the lecture's network, {words}: every number of every state = mpmath's", PROMISED)
    full = set(np.linspace(1, updates, FULL).astype(int)) | {1, 2}
    for update, numbers in enumerate(states(biases, in_place, updates + 1), start=1):
        claim.see(_off(trace.losses[update - 1], numbers["L"]), f"L before update {update}")
        if update in full:
            row = dict(zip(names, trace.numbers([update])[0], strict=True))
            for name, exact in numbers.items():
                claim.see(_off(row[name], exact), f"{name} of update {update}")
    return claim


def _off(ours, exact):
    return float(abs(mpf(float(ours)) - exact) / max(abs(exact), mpf("0.001")))


def states(biases="fixed", in_place=False, updates=UPDATES, digits=DIGITS):
    """The numbers of each update, by the trace's names."""
    with mp.workdps(digits):
        p = {name: mpf(value) for name, value in START.items()}
        for _ in range(updates):
            numbers, gradient = _update(p, in_place)
            yield numbers
            p = _moved(p, gradient, biases)


def _sigmoid(z):
    return 1 / (1 + mp.exp(-z))


def _update(p, in_place=False):
    """All numbers of one update, and the gradient by each parameter."""
    i1, i2, t1, t2, rate = mpf("0.05"), mpf("0.10"), mpf("0.01"), mpf("0.99"), mpf("0.5")
    n = {}
    n["in_h1"] = p["w1"] * i1 + p["w2"] * i2 + p["b_h1"]
    n["in_h2"] = p["w3"] * i1 + p["w4"] * i2 + p["b_h2"]
    h1, h2 = n["out_h1"], n["out_h2"] = _sigmoid(n["in_h1"]), _sigmoid(n["in_h2"])
    n["in_o1"] = p["w5"] * h1 + p["w6"] * h2 + p["b_o1"]
    n["in_o2"] = p["w7"] * h1 + p["w8"] * h2 + p["b_o2"]
    o1, o2 = n["out_o1"], n["out_o2"] = _sigmoid(n["in_o1"]), _sigmoid(n["in_o2"])
    n["L_o1"], n["L_o2"] = (t1 - o1) ** 2 / 2, (t2 - o2) ** 2 / 2
    n["L"] = n["L_o1"] + n["L_o2"]
    n["dL/dout_o1"], n["dL/dout_o2"] = o1 - t1, o2 - t2
    n["dout_o1/din_o1"], n["dout_o2/din_o2"] = o1 * (1 - o1), o2 * (1 - o2)
    d1, d2 = (o1 - t1) * o1 * (1 - o1), (o2 - t2) * o2 * (1 - o2)
    g = {"w5": d1 * h1, "w6": d1 * h2, "w7": d2 * h1, "w8": d2 * h2, "b_o1": d1, "b_o2": d2}
    seen = {w: p[w] - rate * g[w] if in_place else p[w] for w in ("w5", "w6", "w7", "w8")}
    n["dL_o1/dout_h1"], n["dL_o2/dout_h1"] = d1 * seen["w5"], d2 * seen["w7"]
    n["dL_o1/dout_h2"], n["dL_o2/dout_h2"] = d1 * seen["w6"], d2 * seen["w8"]
    n["dL/dout_h1"] = n["dL_o1/dout_h1"] + n["dL_o2/dout_h1"]
    n["dL/dout_h2"] = n["dL_o1/dout_h2"] + n["dL_o2/dout_h2"]
    n["dout_h1/din_h1"], n["dout_h2/din_h2"] = h1 * (1 - h1), h2 * (1 - h2)
    e1, e2 = n["dL/dout_h1"] * h1 * (1 - h1), n["dL/dout_h2"] * h2 * (1 - h2)
    g |= {"w1": e1 * i1, "w2": e1 * i2, "w3": e2 * i1, "w4": e2 * i2, "b_h1": e1, "b_h2": e2}
    n |= {f"dL/d{w}": g[w] for w in g if w.startswith("w")}
    n |= {w: p[w] for w in p if w.startswith("w")}
    n |= {f"{w}+": p[w] - rate * g[w] for w in g if w.startswith("w")}
    return n, g


def _moved(p, gradient, biases):
    """The parameters after one update, by the convention for biases."""
    g = dict(gradient)
    if biases == "fixed":
        g |= dict.fromkeys(BIASES, mpf(0))
    if biases == "shared":
        hidden, output = g["b_h1"] + g["b_h2"], g["b_o1"] + g["b_o2"]
        g |= {"b_h1": hidden, "b_h2": hidden, "b_o1": output, "b_o2": output}
    return {name: p[name] - mpf("0.5") * g[name] for name in p}


# --- the graph of scalars and the network of arrays --------------------------------------------------


HIDDEN = ("identity", "sigmoid", "tanh", "relu", "softplus", "leaky_relu")
LOSSES = ("mean_squared_error", "half_squared_error", "mean_absolute_error")


def _small_network(random, equal_biases):
    sizes = random.integers(1, 5, size=random.integers(2, 5))
    hidden = [str(random.choice(HIDDEN)) for _ in sizes[1:-1]]
    network = Network.random([int(s) for s in sizes], hidden, str(random.choice(HIDDEN)), seed=random)
    for layer in network.layers:
        layer.b = np.full(len(layer.b), random.normal()) if equal_biases else random.normal(size=len(layer.b))
    return network, random.normal(size=sizes[0]), random.normal(size=sizes[-1]), str(random.choice(LOSSES))


def _unrolled(random):
    claim = Claim(
        "unrolled into scalars, a network has the loss and the gradient that it has in arrays", UNROLLED
    )
    for _ in range(NETWORKS):
        network, x, y, loss = _small_network(random, equal_biases=False)
        value, gradient = network.gradient(x[None], y[None], loss)
        nodes = unroll(network, x, y, loss, biases="per_neuron")
        nodes["L"].backward()
        ours = _in_order(network, nodes)
        scale = max(np.abs(gradient).max(), 1e-3)
        claim.see(
            max(distance(nodes["L"].value, value, max(value, 1e-3)), distance(ours, gradient, scale)), network
        )
    return claim


def _in_order(network, nodes):
    """The nodes' gradients in the order of theta."""
    weights = iter(name for name in nodes if name[0] == "w" and name[1:].isdigit())
    weights = iter(sorted(weights, key=lambda name: int(name[1:])))
    biases = iter(name for name in nodes if name.startswith("b_"))
    grads = []
    for layer in network.layers:
        grads += [nodes[next(weights)].grad for _ in range(layer.W.size)]
        grads += [nodes[next(biases)].grad for _ in range(layer.b.size)]
    return np.array(grads)


def _unrolled_biases(random):
    claim = Claim("a bias that a layer shares gets the sum of its neurons' gradients", UNROLLED)
    for _ in range(NETWORKS):
        network, x, y, loss = _small_network(random, equal_biases=True)
        _, gradient = network.gradient(x[None], y[None], loss)
        nodes = unroll(network, x, y, loss, biases="shared")
        nodes["L"].backward()
        sums = np.array([b.sum() for _, b in network.views(gradient)])
        ours = [nodes[f"b{place + 1}"].grad for place in range(len(sums))]
        scale = max(max(np.abs(b).sum() for _, b in network.views(gradient)), 1e-3)
        claim.see(distance(ours, sums, scale), network)
    return claim
