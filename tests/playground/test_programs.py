"""A set-up as a program: it runs by itself, and comes to the playground's own losses."""

import subprocess
import sys

import numpy as np
import pytest

from course_utils.playground import play, program
from course_utils.playground.setup import ACTIVATIONS

SETUPS = {
    "": "data=circles layers=4-2 rate=0.3 updates=60",
    "batches": "data=xor layers=3 batch=16 rate=0.1 updates=70 seed=3 inputs=x1,x2,x1*x2",
    "momentum": "data=moons layers=5 optimizer=momentum rate=0.05 updates=80",
    "adam": "data=spiral layers=8-8 optimizer=adam rate=0.01 updates=50",
    "penalties": "data=xor layers=4 l2=0.01 l1=0.003 rate=0.3 updates=60",
    "l2": "data=xor layers=4 l2=0.01 optimizer=momentum rate=0.03 updates=60",
    "regression": "data=hills layers=5-3 rate=0.1 updates=60 l2=0.01",
    "regression with adam": "data=plane layers=4 optimizer=adam rate=0.01 updates=60",
    "squared": "data=circles layers=4 loss=squared rate=0.5 updates=60",
    "no hidden layer": "data=blobs layers=none rate=0.3 updates=60",
    "mixed": "data=circles layers=3-3 activation=relu,softplus rate=0.1 updates=60",
    "own": "data=own layers=3 rate=0.3 updates=60 start=own scale=0.5",
    **{name: f"data=moons layers=4 activation={name} rate=0.1 updates=60" for name in ACTIVATIONS},
}
NOT_IN_SCIKIT = {
    "batches": "an order of its own",
    "penalties": "no L1 penalty",
    "squared": "no squared error for classes",
    "mixed": "one activation",
    "leaky_relu": "no leaky ReLU",
    "softplus": "no soft ReLU",
}


def losses(text):
    """What a program computes."""
    names = {"__name__": "program"}
    exec(compile(text, "program", "exec"), names)
    return np.array(names["losses"]), float(names["risk"])


@pytest.mark.parametrize("setup", SETUPS.values(), ids=SETUPS)
def test_the_program_in_numpy_has_the_same_losses(setup):
    every, risk = losses(program(setup))
    start, updates = setup.partition(" updates=")[::2]
    path = [play(start, t).risks.train for t in (0, 1, 2, 30, int(updates.split()[0]))]
    if "batch" not in setup and "seed" not in setup and "l2" not in setup and "start" not in setup:
        np.testing.assert_allclose(every[[0, 1, 2, 30, -1]], path, rtol=1e-9)
    assert risk == pytest.approx(play(setup).risks.train, rel=1e-9)


@pytest.mark.parametrize("setup", [SETUPS[name] for name in SETUPS if name not in NOT_IN_SCIKIT])
def test_the_program_in_scikit_learn_has_the_same_losses(setup):
    _, risk = losses(program(setup, "scikit-learn"))
    # It adds Adam's ε = 1e-8 to √v before it corrects v: steps differ where a gradient is not far above ε.
    assert risk == pytest.approx(play(setup).risks.train, rel=1e-5 if "adam" in setup else 1e-9)


@pytest.mark.parametrize("name", NOT_IN_SCIKIT)
def test_what_scikit_learn_cannot_do_is_said(name):
    with pytest.raises(ValueError, match=f"scikit-learn .*{NOT_IN_SCIKIT[name]}"):
        program(SETUPS[name], "scikit-learn")


def test_a_program_runs_by_itself(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(program(SETUPS[""]), encoding="utf-8")
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == f"training risk {play(SETUPS['']).risks.train:.6f}\n" and done.stderr == ""


def test_bad_wishes_are_refused():
    with pytest.raises(ValueError, match="library must be one of"):
        program(SETUPS[""], "tensorflow")
    with pytest.raises(ValueError, match="words like"):
        program("hello")
    with pytest.raises(ValueError, match="changed on the way"):
        program("data=xor layers=2 updates=9 change=5:rate=0.1")


@pytest.mark.parametrize("setup", SETUPS.values(), ids=SETUPS)
def test_the_program_in_pytorch_is_python(setup):
    """That it has the same losses `make verify` finds, where PyTorch is."""
    compile(program(setup, "pytorch"), "program", "exec")
