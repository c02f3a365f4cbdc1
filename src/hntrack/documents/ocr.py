"""Read a page that is a picture with Tesseract, where it is installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from typing import Any

from hntrack.documents.pdf_words import Word
from hntrack.documents.refusals import Refused
from hntrack.text.fold import nfc

_DPI = 300
_SECONDS = 60
_SURE = 30.0


def recognise_page(page: Any, width: float, height: float) -> list[Word]:
    """Recognise the words of a page.

    Args:
        page: A page of PDFium.
        width: Of the page, in points.
        height: Likewise.

    Raises:
        Refused: Tesseract or its Vietnamese data is not installed, or takes too long.
    """
    scale = min(_DPI / 72, 6000 / max(width, height))
    bitmap = page.render(scale=scale, grayscale=True)
    rows, stride = bytes(bitmap.buffer), bitmap.stride
    pixels = b"".join(rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
    picture = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + pixels
    return [
        Word(text, left / scale, top / scale, right / scale, bottom / scale, bold=False)
        for text, left, top, right, bottom in recognise_picture(picture)
    ]


def recognise_picture(picture: bytes) -> list[tuple[str, float, float, float, float]]:
    """Give the words of a picture with their places in pixels."""
    program = shutil.which("tesseract")
    if program is None:
        raise Refused("no-tesseract")
    try:
        done = subprocess.run(  # noqa: S603  (our own arguments)
            [program, "stdin", "stdout", "-l", "vie", "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("slow") from error
    if done.returncode:
        raise Refused("no-tesseract")
    return list(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> list[tuple[str, float, float, float, float]]:
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip() and float(row["conf"]) >= _SURE:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    found: list[tuple[str, float, float, float, float]] = []
    for words in lines.values():
        top = min(int(word["top"]) for word in words)
        bottom = max(int(word["top"]) + int(word["height"]) for word in words)
        for word in words:  # the height of a line is that of its type; a comma's own box is not
            left = int(word["left"])
            found.append((nfc(word["text"].strip()), left, top, left + int(word["width"]), bottom))
    return found
