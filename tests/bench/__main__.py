"""Runs every measurement and prints the table: `python -m tests.bench [server|phone]`."""

import json
import sys
from pathlib import Path

import tests.bench.phone as phone
import tests.bench.server as server

RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """All of it, or the part that is named."""
    wanted = sys.argv[1:] or ["server", "phone"]
    rows: dict[str, str] = {}
    for name, part in (("server", server), ("phone", phone)):
        if name in wanted:
            rows |= part.measure()
    width = max(map(len, rows))
    for figure, value in rows.items():
        print(f"{figure:<{width}}  {value}")
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
