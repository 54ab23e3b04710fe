"""A program that the build runs: what it prints, or why it failed."""

import subprocess


def output(command, failure, **options):
    """What a command prints. Where it fails, RuntimeError says `failure`, and its last words directly behind it."""
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False, **options
    )
    if done.returncode:
        said = (done.stdout + done.stderr).rstrip()
        last = said[max(said.rfind("Traceback"), 0) :].splitlines()[-12:]
        raise RuntimeError(failure + "\n".join(last))
    return done.stdout
