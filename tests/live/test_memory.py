"""A figure that is gone gives its memory back, in a real kernel: a cell can be run again all afternoon."""

import pytest
from jupyter_client.manager import start_new_kernel

RUNS, EVENTS, WARM = 3, 50, 2
A_RUN, AN_EVENT = 0.15, 0.004  # MB: less than the picture of one figure
# What Python has handed out, NumPy's arrays included: to the byte, where the memory of the process is rounded and late.
TRACE = "import gc, tracemalloc; tracemalloc.start()"
KEPT = "gc.collect(); print(tracemalloc.get_traced_memory()[0] / 1e6)"
MOVES = f"""
from course_utils.widgets import ActivationExplorer, OptimizerRace
figures = ActivationExplorer(), OptimizerRace("double_well")
def answer(figure, event, settled):
    said, _ = figure.model.reply({{"id": 0, "type": "events", "settled": settled, "events": [event]}})
    assert said["type"] == "state", said
def move(count):
    for number in range(count):
        event = {{"type": "set", "name": "z", "position": number % 100}}
        answer(figures[0], event, number % 5 == 0)
        event = {{"type": "step", "count": 1}} if number % 50 else {{"type": "press", "name": "restart"}}
        answer(figures[1], event, False)
move({EVENTS})
"""


@pytest.fixture(scope="module")
def run():
    """A function that runs code in a kernel and returns what it prints. AssertionError where it raises."""
    manager, client = start_new_kernel()
    said = []

    def hear(message):
        if message["msg_type"] == "stream":
            said.append(message["content"]["text"])

    def run(code):
        said.clear()
        reply = client.execute_interactive(code, timeout=300, output_hook=hear)["content"]
        assert reply["status"] == "ok", reply
        return "".join(said)

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("widget", ["ActivationExplorer()", "Playground('data=circles layers=4-2')"])
def test_a_cell_that_is_run_again_and_again_keeps_no_memory(run, widget):
    run("from course_utils.widgets import ActivationExplorer, Playground")
    run(TRACE)
    for _ in range(WARM):
        run(widget)
    before = float(run(KEPT))
    for _ in range(RUNS):
        run(widget)
    assert float(run(KEPT)) - before < RUNS * A_RUN


def test_hundreds_of_events_keep_no_memory(run):
    run(TRACE)
    run(MOVES)
    before = float(run(KEPT))
    run(f"move({EVENTS})")
    assert float(run(KEPT)) - before < EVENTS * AN_EVENT
