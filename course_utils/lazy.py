"""Names on demand: a module that lists what it offers, and loads each name when somebody first asks for it.

matplotlib and the widgets take many times as long to load as the engine. Showing one widget loads that one alone.
"""

import sys
from importlib import import_module


def on_demand(module, homes):
    """(`__getattr__`, `__dir__`) of a module, by its name, whose names have `homes`: {name of a module: its names}."""
    home = {name: place for place, names in homes.items() for name in names}

    def __getattr__(name):
        if name not in home:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        found = getattr(import_module(home[name]), name)
        setattr(sys.modules[module], name, found)
        return found

    def __dir__():
        return sorted({*vars(sys.modules[module]), *home})

    return __getattr__, __dir__
