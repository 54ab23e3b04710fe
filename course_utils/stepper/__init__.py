"""The stepper: a trace, step by step, in a notebook or as a page of its own.

widget        what a notebook shows · model, its half in Python · saved_page, the page and the worksheet
address       how a step is called · program, the lines of NumPy that make the steps
front         the half in the page, which holds the steps and the numbers and calculates nothing
picture       what is seen where it cannot step · maths_font, which formulas bring with them
"""
