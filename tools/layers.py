"""The layers of the package, lowest first: a package may import those below it and nothing else of the course.

Two packages of one layer do not know each other. `tests/project/test_layers.py` enforces it, `tools/map.py` draws it.
"""

LAYERS = [
    {"engine"},
    {"data"},
    {"plots"},
    {"live"},
    {"stepper"},
    {"explorers", "playground", "race", "rosenblatt"},
    {"exercises", "widgets"},
]

# Inside the engine, from the ground up. A module uses the levels below its own, never its own or those above:
# that `graph` and `network` stand side by side keeps the two views of one computation independent.
ENGINE_LEVELS = [
    {"errors", "record", "typed_numbers", "validate"},
    {"functions", "history"},
    {"backprop"},
    {"fast", "hessian", "layers", "losses", "objectives"},
    {"gradient_check", "graph", "network", "optimizers"},
    {"replay", "risk", "unroll"},
    {"trace", "training"},
    {"circuit", "walkthrough"},
    {"topics"},
]
