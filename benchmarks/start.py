"""How long does `parley --help` take, beside Python importing click and nothing else? Budget: 0.15 s.

Run: .venv/bin/python benchmarks/start.py
"""

import sys

from cold import PARLEY, PYTHON, measure, report

costs = measure(
    {
        "parley --help": [*PARLEY, "--help"],
        "import click": [PYTHON, "-c", "import click"],
        "import parley": [PYTHON, "-c", "import parley"],
    },
    runs=15,
)
sys.exit(0 if report(costs, ours="parley --help", peer="import click", budget=(0.15, None)) else 1)
