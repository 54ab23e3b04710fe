"""Run a program that ends by itself: the alarm outlives the exec, and whoever started us may be long dead.

python until.py SECONDS PROGRAM ARGUMENTS…
"""

import os
import signal
import sys

signal.alarm(int(sys.argv[1]))
os.execvp(sys.argv[2], sys.argv[2:])
