"""The website: the same notebooks for those who only want to read, to project, or to try without an install.

course      the list of notebooks, read from notebook 00, so that it stands in one place
page        one page builder for everything below
steppers    the notebooks with each stepper as a page in a frame
cells       a notebook's cells as HTML, with formulas that need no script
book        every notebook as a page
slides      every notebook as slides, for a projector
landing     the first page: the stepper, and the map of the course
worksheet   paper: one update of the network with blanks, and its key
lite        JupyterLite: JupyterLab in the browser, without a server

`python -m website` builds all of it, `python -m website slides` one part. Nothing remote is in any page but
JupyterLite's, whose Python comes from a content delivery network when a reader opens a notebook there.
"""
