"""Records: what a computation found, and frozen data, which can be read and not changed."""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np


class Record:
    """The base of a frozen dataclass that holds arrays, also in tuples: it shows them read-only.

    Copies and pickles are records again. Nothing of it can be changed, so a copy may share the arrays.
    """

    def __post_init__(self):
        vars(self).update({name: read_only(value) for name, value in vars(self).items()})

    def __reduce__(self):
        return type(self), tuple(getattr(self, field.name) for field in dataclasses.fields(self))


class Unchanging:
    """What never changes: a copy is the thing itself."""

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def read_only(value):
    """A view on an array, or a tuple of such, that cannot be written to; anything else as it is."""
    if isinstance(value, np.ndarray):
        value = value.view()
        value.flags.writeable = False
        return value
    return tuple(map(read_only, value)) if isinstance(value, tuple) else value


def frozen(data):
    """data with read-only mappings for its dicts and tuples for its lists, all the way down."""
    if isinstance(data, Mapping):
        return MappingProxyType({key: frozen(value) for key, value in data.items()})
    if isinstance(data, (list, tuple)):
        return tuple(frozen(value) for value in data)
    return data


def fresh(data):
    """data with dicts and lists of its own, all the way down."""
    if isinstance(data, Mapping):
        return {key: fresh(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [fresh(value) for value in data]
    return data
