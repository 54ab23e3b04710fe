"""A live figure on a page without JupyterLab: what the page sends is answered by the model in the test's own process.

Opening one takes a second. What Lab does to a figure (its shortcuts, themes, kernels) is tested in Lab.
"""

import base64

from course_utils.engine.validate import abbreviate

SCRIPT = """
window.show = (place, state, picture) => {
  const heard = {}, bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const model = {
    get: (name) => ({ ...state, _picture: bytes(picture) })[name],
    set: (name, value) => (state[name] = value),
    on: (name, act) => (heard[name] ??= new Set()).add(act),
    off: (name, act) => heard[name]?.delete(act),
    send: (message) => window.ask(place, message).then(([reply, buffers]) => {
      heard["msg:custom"].forEach((act) => act(reply, buffers.map((text) => new DataView(bytes(text).buffer))));
    }),
  };
  const host = document.createElement("div");
  document.body.append(host);
  window.widget.initialize({ model });
  window.widget.render({ model, el: host });
};
"""


def show(page, *figures, width=None):
    """Show live figures of one class of front end, one below the other; returns their locators."""
    front_end = figures[0]
    style = (
        f"main, body {{ margin: 0 }} body > div {{ max-width: {width}px }}" if width else "body { margin: 0 }"
    )
    page.set_content(
        f"<!DOCTYPE html><html><head><style>{style}{front_end._css}</style></head><body></body></html>"
    )
    page.expose_function("ask", lambda place, message: answer(figures[place], message))
    module = front_end._esm.replace("export default", "window.widget =")
    assert module != front_end._esm, abbreviate(front_end)
    page.add_script_tag(content=module, type="module")
    page.wait_for_function("window.widget")
    page.add_script_tag(content=SCRIPT)
    for place, figure in enumerate(figures):
        state = figure.get_state()
        kept = {name: state[name] for name in ("_layout", "_frame")}
        page.evaluate("state => window.show(...state)", [place, kept, text(state["_picture"])])
    return [page.locator("body > div > .course-live").nth(place) for place in range(len(figures))]


def answer(figure, message):
    reply, picture = figure.model.reply(message)
    return [reply, [text(picture)] if picture else []]


def text(picture):
    return base64.b64encode(picture).decode()
