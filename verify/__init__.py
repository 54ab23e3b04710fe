"""Verification: what the engine says, beside what others say who were written without it.

A *claim* is a sentence with a number: so many cases were tried, and the worst error was at most what is promised. Each
family of claims is a module with a function `claims(random)`, which generates the cases from a seeded generator, asks
the engine, and asks an oracle:

gradients     losses and gradients of random networks         PyTorch, JAX; where they disagree, mpmath decides
hessians      second derivatives of random networks           PyTorch, JAX; where they disagree, mpmath decides
optimisers    training and walks, step by step                PyTorch's optimisers, and NumPy with complex steps
functions     every elementary function over all of float64   mpmath with 50 digits
expressions   random expressions of Nodes                     PyTorch, JAX
classical     losses, training, perceptron, Gini, margins     scikit-learn
lecture       the lecture's network for 10,000 updates        mpmath
populations   densities and risks, approximation, depth       SciPy's quadrature, NumPy, Monte Carlo
programs      what the playground exports                     the same set-up in NumPy, PyTorch, scikit-learn

`make verify` runs them all, each in a process of its own, with a fuzz and random events beside them, and writes
`docs/verification.md` as they end; the slides' numbers are in `slides`. Nothing in the engine knows of this folder.
"""
