"""The approximation explorer: how close a network of one hidden layer comes to a function, built and trained.

widget        the live figure · model, the networks and their errors · state, what is tried and what is said of it
              film, what the page is told · picture, what matplotlib draws
"""
