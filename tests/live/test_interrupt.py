"""An interrupt, as the stop button sends it, reaches a figure that computes: it says so, and goes on.

In a real kernel, by a real signal: what is raised where Python happens to be is not what a test raises by itself.
"""

import random
import time
from queue import Empty
from threading import Thread

import pytest
from jupyter_client.manager import start_new_kernel

from course_utils.live import messages

START = """
import sys, time
from course_utils.plots import new_figure
from course_utils.widgets import Drawing, LiveFigure, Slider

def draw(look):
    figure, ax = new_figure(look=look)
    (line,) = ax.plot([0, 1], [0, 1])

    def update(state):
        line.set_ydata([0, state.z])
        if state.z == 1:
            sys.stderr.write("computing"); sys.stderr.flush()
            while True:
                sum(range(1000))

    return Drawing(figure, update, moving=[line])

figure = LiveFigure(
    draw,
    [Slider("z", 0, 1, 0, step=0.1)],
    describe=lambda state: f"A line that rises to {state.z:.1f}.",
    title="A line",
)
print(figure.model_id)
"""


@pytest.fixture
def kernel():
    manager, client = start_new_kernel()
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def printed(client, code):
    """What a cell prints, while nothing else runs."""
    said = []

    def hear(message):
        if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
            said.append(message["content"]["text"])

    reply = client.execute_interactive(code, timeout=60, output_hook=hear)["content"]
    assert reply["status"] == "ok", reply
    return "".join(said).strip()


def set_event(position):
    return {"type": "events", "settled": True, "events": [{"type": "set", "name": "z", "position": position}]}


def send(client, comm, content, number):
    data = {"method": "custom", "content": {"id": number} | content}
    client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": comm, "data": data}))


def heard(client, wanted, seconds=60):
    """The first message of the kernel that `wanted(message)` finds something in, which is returned."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=1)
        except Empty:
            continue
        if found := wanted(message):
            return found
    raise AssertionError("the kernel said nothing of the kind")


def reply_to(*numbers):
    def found(message):
        content = (
            message["content"].get("data", {}).get("content", {}) if "data" in message["content"] else {}
        )
        return content if isinstance(content, dict) and content.get("id") in numbers else None

    return found


def is_computing(message):
    return "computing" in message["content"].get("text", "")


def test_an_interrupted_reply_says_so_and_the_next_event_is_answered(kernel):
    manager, client = kernel
    comm = printed(client, START)
    send(client, comm, set_event(10), 1)
    heard(client, is_computing)
    manager.interrupt_kernel()
    answer = heard(client, reply_to(1))
    assert answer["type"] == "error" and "interrupted" in answer["words"]
    assert printed(client, "print(figure.model.state.z)") == "0.0"
    send(client, comm, set_event(5), 2)
    assert heard(client, reply_to(2))["type"] == "state"
    assert printed(client, "print(figure.model.state.z)") == "0.5"


def test_interrupts_at_any_moment_leave_the_figure_answering(kernel):
    """Where the message itself is lost, as the kernel was about to read it, the echo that follows tells the page."""
    manager, client = kernel
    comm = printed(client, START)
    moments = random.Random(0)
    for number in range(1, 41):
        send(client, comm, set_event(number % 9), number)
        time.sleep(moments.uniform(0, 0.04))
        manager.interrupt_kernel()
        send(client, comm, {"type": "echo"}, -number)
        answer = heard(client, reply_to(number, -number), 30)
        assert answer["type"] in ("state", "error") or answer["in_order"]
    send(client, comm, set_event(5), 99)
    assert heard(client, reply_to(99))["type"] == "state"
    assert printed(client, "print(figure.model.state.z)") == "0.5"


def test_only_the_main_thread_hears_what_was_sent_in_order():
    """A thread of its own may hear an echo while earlier messages still wait for a cell to end on the main one."""
    heard = []
    listener = Thread(target=lambda: heard.append(messages.echo()))
    listener.start()
    listener.join()
    assert [messages.echo()["in_order"], heard[0]["in_order"]] == [True, False]
