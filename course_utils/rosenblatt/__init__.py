"""Rosenblatt's machine: photocells, fixed random wiring, and potentiometers that turn at each mistake.

widget        the live figure · model, the machine · picture, what is drawn · retina, the letter that somebody draws
"""
