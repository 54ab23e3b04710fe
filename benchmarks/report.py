"""The record of the benchmark and what is read from it: tables for people, a plot of growth."""

import json
import os
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
RECORD, PAGE, PLOT = HERE / "record.json", HERE / "README.md", HERE / "growth.svg"
COLUMNS = (
    "textbook NumPy",
    "PyTorch eager",
    "JAX jit",
    "JAX lax.scan",
    "scikit-learn",
    "HIPS autograd",
    "micrograd",
)
PACKAGES = ("numpy", "torch", "jax", "scikit-learn", "autograd", "micrograd")
MARK = "<!-- {} -->\n"


def machine():
    """What it ran on, in words."""
    model = "unknown processor"
    if (info := Path("/proc/cpuinfo")).is_file():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].partition(": ")[2] if lines else model
    return {
        "processor": f"{model}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "system": platform.system(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def duration(seconds):
    """1.23 ms, in the unit that fits."""
    for factor, unit in ((1e6, "µs"), (1e3, "ms")):
        if seconds * factor < 1000:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds:.3g} s"


def cell(peer):
    """A peer's place in the table: its ratio, and the goal where there is one."""
    if peer is None:
        return "–"
    if "void" in peer:
        return "void"
    ratio = f"{peer['ratio']:.2g}" if peer["ratio"] < 10 else f"{peer['ratio']:.0f}"
    if "goal" not in peer:
        return ratio
    return f"{ratio} ({'goal' if reached(peer) else 'missed:'} {peer['goal']:g})"


def reached(peer):
    return "void" not in peer and ("goal" not in peer or peer["ratio"] >= peer["goal"])


def line(letter, found):
    """One workload in the terminal."""
    peers = ", ".join(f"{name} {cell(peer)}" for name, peer in found["peers"].items())
    return f"{letter:4}{found['words']:48}{duration(found['ours']):>8}   {peers}"


def table(record):
    """All workloads as Markdown: our time, and every peer's over ours."""
    rows = ["| workload | ours | " + " | ".join(COLUMNS) + " |", "|---|---|" + "---|" * len(COLUMNS)]
    for letter, found in record["workloads"].items():
        cells = [cell(found["peers"].get(name)) for name in COLUMNS]
        rows.append(f"| **{letter}** {found['words']} | {duration(found['ours'])} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def fresh_table(found):
    """A fresh process as Markdown: the work, and in brackets with loading."""
    names = {"ours": "ours", "jax_step": "JAX jit", "jax_scan": "JAX lax.scan"}
    rows = ["| in a fresh process | " + " | ".join(names.values()) + " |", "|---|---|---|---|"]
    words = {"A": "A: 10,000 updates", "B": "B: 1,000 updates", "E": "E: one Hessian"}
    for letter, times in found.items():
        cells = [
            f"{duration(times[name][0])} ({duration(times[name][1])})" if name in times else "–"
            for name in names
        ]
        rows.append(f"| {words[letter]} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def overhead_line(found):
    verdict = "reached" if found["share"] <= found["goal"] else "missed"
    return (
        f"Validation, history and a callback lengthen an epoch of B by {found['share']:.0%} "
        f"(goal {found['goal']:.0%}: {verdict})."
    )


def machine_line(record):
    about = record["machine"]
    numbers = [f"{name} {number}" for name, number in about["packages"].items()]
    packages = ", ".join([*numbers, f"{record['rounds']} rounds"])
    return f"{about['processor']}; {about['system']}, Python {about['python']}; {packages}.\n"


def slope_line(record):
    """How time grows at the small and at the large end of each curve, as an exponent of the size."""
    rows = ["| grows with | | small | large |", "|---|---|---|---|"]
    for what, curve in record["growth"].items():
        sizes = np.log(curve["sizes"])
        for name in ("ours", "PyTorch eager"):
            seconds = np.log(curve["seconds"][name])
            small, large = (
                np.polyfit(sizes[part], seconds[part], 1)[0] for part in (slice(3), slice(-3, None))
            )
            rows.append(f"| {what} | {name} | {small:.1f} | {large:.1f} |")
    return "\n".join(rows) + "\n"


def all_reached(record):
    peers = [peer for found in record["workloads"].values() for peer in found["peers"].values()]
    fresh = [
        times["ours"][0] <= min(time[0] for name, time in times.items() if name != "ours")
        for times in record.get("fresh", {}).values()
    ]
    over = record.get("overhead", {"share": 0, "goal": 0})
    return all(map(reached, peers)) and all(fresh) and over["share"] <= over["goal"]


def page(record, text):
    """The text of the page with the tables of a record between its marks."""
    parts = {
        "machine": machine_line(record),
        "table": table(record),
        "fresh": fresh_table(record["fresh"]),
        "overhead": overhead_line(record["overhead"]) + "\n",
        "growth": slope_line(record),
    }
    for name, part in parts.items():
        start, end = MARK.format(name), MARK.format(f"/{name}")
        before, _, rest = text.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"{PAGE.name} has no place for {name}: {start.strip()} … {end.strip()}")
        text = before + start + part + end + after
    return text


def write(record):
    """Keep the record, and bring the page and the plot up to date."""
    RECORD.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(page(record, PAGE.read_text("utf-8")), "utf-8")
    draw(record["growth"])


def draw(growth):
    """Time of an update against width, depth and batch, both axes logarithmic."""
    from course_utils.plots import LIGHT, new_figure

    roles = {"ours": "forward", "textbook NumPy": "quiet", "PyTorch eager": "backward", "JAX jit": "loss"}
    styles = {"ours": "-", "textbook NumPy": ":", "PyTorch eager": "--", "JAX jit": "-."}
    figure, axes = new_figure(11, 4, columns=len(growth))
    for ax, (what, curve) in zip(axes, growth.items(), strict=True):
        for name, seconds in curve["seconds"].items():
            milliseconds = 1e3 * np.array(seconds)
            ax.loglog(
                curve["sizes"],
                milliseconds,
                styles[name],
                marker="o",
                ms=4,
                color=LIGHT[roles[name]],
                label=name,
            )
        ax.set(xlabel={"width": "neurons in a layer", "depth": "hidden layers", "batch": "examples"}[what])
        ax.set_title(f"Growth with {what}", color=LIGHT["ink"])
    axes[0].set_ylabel("one update (ms)")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False)
    figure.savefig(PLOT, metadata={"Date": None})
