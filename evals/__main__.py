"""`make bench`: every measurement, one process each, and a table of what was met at the end.

`python -m evals --shared ../shared [--only NAME]`. Ends with 1 when a bar was missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from evals.conditions import CONDITIONS


def main() -> int:
    """Run the measurements and print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", choices=[condition.name for condition in CONDITIONS])
    given = parser.parse_args()
    rows = []
    for condition in CONDITIONS:
        if given.only not in (None, condition.name):
            continue
        print(f"\n## {condition.name}: {condition.must_hold}\n", flush=True)
        command = [sys.executable, "-m", condition.module, "--shared", str(given.shared)]
        start = time.monotonic()
        code = subprocess.run([*command, *condition.arguments], check=False).returncode
        rows.append((condition, code, time.monotonic() - start))
    print("\n| measurement | must hold | met | seconds |\n|---|---|---|---|")
    for condition, code, seconds in rows:
        met = "yes" if code == 0 else "NO"
        print(f"| {condition.name} | {condition.must_hold} | {met} | {seconds:.0f} |")
    return int(any(code for _, code, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
