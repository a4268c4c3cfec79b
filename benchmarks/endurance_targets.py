"""Measures the sixteen targets of the endurance process and writes docs/reference/endurance-targets.md.

Run: .venv/bin/python benchmarks/endurance_targets.py
"""

import sys
from pathlib import Path

from parley.endurance.checked.page import page

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "endurance-targets.md"


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name} is written anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
