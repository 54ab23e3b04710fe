"""The short form of `make verify`: the same claims with what the tests' environment has, NumPy's complex numbers,
scikit-learn, SciPy and values that mpmath gave once. What fails here would be a wrong number on somebody's screen."""

import json

import numpy as np
import pytest

from course_utils.engine import EmpiricalRisk, circuit, lecture_network, walkthrough
from tests.conftest import ROOT
from verify import classical, expressions, functions, gradients, hessians, optimisers, plain, populations
from verify.claim import Claim, distance
from verify.networks import COMBINATIONS, problems
from verify.stored import CONVENTIONS

EXACT = json.loads((ROOT / "tests/data/exact_values.json").read_text(encoding="utf-8"))


@pytest.fixture
def random():
    return np.random.default_rng(20_262)


def kept(claims):
    """Whether there are claims, and none is broken; pytest shows those that are."""
    claims = list(claims)
    assert claims
    assert [str(claim) for claim in claims if not claim.kept] == []


# --- networks ---------------------------------------------------------------------------------------


def test_losses_and_gradients_equal_those_by_complex_steps(random):
    claim = Claim("gradient by complex steps", gradients.PROMISED)
    limits = {"deepest": 4, "widest": 5, "most": 12, "regimes": ("ordinary", "tiny", "whole")}
    for case in problems(2 * len(COMBINATIONS), random, **limits):
        network = case.network()
        value, gradient = EmpiricalRisk(network, case.X, case.Y, case.loss, case.l2).value_and_gradient(
            network.theta
        )
        exact, slopes = plain.value_and_gradient(case)
        claim.see(max(distance(value, exact), gradients.layer_errors(case, gradient, slopes)), case)
    kept([claim])


def test_hessians_equal_differences_of_gradients_by_complex_steps(random):
    whole, product = Claim("Hessian", hessians.PROMISED), Claim("Hessian times a vector", hessians.PROMISED)
    for case in problems(30, random, deepest=3, widest=3, most=5, regimes=("ordinary",)):
        if {"relu", "leaky_relu"} & {*case.activations} or case.loss == "mean_absolute_error":
            continue  # a difference across a kink says nothing
        network = case.network()
        risk = EmpiricalRisk(network, case.X, case.Y, case.loss, case.l2)
        exact, direction = plain.hessian(case), random.normal(size=risk.size)
        whole.see(distance(risk.hessian(network.theta), exact), case)
        product.see(distance(risk.hessian_vector_product(network.theta, direction), exact @ direction), case)
    assert whole.count >= 8
    kept([whole, product])


@pytest.mark.parametrize("rule", optimisers.PROMISED)
def test_training_equals_the_textbook_rule_on_the_same_batches(rule, random):
    claim = Claim(rule, optimisers.PROMISED[rule])
    cases = problems(6, random, **optimisers.LIMITS)
    for case, rate in zip(cases, [*optimisers.RATES] * 2, strict=True):
        size, seed = int(random.integers(1, len(case.X) + 2)), int(random.integers(1000))
        schedule = optimisers.schedule(rule, rate)
        theirs = optimisers.plain_trained(case, rule, schedule, optimisers.batches(case, size, seed))
        optimisers.compare(claim, optimisers.trained(case, rule, schedule, size, seed), theirs, case)
    kept([claim])


# --- functions --------------------------------------------------------------------------------------


def test_functions_keep_their_promises_at_the_stored_places():
    claims = []
    for name, promises in functions.FUNCTIONS.items():
        held = EXACT["functions"][name]
        for order, (promised, exact) in enumerate(zip(promises, held["exact"], strict=True)):
            ours = functions.function(name, order)(np.array(held["at"]))
            words = f"{name}{functions.ORDERS[order]}"
            claims.append(functions.judged(words, promised, ours, exact, held["at"]))
    kept(claims)


