"""Score the extractor: run it over a folder of articles and let a scorer compare it with annotations.

usage: extract_score.py TEXTS_DIR GOLD SCORER [--published] [--details] [--show DOC]
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from hntrack.extract import extract, to_scorer_json
from hntrack.text.periods import parse_period


def main() -> int:
    """Run the extractor and the scorer; the exit code is the scorer's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of .txt articles")
    parser.add_argument("gold", type=Path, help="annotations, JSON lines")
    parser.add_argument("scorer", type=Path, help="the scorer's script")
    parser.add_argument("--index", type=Path, help="CSV with the columns doc and doc_date: publication dates")
    parser.add_argument("--details", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--show", help="print the claims of documents whose name starts so")
    options = parser.parse_args()
    days = _published(options.index) if options.index else {}
    claims: list[dict[str, object]] = []
    for path in sorted(options.texts.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = to_scorer_json(extract(text, published=days.get(path.stem), doc=path.stem))
        claims.extend(found)
        if options.show and path.stem.startswith(options.show):
            for one in found:
                print(json.dumps(one, ensure_ascii=False, default=_number))
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as out:
        json.dump(claims, out, ensure_ascii=False, default=_number)
        out.flush()
        command = [sys.executable, options.scorer, out.name, "--gold", options.gold, "--texts", options.texts]
        sys.stdout.flush()
        return subprocess.run([*command, *(["--details"] if options.details else [])], check=False).returncode


def _published(path: Path) -> dict[str, date]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["doc_date"]]
    return {row["doc"]: parse_period(row["doc_date"]).end for row in rows}


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


if __name__ == "__main__":
    sys.exit(main())
