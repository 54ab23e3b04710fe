"""Which numbers a page holds from the start: rows near the beginning, then ever fewer, and the loss curve."""

import numpy as np


def shipped_updates(updates):
    """The updates whose rows a page holds from the start: 1–100, then 20 per decade, and the last."""
    if updates <= 100:
        return list(range(1, max(updates, 1) + 1))
    spaced = np.round(10 ** np.arange(2, np.log10(updates), 0.05)).astype(int)
    return sorted({*range(1, 101), *(int(update) for update in spaced), updates})


def curve(losses):
    """The loss at up to 500 states, with its place in a unit square: log(1 + t) across, the loss upwards."""
    if losses is None:
        return None
    last = len(losses) - 1
    spaced = np.unique(np.round(np.geomspace(1, last + 1, 240)).astype(int) - 1)
    states = np.union1d(spaced, np.arange(min(last, 60) + 1))
    across = np.log1p(states) / np.log1p(last)
    height = losses[states] / (np.max(losses[np.isfinite(losses)]) or 1.0)
    return {
        "update": states.tolist(),
        "loss": losses[states].tolist(),
        "x": np.round(across, 5).tolist(),
        "y": np.round(height, 5).tolist(),
    }
