"""A set-up as a short string, which a person reads, types and sends to others.

    data=xor noise=0.3 points=200 train=0.5 draw=0 inputs=x1,x2 layers=4-2 activation=tanh … seed=0 updates=0

What was changed on the way is part of it: `change=50:rate=0.03` is done after 50 updates. The string is read, never
executed.
"""

import re
from dataclasses import fields
from urllib.parse import parse_qs

from ..engine.typed_numbers import typed_number
from ..engine.validate import abbreviate, instance
from .setup import (
    LEARNING,
    MOST_CHANGES,
    MOST_OWN,
    Change,
    Settings,
    Setup,
    checked_layers,
    checked_own,
    layers_text,
)

# Characters of a string: settings, changes with all digits, points.
LONGEST = 1000 + 50 * MOST_CHANGES + 20 * MOST_OWN
FORMER_WORDS = {"cross_entropy": "binary_cross_entropy"}  # in set-ups that were written before
AROUND = " \t\n\"'`“”„‘’‚«»"  # what a string that was copied may bring along
_parameter = re.compile(r"w[1-9]\.[1-9][0-9]?\.[1-9][0-9]?|b[1-9]\.[1-9][0-9]?")


def read_layers(typed):
    """The hidden layers of a string such as 4-2, 4,2 or 4 2; raises ValueError for any other."""
    plain = typed.strip()
    if plain in ("none", ""):
        return ()
    if not re.fullmatch("[0-9]{1,3}( *[-–,; ] *[0-9]{1,3})*", plain):
        raise ValueError(f"hidden layers are written like 4-2, or none; got {abbreviate(typed)}")
    return checked_layers(int(size) for size in re.findall("[0-9]+", plain))


def read_space(typed, layers):
    """(layer, (first, second)) of a string such as 2.1 2.2, two neurons of one hidden layer, from 1; None for none."""
    if not typed.strip():
        return None
    match = re.fullmatch(r"([1-9])\.([1-9][0-9]?)[ ,;]+([1-9])\.([1-9][0-9]?)", typed.strip())
    if not match:
        raise ValueError(f"two neurons of a layer are written like 2.1 2.2; got {abbreviate(typed)}")
    layer, one, same, other = map(int, match.groups())
    if layer != same or one == other:
        raise ValueError(
            f"take two different neurons of one layer, such as {layer}.1 {layer}.2; got {typed.strip()}"
        )
    if layer > len(layers) or max(one, other) > layers[layer - 1]:
        raise ValueError(f"there are no hidden neurons {typed.strip()} in this network")
    return layer, (one, other)


def read_number(text, name):
    """A number that a person typed; raises ValueError for anything else."""
    try:
        return typed_number(text)
    except ValueError as error:
        raise ValueError(f"{name} must be a number such as −0.5: {error}") from None


def _read_whole(text, name):
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValueError(f"{name} must be a whole number from 0 to 999,999,999; got {abbreviate(text)}")
    return int(text)


def read_own(text):
    """Points of one's own from a string such as 0.5:-0.25:1,0.1:0.7:0; raises ValueError for any other."""
    points = [point.split(":") for point in text.split(",") if point.strip()]
    for point in points:
        if len(point) != 3 or point[2].strip() not in ("0", "1"):
            raise ValueError(
                f"points are written like 0.5:-0.25:1,0.1:0.7:0; got {abbreviate(':'.join(point))}"
            )
    return checked_own(
        [
            (*(read_number(value, "a coordinate of own") for value in place), int(label))
            for *place, label in points
        ],
        needed=False,
    )


def write_own(points):
    """The text from which `read_own` makes these points."""
    return ",".join(f"{x1:g}:{x2:g}:{label}" for x1, x2, label in points)


READ = {
    **dict.fromkeys(("noise", "train", "rate", "l2", "l1", "scale"), read_number),
    **dict.fromkeys(("points", "draw", "seed", "updates"), _read_whole),
    "inputs": lambda text, name: tuple(text.split(",")),
    "layers": lambda text, name: read_layers(text),
    "loss": lambda text, name: FORMER_WORDS.get(text, text),
    "own": lambda text, name: read_own(text),
}
WRITE = {"inputs": ",".join, "layers": layers_text, "own": write_own}
RARE = {"scale": 1.0, "own": ()}  # settings that the text leaves out where they are as at first


def _written(name, value):
    """A value as a string, the shortest that reads back as the same number."""
    return WRITE.get(name, str)(value).removesuffix(".0")


def write(setup):
    """A setup, a `Setup`, as a string, from which `read` makes an equal one."""
    instance(setup, "setup", Setup, 'read("layers=4")')
    now = {f.name: getattr(setup.settings, f.name) for f in fields(Settings)}
    words = [f"{name}={_written(name, value)}" for name, value in now.items() if RARE.get(name, ...) != value]
    words.append(f"updates={setup.updates}")
    words += [f"change={at}:{name}={_written(name, value)}" for at, name, value in setup.changes]
    return " ".join(words)


def read(text):
    """The Setup that `text`, a string or a link, describes; the rest has its default. ValueError for any other."""
    if not isinstance(text, str):
        raise TypeError(f"a set-up must be a string; got {abbreviate(text)}")
    text = _in_link(text).strip(AROUND)
    if not text.strip() or len(text) > LONGEST:
        raise ValueError(
            f"a set-up has 1 to {LONGEST:,} characters, such as data=xor layers=2; got {len(text):,}"
        )
    given, changes = {}, []
    for word in filter(None, (word.rstrip(",;") for word in text.split())):
        name, is_pair, value = word.partition("=")
        if not is_pair or not value:
            raise ValueError(f"a set-up is made of words like layers=4-2; got {abbreviate(word)}")
        if name == "change":
            changes.append(_read_change(value))
        elif name in given:
            raise ValueError(f"{name} is given twice")
        else:
            known = [*(f.name for f in fields(Settings)), "updates"]
            if name not in known:
                raise ValueError(
                    f"there is no setting {abbreviate(name)} in this version; known: {', '.join(known)} and change"
                )
            given[name] = READ[name](value, name) if name in READ else value
    updates = given.pop("updates", 0)
    return Setup(Settings(**given), tuple(changes), updates)


def _in_link(text):
    """The set-up that an address ends with, as in …#playground=data%3Dxor+layers%3D2; any other string as it is."""
    return parse_qs(text.partition("#")[2]).get("playground", [text])[0]


def _read_change(text):
    match = re.fullmatch("([0-9]{1,6}):([A-Za-z0-9_.]+)=(.+)", text)
    if not match:
        raise ValueError(f"a change is written like 50:rate=0.03 or 50:w1.2.1=−0.5; got {abbreviate(text)}")
    at, name, value = match.groups()
    if name not in LEARNING and not _parameter.fullmatch(name):
        raise ValueError(f"there is nothing called {abbreviate(name)} to change")
    return Change(int(at), name, value if name in ("batch", "optimizer") else read_number(value, name))
