"""The numbers of a figure: who cannot see it must find in its tables what the engine computes, and nothing else."""

import json
import math
import re
from base64 import b64decode

import matplotlib.pyplot as plt
import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.transforms import Transform

from course_utils.engine import sigmoid
from course_utils.plots import activations, neurons, new_figure, optimizers, risk_curves, show
from course_utils.plots.numbers import numbers
from course_utils.plots.tables import MOST, Table, distinct, folded, unmarked, written
from course_utils.widgets import ActivationExplorer, CutExplorer
from tests.plots.test_whole_figures import every_figure, made


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def number(text):
    """A text of a table as a number."""
    mantissa, _, power = text.replace("−", "-").replace(",", "").partition("×10")
    figures = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa) * 10.0 ** int(figures or 0)


def column(table, place):
    return [number(row[place]) for row in table.rows]


def drawn(**axes):
    figure, ax = new_figure()
    ax.set(**axes)
    return figure, ax


def test_a_table_says_what_the_function_is():
    """σ(z) = 1 / (1 + e⁻ᶻ), its slope σ (1 − σ) and its curvature σ (1 − σ)(1 − 2σ), to four digits."""
    figure, _ = activations.gallery({"sigmoid": sigmoid})
    value, derivatives = numbers(figure)
    assert value.head == ("pre-activation z", "value g(z)")
    assert derivatives.head == (
        "pre-activation z",
        "derivatives, slope g′(z)",
        "derivatives, curvature g″(z)",
    )
    for z, said in zip(column(value, 0), column(value, 1), strict=True):
        assert said == pytest.approx(1 / (1 + math.exp(-z)), rel=6e-4)
    for z, slope, curvature in zip(*(column(derivatives, place) for place in range(3)), strict=True):
        s = 1 / (1 + math.exp(-z))
        assert slope == pytest.approx(s * (1 - s), rel=6e-4)
        assert curvature == pytest.approx(s * (1 - s) * (1 - 2 * s), rel=6e-4, abs=1e-12)


def test_curves_with_the_same_x_stand_side_by_side_and_others_apart():
    figure, ax = drawn(xlabel="t (s)", ylabel="height (m)", title="Falling")
    ax.plot([0, 1, 2], [9, 8, 5], label="stone")
    ax.plot([0, 1, 2], [9, 8.5, 8], label="_feather")
    ax.plot([0, 0.5], [1, 2], label="ball")
    together, ball = numbers(figure)
    assert together == Table(
        "Falling",
        ("t (s)", "height (m), stone", "height (m), feather"),
        (("0", "9", "9"), ("1", "8", "8.5"), ("2", "5", "8")),
    )
    assert ball.rows == (("0", "1"), ("0.5", "2"))


def test_a_long_curve_is_thinned_keeps_ends_and_extremes_and_says_so():
    x = np.linspace(0, 10, 1001)
    y = np.where(np.arange(1001) == 437, 7.0, np.sin(x) / 2)
    figure, ax = drawn()
    ax.plot(x, y)
    (table,) = numbers(figure)
    assert MOST / 2 < len(table.rows) <= MOST + 4
    assert "of 1,001 points" in table.note
    assert column(table, 0)[0] == 0
    assert column(table, 0)[-1] == 10
    assert ("4.37", "7") in table.rows
    step = int(re.search(r"Every (\d+)", table.note)[1])
    assert set(column(table, 0)) >= {round(place, 10) for place in x[::step]}


def test_on_a_logarithmic_axis_rows_lie_as_evenly_as_the_curve_is_seen():
    figure, ax = drawn(xscale="log")
    t = np.arange(1, 10_001)
    ax.plot(t, 1 / t)
    (table,) = numbers(figure)
    decades = np.floor(np.log10(column(table, 0)))
    assert all(
        np.sum(decades == decade) >= 7 for decade in range(4)
    )  # some of the whole numbers below 10 coincide


def test_what_the_axes_do_not_show_is_not_listed():
    figure, ax = drawn(xlim=(1, 2))
    ax.plot([0, 1, 1.5, 3], [1, 2, 3, 4])
    hidden = ax.plot([1, 2], [0, 0])[0]
    hidden.set_visible(False)
    (table,) = numbers(figure)
    assert table.rows == (("1", "2"), ("1.5", "3"))


def test_points_bars_lines_across_and_what_is_written_have_their_tables():
    figure, ax = drawn(xlabel="family", ylabel="score")
    ax.bar([0, 1], [0.25, 0.75], label="_mean")
    ax.set_xticks([0, 1], ["tree", "forest"])
    ax.scatter([0, 1], [0.5, 0.6], label="best")
    ax.axhline(0.9, label="limit")
    ax.axhline(0)
    ax.text(0, 0, "n = 300")
    points, bars, across, words = numbers(figure)
    assert points == Table("The figure – best", ("family", "score"), (("0", "0.5"), ("1", "0.6")))
    assert bars == Table("The figure – mean", ("family", "score"), (("tree", "0.25"), ("forest", "0.75")))
    assert across == Table("The figure – lines across", ("line", "where"), (("limit", "score = 0.9"),))
    assert words.rows == (("n = 300",),)


def test_a_map_is_a_grid_of_its_values_from_the_top_as_it_is_seen():
    figure, ax = drawn(xlabel="x", ylabel="y")
    ax.imshow([[1.0, 2.0], [3.0, 4.0]], origin="lower", extent=(0, 2, 10, 14))
    (table,) = numbers(figure)
    assert table.head == ("y ↓  x →", "0.5", "1.5")
    assert table.rows == (("11", "1", "2"), ("13", "3", "4"))


