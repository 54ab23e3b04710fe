"""The website: the same notebooks for those who read, project, or try and answer without an install.

course      the list of notebooks, notebooks/course.json
page        one page builder for everything below
cells       a notebook's cells as HTML, with formulas that need no script
widgets     a widget as HTML that needs no script, and the state from which a script shows it
alive       what a page needs to be alive: first states, scripts, and an archive with the course for Python in the page
python/     what that Python finds beside the course: widgets without Jupyter, cells that run with those they depend on
book        every notebook as a page, alive
slides      every notebook as slides, for a projector
search      an index of the book, for the first page
program     what a program that the build runs prints, or why it failed
landing     the first page: the stepper, and the map of the course
worksheet   paper: one update of the network with blanks, and its key
lite        JupyterLite: JupyterLab in the browser, without a server · copies, those that a browser keeps of it
pyodide     where Python in the browser comes from, and what it may import

`python -m website` builds all of it, `python -m website slides` one part. Nothing remote is in any page; Python comes
from a content delivery network when a reader first needs it, or lies in the site (`--pyodide FOLDER`).
"""
