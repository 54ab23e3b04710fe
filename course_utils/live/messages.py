"""Messages between a page and a live figure: each gets exactly one reply.

    {"id": 7, "type": "events", "settled": false, "events": [{"type": "set", "name": "z", "position": 12}]}

A message takes effect as a whole or not at all. An event sets a control ("set", position, or text where one is typed),
moves a handle ("drag", position [i, j]) or puts it where somebody pressed ("place", likewise), presses a button
("press"), makes steps ("step", count), changes the theme ("theme"), tells how many pixels a projector leaves to the
picture ("size", [width, height], or null where there is none) or, in a film, stops at a frame ("stop", at, version) or
goes to one ("go", at). The reply is the state that is shown then or, in words, why there is none. It goes to every view
of the figure, with its version and its theme: a page passes over what is older than what it has. A message may hold
"over", the version of an exact picture that its page still shows: then the reply may hold only the part of the picture
that has changed since, with its "box", [left, top, width, height] in pixels.
{"id": 9, "type": "tables"} is answered with the numbers that the picture shows: `tables`, each a caption, a head, rows
of texts and a note, and the description of what they belong to.
{"id": 8, "type": "echo"} comes back with "in_order": was it handled after all that the page sent before it. Where
it was, and the reply to an earlier message is missing, an interrupt has lost that message.
"""

import re
from threading import current_thread, main_thread

from ..engine.validate import abbreviate, check_int
from .controls import Text
from .positions import point_of, position_of, positions

INTERRUPTED = "Python was interrupted; everything is as it was before."
BUDGET = 0.12  # seconds of steps in one reply: a press on pause does not wait
# learning_rate, w5, h₁, x: a first word that would be another name with a capital; "a" may be the article.
NAME = re.compile(r"\w*[\d_₀-₉]|(?!a )\w\b")


def reply(model, message):
    """(answer, picture or None); never raises."""
    number, kind = (message.get("id"), message.get("type")) if isinstance(message, dict) else (None, None)
    try:
        answer, picture = model.answer_to(kind, message)
    except (Exception, KeyboardInterrupt) as error:  # the functions that an author gave may raise anything
        answer, picture = refusal(model, error), None
    return {"id": number} | answer, picture


def echo():
    """The answer to an echo.

    A notebook's first messages come on the main thread, which alone can be interrupted; later ones may come on a thread
    of their own, and pass earlier ones that still wait on the main thread for a cell to end.
    """
    return {"type": "echo", "in_order": current_thread() is main_thread()}


def apply_events(model, message):
    """Apply all events of a message, and draw once; raises what goes wrong."""
    events = message.get("events") if isinstance(message, dict) else None
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        raise ValueError(f"a message must hold a list of events; got {abbreviate(message)}")
    state, (theme, size), model.error = model.state, model.face, ""
    for event in events:
        if event.get("type") == "theme":
            theme = model.known_theme(event.get("theme"))
        elif event.get("type") == "size":
            size = model.known_size(event.get("size"))
        else:
            model.ended = False
            before, state = state, after(model, state, event)
            model.happened(before, state)
    if state is not model.state or (theme, size) != model.face:
        model.show(state, (theme, size))


def after(model, state, event):
    """The state after an event other than a theme or a size; raises ValueError or TypeError for one that cannot be."""
    name = event.get("name")
    match event.get("type"):
        case "set":
            typed = isinstance(name, str) and isinstance(model.controls.get(name), Text)
            value = event.get("text") if typed else position_of(model, name, event.get("position"))
            return model.after_set(state, name, value)
        case "drag":
            return model.after_drag(state, name, point_of(model, name, event.get("position")))
        case "place":
            return model.after_place(state, name, point_of(model, name, event.get("position")))
        case "press":
            return model.after_press(state, name)
        case "step":
            return model.after_steps(state, check_int(event.get("count"), "count"), BUDGET)
        case "stop":
            # Where the state has changed since, the film on that screen is over: nothing is to be gone back to.
            return (
                model.after_stop(state, event.get("at")) if event.get("version") == model.version else state
            )
        case "go":
            return model.after_go(state, event.get("at"))
    raise ValueError(
        "an event must be of type set, drag, place, press, step, stop, go, theme or size; "
        f"got {abbreviate(event.get('type'))}"
    )


def tables(model):
    """The numbers of the present picture, as a message."""
    found = [table.data() for table in model.tables()]
    return {"type": "tables", "tables": found, "description": model.description}


def report(model, picture):
    """The present state as a message; the bytes of its picture travel beside it."""
    words = {"type": "state", "format": picture.format, "description": picture.description}
    settled = picture.format == "image/png"
    part = {} if picture.box is None else {"box": list(picture.box), "over": picture.over}
    return words | part | {"settled": settled, "ended": model.ended} | standing(model)


def refusal(model, error):
    """Why there is no other state, as a message; everything is as it was before."""
    model.error = in_words(error)
    return {"type": "error", "words": model.error} | standing(model)


def standing(model):
    """Which state it is, in which theme, and where controls and handles stand in it."""
    now = {"version": model.version, "theme": model.theme, "size": model.size}
    if model.is_drawn() or model.placed[0] != now:
        model.placed = now, positions(model)
    return now | model.placed[1]


def in_words(error):
    """What went wrong: the message of an error that was meant to be read, with the error's name before others."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    meant = isinstance(error, (ValueError, TypeError, ArithmeticError))
    return sentence(error if meant or not str(error).strip() else f"{type(error).__name__}: {error}")


def sentence(error):
    """An error's words with a full stop, and with a capital unless they begin with a name, which stays as it is."""
    words = str(error).strip() or type(error).__name__
    first = words[0] if NAME.match(words) else words[0].upper()
    return first + words[1:] + ("" if words.endswith((".", "?")) else ".")
