"""Rosenblatt's machine: photocells, fixed random wiring, and potentiometers that turn at each mistake.

widget        the live figure · model, the machine · state, how far it is and what is said · retina, the letter that
              somebody draws · film and boxes, what the page is told · picture and still, what matplotlib draws
"""
