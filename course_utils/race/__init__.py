"""The race: the same start, the same surface, and the methods of optimisation side by side.

widget        the live figure · model, its state and how it goes on · grounds, the surfaces on which they race
picture       what is drawn · words, what is said
"""
