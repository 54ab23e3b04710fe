"""The engine, the data, the figures, the checks and the widgets of the lecture on neural networks.

engine      every number: functions, networks, gradients, traces     NumPy only
data        seeded data sets, simulated and real
plots       what the engine returns, drawn
exercises   checks, hints, solutions, polls
playground  a small network, its data and its training, described by a short string
widgets     what moves: the backpropagation stepper, the playground, the race, an explorer for each idea
"""
