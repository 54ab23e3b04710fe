"""The live figure as a widget, moved without a browser: one reply to each message, and a text form."""

import inspect
import io
import re
import textwrap
from base64 import b64decode

import anywidget
import numpy as np
import pytest
from PIL import Image

from course_utils.live import showing
from course_utils.widgets import ActivationExplorer, LiveFigure


@pytest.fixture
def figure():
    return ActivationExplorer()


@pytest.fixture
def sent(figure, monkeypatch):
    """What the figure sends: (message, its buffers)."""
    messages = []
    monkeypatch.setattr(figure, "send", lambda content, buffers=None: messages.append((content, buffers)))
    return messages


def example():
    """The example of the class's docstring, as code; `getdoc`, because Python 3.13 cuts the indentation itself."""
    blocks = re.findall(r"(?:^ {4}.*\n|^\n)+", inspect.getdoc(LiveFigure) + "\n", re.MULTILINE)
    return textwrap.dedent(max(blocks, key=len))


def test_the_documented_example_runs():
    names = {}
    exec(example(), names)
    model = names["figure"].model
    before = model.picture().bytes
    model.drag("point", x=2.0)
    assert model.state.z == 2.0
    assert model.picture().bytes != before
    assert model.picture().description == "tanh with its tangent at z = 2.0, of slope 0.07."


def test_its_text_form_says_what_it_is(figure):
    text = repr(figure)
    assert text == repr(ActivationExplorer())  # no address in it: stored outputs compare equal
    assert text.startswith("ActivationExplorer: Activation functions")
    assert figure.model.description in text


@pytest.fixture
def displayed(monkeypatch):
    """A function: what a notebook stores of a widget, [(data, metadata)]."""

    def displayed(widget):
        outputs = []
        keep = lambda data, metadata=None, raw=False: outputs.append((data, metadata))  # noqa: E731
        monkeypatch.setattr(showing, "display", keep)
        widget._ipython_display_()
        return outputs

    return displayed


def test_an_output_carries_its_picture_with_words_and_says_what_to_do(figure, displayed):
    """GitHub, exports, books and paper show the picture; a notebook that was opened again, the words below."""
    figure.set("z", 2.0)
    (data, about), (below, _) = displayed(figure)
    assert data["text/plain"] == repr(figure)  # whole, also where ipywidgets 7 would cut it
    assert about["image/png"]["alt"] == figure.model.description
    picture = np.asarray(Image.open(io.BytesIO(b64decode(data["image/png"]))).convert("RGB")).astype(int)
    assert abs(picture - figure.model.pixels[..., :3]).mean() < 2  # of 255
    assert picture.shape[1] >= about["image/png"]["width"] > 300
    assert len(b64decode(data["image/png"])) < 60_000
    assert below["text/plain"] == "To move this figure, run the notebook up to here."
    assert below["text/plain"] in below["text/html"] and "at z = 2" in below["text/html"]


def test_a_picture_is_the_same_at_every_run(figure, displayed):
    assert displayed(figure)[0][0]["image/png"] == displayed(ActivationExplorer())[0][0]["image/png"]


def test_a_figure_that_rests_is_drawn_for_its_output(figure, displayed):
    figure.model.free_drawings()
    assert displayed(figure)[0][0]["image/png"] == displayed(ActivationExplorer())[0][0]["image/png"]


def test_each_message_gets_one_reply(figure, sent):
    good = {"id": 1, "type": "events", "events": [{"type": "set", "name": "z", "position": 3}]}
    figure._handle_custom_msg(good, [])
    figure._handle_custom_msg({"id": 2, "type": "events", "events": [{"type": "no such"}]}, [])
    (state, pictures), (error, nothing) = sent
    assert (state["id"], state["type"], len(pictures)) == (1, "state", 1)
    assert (error["id"], error["type"], nothing) == (2, "error", None)


def test_an_exact_picture_is_kept_for_views_that_are_opened_later_and_not_sent_twice(
    figure, sent, monkeypatch
):
    states = []
    monkeypatch.setattr(anywidget.AnyWidget, "send_state", lambda self, key=None: states.append(key))
    event = {"type": "set", "name": "z", "position": 3}
    figure._handle_custom_msg({"id": 1, "type": "events", "events": [event], "settled": True}, [])
    kept = figure.get_state(["_picture", "_reply"])
    assert kept["_picture"] == sent[0][1][0]
    assert kept["_reply"]["description"] == figure.model.description
    assert states == []


def test_a_cell_can_set_a_control(figure, sent):
    figure.set("z", -2.0)
    assert sent[0][0]["controls"]["z"]["text"] == "−2"
    with pytest.raises(ValueError, match="between"):
        figure.set("z", 99)


@pytest.mark.parametrize("title", ["", "  ", None, 3])
def test_a_figure_needs_a_title(title):
    with pytest.raises(ValueError, match="title"):
        LiveFigure(lambda look: None, describe=str, title=title)
