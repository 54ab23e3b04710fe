"""The record: what a run of `make verify` found, as a page of the documentation.

It holds the seed, the counts, the worst errors, the versions of the oracles, and no times or paths: with the same
versions the same page comes out. While a run goes on, it says which parts are still to come. The tables of the slides
and of the references are computed when it is written.
"""

import importlib.metadata
from pathlib import Path

from . import families, parts, references, slides

PAGE = Path(__file__).parents[1] / "docs" / "verification.md"
ORACLES = ("numpy", "torch", "jax", "mpmath", "scikit-learn", "scipy")
SLIDES, REFERENCES = "## Every number of the slides", "## Reference numbers"

HEAD = """# Verification

<!-- Written by `make verify`; do not edit. -->

What the engine computes, beside what others compute: PyTorch and JAX differentiate the same networks, mpmath evaluates
the same functions in 50 digits, scikit-learn and SciPy stand for the rest. Every line is a claim with a promise that
stands in [`verify/`](../verify/__init__.py); `make verify` computes it all afresh in an environment of its own and
fails if one is broken. The cases are drawn from seed {seed}.

Most promises stood before anything was measured. These were changed after a first measurement:

- *Gradients, where libraries differ.* At first the engine had to be as near to mpmath as the other library; then at
  most 10 times as far away, as both errors are chance; for a while 100 times, as the engine had a faster tanh of its
  own. That tanh is gone, and the bound is 10 again.
- *Hessians, where libraries differ.* A difference of 1e-7 was promised without exception, and PyTorch and JAX did not
  keep it themselves where all neurons saturate; such cases are now counted apart, and mpmath judges them.
- *Momentum.* Its learning rates were those of the other rules; with them some trainings were unstable, and rounding
  grew to an error of 3e-7. They are a tenth now; the promise is the same.
- *Functions.* The derivatives of σ, tanh and softplus had promises of 8 to 16 ε, and where one was not kept, another
  one beside 1 stood in for it. They are now 4 ε, as the engine says, and no other stands in; what is right only
  beside 1 is listed in `verify/functions.py`, each with its reason.

Errors are relative where no unit is given; each module says to what. ε is 2⁻⁵², the distance from 1 to the next number.
"""
WEAKER = """
**Weaker than one would wish.** Where the last column says *weaker*, a relative error of a few ε is not promised: the
value is right to a few ε beside 1, which is what matters where it is added to others, but where it is small itself its
digits are not. The reason stands beside the claim.
"""


def page(found):
    """The page, of {part: what it found} (see `parts.run`)."""
    pieces = [HEAD.format(seed=families.SEED), _versions()]
    for name in families.NAMES:
        text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
        doc = text.removeprefix('"""').partition('"""')[0]
        claims = found[name]["claims"] if name in found else None
        table = claim_table(claims) if claims else "*Still to come.*"
        pieces.append(f"## {doc.partition(':')[0]}\n\n{_prose(doc)}\n\n{table}\n")
        if any(claim.weaker and claim.unit for claim in claims or ()):
            pieces.append(WEAKER.strip() + "\n")
    rows = [
        f"| {words} | {found[name]['said'] if name in found else '*still to come*'} "
        f"| {found[name]['counts'] if name in found else ''} |"
        for name, (words, _, _) in parts.CHECKS.items()
    ]
    pieces.append("\n".join(["## Run beside these", "", "| | | |", "|---|---|---|", *rows, ""]))
    pieces.append(computed())
    return "\n".join(pieces).rstrip() + "\n"


def computed():
    """What the engine alone can say: the tables of the slides and of the references."""
    return (
        f"{SLIDES}\n\n{_prose(slides.__doc__)}\n\n{slides.table()}\n\n"
        f"{REFERENCES}\n\n{_prose(references.__doc__)}\n\n{references.table()}\n"
    )


def claim_table(claims):
    """The claims of a family in Markdown."""
    lines = ["| claim | cases | promised | worst | |", "|---|--:|--:|--:|---|"]
    for claim in claims:
        verdict = "**broken**" if not claim.kept else "*weaker*" if claim.weaker else "kept"
        unit = f" {claim.unit}" if claim.unit else ""
        words = claim.words.replace("|", "\\|")
        promised, worst = _number(claim.promised) + unit, _number(claim.worst) + unit
        lines.append(f"| {words} | {claim.count:,} | {promised} | {worst} | {verdict} |")
    return "\n".join(lines)


def _number(value):
    return "0" if value == 0 else f"{value:.2g}"


def _versions():
    found = (f"{name} {importlib.metadata.version(name).split('+')[0]}" for name in ORACLES)
    return f"Versions: {', '.join(found)}.\n"


def _prose(docstring):
    """A module's words as paragraphs of one line each, without its title's first word."""
    text = docstring.partition(":")[2].strip()
    paragraphs = [" ".join(block.split()) for block in text.split("\n\n")]
    return "\n\n".join([paragraphs[0][0].upper() + paragraphs[0][1:], *paragraphs[1:]])
