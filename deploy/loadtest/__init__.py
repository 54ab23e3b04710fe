"""A class of simulated students on a real JupyterHub on this machine: does every cell run, and what does it take?

`make loadtest N=20` runs it. The hub listens on 127.0.0.1 only, and everything that it starts ends by itself.
"""
