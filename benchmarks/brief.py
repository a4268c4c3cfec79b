"""How long does `parley brief cases/gaza-2024` take from a cold start, and how much memory?

Budget: 3 s and 300 MB, 1,000 draws a party, HTML with all figures. Beside it: Python importing numpy and
the library that reads the case, which no brief can do without.

Run: .venv/bin/python benchmarks/brief.py
"""

import sys
import tempfile
from pathlib import Path

from cold import PARLEY, PYTHON, measure, report

CASE = Path(__file__).parents[1] / "cases" / "gaza-2024"

with tempfile.TemporaryDirectory() as folder:
    out = Path(folder) / "brief.html"
    costs = measure(
        {
            "parley brief cases/gaza-2024": [*PARLEY, "brief", str(CASE), "--out", str(out)],
            "import numpy, pydantic": [PYTHON, "-c", "import numpy, pydantic"],
        },
        runs=5,
    )
    print(f"the brief: {out.stat().st_size / 1000:.0f} kB")
kept = report(costs, "parley brief cases/gaza-2024", "import numpy, pydantic", budget=(3, 300))
sys.exit(0 if kept else 1)