@pytest.mark.parametrize("kind", ["losses", "gates"])
def test_losses_and_gates_keep_their_promises_at_the_stored_places(kind):
    table, answer = (
        (functions.LOSSES, lambda name, order: functions.loss(name, order))
        if kind == "losses"
        else (functions.GATES, lambda name, order: lambda u, v: functions.gate(name, order, u, v))
    )
    suffixes = {"losses": functions.ORDERS, "gates": functions.PARTIALS}[kind]
    claims = []
    for name, promises in table.items():
        held = EXACT[kind][name]
        for order, (promised, exact) in enumerate(zip(promises, held["exact"], strict=True)):
            if promised is None:
                continue
            far = order == 2 and kind == "losses"
            places = [
                (pair, e)
                for pair, e in zip(held["at"], exact, strict=True)
                if not far or functions.has_finite_slope(pair)
            ]
            ours = [answer(name, order)(*pair) for pair, _ in places]
            claims.append(
                functions.judged(
                    f"{name}{suffixes[order]}", promised, ours, [e for _, e in places], [p for p, _ in places]
                )
            )
    kept(claims)


# --- expressions ------------------------------------------------------------------------------------


def test_random_expressions_have_the_gradients_of_complex_steps_and_of_their_circuits(random):
    gradient = Claim("gradient by complex steps", expressions.PROMISED)
    traced = Claim("circuit", expressions.BETWEEN_VIEWS)
    for _ in range(60):
        leaves, program = expressions.expression(random)
        nodes, root = expressions.evaluated(leaves, program)
        root.backward()
        grads = [node.grad for node in nodes]
        slopes = [_complex_step(leaves, program, place) for place in range(len(leaves))]
        gradient.see(expressions.slope_error(grads, slopes), (leaves, program))
        traced.see(expressions.trace_error(nodes, root, grads), (leaves, program))
        assert circuit(root).value("f") == root.value
    kept([gradient, traced])


def _complex_step(leaves, program, place):
    held = np.array(leaves, dtype=complex)
    held[place] += 1j * plain.STEP
    return expressions.run(program, held, expressions.operators("numpy")).imag / plain.STEP


# --- classical models, data, the lecture ------------------------------------------------------------


def test_classical_models_agree_with_scikit_learn(random, monkeypatch):
    for name, count in {
        "LOSSES": 50,
        "SPLITS": 300,
        "PERCEPTRONS": 30,
        "MARGINS": 10,
        "TRAININGS": 16,
    }.items():
        monkeypatch.setattr(classical, name, count)
    with np.errstate(all="ignore"):
        kept(classical.claims(random))


def test_populations_agree_with_closed_forms_and_quadrature(random):
    kept([populations.blobs_risk(), *populations.curves(random), *populations.depth(random)])


@pytest.mark.parametrize("words", CONVENTIONS)
def test_the_lecture_s_numbers_are_the_exact_ones(words):
    biases, in_place = CONVENTIONS[words]
    held = EXACT["lecture"][words]
    trace = walkthrough(
        *lecture_network(),
        "half_squared_error",
        learning_rate=0.5,
        biases=biases,
        in_place=in_place,
        updates=max(map(int, held)),
    )
    claim = Claim(words, 1e-11)
    for update, numbers in held.items():
        row = dict(zip(trace.names, trace.numbers([int(update)])[0], strict=True))
        for name, exact in numbers.items():
            claim.see(distance(row[name], float(exact), max(abs(float(exact)), 1e-3)), (update, name))
    kept([claim])


# --- the checks themselves --------------------------------------------------------------------------


@pytest.mark.parametrize("errors", [[], [0.1, float("nan")], [2.0, 0.1], [float("inf")]])
def test_a_claim_that_was_not_tried_or_is_wrong_is_broken(errors):
    claim = Claim("one", 1.0)
    for error in errors:
        claim.see(error)
    assert not claim.kept


@pytest.mark.parametrize("ours", [[1.0, np.nan], [1.0, np.inf], [1.0], [1.0, 2.0 + 1e-8]])
def test_a_distance_sees_what_is_not_the_same(ours):
    assert distance(ours, [1.0, 2.0]) > 1e-9


def test_a_wrong_derivative_breaks_the_claim_about_it():
    held = EXACT["functions"]["softplus"]
    ours = functions.function("softplus", 1)(np.array(held["at"])) * (1 + 1e-12)
    assert not functions.judged("softplus′", 4, ours, held["exact"][1], held["at"]).kept
