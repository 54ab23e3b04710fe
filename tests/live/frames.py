"""The frames of a film, as a page reads them from the bytes that travel beside a reply."""

import json

import numpy as np


def arrays(answer, buffer):
    """The frames in a buffer, [{name: array}]; the answer must be such that JSON can hold it."""
    json.dumps(answer)
    found, start = [], 0
    while start < len(buffer):
        frame = {}
        for name, kind, shape in answer["layout"]:
            frame[name] = np.frombuffer(buffer, f"<{kind}", int(np.prod(shape)), start).reshape(shape)
            start += -(-frame[name].nbytes // 4) * 4
        found.append(frame)
    return found
