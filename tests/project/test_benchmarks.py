"""The benchmark's page says what its record says, and a row counts only where the mathematics is the same."""

import json
import time

import numpy as np
import pytest

from benchmarks import overhead, report
from benchmarks.turns import AGREEMENT, disagreement, enough, take_turns


@pytest.fixture(scope="module")
def record():
    return json.loads(report.RECORD.read_text("utf-8"))


def test_the_page_says_what_the_record_says(record):
    text = report.PAGE.read_text("utf-8")
    assert report.page(record, text) == text, "written by: make bench-engine"
    with pytest.raises(ValueError, match="no place for machine"):
        report.page(record, "A page without marks.")


def test_every_answer_was_compared_before_it_counted(record):
    peers = [peer for found in record["workloads"].values() for peer in found["peers"].values()]
    assert len(peers) > 30
    assert all(("void" in peer) == (peer["apart"] > AGREEMENT) for peer in peers)


def test_all_workloads_and_peers_are_in_the_record(record):
    assert list(record["workloads"]) == ["A", "B", "B32", "C", "D", "E", "F", "G"]
    entered = {name for found in record["workloads"].values() for name in found["peers"]}
    assert entered == set(report.COLUMNS)
    assert record["growth"].keys() == {"width", "depth", "batch"}


@pytest.mark.parametrize(("found", "apart"), [([2.0, 4.0], 0.0), ([2.0, 4.4], 0.1), ([2.0], np.inf)])
def test_answers_are_compared_by_their_largest_entry(found, apart):
    assert disagreement(np.array(found), np.array([2.0, 4.0])) == pytest.approx(apart)


def test_everybody_has_a_turn_in_every_round(monkeypatch):
    monkeypatch.setattr("benchmarks.turns.TURN", 0.0)
    order = []
    times = take_turns(
        [lambda count: order.append(("a", count)), lambda count: order.append(("b", count))], 3
    )
    assert times.shape == (3, 2)
    assert order[-6:] == [("a", 1), ("b", 1)] * 3


def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_turn_is_long_enough(monkeypatch):
    monkeypatch.setattr("benchmarks.turns.TURN", 0.01)
    assert enough(lambda count: work(0.003 * count)) >= 4
    assert enough(lambda count: work(0.02), 8) == 8


def test_a_training_that_is_watched_has_as_many_epochs_as_the_other(monkeypatch):
    """Else setting up, which takes longer with a second set of examples, would be shared among fewer of them."""
    counts = {False: [], True: []}

    def training(workload, **watched):
        def run(count):
            counts[bool(watched)].append(count)
            work((0.0025 if watched else 0.0005) + 0.00005 * count)

        return run

    monkeypatch.setattr(overhead.ours, "training", training)
    share = overhead.overhead(3)["share"]
    assert counts[True][-3:] == counts[False][-3:]
    assert share < 0.1  # 2 ms of 50


def test_a_goal_that_is_missed_or_void_fails_the_run():
    peer = {"ratio": 5.0, "goal": 6}
    assert not report.reached(peer)
    assert report.reached(peer | {"ratio": 6.0})
    assert not report.reached({"void": "its answer is 1 away from ours", "goal": 6})
    assert report.cell(peer) == "5 (missed: 6)"
