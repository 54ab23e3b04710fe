"""The names that lecturers write against. If one disappears, somebody's notebook stops at its first cell."""

import importlib

import pytest

PUBLIC = {
    "course_utils.engine": """
        identity sigmoid tanh relu softplus leaky_relu softmax
        mean_squared_error half_squared_error mean_absolute_error binary_cross_entropy cross_entropy
        Network EmpiricalRisk Quadratic rosenbrock double_well
        gradient_descent newton momentum adam gradient_check Iterate Diverged SingularHessian
        fit split Perceptron History
        Node Replay exp log maximum
        lecture_network unroll walkthrough circuit Trace
    """,
    "course_utils.data": """
        GalaxyPopulation galaxies published_cut population_risk bayes_risk
        blobs circles xor moons spiral curve regression_plane regression_hills hills
        planets letters digits split_by_form
    """,
    "course_utils.widgets": "BackpropStepper LiveFigure",
    "course_utils.exercises": "check hint solution poll",
}


@pytest.mark.parametrize("module", PUBLIC)
def test_public_names_are_there(module):
    loaded = importlib.import_module(module)
    promised = set(PUBLIC[module].split())
    assert promised - set(dir(loaded)) == set()
    assert promised - set(loaded.__all__) == set(), "`from … import *` and the documentation read __all__"
    assert set(loaded.__all__) - set(dir(loaded)) == set(), "__all__ names something that is not there"
