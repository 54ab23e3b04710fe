"""The steps of one update of a dense network, in order: forward, loss, backward, update."""

from .backward_steps import backward_steps
from .forward_steps import forward_steps, loss_steps, start_step
from .update_steps import answer_step, update_steps


def network_steps(plan, places):
    """All steps of one update, in order; `places` are the neurons' positions in the diagram."""
    yield start_step(plan)
    yield from forward_steps(plan)
    yield from loss_steps(plan)
    for layer in range(plan.last, -1, -1):
        yield from backward_steps(plan, layer, places)
        if plan.in_place:
            yield from update_steps(plan, layer)
    if not plan.in_place:
        for layer in range(plan.last, -1, -1):
            yield from update_steps(plan, layer)
    yield answer_step(plan, places)
