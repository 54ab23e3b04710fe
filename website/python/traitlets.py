"""The part of traitlets that the course's widgets use: named values that tell their observers of a change."""


class Trait:
    """A value of a widget, with a default; a change goes to the page and to those who observe it."""

    def __init__(self, default):
        self.default = default

    def __set_name__(self, owner, name):
        self.name = name

    def tag(self, **marks):
        """Every value here is in step with the page: what `sync=True` says."""
        return self

    def __get__(self, widget, owner=None):
        return self if widget is None else vars(widget).get(self.name, self.default)

    def __set__(self, widget, value):
        before = getattr(widget, self.name)
        vars(widget)[self.name] = value
        if value is not before and value != before:
            widget.changed(self.name)


def _kind(default):
    return lambda value=default: Trait(value)


Dict, List, Unicode, Bytes, Bool, Int, Float = map(_kind, ({}, [], "", b"", False, 0, 0.0))
