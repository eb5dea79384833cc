"""`make clauses`: what of each source document is proved, by collection alone."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tests.clauses import register, report

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "build" / "clauses.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make clauses", description=__doc__)
    parser.add_argument("--area", default="", help="these areas alone, with what is not yet proved")
    areas = frozenset(parser.parse_args().area.replace(",", " ").split())
    known = {one.area for one in register().values()}
    if wrong := sorted(areas - known):
        print(f"No such area: {', '.join(wrong)}. There are: {', '.join(sorted(known))}.")
        return 1
    WRITTEN.unlink(missing_ok=True)
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", f"--clauses-to={WRITTEN}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if not WRITTEN.exists() or collected.returncode:
        print(collected.stdout[-4000:], collected.stderr[-4000:], sep="\n")
        return 1
    proofs = json.loads(WRITTEN.read_text(encoding="utf-8"))
    print(report(register().values(), proofs, areas=areas))
    print(f"Each with its tests: {WRITTEN.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
