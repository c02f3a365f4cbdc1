"""What the catalog must hold, read as plain YAML: nothing of the program stands between file and assertion."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CONFERENCE = "hanoi-conference-2025-02-26"
REVIEW = "resolution-57-review-2025-12-25"
VTV = "vtv-2020-10-11"
TECHCONNECT = "techconnect-2024-09-30"
MEETING = "ministry-meeting-2020-07-14"
ORIGINALS = {
    TECHCONNECT: (
        "000_17b9cc2460e4cd34.txt",
        "be1a147a9fbeed753f4f257e21b1a252a4556a26cccf6e4e8e2a0a0edd3c9a15",
    ),
    MEETING: (
        "001_045026eab26a69a4.txt",
        "1a0f8c2914acbdd7970aa4d59d343c8c307cb71c915fc99cc2d31d10437fc707",
    ),
    CONFERENCE: (
        "002_079a512d201e4f71.txt",
        "20e63ea0c4ad0111ef9aec9aaeaed29fca0b1fa793ee1d11d550beec3fd8da6e",
    ),
    REVIEW: ("003_c5f31fc2b8a57a67.txt", "43455cc40c37d2f56df674443278465608be1a42d89d53e2d1a46a48cc439ab7"),
    VTV: ("004_5a5133b6f70ad410.txt", "58523051d7643545315c79300d835e277c54975dc016f4e5f4068450ef68c3b6"),
}

# Indicator, milestone, comparator, what it asks, area, document, line.
PROMISED = (
    ("startup-ecosystem", "2025", "reaches", "leads-country", "hanoi", VTV, 5),
    ("innovating-firms", "2030", "more_than", "50", "hanoi", CONFERENCE, 13),
    ("digital-economy", "2030", "at_least", "40", "hanoi", CONFERENCE, 13),
    ("pii-rank", "2030", "within_top", "3", "hanoi", CONFERENCE, 13),
    ("gii-rank", "2030", "within_top", "40", "vietnam", TECHCONNECT, 14),
    ("gci-rank", "2030", "within_top", "50", "vietnam", TECHCONNECT, 14),
    ("sti-centre", "2030", "reaches", "south-east-asia", "hanoi", CONFERENCE, 13),
    ("coherent-ecosystem", "2030", "text", None, "hanoi", CONFERENCE, 13),
    ("digital-infrastructure", "2030", "text", None, "hanoi", CONFERENCE, 13),
    ("coverage-5g", "2030", "text", None, "hanoi", CONFERENCE, 13),
    ("smart-city", "2030", "text", None, "hanoi", CONFERENCE, 13),
    ("startup-ecosystem", "2035", "reaches", "asean-leading-group", "hanoi", VTV, 5),
    ("startup-ecosystem", "2045", "reaches", "asia-leading-group", "hanoi", VTV, 5),
    ("sti-centre", "2045", "reaches", "asia", "hanoi", CONFERENCE, 14),
    ("digital-economy", "2045", "at_least", "50", "hanoi", CONFERENCE, 14),
    ("rd-corporations", "2045", "between", "2", "hanoi", CONFERENCE, 14),
    ("high-tech-destination", "2045", "text", None, "hanoi", CONFERENCE, 14),
    ("knowledge-economy", "2045", "text", None, "hanoi", CONFERENCE, 14),
    ("sti-centre-region", None, "text", None, "hanoi", CONFERENCE, 6),
    ("innovation-centre-country", None, "text", None, "hanoi", MEETING, 15),
    ("innovation-centre-south-east-asia", None, "text", None, "hanoi", MEETING, 15),
    ("innovation-centre-country-region", None, "text", None, "hanoi", TECHCONNECT, 8),
    ("research-centre", None, "text", None, "hanoi", VTV, 17),
    ("unesco-creative-city", None, "text", None, "hanoi", MEETING, 15),
    ("driving-force", None, "text", None, "hanoi", TECHCONNECT, 7),
    ("initiative-network", None, "text", None, "hanoi", VTV, 21),
)

# Indicator, period, qualifier, value, scale, unit, area, document, line.
MEASURED = (
    ("pii-rank", "2023", "exact", "1", "one", "rank", "hanoi", TECHCONNECT, 6),
    ("pii-rank", "2025", "exact", "1", "one", "rank", "hanoi", REVIEW, 11),
    ("pii-components-led", "2025", "exact", "18", "one", "component-indices", "hanoi", REVIEW, 11),
    ("innovating-firms", "2025", "exact", "25.2", "one", "percent", "hanoi", REVIEW, 11),
    ("st-enterprises", "2024-09-30", "exact", "168", "one", "enterprises", "hanoi", TECHCONNECT, 6),
    ("st-enterprises", "2025", "exact", "207", "one", "enterprises", "hanoi", REVIEW, 11),
    (
        "st-enterprises-national",
        "2024-09-30",
        "about",
        "800",
        "one",
        "enterprises",
        "vietnam",
        TECHCONNECT,
        6,
    ),
    ("st-enterprises-share", "2024-09-30", "exact", "21", "one", "percent", "hanoi", TECHCONNECT, 6),
    ("st-enterprises-rank", "2024-09-30", "exact", "1", "one", "rank", "hanoi", TECHCONNECT, 6),
    ("startups", "2024-09-30", "more_than", "1000", "one", "start-ups", "hanoi", TECHCONNECT, 6),
    ("startups-share", "2024-09-30", "more_than", "26", "one", "percent", "hanoi", TECHCONNECT, 6),
    ("startups-supported", "2025", "exact", "12", "one", "start-ups", "hanoi", REVIEW, 11),
    ("st-organisations-share", "2024-09-30", "more_than", "70", "one", "percent", "hanoi", TECHCONNECT, 3),
    ("laboratories-share", "2024-09-30", "exact", "82", "one", "percent", "hanoi", TECHCONNECT, 3),
    ("st-tasks", "2016/2020-07-14", "exact", "346", "one", "tasks", "hanoi", MEETING, 24),
    ("st-tasks-natural", "2016/2020-07-14", "exact", "212", "one", "tasks", "hanoi", MEETING, 24),
    ("st-tasks-social", "2016/2020-07-14", "exact", "84", "one", "tasks", "hanoi", MEETING, 24),
    ("st-tasks-pilot", "2016/2020-07-14", "exact", "50", "one", "tasks", "hanoi", MEETING, 24),
    ("st-tasks-funding", "2016/2020-07-14", "exact", "633092", "million", "vnd", "hanoi", MEETING, 24),
    ("results-applied", "2016/2020-07-14", "more_than", "85", "one", "percent", "hanoi", MEETING, 24),
    ("hoa-lac-projects", "2020-10-11", "more_than", "90", "one", "projects", "hoa-lac", VTV, 15),
    ("hoa-lac-capital", "2020-10-11", "about", "90000", "billion", "vnd", "hoa-lac", VTV, 15),
    ("venture-fund-capital", "2025", "up_to", "1200", "billion", "vnd", "hanoi", REVIEW, 21),
)

# Figures that nothing follows: document, claim, line, figure.
SET_ASIDE = (
    (TECHCONNECT, "event-booths", 12, "200"),
    (MEETING, "meetings-in-four-months", 3, "4"),
    (MEETING, "discussion-topics", 17, "6"),
    (MEETING, "requests-to-ministry", 19, "8"),
    (CONFERENCE, "plan-43-indicators", 15, "40"),
    (CONFERENCE, "plan-43-tasks", 15, "140"),
    (REVIEW, "communes-connected", 1, "126"),
    (REVIEW, "projects-commercialised", 15, "3"),
    (REVIEW, "university-projects-supported", 15, "9"),
    (REVIEW, "innovation-network-members", 17, "7"),
    (REVIEW, "venture-fund-partners", 21, "6"),
)

# The last line of each article; what stands below are teasers.
LAST_LINES = {TECHCONNECT: 14, MEETING: 32, CONFERENCE: 16, REVIEW: 23, VTV: 21}


@cache
def read(path: str) -> Any:
    """Read a file of the catalog, each scalar as the text that stands there."""
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), yaml.BaseLoader)


@cache
def claims() -> dict[str, dict[str, Any]]:
    found = {}
    for source in ORIGINALS:
        for claim in read(f"seeds/{source}.yaml")["claims"]:
            found[f"{source}/{claim['id']}"] = claim
    return found


def indicators() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in read("data/targets.yaml")["indicators"]}


def measurements() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in read("data/measurements.yaml")["measurements"]}


def target_of(indicator: str, milestone: str | None) -> dict[str, Any]:
    (found,) = (
        one
        for one in read("data/targets.yaml")["targets"]
        if one["indicator"] == indicator and one.get("milestone") == milestone
    )
    return dict(found)


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        yield node


@pytest.mark.parametrize(
    ("indicator", "milestone", "comparator", "asked", "area", "source", "line"), PROMISED
)
def test_promise_is_held_as_its_document_makes_it(
    indicator: str,
    milestone: str | None,
    comparator: str,
    asked: str | None,
    area: str,
    source: str,
    line: int,
) -> None:
    """Each promise stands with its milestone, comparator, value, scope, document and line."""
    target = target_of(indicator, milestone)
    assert target["comparator"] == comparator
    assert target.get("value", target.get("stage")) == asked
    assert indicators()[indicator]["area"] == area
    assert target["claim"].partition("/")[0] == source
    assert claims()[target["claim"]]["line"] == str(line)
    assert claims()[target["claim"]]["kind"] == "target"


@pytest.mark.parametrize(
    ("indicator", "period", "qualifier", "value", "scale", "unit", "area", "source", "line"), MEASURED
)
def test_result_is_held_as_its_document_reports_it(
    indicator: str,
    period: str,
    qualifier: str,
    value: str,
    scale: str,
    unit: str,
    area: str,
    source: str,
    line: int,
) -> None:
    """Each result stands with its period, qualifier, value, scale, unit, scope, document and line."""
    (found,) = (
        one for one in measurements().values() if (one["indicator"], one["period"]) == (indicator, period)
    )
    about = indicators()[indicator]
    assert (found["value"], found.get("qualifier", "exact")) == (value, qualifier)
    assert (about.get("scale", "one"), about["unit"], about["area"]) == (scale, unit, area)
    assert found["claim"].partition("/")[0] == source
    assert claims()[found["claim"]]["line"] == str(line)
    assert claims()[found["claim"]]["kind"] == "measurement"


@pytest.mark.parametrize(("source", "claim", "line", "value"), SET_ASIDE)
def test_mere_context_is_set_aside_with_its_figure(source: str, claim: str, line: int, value: str) -> None:
    """A figure that nothing follows is kept with its line, its value and the reason in both languages."""
    found = claims()[f"{source}/{claim}"]
    assert (found["kind"], found["line"], found["value"]) == ("context", str(line), value)
    assert set(found["set_aside"]) == {"vi", "en"}


def test_no_other_promise_or_result_is_held() -> None:
    """The tables above are the whole catalog, so nothing comes in without a row that was looked at."""
    held = Counter((t["indicator"], t.get("milestone")) for t in read("data/targets.yaml")["targets"])
    assert held == Counter((row[0], row[1]) for row in PROMISED)
    values = Counter((m["indicator"], m["period"]) for m in measurements().values())
    assert values == Counter((row[0], row[1]) for row in MEASURED)


def test_each_2030_promise_is_one_of_ten() -> None:
    """For 2030 the documents make ten promises, and the catalog lists these ten."""
    assert sum(t.get("milestone") == "2030" for t in read("data/targets.yaml")["targets"]) == 10


def test_corporations_are_counted_in_addition() -> None:
    """Two to three corporations are to come in addition to those before."""
    target = target_of("rd-corporations", "2045")
    assert (target["value"], target["value_high"], target["further"]) == ("2", "3", "true")


def test_components_led_are_a_count_out_of_all() -> None:
    """18 of 52 component indices is neither a percentage nor a rank."""
    assert measurements()["pii-components-led-2025"]["of"] == "52"
    assert indicators()["pii-components-led"]["measure"] == "count"


def test_tasks_are_the_sum_of_their_parts() -> None:
    """346 is printed, and is the sum of the three parts that are printed beside it."""
    whole = measurements()["st-tasks-2016-2020"]
    assert whole["derived"]["rule"] == "sum"
    parts = [int(measurements()[part]["value"]) for part in whole["derived"]["from"]]
    assert parts == [212, 84, 50]
    assert sum(parts) == int(whole["value"])


def test_share_of_enterprises_is_marked_as_derived() -> None:
    """21 % is printed, and follows from 168 of about 800."""
    share = measurements()["st-enterprises-share-2024"]
    assert share["derived"] == {
        "rule": "share",
        "from": ["st-enterprises-2024", "st-enterprises-national-2024"],
    }
    assert 100 * 168 == 21 * 800


def test_abbreviation_that_the_text_does_not_expand_is_left_alone() -> None:
    """GCI stays GCI, and its note says that the text does not expand it."""
    gci = indicators()["gci-rank"]
    assert "does not expand" in gci["note"]["en"]
    assert "không viết đầy đủ" in gci["note"]["vi"]


def test_stages_are_ordered_from_country_to_continent() -> None:
    """The start-up ecosystem leads the country first, then ASEAN, then Asia."""
    stages = [stage["id"] for stage in indicators()["startup-ecosystem"]["stages"]]
    assert stages == ["leads-country", "asean-leading-group", "asia-leading-group"]
    assert [stage["id"] for stage in indicators()["sti-centre"]["stages"]] == ["south-east-asia", "asia"]


@pytest.mark.parametrize("source", ORIGINALS)
def test_document_names_the_bytes_that_were_read(source: str) -> None:
    """A source is named like its file and gives the name and hash of its original."""
    about = read(f"seeds/{source}.yaml")["source"]
    assert about["id"] == source
    assert (about["original"]["file"], about["original"]["sha256"]) == ORIGINALS[source]


def test_dates_are_no_more_precise_than_known() -> None:
    """What is printed, inferred or unknown about a document's date is said so."""
    dates = {source: read(f"seeds/{source}.yaml")["source"]["published"] for source in ORIGINALS}
    assert {source: (one["date"], one.get("not_before"), one["basis"]) for source, one in dates.items()} == {
        TECHCONNECT: ("unknown", "2024-09-30", "inferred"),
        MEETING: ("2020-07-14", None, "inferred"),
        CONFERENCE: ("unknown", "2025-02-26", "inferred"),
        REVIEW: ("2025-12-25", None, "printed"),
        VTV: ("2020-10-11", None, "printed"),
    }
    assert all(set(one["note"]) == {"vi", "en"} for one in dates.values())


@pytest.mark.parametrize("source", ORIGINALS)
def test_citations_are_a_few_words_above_the_teasers(source: str) -> None:
    """No citation is longer than twelve words, and none comes from what stands below the article."""
    for claim in read(f"seeds/{source}.yaml")["claims"]:
        assert 1 <= int(claim["line"]) <= LAST_LINES[source]
        assert 2 <= len(claim["as_printed"].split()) <= 12
        assert claim["as_printed"] == claim["as_printed"].strip()


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("data/targets.yaml", "targets"),
        ("data/measurements.yaml", "measurements"),
        *((f"seeds/{source}.yaml", "source") for source in ORIGINALS),
    ],
)
def test_file_is_composed_text_that_an_editor_can_check(path: str, schema: str) -> None:
    """Each file names its schema first, says its licence, and is in NFC."""
    raw = (ROOT / path).read_bytes().decode("utf-8")
    assert raw.startswith(f"# yaml-language-server: $schema=../schemas/{schema}.schema.json\n")
    assert "CC BY 4.0" in raw.split("format:")[0]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts(read(path)))
