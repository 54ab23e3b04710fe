"""A record: what a computation found. Its arrays can be read and not written to, so that it stays true."""

import dataclasses

import numpy as np


class Record:
    """The base of a frozen dataclass that holds arrays, also in tuples: it shows them read-only.

    Copies and pickles are records again. Nothing of it can be changed, so a copy may share the arrays.
    """

    def __post_init__(self):
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, read_only(getattr(self, field.name)))

    def __reduce__(self):
        return type(self), tuple(getattr(self, field.name) for field in dataclasses.fields(self))


def read_only(value):
    """A view on an array, or a tuple of such, that cannot be written to; anything else as it is."""
    if isinstance(value, tuple):
        return tuple(read_only(part) for part in value)
    if isinstance(value, np.ndarray):
        value = value.view()
        value.flags.writeable = False
    return value
