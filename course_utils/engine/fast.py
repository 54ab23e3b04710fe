"""The fast form of `backprop`, for training: the plain algorithm, recorded once and replayed.

The plain functions run once on symbols, which record each NumPy call: the function, its arguments, and the shape of the
result. Then every result gets a buffer, and a replay is a bare list of calls that write to the same buffers each time.
Parameters and examples are read where they are, changed or not. `backprop` says what is computed; that both give the
same bits is tested (`tests/engine/test_backprop.py`).

Training does without `full_precision`, which takes time: its A − Y is right to 2e-16, its slopes of sigmoid and tanh to
4e-16, whatever their size. So the gradient of an example that is all but learned, or that comes through a saturated
neuron, may lack digits; beside those of other examples they are rounding errors. The `exact` form has them.

A buffer is reused as soon as nothing that follows reads it, but only within one part, the forward pass, the loss or the
backward pass, so that each part can be replayed.
"""

import math
from functools import partial

import numpy as np

from . import backprop
from .functions.kinds import full_precision

FORWARD, LOSS, BACKWARD = range(3)


class ForwardBackward:
    """A network's passes over the examples X (N, d) with targets Y (N, n_out), both checked, both read at each call.

    With `exact` the gradient is that of `backprop.loss_and_gradient` to the bit, without it that of the same algorithm
    without `full_precision`. The next call overwrites what was returned. `prediction` (N, n_out) is that of the last
    call of `gradient`.
    """

    def __init__(self, network, loss, X, Y, exact=False, recording=None):
        self.network, self.loss, self.X, self.Y, self._exact = network, loss, X, Y, exact
        self._recording = recording or _Recording(network, loss, X, Y, exact)
        self._forward, self._loss, self._backward = self._recording.on(X, Y)
        self._total, self._factor = self._recording.total.buffer, loss.factor(*Y.shape)
        self._gradient, self.prediction = self._recording.gradient, self._recording.prediction.buffer

    def on(self, X, Y):
        """The passes over other examples, equally many, in the same buffers."""
        return ForwardBackward(self.network, self.loss, X, Y, self._exact, self._recording)

    def forward(self):
        """Run the examples through the network, as far as the loss needs it."""
        for function, arguments in self._forward:
            function(*arguments)

    def value(self):
        """The loss, with a forward pass."""
        for function, arguments in self._forward:
            function(*arguments)
        for function, arguments in self._loss:
            function(*arguments)
        value = self._factor * float(self._total)
        if self.loss.least <= value < math.inf:
            return value
        Z, A = backprop.forward(self.network.layers, self.X)
        return self.loss.mean(Z[-1], A[-1], self.Y)

    def gradient(self):
        """The flat gradient, after a forward pass."""
        for function, arguments in self._backward:
            function(*arguments)
        return self._gradient

    def __reduce__(self):
        # A copy works for the copy of the network, in buffers of its own.
        return type(self), (self.network, self.loss, self.X, self.Y, self._exact)


# --- recording --------------------------------------------------------------------------------------


class _Symbol(np.lib.mixins.NDArrayOperatorsMixin):
    """An array that is only its shape: an input of the recording, a result, or the transpose `of` one."""

    def __init__(self, recording, shape, of=None):
        self.recording, self.shape, self.of = recording, shape, of
        self.part, self.buffer = recording.part, None

    __eq__, __hash__ = object.__eq__, object.__hash__  # a symbol is only itself

    def __len__(self):
        return self.shape[0]

    @property
    def T(self):
        return _Symbol(self.recording, self.shape[::-1], of=self)

    def full_precision(self, exact, *arguments):
        return self.recording.note_full_precision(self, exact, arguments)

    def __array_ufunc__(self, ufunc, method, *inputs, axis=None, keepdims=False):
        return self.recording.note(ufunc, method, inputs, axis, keepdims)

    def __array_function__(self, function, types, inputs, options):
        if function is np.empty_like:
            return np.empty(self.shape)
        if function is np.vdot:
            return self.recording.note(function, "vdot", inputs)
        raise TypeError(f"{function.__name__} cannot be recorded; write it with NumPy's elementary functions")


