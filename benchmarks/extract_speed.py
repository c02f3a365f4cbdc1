"""Measure the extractor's CPU time on a megabyte of article text, ordinary, dense and hostile, and how it grows.

Dense text is made of those lines of the annotated articles that hold three numbers and more, a digit here and there
changed each time, so that nothing is remembered.  The last column is the time in that of a bare loop, which says more
than seconds on a machine that does other work beside.

The second column says how many times as long a megabyte takes as half of it; work that grows with the length of
the text takes twice as long, or less where the most claims are found before its end.

usage: extract_speed.py [ARTICLE …] [--limit SECONDS]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path

from hntrack.documents.body_lines import read_body
from hntrack.extract import extract

_MEGABYTE = 1_000_000
_MOST_GROWTH = 3.0  # between the 2 of linear work and the 4 of quadratic work
_TOO_SHORT = 0.2  # seconds, below which the growth is that of the noise
_TEXTS = Path(__file__).resolve().parents[1] / "tests" / "unit" / "extract" / "texts"
_BARE_ROUNDS = 3_000_000
_ORDINARY = (
    "Đến năm 2030, tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo đạt trên 50%; quy mô kinh tế số đạt 40% GRDP. "
    "Hiện thành phố có hơn 1.000 doanh nghiệp khởi nghiệp, chiếm 26% cả nước, với tổng vốn 1.200 tỷ đồng.\n"
)
_HOSTILE = {
    "digits": "1234567890 " * 10,
    "one line of figures": "đạt 5%, ",
    "years": "đến năm 2030 ",
    "cues": "mục tiêu phấn đấu ",
    "commas": ", , , ",
    "brackets": "((((((((((",
    "ranks": "nhóm 3 nước ",
    "aims": "trung tâm ",
    "points": "1.2.3.4,5,6 ",
    "no blanks": "a",
    "blanks": " ",
    "semicolons": "10%; ",
    "short lines": "5%\n",
    "short aims": "mục tiêu 5%\n",
    "short cues": "mục tiêu\n",
}


def main() -> int:
    """Print the CPU seconds for each text; 1 where one is over the limit or grows out of proportion."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=Path, help="texts to repeat up to a megabyte")
    parser.add_argument("--limit", type=float, default=4.0, help="CPU seconds that a megabyte may take")
    options = parser.parse_args()
    texts = {"ordinary": _ORDINARY} | _HOSTILE
    texts |= {path.name: _body(path) for path in options.articles}
    megabytes = {name: text * (_MEGABYTE // len(text.encode()) + 1) for name, text in texts.items()}
    megabytes |= {f"dense, {lang}": _dense(lang) for lang in ("vi", "en")}
    slow = 0
    for name, text in megabytes.items():
        half, _ = _measured(text[: len(text) // 2])
        seconds, claims = _measured(text)
        growth = seconds / half
        slow += seconds > options.limit or (growth > _MOST_GROWTH and seconds > _TOO_SHORT)
        print(f"{seconds:7.2f} s  x{growth:4.1f}  {claims:6} claims  {seconds / _bare():6.1f} bare  {name}")
    return 1 if slow else 0


def _bare() -> float:
    """Give the CPU seconds of a loop that does next to nothing."""
    start = time.process_time()
    total = 0
    for number in range(_BARE_ROUNDS):
        total += number * number % 7
    return time.process_time() - start


def _dense(lang: str) -> str:
    """Make a megabyte of lines that are full of figures."""
    lines: list[str] = []
    for name in ("articles.txt", "lessons.txt", "unseen.txt"):
        for block in (_TEXTS / name).read_text(encoding="utf-8").split("\n### ")[1:]:
            head, *rest = block.split("\n")
            if f"| {lang} |" in head:
                lines += [line for line in rest if line[:1] not in {"=", "?", "#"}]
    full = "".join(f"{line}\n" for line in lines if len(re.findall(r"\d+", line)) > 2)
    chance = random.Random(1)
    parts: list[str] = []
    while sum(map(len, parts)) < _MEGABYTE:
        parts.append(re.sub(r"(?<![\d.,])[2-9](?=\d?[% ])", lambda _: str(chance.randint(2, 9)), full))
    return "".join(parts).encode()[:_MEGABYTE].decode(errors="ignore")


def _measured(text: str) -> tuple[float, int]:
    """Give the CPU seconds that a text takes, and how many claims it makes."""
    start = time.process_time()
    found = extract(text)
    return time.process_time() - start, len(found)


def _body(path: Path) -> str:
    """Give an article without the page's foot, which would end each repetition."""
    lines = read_body(path.read_text(encoding="utf-8")).lines
    return "".join(f"{one.text}\n" for one in lines)


if __name__ == "__main__":
    sys.exit(main())
