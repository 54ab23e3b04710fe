"""The live figure: a picture drawn by Python with controls and handles in the page, one event in flight.

figure        the widget · model, its half without a screen, and state · messages between page and model
controls      choices, toggles, texts and buttons · slider · handles, what can be dragged · places, where they stand
film          frames of numbers, sent ahead, for what plays · progress, how far · line, the states one can go back to
drawing       a matplotlib figure of which only what moves is drawn again, its layout found once · page_drawing
front         the half in the page (events go to Python), joined into one module by front_end
showing       what a notebook stores and shows of a widget · memory, which figures keep their drawings

The picture comes from `drawing`, as bytes; where film plays, the page draws it from frames of numbers.
"""