class _Call:
    """One call: result = function(*inputs), or its method `reduce` with axis and keepdims as `options`."""

    def __init__(self, part, function, method, inputs, options, result):
        self.part, self.function, self.method, self.options = part, function, method, options
        self.inputs, self.result = inputs, result
        self.entrywise = method == "full_precision" or (method == "__call__" and function is not np.matmul)
        self.symbols = []  # what is read, each once
        for value in inputs:
            symbol = getattr(value, "of", None) or value
            if isinstance(symbol, _Symbol) and symbol not in self.symbols:
                self.symbols.append(symbol)
        # Arguments with fewer entries than the result, a bias or a sum, that repeat in it.
        self.repeated = []
        for i, value in enumerate(inputs if self.entrywise else ()):
            if value.shape != result.shape and 1 < math.prod(value.shape) < math.prod(result.shape):
                self.repeated.append(i)

    def play(self, arguments):
        """[(function, arguments), …], with the buffer to write to."""
        out = self.result.buffer
        if self.function is np.matmul:
            return [(arguments[0].dot, (arguments[1], out))]
        if self.method == "full_precision":
            return [(_refine, (out, self.function, *arguments))]
        if self.function is np.vdot:
            return [(arguments[0].reshape(-1).dot, (arguments[1].reshape(-1), out))]
        if self.method == "reduce":
            axis, keepdims = self.options
            # So few are added one by one, as in a product with ones, but faster.
            if axis is None and arguments[0].size < 8:
                return [(np.ones(arguments[0].size).dot, (arguments[0].reshape(-1), out))]
            return [(self.function.reduce, (arguments[0], axis, None, out, keepdims))]
        calls = []
        for i in self.repeated:  # written out: NumPy would allocate a buffer to repeat it
            calls.append((np.copyto, (out, arguments[i])))
            arguments[i] = out
        arguments = [_fitted(value, out.shape) for value in arguments]
        if self.function is np.maximum:  # whose third argument has to be named
            return [*calls, (partial(np.maximum, out=out), tuple(arguments))]
        return [*calls, (self.function, (*arguments, out))]


