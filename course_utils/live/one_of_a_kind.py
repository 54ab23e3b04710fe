"""What stands for one thing on a screen: there is no second one of it, so copying and pickling are refused in words.

A copy would draw with the same lines onto the same picture, and either would show what the other was asked for.
"""


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
