"""A live figure on a page without JupyterLab: what the page sends is answered by the model in the test's own process.

Opening one takes a second. What Lab does to a figure (its shortcuts, themes, kernels) is tested in Lab.
"""

import base64

from course_utils.engine.validate import abbreviate

SCRIPT = """
window.wire = { gone: false, held: null, sent: [], answered: 0 };  // held: a list of what waits for window.release()
window.views = [];
window.show = (place, of, state, picture) => {
  const heard = {}, bytes = Uint8Array.fromBase64;
  const hear = (reply, buffers) => window.wire.gone || heard["msg:custom"].forEach((act) =>
    act(reply, buffers.map((text) => new DataView(bytes(text).buffer))));
  const view = { of, hear, end: () => heard["comm_live_update"].forEach((act) => act()) };
  window.views.push(view);
  const model = {
    get: (name) => (name === "_picture" ? bytes(picture) : state[name]),
    set: (name, value) => (state[name] = value),
    on: (name, act) => (heard[name] ??= new Set()).add(act),
    off: (name, act) => heard[name]?.delete(act),
    send: (message) => {
      if (window.wire.gone) throw new Error("no kernel");
      window.wire.sent.push(message);
      const deliver = () => window.ask(of, message).then((answer) => {
        window.views.filter((view) => view.of === of).forEach((view) => view.hear(...answer));
        window.wire.answered += 1;
      });
      if (window.wire.held) window.wire.held.push(deliver); else deliver();
    },
  };
  const host = document.createElement("div");
  document.body.append(host);
  window.widget.initialize({ model });
  const close = window.widget.render({ model, el: host });
  view.close = async () => {
    (await close)();
    window.views.splice(window.views.indexOf(view), 1);
    host.remove();
  };
};
window.release = () => {
  const held = window.wire.held;
  window.wire.held = null;
  held.forEach((deliver) => deliver());
};
window.end = () => { window.wire.gone = true; window.views.forEach((view) => view.end()); };
"""


def show(page, *figures, width=None):
    """Show live figures, one below the other; returns their locators.

    A figure that is given twice has two views, which hear the same replies. `window.wire` says what travels.
    """
    style = (
        f"main, body {{ margin: 0 }} body > div {{ max-width: {width}px }}" if width else "body { margin: 0 }"
    )
    styles = dict.fromkeys([style, *(figure._css for figure in figures)])
    page.set_content(
        f"<!DOCTYPE html><html><head><style>{''.join(styles)}</style></head><body></body></html>"
    )
    page.expose_function("ask", lambda place, message: answer(figures[place], message))
    page.add_script_tag(content=SCRIPT)
    for place, figure in enumerate(figures):
        if place == 0 or figure._esm != figures[place - 1]._esm:
            load(page, figure)
        state, of = figure.get_state(), figures.index(figure)
        kept = {name: state[name] for name in ("_layout", "_reply")}
        page.evaluate("state => window.show(...state)", [place, of, kept, text(state["_picture"])])
    return [page.locator("body > div > .course-live").nth(place) for place in range(len(figures))]


def load(page, figure):
    """Make the front end of a figure's class the page's `window.widget`."""
    page.evaluate("delete window.widget")
    module = figure._esm.replace("export default", "window.widget =")
    assert module != figure._esm, abbreviate(figure)
    page.add_script_tag(content=module, type="module")
    page.wait_for_function("window.widget")


def wait_at_rest(page):
    """Return when all that was sent is answered, and ten pictures of the page have passed without a message."""
    page.wait_for_function("""() => {
        const { wire } = window, traffic = wire.sent.length + wire.answered;
        wire.calm = traffic === wire.traffic ? wire.calm + 1 : 0;
        wire.traffic = traffic;
        return wire.calm >= 10 && wire.sent.length === wire.answered;
    }""")


def answer(figure, message):
    reply, picture = figure.model.reply(message)
    return [reply, [text(picture)] if picture else []]


def text(picture):
    return base64.b64encode(picture).decode()
