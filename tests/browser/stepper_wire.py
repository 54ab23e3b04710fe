"""Steppers on a page without JupyterLab, with the real front end and the real model: the wire between them is here.

The page is loaded once; each test begins with one stepper on it, made anew.
"""

import re
from contextlib import contextmanager

from playwright.sync_api import expect

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.notation import short
from course_utils.stepper.model import StepperModel
from course_utils.stepper.saved_page import FRONT_END
from tests.browser.conftest import watched_page
from tests.browser.lab import press, settle

PAGE = """<!DOCTYPE html><meta charset="utf-8"><body class="course-look"><style>{style}</style><script type="module">
{module}
let heard;
window.hear = (name, ...what) => [...(heard[name] ?? [])].forEach((act) => act(...what));
window.listeners = () => Object.values(heard).reduce((sum, acts) => sum + acts.size, 0);
window.show = () => {{
  const el = document.createElement("main");
  document.body.append(el);
  const leave = createStepper(el, window.model);
  window.views.push(() => {{ leave(); el.remove(); }});
}};
window.views = [];
window.begin = (state) => {{
  window.views.forEach((close) => close());
  [heard, window.views, window.sent] = [{{}}, [], []];
  window.model = {{
    state,
    get: (name) => (name === "_trace" ? window.model.state : undefined),
    on: (name, act) => (heard[name] ??= new Set()).add(act),
    off: (name, act) => heard[name]?.delete(act),
    send: (message) => window.sent.push(message),
  }};
  window.show();
}};
</script>"""


@contextmanager
def loaded_page(browser, problems):
    """A page that has the front end and no stepper yet, its problems collected."""
    with browser.new_context() as context:
        page = watched_page(context, problems)
        page.set_content(PAGE.format(style=FRONT_END.style(), module=FRONT_END.module("stepper.js")))
        page.wait_for_function("window.begin !== undefined")
        yield page


class Wire:
    """What a page sends is kept until the test lets Python answer it, and so are the answers.

    `page` shows one stepper of `trace`, which has the keys; no edit changes the trace, for the model makes another.
    """

    def __init__(self, page, trace, viewport=(1280, 1600)):
        self.page, self.model = page, StepperModel(trace)
        page.set_viewport_size(dict(zip(("width", "height"), viewport, strict=True)))
        page.mouse.move(0, 0)
        page.evaluate("(data) => window.begin(data)", self.model.data)
        page.locator(".course-stepper").focus()

    def sent(self):
        """Take what the page has sent since the last time, but for echoes, which a slow machine asks for."""
        return [
            message for message in self.page.evaluate("window.sent.splice(0)") if message["type"] != "echo"
        ]

    def echo(self):
        """Answer the echo that the page asks for when a reply is late; whatever it sent before is lost.

        An echo that was asked for earlier, on a slow machine, tells nothing of the last message.
        """
        self.page.wait_for_function("window.sent.at(-1)?.type === 'echo'")
        for message in self.page.evaluate("window.sent.splice(0)"):
            if message["type"] == "echo":
                self.deliver(self.answer(message))
        settle(self.page)

    def answer(self, message):
        """What Python says to a message; a new trace reaches the page as state at once, as in a notebook."""
        reply = self.model.reply(message)
        if reply["type"] == "trace":
            self.page.evaluate("(data) => { model.state = data; hear('change:_trace'); }", self.model.data)
        return reply

    def deliver(self, reply):
        """The reply arrives."""
        self.page.evaluate("(reply) => hear('msg:custom', reply)", reply)

    def answer_all(self):
        for message in self.sent():
            self.deliver(self.answer(message))
        settle(self.page)


def view(page, number=0):
    return page.locator(".course-stepper").nth(number)


def open_second(page):
    """Show a second view of the stepper below the first; return both."""
    page.evaluate("void window.show()")
    return view(page), view(page, 1)


def field(stepper, key):
    return stepper.locator(f"[data-key={key}]")


def type_in(page, stepper, key, text):
    field(stepper, key).fill(text)
    press(page, "Enter")


def check_place(stepper, step, update=1):
    """The header comes to say this."""
    where = re.compile(rf"step {step} of \d+ · update {update:,}$")
    expect(stepper.locator(".course-where")).to_have_text(where)


def check_given(stepper, *texts):
    """The diagram comes to say this of i₁, and of i₂."""
    for node, text in enumerate(texts):
        expect(stepper.locator(".course-node .course-value").nth(node)).to_have_text(text)


def followed(**changes):
    """The walkthrough of the lecture after the edits."""
    network, x, y = lecture_network()
    x[0] = changes.pop("i1", x[0])
    return walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=1000, **changes)


def check_loss_and_difference(page, stepper):
    """At update 500, after i₁ = 0.2 and a bias for every neuron: the engine's loss, and a difference that agrees."""
    stepper.focus()
    press(page, *["Shift+ArrowRight"] * 2)
    loss = followed(i1=0.2, biases="per_neuron").value("L", update=499)
    expect(stepper.locator(".course-loss-value .course-number")).to_have_text(short(loss))
    press(page, *["ArrowRight"] * 3)
    expect(stepper.locator(".course-check")).to_have_text(re.compile("✓$"))
