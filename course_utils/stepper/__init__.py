"""The stepper: a trace, step by step, in a notebook or as a page of its own.

widget        what a notebook shows · model, its half in Python · saved_page, the page and the worksheet
front         the half in the page, which holds the steps and the numbers and calculates nothing
"""
