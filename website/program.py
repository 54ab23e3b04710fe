"""A program that the build runs: what it prints, or why it failed."""

import subprocess


def output(command, failure, **options):
    """What a command prints. Where it fails, RuntimeError: `failure`, directly followed by its last words."""
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False, **options
    )
    if done.returncode:
        printed = (done.stdout + done.stderr).rstrip()
        last = printed[max(printed.rfind("Traceback"), 0) :].splitlines()[-12:]
        raise RuntimeError(failure + "\n".join(last))
    return done.stdout
