"""Untruths planted on a copy of the real catalog: each kind is caught by `check`, or by `sources verify`.

The articles are not ours, so the originals are made here: lines of our own that hold the cited words, with the year of
what they promise before them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from hntrack.checks import check
from hntrack.checks.originals import held_passages, verify
from hntrack.checks.printed import users
from hntrack.errors import Problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Source, Target
from hntrack.store.folder import Folder
from hntrack.store.read import load
from hntrack.workspace import find, open_catalog

TOP = Path(__file__).resolve().parents[2]
OURS = open_catalog(find(str(TOP / "data"), {}, Path()))
T, M = "data/targets.yaml", "data/measurements.yaml"
CONFERENCE = "seeds/hanoi-conference-2025-02-26.yaml"
MEETING = "seeds/ministry-meeting-2020-07-14.yaml"
REVIEW = "seeds/resolution-57-review-2025-12-25.yaml"
EVENT = "seeds/techconnect-2024-09-30.yaml"
VTV = "seeds/vtv-2020-10-11.yaml"


@dataclass(frozen=True)
class Plant:
    """One untruth: a text replaced in a file of the catalog, or in the made original of a document (``original:ID``)."""

    kind: str
    file: str
    old: str
    new: str
    code: str


PLANTS = (
    # The figure and what bounds it
    Plant("value of a measurement", M, "value: 25.2", "value: 52.2", "value-differs"),
    Plant("value of a target", T, "value: 50\n    claim: hanoi-conference-2025-02-26/innovating", "value: 55\n    claim: hanoi-conference-2025-02-26/innovating", "value-differs"),
    Plant("upper end of a range", T, "value_high: 3", "value_high: 5", "value-high-differs"),
    Plant("total", M, "of: 52", "of: 54", "of-differs"),
    Plant("comparator", T, "comparator: more_than\n    value: 50", "comparator: at_least\n    value: 50", "comparator-differs"),
    Plant("qualifier", M, "value: 1000\n    qualifier: more_than", "value: 1000\n    qualifier: at_least", "qualifier-differs"),
    Plant("scale", T, "scale: million", "scale: billion", "scale-differs"),
    Plant("unit", T, "unit: vnd\n    scale: million", "unit: usd\n    scale: million", "unit-differs"),
    # Years
    Plant("milestone", T, "milestone: 2030\n    comparator: within_top\n    value: 3", "milestone: 2035\n    comparator: within_top\n    value: 3", "year-differs"),
    Plant("period", M, "id: innovating-firms-2025\n    indicator: innovating-firms\n    period: 2025", "id: innovating-firms-2025\n    indicator: innovating-firms\n    period: 2024", "id-year-differs"),
    Plant("year in the quote", VTV, "line: 5\n    as_printed: dẫn đầu cả nước vào năm 2025", "line: 5\n    as_printed: dẫn đầu cả nước vào năm 2026", "year-differs"),
    Plant("year in the Vietnamese reading", CONFERENCE, "vi: Đến năm 2030 kinh tế số", "vi: Đến năm 2035 kinh tế số", "year-differs"),
    Plant("year in the English reading", CONFERENCE, "en: By 2030 Hanoi is to be among the top 3", "en: By 2031 Hanoi is to be among the top 3", "year-differs"),
    Plant("year in the id of a claim", CONFERENCE, "id: pii-rank-2030", "id: pii-rank-2035", "claim-unused"),
    Plant("year in the id of a fact", T, "id: gii-rank-2030\n", "id: gii-rank-2035\n", "id-year-differs"),
    Plant("day in the id of a document", CONFERENCE, "not_before: 2025-02-26", "not_before: 2024-02-26", "id-year-differs"),
    Plant("date of a document before its event", REVIEW, "date: 2025-12-25", "date: 2023-12-25", "period-after-publication"),
    Plant("digit of a year in the id of a fact", T, "id: gii-rank-2030\n", "id: gii-rank-3030\n", "year-slipped"),
    Plant("digit of a year in a reading", CONFERENCE, "vi: Đến năm 2030 kinh tế số", "vi: Đến năm 3030 kinh tế số", "year-slipped"),
    Plant("first year in the id of a span", M, "id: st-tasks-funding-2016-2020", "id: st-tasks-funding-2026-2020", "id-year-differs"),
    Plant("last year in the id of a span", M, "id: results-applied-2016-2020", "id: results-applied-2016-2030", "id-year-differs"),
    Plant("day in a note of one language", T, "hội nghị ngày 26/2/2025, dòng 15", "hội nghị ngày 27/2/2025, dòng 15", "languages-date-differently"),
    Plant("date of an act", T, "date: 2024-12-22", "date: 2034-12-22", "act-day-doubtful"),
    Plant("date of an act that no promise rests on", T, "date: 2025-02-15", "date: 2035-02-15", "act-day-doubtful"),
    Plant("milestone in a note of one language", T, "vi: Câu của mốc 2045", "vi: Câu của mốc 3045", "languages-date-differently"),
    Plant("another milestone in a note of one language", T, "For 2045 the document speaks", "For 2055 the document speaks", "languages-date-differently"),
    Plant("year in a list of a note", T, "the milestones 2025, 2035 and 2045", "the milestones 2025, 2036 and 2045", "languages-date-differently"),
    Plant("end of a period that ends on a day", M, "id: results-applied-2016-2020\n    indicator: results-applied\n    period: 2016/2020-07-14", "id: results-applied-2016-2020\n    indicator: results-applied\n    period: 2016/2020-07-24", "period-not-over"),
    Plant("milestone dropped", T, "id: innovating-firms-2030\n    indicator: innovating-firms\n    milestone: 2030\n", "id: innovating-firms-2030\n    indicator: innovating-firms\n", "words-unrecorded"),
    # What is recorded and nobody said, or said and nobody recorded
    Plant("hold added", T, "value: 50\n    claim: hanoi-conference-2025-02-26/innovating", "value: 50\n    hold: every_year\n    claim: hanoi-conference-2025-02-26/innovating", "field-unsaid"),
    Plant("provisional added", M, "value: 25.2", "value: 25.2\n    obs_status: provisional", "field-unsaid"),
    Plant("further dropped", T, "    further: true\n", "", "words-unrecorded"),
    Plant("denial in the Vietnamese reading", REVIEW, "vi: 25,2% doanh nghiệp", "vi: Chưa đạt 25,2% doanh nghiệp", "reading-denies"),
    Plant("unit in the English reading", REVIEW, "en: 25.2% of", "en: 25.2 USD of", "reading-differs"),
    Plant("number in words of the English reading", REVIEW, "en: Hanoi came first in the 2025", "en: Hanoi came third in the 2025", "reading-differs"),
    # Numbers and bounds in the readings
    Plant("number in the Vietnamese reading", REVIEW, "vi: 25,2% doanh nghiệp", "vi: 22,5% doanh nghiệp", "reading-differs"),
    Plant("number in the English reading", REVIEW, "en: Hanoi has 207 science", "en: Hanoi has 270 science", "reading-differs"),
    Plant("number in the reading of what is set aside", REVIEW, "en: 126 communes", "en: 162 communes", "reading-differs"),
    Plant("bound in the Vietnamese reading", CONFERENCE, "vi: Đến năm 2030 kinh tế số chiếm ít nhất 40%", "vi: Đến năm 2030 kinh tế số chiếm không quá 40%", "reading-bound-differs"),
    Plant("bound in the English reading", EVENT, "en: More than 26% of Viet", "en: Less than 26% of Viet", "reading-bound-differs"),
    Plant("years of two readings", MEETING, "en: From 2016 to the day", "en: From 2018 to the day", "readings-disagree"),
    # What the words say beside the number
    Plant("negation in the quote", REVIEW, "as_printed: đạt 25,2%", "as_printed: chưa đạt 25,2%", "words-turn-figure"),
    Plant("aim quoted as a result", REVIEW, "as_printed: đạt 25,2%", "as_printed: mục tiêu đạt 25,2%", "words-turn-figure"),
    Plant("change quoted as a level", REVIEW, "as_printed: đạt 25,2%", "as_printed: tăng 25,2%", "words-turn-figure"),
    Plant("forecast recorded as final", M, "obs_status: forecast", "obs_status: final", "forecast-as-fact"),
    Plant("direction", T, "share_of:\n      vi: GRDP\n      en: GRDP\n    direction: increase", "share_of:\n      vi: GRDP\n      en: GRDP\n    direction: decrease", "comparator-against-direction"),
    Plant("direction of a range", T, "unit: corporations\n    direction: increase", "unit: corporations\n    direction: decrease", "direction-differs"),
    Plant("direction of a rank", T, "title:\n      vi: Thứ hạng của Việt Nam về GII\n      en: Viet Nam's rank in the GII\n    measure: rank\n    unit: rank\n    direction: decrease", "title:\n      vi: Thứ hạng của Việt Nam về GII\n      en: Viet Nam's rank in the GII\n    measure: rank\n    unit: rank\n    direction: increase", "rank-direction"),
    Plant("stage", T, "stage: south-east-asia", "stage: asia", "stage-differs"),
    Plant("area", T, "id: gii-rank\n    goal: innovation-rankings\n    area: vietnam", "id: gii-rank\n    goal: innovation-rankings\n    area: hanoi", "area-differs"),
    Plant("whole of a share", T, "share_of:\n      vi: GRDP\n      en: GRDP", "share_of:\n      vi: GDP\n      en: GDP", "share-of-differs"),
    # The document and the passage
    Plant("title", VTV, "title: Hà Nội phát triển đột phá về khoa học - công nghệ", "title: Hà Nội đột phá về chuyển đổi số", "document-differs"),
    Plant("author", VTV, "author: Phùng Anh", "author: Hoàng Anh", "document-differs"),
    Plant("printed date", VTV, "date: 2020-10-11", "date: 2020-10-12", "date-differs"),
    Plant("basis printed", MEETING, "basis: inferred", "basis: printed", "date-not-printed"),
    Plant("line", REVIEW, "line: 21\n    as_printed: 6 đối tác", "line: 11\n    as_printed: 6 đối tác", "claim-moved"),
    Plant("words that are not there", EVENT, "as_printed: 82% phòng thí nghiệm của cả nước", "as_printed: 82% phòng thí nghiệm của Việt Nam", "claim-not-found"),
    Plant("quote cut before a bound", MEETING, "as_printed: trên 85% kết quả", "as_printed: 85% kết quả", "quote-cut"),
    Plant("quote cut before a negation", "original:resolution-57-review-2025-12-25", "đạt 25,2%", "chưa đạt 25,2%", "quote-cut"),
    Plant("quote cut before an aim", "original:resolution-57-review-2025-12-25", "đạt 25,2%", "mục tiêu đạt 25,2%", "quote-cut"),
    Plant("quote cut before a forecast", "original:resolution-57-review-2025-12-25", "đạt 25,2%", "dự kiến đạt 25,2%", "quote-cut"),
    Plant("qualifier dropped", M, "value: 1000\n    qualifier: more_than", "value: 1000", "qualifier-differs"),
    Plant("qualifier added", M, "value: 25.2", "value: 25.2\n    qualifier: about", "qualifier-differs"),
    Plant("part and whole swapped", M, "value: 18\n    of: 52", "value: 52\n    of: 18", "value-over-all"),
    Plant("bound turned to exactly", T, "comparator: at_least", "comparator: exactly", "comparator-differs"),
    Plant("speaker", CONFERENCE, "name: Trần Sỹ Thanh", "name: Trần Sĩ Thành", "speaker-not-found"),
    Plant("figure of the original", "original:resolution-57-review-2025-12-25", "207 doanh nghiệp", "270 doanh nghiệp", "claim-figure-changed"),
    Plant("year in the sentence of the original", "original:hanoi-conference-2025-02-26", "Đến năm 2030, tối thiểu 40%", "Đến năm 2035, tối thiểu 40%", "passage-year-differs"),
)  # fmt: skip


def made_original(source: Source, catalog: Catalog) -> str:
    """Write an article of our own around the cited words, each on its line, with the printed head of the document."""
    used = users(catalog)
    lines: dict[int, list[str]] = {}
    for claim in source.claims:
        by = used.get(f"{source.id}/{claim.id}", ())
        due = next((one.milestone for one in by if isinstance(one, Target) and one.milestone), None)
        when = (
            f"Đến năm {due.text}, "
            if due and not re.search(r"20[0-9]{2}", claim.as_printed)
            else "Bài viết: "
        )
        lines.setdefault(claim.line, []).append(f"{when}{claim.as_printed} và hơn thế.")
    head = f"{source.title or 'Không có đầu đề'}. {source.author or ''}"
    if source.published.basis == "printed" and source.published.period is not None:
        head += f", ngày {source.published.period.start:%d/%m/%Y}"
    speakers = dict.fromkeys(claim.said_by for claim in source.claims if claim.said_by is not None)
    head += "".join(f"; {speaker.post} {speaker.name}" for speaker in speakers)
    lines[1] = [head + ".", *lines.get(1, [])]
    return "\n".join(" ".join(lines.get(number, [])) for number in range(1, max(lines) + 1)) + "\n"


ORIGINALS: Mapping[str, str] = {source.id: made_original(source, OURS) for source in OURS.sources}


def found_in(files: Mapping[str, str], originals: Mapping[str, str], folder: Path) -> set[tuple[str, str]]:
    """Write the catalog, check it, hold it against the originals; give code and place of what is found."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    read = load(Folder(folder / "data", folder / "seeds", lambda path: path.relative_to(folder).as_posix()))
    assert read.catalog is not None
    problems: list[Problem] = [*read.problems, *check(read.catalog, read.damaged)]
    for source in read.catalog.sources:
        text = originals[source.id]
        whole = source._replace(sha256=hashlib.sha256(text.encode()).hexdigest())
        problems += (*verify(whole, text.encode()), *held_passages(read.catalog, whole, text.split("\n")))
    return {(one.code, str(one.where)) for one in problems}


FILES = {
    path.relative_to(TOP).as_posix(): path.read_text("utf-8")
    for path in (*sorted((TOP / "data").glob("*.yaml")), *sorted((TOP / "seeds").glob("*.yaml")))
}


def test_the_catalog_itself_has_none(tmp_path: Path) -> None:
    """No false alarm: neither the checks nor the made originals find anything."""
    assert found_in(FILES, ORIGINALS, tmp_path) == set()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.kind)
def test_a_planted_untruth_is_caught(plant: Plant, tmp_path: Path) -> None:
    """Whoever slips, or tries, is told the kind of it and where it stands."""
    files, originals = dict(FILES), dict(ORIGINALS)
    held = originals if plant.file.startswith("original:") else files
    name = plant.file.removeprefix("original:")
    assert plant.old in held[name], "the catalog has changed: plant it elsewhere"
    held[name] = held[name].replace(plant.old, plant.new, 1)
    assert plant.code in {code for code, _ in found_in(files, originals, tmp_path)}
