"""Every output says of every policy case the same standing, pace, gap, required pace, reason and days as the JSON."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_string
from email.policy import default
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import yaml

from hntrack.report.words import number_text, rounded
from support.cli import Result, invoke
from support.situations import indicator_name, lay_out

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).parents[1] / "scenarios"
LANGUAGES = ("en", "vi")
SAID_BY_LABELS = {"not_assessed", "undated_unknown", "no_measurement", "pace_no_measurement", "qualitative"}


def days() -> dict[tuple[str, str | None], list[tuple[int, Any]]]:
    """All policy cases by the day on which they are judged, and by what counts as old then."""
    found: dict[tuple[str, str | None], list[tuple[int, Any]]] = {}
    number = 0
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            number += 1
            found.setdefault((case["on"], case.get("stale_after_days")), []).append((number, case))
    return found


class Seen(NamedTuple):
    """A catalog of policy cases on its day, and what ``progress -f json`` says of each, by language and target."""

    folder: Path
    on: str
    said: dict[str, dict[str, Any]]

    def run(self, lang: str, *argv: str, dated: bool = True) -> str:
        """Run a command on the catalog and give its output."""
        more = ("--as-of", self.on) if dated else ()
        done: Result = invoke(*argv, "--data", str(self.folder), *more, "--lang", lang)
        assert done.code == 0, (argv, done.err[-2000:])
        return done.out


@pytest.fixture(scope="module", params=[*days()], ids=lambda one: f"{one[0]}-{one[1]}")
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    on, stale = request.param
    folder = lay_out(tmp_path_factory.mktemp("cases"), days()[request.param], stale_after_days=stale)
    empty = Seen(folder, on, {})
    for lang in LANGUAGES:
        items = json.loads(empty.run(lang, "progress", "-f", "json"))["items"]
        empty.said[lang] = {one["target"]: one for one in items}
    assert len(empty.said["en"]) >= len(days()[request.param])
    return empty


def sentences(text: str) -> list[str]:
    """The sentences of a reason, which end with a point before a capital."""
    return re.split(r"(?<=\.) (?=[A-ZÀ-Ỹ“])", text)


def first_sentence(item: dict[str, Any]) -> str:
    return sentences(item["reason"])[0]


def gap_text(item: dict[str, Any], lang: str) -> str:
    return _number(item["gap"], lang) if item["gap"] is not None and item["gap"] > 0 else "—"


def pace_text(item: dict[str, Any], lang: str) -> str:
    needed = item["required_pace"]
    return _number(needed, lang) if needed is not None and item["gap"] and item["gap"] > 0 else "—"


def _number(value: float, lang: str) -> str:
    return number_text(rounded(Decimal(str(value))), lang)


def check_row(item: dict[str, Any], lang: str, cells: list[str], *, required: bool = True) -> None:
    """A row for people: labels, gap and required pace stand in it, and its remark says nothing of its own."""
    text = " | ".join(cells)
    for kind in ("standing", "pace"):
        assert item["label"][kind] in cells, (item["target"], kind, text)
    numbers = [gap_text(item, lang)] + ([pace_text(item, lang)] if required else [])
    for number in numbers:
        assert any(number in cell for cell in cells), (item["target"], number, text)
    remark = cells[-1]
    if not set(item["reasons"]) <= SAID_BY_LABELS:
        assert first_sentence(item) in remark, (item["target"], remark)
        for one in sentences(remark):
            assert one in item["reason"], (item["target"], one)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_agree(seen: Seen, lang: str) -> None:
    """``progress`` as tabulated text, and as Markdown."""
    items = seen.said[lang]
    lines = seen.run(lang, "progress", "-f", "plain").splitlines()
    plain = [line.split("\t") for line in lines][1:]
    md = [
        _unescaped(line).strip("| ").split(" | ")
        for line in seen.run(lang, "progress", "-f", "md").splitlines()
        if line.startswith("| ") and not line.startswith("| ---")
    ][1:]
    assert len(plain) == len(md) == len(items)
    for row, other, item in zip(plain, md, items.values(), strict=True):
        check_row(item, lang, row)
        check_row(item, lang, other)


def _unescaped(text: str) -> str:
    return html.unescape(re.sub(r"\\([^\sA-Za-z0-9])", r"\1", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_agrees(seen: Seen, lang: str) -> None:
    """``progress -f csv`` carries the same codes, numbers, days and sentences."""
    rows = list(csv.DictReader(io.StringIO(seen.run(lang, "progress", "-f", "csv"))))
    assert [row["target"] for row in rows] == list(seen.said[lang])
    for row, item in zip(rows, seen.said[lang].values(), strict=True):
        for name in ("standing", "pace", "due", "reached_on", "reason"):
            assert row[name] == (item[name] or ""), (item["target"], name)
        for name in ("gap", "required_pace", "required_pace_since_latest", "observed_pace", "projected"):
            assert (Decimal(row[name]) if row[name] else None) == _decimal(item[name]), (item["target"], name)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_show_agrees(seen: Seen, lang: str) -> None:
    """``show`` gives the same items, the same labels and the first sentence."""
    for indicator in {one["indicator"]: None for one in seen.said[lang].values()}:
        shown = json.loads(seen.run(lang, "show", indicator, "-f", "json"))
        text = seen.run(lang, "show", indicator, "-f", "plain")
        for item in shown["items"]:
            assert item == seen.said[lang][item["target"]]
            assert item["label"]["standing"] in text
            assert first_sentence(item) in text, item["target"]


def test_the_arithmetic_agrees(seen: Seen) -> None:
    """The comparison of the level is true where it is met or kept, false where it is not, and absent otherwise."""
    wanted = {"met": "true", "kept": "true", "not_met": "false", "missed": "false", "broken": "false"}
    for item in json.loads(seen.run("en", "progress", "--explain", "-f", "json"))["items"]:
        found = re.findall(r"[≥≤><] \S+: (true|false)\.", "\n".join(item["explanation"]))
        if item["measure"] not in {"stage", "text"} and item["standing"] != "undated":
            expected = [wanted[item["standing"]]] if item["standing"] in wanted else []
            assert found == expected, (item["target"], item["explanation"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_history_and_diff_agree(seen: Seen, lang: str) -> None:
    """The last entry of ``history`` is today's verdict; a comparison of days ends with it."""
    tomorrow = (date.fromisoformat(seen.on) + timedelta(days=1)).isoformat()
    last = {}
    for target, item in seen.said[lang].items():
        last[target] = json.loads(seen.run(lang, "history", target, "-f", "json"))["items"][-1]
        for name in ("standing", "pace"):
            assert last[target][name] == item[name], (target, name)
    differing = json.loads(seen.run(lang, "diff", "@1901-01-01", f"@{seen.on}", "-f", "json", dated=False))
    for one in differing["items"]:
        if one["subject"] == "verdict" and one["new"]:
            item = seen.said[lang][one["target"]]
            assert (one["new"]["standing"], one["new"]["pace"]) == (item["standing"], item["pace"]), tomorrow


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reports_agree(seen: Seen, lang: str, tmp_path: Path) -> None:
    """Every form of the report: Markdown, page, text, mail, spreadsheet and JSON."""
    items = seen.said[lang]
    told = json.loads(seen.run(lang, "report", "-f", "json"))["items"][0]
    assert {one["target"]: one for one in told["targets"]} == items
    rows = [
        [re.sub(r"\*\*|<br>.*", "", cell) for cell in _unescaped(line).strip("| ").split(" | ")]
        for line in seen.run(lang, "report", "-f", "md").splitlines()
        if line.startswith("| **")
    ]
    for row, item in zip(rows, _in_order(rows, items, lang), strict=True):
        check_row(item, lang, row, required=False)
    page = _text(seen.run(lang, "report", "-f", "html"))
    mail = message_from_string(
        seen.run(lang, "report", "-f", "eml", "--from", "b@example.org", "--to", "a@example.org"),
        policy=default,
    )
    plain = " ".join(mail.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
    rich = _text(mail.get_body(("html",)).get_content())  # type: ignore[union-attr]
    words = " ".join(seen.run(lang, "report", "-f", "text").split())
    for item in items.values():
        for where in (page, plain, words):
            check_text(item, where)
        check_text(
            item, rich, sentences=False
        )  # of many targets a mail gives the labels alone, to stay small
    file = tmp_path / "report.xlsx"
    seen.run(lang, "report", "-f", "xlsx", "-o", str(file))
    check_workbook(file, items)


def _in_order(rows: list[list[str]], items: dict[str, Any], lang: str) -> Iterator[dict[str, Any]]:
    left = list(items.values())
    for row in rows:
        found = next(
            one for one in left if one["label"]["indicator"] == row[0] and one["label"]["target"] in row
        )
        left.remove(found)
        yield found
    assert not left, lang


def _text(page: str) -> str:
    """Give the words of a page; what keeps a figure together parts no words."""
    page = re.sub(r'<span class="k">([^<]*)</span>', r"\1", page.replace("\N{NON-BREAKING HYPHEN}", "-"))
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def check_text(item: dict[str, Any], text: str, *, sentences: bool = True) -> None:
    """After the indicator's title, its labels and its first sentence follow."""
    title, sentence = item["label"]["indicator"], first_sentence(item)
    said = [match.end() for match in re.finditer(re.escape(title), text)]
    assert said, title
    if sentences and not set(item["reasons"]) <= SAID_BY_LABELS:
        assert any(sentence in text[at : at + 4000] for at in said), (item["target"], sentence)
    settled = item["pace"] == "not_assessable" or item["standing"] == "kept"  # then plain text names no pace
    for kind in ("standing",) if settled else ("standing", "pace"):
        assert any(item["label"][kind] in text[at : at + 4000] for at in said), (item["target"], kind)


def check_workbook(file: Path, items: dict[str, Any]) -> None:
    """A sheet of the workbook has the same labels, numbers and sentences."""
    book = openpyxl.load_workbook(file, read_only=True)
    texts = [
        [str(cell) for cell in row if cell is not None]
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    ]
    for item in items.values():
        rows = [
            row for row in texts if item["label"]["indicator"] in row and item["label"]["standing"] in row
        ]
        assert any(
            item["label"]["pace"] in row
            and (set(item["reasons"]) <= SAID_BY_LABELS or any(first_sentence(item) in cell for cell in row))
            for row in rows
        ), item["target"]


def test_the_site_agrees(seen: Seen, tmp_path: Path) -> None:
    """The website's pages and data."""
    folder = tmp_path / "site"
    done = invoke("site", "build", str(folder), "--data", str(seen.folder), "--as-of", seen.on)
    assert done.code == 0, done.err[-2000:]
    for lang in LANGUAGES:
        for item in seen.said[lang].values():
            page = _text(
                (folder / lang / "indicator" / f"{item['indicator']}.html").read_text(encoding="utf-8")
            )
            for one in (item["label"]["standing"], item["label"]["pace"], *sentences(item["reason"])):
                assert one in page, (item["target"], lang, one)


def test_every_case_is_laid_out(seen: Seen) -> None:
    """No policy case is left out."""
    numbers = {indicator_name(number) for number, _ in days()[seen.on, _stale(seen)]}
    assert {f"{number}-aim" for number in numbers} <= set(seen.said["en"])


def _stale(seen: Seen) -> str | None:
    return next(stale for on, stale in days() if on == seen.on and _named(seen.folder, stale))


def _named(folder: Path, stale: str | None) -> bool:
    text = (folder / "data" / "targets.yaml").read_text(encoding="utf-8")
    return ("stale_after_days" in text) is (stale is not None) and (stale is None or stale in text)
