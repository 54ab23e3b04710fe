"""The state of a live figure: the value of every control, by name, as one immutable object.

A change makes a new state. So a picture that fails leaves the old state, and the old picture, as they were. What shows
it on a screen is one of a kind: a copy would draw with the same lines onto the same picture, and either would show what
the other was asked for.
"""

from ..engine.validate import abbreviate, mapping

LONGEST_NAME = 100  # characters


class State:
    """Named values to be read: `state.z`. `state.changed({"z": 1.0})` is another state."""

    def __init__(self, values):
        self.__dict__.update(values)

    def changed(self, changes):
        """The state with some values changed; raises ValueError for names that it does not have."""
        mapping(changes, "changes of the state", "{name: value}")
        if unknown := [name for name in changes if name not in vars(self)]:
            raise ValueError(f"the state has no {unknown[0]!r}; it has {', '.join(vars(self)) or 'nothing'}")
        return State(vars(self) | changes)

    def __setattr__(self, name, value):
        raise AttributeError(f"the state is read only: return {{{name!r}: value}} from the function instead")

    def __repr__(self):
        return "State(" + ", ".join(f"{name}={value!r}" for name, value in vars(self).items()) + ")"


class OneOfAKind:
    """Refuses copies, deep copies and pickles with a TypeError."""

    def __reduce_ex__(self, protocol):
        raise TypeError(
            f"{type(self).__name__} cannot be copied or pickled: make another one, as you made this one"
        )

    def __copy__(self):
        return self.__reduce_ex__(None)

    def __deepcopy__(self, memo):
        return self.__reduce_ex__(None)


def identifier(name, what="name"):
    """name, if Python can write `state.name`; ValueError or TypeError otherwise."""
    if not isinstance(name, str):
        raise TypeError(f"{what} must be a string; got {abbreviate(name)}")
    if not name.isidentifier() or len(name) > LONGEST_NAME:
        raise ValueError(
            f"{what} must be a Python name of at most {LONGEST_NAME} characters, as in state.{what}; got "
            f"{abbreviate(name)}. Use label for words"
        )
    return name


def known(name, things, what):
    """The thing of this name; ValueError lists the names that there are."""
    if not isinstance(name, str) or name not in things:
        raise ValueError(f"there is no {what} {abbreviate(name)}; known: {', '.join(things) or 'none'}")
    return things[name]
