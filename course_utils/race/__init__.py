"""The race: the same start, the same surface, and the methods of optimisation side by side.

widget        the live figure · model, how the methods go on, and how far · surfaces, those on which they race
              film, frame and boxes, what the page is told · picture and still, what matplotlib draws · words
"""