def test_a_mesh_and_contour_lines_say_where_they_are():
    figure, ax = drawn(xlabel="x", ylabel="y")
    x = y = np.linspace(-2, 2, 81)
    Z = x**2 + y[:, None] ** 2
    ax.pcolormesh(x, y, Z)
    ax.contour(x, y, Z, levels=[1, 4])
    mesh, lines = numbers(figure)
    places, heights = [number(text) for text in mesh.head[1:]], mesh.rows[0]
    for place, height in zip(places, heights[1:], strict=True):
        assert number(height) == pytest.approx(place**2 + number(heights[0]) ** 2, abs=2e-3)
    assert lines.rows == (("1", "−1 to 1", "−1 to 1"), ("4", "−2 to 2", "−2 to 2"))
    assert lines.caption.endswith("contour lines")  # "_nolegend_" is matplotlib's word for no name


def test_the_matrix_of_a_map_with_words_in_its_cells_is_the_words():
    """Its colours are roots of the entries: the entries are what is written."""
    H = np.array([[4.0, -1.0], [-1.0, 0.25]])
    figure, ax = new_figure()
    optimizers.draw_matrix(ax, H, ["w", "b"])
    (table,) = numbers(figure)
    assert table.head[1:] == ("w", "b")
    assert table.rows == (("w", "4.00", "−1.00"), ("b", "−1.00", "0.25"))


def test_a_histogram_gives_the_shares_that_were_counted():
    figure, _ = risk_curves.surveys(np.array([0.02, 0.04, 0.04, 0.04]), 0.03, 0.02)
    bars, across = numbers(figure)[:2]
    assert bars.rows == (("0.02", "0.25"), ("0.04", "0.75"))
    assert across.rows == (
        ("true risk 0.030", "empirical risk of one survey = 0.03"),
        ("Bayes risk 0.020", "empirical risk of one survey = 0.02"),
    )


def test_values_that_are_missing_are_dashes():
    figure, ax = drawn()
    ax.plot([0, 1, 2], [1, np.nan, 3])
    (table,) = numbers(figure)
    assert table.rows == (("0", "1"), ("1", "–"), ("2", "3"))


def test_neighbours_on_an_axis_are_told_apart():
    assert distinct([2011.5, 2012.5]) == ["2011.5", "2012.5"]
    assert distinct([-1e-17, 0.5]) == ["0", "0.5"]
    assert distinct([1.00001e-5, 1.00002e-5]) == ["1.00001×10⁻⁵", "1.00002×10⁻⁵"]
    assert written([1.0, -2000.0]) == ["1", "−2,000"]


def test_the_words_of_a_formula_are_plain():
    assert unmarked(r"$\lambda$ and $w_{1}$") == "λ and w_1"


def test_a_folded_table_is_one_that_a_screen_reader_can_read():
    text = folded([Table("A <b>", ("x", "y & z"), (("1", "2"),), "Every 2nd of 4 points.")])
    soup = BeautifulSoup(text, "html.parser")
    assert soup.details.summary.text == "The numbers of this figure"
    assert soup.caption.text == "A <b>"
    assert [(cell.text, cell["scope"]) for cell in soup.find_all("th")] == [
        ("x", "col"),
        ("y & z", "col"),
        ("1", "row"),
    ]
    assert soup.find("td").text == "2"
    assert folded([]) == ""


@every_figure
def test_every_figure_of_the_course_has_tables_with_names(draw):
    """A diagram without a number has none; no curve is called after its place, no heading is empty."""
    figure, _ = made(draw)
    tables = numbers(figure)
    assert tables or draw in (neurons.neuron, neurons.layers)
    for table in tables:
        assert table.caption and "nolegend" not in table.caption
        assert all(table.head)
        assert all(len(row) == len(table.head) for row in table.rows)
    assert len(folded(tables)) < 64_000


def test_an_older_matplotlib_answers_with_a_list_and_its_figures_have_tables_too(monkeypatch):
    """Colab's 3.8, and the one of some Pyodides: without this none of their figures had a table."""
    usual = Transform.contains_branch_seperately
    monkeypatch.setattr(Transform, "contains_branch_seperately", lambda self, other: list(usual(self, other)))
    figure, ax = new_figure()
    ax.plot([0, 1, 2], [0, 1, 4], label="square")
    assert [table.head for table in numbers(figure)] == [("x", "square")]


def test_a_figure_is_shown_as_text_that_any_kernel_can_send(monkeypatch):
    """JupyterLite sent bytes as an object, so that no figure was seen there."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **more: shown.append(data))
    figure, ax = new_figure()
    ax.plot([0, 1, 2], [0, 1, 4], label="square")
    show(figure, "a parabola through three of its points")
    assert json.loads(json.dumps(shown)) == shown
    (picture,) = (data["image/png"] for data in shown if "image/png" in data)
    assert b64decode(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("widget", "heads"),
    [
        (
            ActivationExplorer,
            {
                (
                    "pre-activation z",
                    *(
                        f"value g(z), {name}"
                        for name in ("sigmoid", "tanh", "relu", "softplus", "leaky relu")
                    ),
                )
            },
        ),
        (CutExplorer, {("score", "fraction")}),
    ],
)
def test_a_curve_of_an_explorer_is_called_what_it_is(widget, heads):
    """Who cannot see it knows no "other 2" and no bar at place 1."""
    figure = widget()
    try:
        tables = figure._tables()
    finally:
        figure.close()
    assert heads <= {table.head for table in tables}
    if widget is CutExplorer:
        (scores,) = (table for table in tables if table.head[0] == "score")
        assert [row[0] for row in scores.rows] == ["accuracy", "purity", "completeness"]
        assert scores.caption == "Scores"
