"""Widgets on a page: anywidget's contract without Jupyter.

A widget is the same class as in a notebook. What it sends goes to `send`, which the page's host replaces:
`send({"widget": number, "type": "custom" or "state", "content": …}, buffers)`. What the page sends comes back by
`receive(number, message)`.
"""

import itertools
from contextlib import contextmanager

from traitlets import Trait

VIEW = "application/vnd.jupyter.widget-view+json"

_numbers = itertools.count(1)
widgets = {}


def send(message, buffers=()):
    """Without a host nothing is sent."""


def receive(number, message):
    """Give a widget what the page sends: a custom message, or changes of its state."""
    widget = widgets[number]
    if message["type"] == "custom":
        for listener in widget.listeners:
            listener(widget, message["content"], [])
    else:
        widget.told(message["content"])


class AnyWidget:
    """A widget: `_esm` shows it in the page, `_css` styles it, and its traits are the state that both sides hold."""

    _esm = _css = ""
    comm = None

    def __init__(self, **values):
        self.model_id = next(_numbers)
        widgets[self.model_id] = self
        self.listeners, self._observers, self._held, self._page_has = [], {}, None, {}
        with self.hold_trait_notifications():
            for name, value in values.items():
                setattr(self, name, value)
            self._held.clear()

    def on_msg(self, listener):
        """Call listener(widget, content, buffers) for each message of the page."""
        self.listeners.append(listener)

    def send(self, content, buffers=None):
        """Send a message to the page."""
        send({"widget": self.model_id, "type": "custom", "content": content}, buffers or [])

    def get_state(self, key=None, drop_defaults=False):
        """The state as a dict, whole or of one name or several."""
        kinds = [part for kind in type(self).__mro__ for part in vars(kind).values()]
        names = {part.name for part in kinds if isinstance(part, Trait)}
        wanted = names if key is None else {key} if isinstance(key, str) else set(key)
        return {name: getattr(self, name) for name in sorted(names & wanted)}

    def observe(self, observer, names):
        """Call observer({"name": …, "new": …}) when one of the names changes."""
        for name in [names] if isinstance(names, str) else names:
            self._observers.setdefault(name, []).append(observer)

    @contextmanager
    def hold_trait_notifications(self):
        """Report the changes made inside once all are done."""
        self._held = []
        try:
            yield
        finally:
            names, self._held = dict.fromkeys(self._held), None
            self._tell(list(names))

    def changed(self, name):
        """Note that a trait has changed."""
        if self._held is None:
            self._tell([name])
        else:
            self._held.append(name)

    def told(self, changes):
        """Take over what the page has changed."""
        self._page_has = changes
        try:
            with self.hold_trait_notifications():
                for name, value in changes.items():
                    setattr(self, name, value)
        finally:
            self._page_has = {}

    def _tell(self, names):
        new = {name: getattr(self, name) for name in names}
        content = {name: value for name, value in new.items() if self._page_has.get(name, ...) != value}
        if content:
            send({"widget": self.model_id, "type": "state", "content": content}, [])
        for name, value in new.items():
            for observer in self._observers.get(name, []):
                observer({"name": name, "new": value, "owner": self})

    def close(self):
        """Forget the widget."""
        widgets.pop(self.model_id, None)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), VIEW: {"model_id": self.model_id}}
