"""The numbers that the slides, the papers and higher precision give: `tests/data/references.json`."""

import json
from pathlib import Path

REFERENCES = json.loads((Path(__file__).parents[1] / "data" / "references.json").read_text("utf-8"))
