"""The engine, the data, the figures, the checks and the widgets of the lecture on neural networks.

engine      every number: functions, networks, gradients, traces     NumPy only
data        seeded data sets, simulated and real
plots       what the engine returns, drawn
exercises   checks, hints, solutions, polls
widgets     what moves: the backpropagation stepper
"""