class _Recording:
    """The algorithm as a list of calls with a buffer for every result, for X and Y and others of their shapes."""

    def __init__(self, network, loss, X, Y, exact):
        self.part, self.calls, self._exact = FORWARD, [], exact
        self._X, self._Y = _Symbol(self, X.shape), _Symbol(self, Y.shape)
        Z, A = backprop.forward(network.layers, self._X)
        self.part, self.prediction = LOSS, A[-1]
        self.total = backprop.loss_total(loss, Z[-1], A[-1], self._Y)
        self._defer()
        self.part = BACKWARD
        results = backprop.backward(network.layers, loss, Z, A, self._Y)
        self.gradient = np.empty_like(network.theta)
        kept = {self.prediction: None, self.total: None}
        for (W, b), (view_W, view_b) in zip(results, network.views(self.gradient), strict=True):
            kept[W] = view_W
            if b.of is None:
                kept[b] = view_b
            else:  # of a single example: its error signal itself
                kept[b.of] = view_b[None]
        self._allocate(kept)
        self._lists, self._reading = self._played(X, Y)

    def note(self, function, method, inputs, axis=None, keepdims=False):
        """The symbol of function(*inputs), which is noted unless it is one of the inputs."""
        if (same := _unchanged(function, inputs)) is not None:
            return same
        # A number becomes an array once. Only `maximum` is faster with an array as large as the other.
        shape = inputs[0].shape if function is np.maximum else ()
        inputs = [
            value if hasattr(value, "shape") else np.full(shape, value, dtype=float) for value in inputs
        ]
        result = _Symbol(self, _shape(function, method, inputs, axis, keepdims))
        self.calls.append(_Call(self.part, function, method, inputs, (axis, keepdims), result))
        return result

    def note_full_precision(self, rounded, exact, arguments):
        """The symbol of its `full_precision`, which only an exact recording notes."""
        if not self._exact:
            return rounded
        result = _Symbol(self, rounded.shape)
        self.calls.append(_Call(self.part, exact, "full_precision", [rounded, *arguments], (), result))
        return result

    def _defer(self):
        """Leave what the loss does not need to the backward pass: the output activation, where logits are enough."""
        needed = {self.total}
        for call in reversed(self.calls):
            if call.result in needed:
                needed.update(call.symbols)
            else:
                call.part = call.result.part = BACKWARD
        self.calls.sort(key=lambda call: call.part)

    def _allocate(self, kept):
        """Give every result a buffer: that of an argument that is no longer needed, a free one, or a new one.

        Nothing else is written to the buffers of what is `kept`.
        """
        last_use = {symbol: now for now, call in enumerate(self.calls) for symbol in call.symbols}
        for symbol, buffer in kept.items():
            symbol.buffer, last_use[symbol] = buffer, None
        free = {}
        for now, call in enumerate(self.calls):
            result = call.result
            ending = [
                symbol.buffer
                for symbol in call.symbols
                if last_use[symbol] == now and symbol.part == call.part and symbol.buffer is not None
            ]
            if result.buffer is None and call.entrywise and not call.repeated:
                result.buffer = next((buffer for buffer in ending if buffer.shape == result.shape), None)
            if result.buffer is None:
                result.buffer = free[result.shape].pop() if free.get(result.shape) else np.empty(result.shape)
            for buffer in ending:
                if buffer is not result.buffer:
                    free.setdefault(buffer.shape, []).append(buffer)

    def _played(self, X, Y):
        """Three lists of (function, arguments), and where in them X or Y is read: (call, its start, its end)."""
        lists, reading = ([], [], []), []
        for call in self.calls:
            calls = lists[call.part]
            start = len(calls)
            calls += call.play([self._buffer(value, X, Y) for value in call.inputs])
            if self._X in call.symbols or self._Y in call.symbols:
                reading.append((call, start, len(calls)))
        return lists, reading

    def _buffer(self, value, X, Y):
        """The array in which a value is."""
        if not isinstance(value, _Symbol):
            return value
        if value.of is not None:
            return self._buffer(value.of, X, Y).T
        return X if value is self._X else Y if value is self._Y else value.buffer

    def on(self, X, Y):
        """The three lists for the examples X with targets Y: the forward pass, the loss, the backward pass."""
        lists = [list(calls) for calls in self._lists]
        for call, start, end in self._reading:
            lists[call.part][start:end] = call.play([self._buffer(value, X, Y) for value in call.inputs])
        return lists


def _refine(out, exact, rounded, *arguments):
    if (result := full_precision(rounded, exact, *arguments)) is not out:
        np.copyto(out, result)


def _unchanged(function, inputs):
    """The x of +x, of x · 1 and of a sum over one example, None elsewhere."""
    if function is np.positive:
        return inputs[0]
    if function is np.matmul and not isinstance(inputs[0], _Symbol) and inputs[0].shape == (1,):
        row = inputs[1]
        return _Symbol(row.recording, row.shape[1:], of=row)
    if function is np.multiply and not isinstance(inputs[1], _Symbol) and np.all(np.equal(inputs[1], 1)):
        return inputs[0] if np.shape(inputs[1]) in ((), inputs[0].shape) else None
    return None


def _fitted(value, shape):
    """An argument in the shape of the result, or of none, with which NumPy is quickest.

    It stays itself where it can: NumPy would have to compare a view of the buffer that is written to with it each time.
    """
    if value.shape == shape:
        return value
    return value.reshape(shape if value.size == math.prod(shape) else ())


def _shape(function, method, inputs, axis, keepdims):
    """The shape of what comes out."""
    shapes = [value.shape for value in inputs]
    if function is np.matmul:
        return shapes[0][:-1] + shapes[1][1:]
    if function is np.vdot or (method == "reduce" and axis is None):
        return ()
    if method == "reduce":
        return shapes[0][:-1] + (1,) * keepdims
    return shapes[0] if shapes[0] == shapes[-1] else np.broadcast_shapes(*shapes)
