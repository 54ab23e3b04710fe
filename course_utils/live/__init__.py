"""The live figure: a picture drawn by Python with controls and handles in the page, one event in flight.

figure        the widget · model, its half without a screen · messages, what a page and a model say to each other
controls      sliders, choices, toggles, texts and buttons · handles, what can be dragged · places, where they stand
film          frames of numbers, sent ahead, for what plays · line, the states behind, to any of which one can go back
drawing       a matplotlib figure of which only what moves is drawn again
front         the half in the page, joined into one module by front_end
"""
