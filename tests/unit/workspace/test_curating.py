"""What a curator is asked, and what follows from the answers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hntrack.errors import DataError, UsageError
from hntrack.model.catalog import Catalog
from hntrack.model.records import (
    Area,
    Claim,
    Indicator,
    Measurement,
    Named,
    Published,
    Source,
    Speaker,
    Target,
)
from hntrack.text.messages import Wording, verbatim
from hntrack.text.periods import parse_period
from hntrack.workspace.curate.curation import already, checked, edited, plan_of
from hntrack.workspace.curate.drafts import Proposed, Suggested
from hntrack.workspace.curate.proposals import nearest, suggest
from hntrack.workspace.curate.questions import BLANK, NEW, Case, Question, answered, next_question
from hntrack.workspace.curate.speakers import speaker_at

NOW = "2026-11-22T09:00:00+07:00"
SHARE = Indicator(
    "online",
    "city",
    "town",
    Wording("Tỷ lệ hồ sơ nộp trực tuyến", "Files online"),
    "share",
    "percent",
    "increase",
)
MONEY = Indicator(
    "revenue",
    "city",
    "town",
    Wording("Doanh thu kinh tế số", "Digital revenue"),
    "amount",
    "vnd",
    "increase",
    "billion",
)
CATALOG = Catalog(
    "c",
    Wording("Danh mục", "Catalog"),
    goals=(Named("city", Wording("Thành phố số", "Digital city")),),
    areas=(Area("town", Wording("Thị xã", "Town")),),
    indicators=(SHARE, MONEY),
)
SOURCE = Source(
    "doc",
    "Bài",
    "Báo",
    None,
    "vi",
    Published(parse_period("2026-03-15"), None, "printed"),
    "a.txt",
    "0" * 64,
    (),
)


def claim(words: str = "trên 50%", **more: object) -> Proposed:
    suggests = Suggested(
        comparator="more_than",
        subject="tỷ lệ hồ sơ nộp trực tuyến",
        qualifier="more_than",
        unit="percent",
        year=2030,
        area="Town",
    )
    made = Proposed("c-1", "target", 5, words, Wording("Trên một nửa.", ""), suggests, value=Decimal(50))
    return replace(made, **more)  # type: ignore[arg-type]


def case(
    deed: str = "target", one: Proposed | None = None, catalog: Catalog = CATALOG, **more: object
) -> Case:
    return Case(catalog, SOURCE, one or claim(), deed, "en", **more)  # type: ignore[arg-type]


def walked(asked: Case, **given: str) -> dict[str, str]:
    """Answer every question: what is given by its key (dots as underscores twice), else what is offered."""
    wanted = {key.replace("__", "."): text for key, text in given.items()}
    found: dict[str, str] = {}
    while (question := next_question(asked, found)) is not None:
        found[question.key] = answered(asked, found, question, wanted.get(question.key, ""))
    return found


def about(subject: str, area: str | None = None, unit: str = "percent") -> Suggested:
    return Suggested("more_than", subject, unit=unit, area=area)


def test_questions_follow_from_answers() -> None:
    """A target asks for indicator, comparator, value and date; what is offered is what the words say."""
    found = walked(case())
    assert list(found) == ["indicator", "comparator", "value", "milestone", "reading.vi", "reading.en"]
    assert found["indicator"] == "online"
    assert (found["comparator"], found["value"], found["milestone"]) == ("more_than", "50", "2030")


def test_a_new_indicator_asks_what_it_needs() -> None:
    """A new indicator asks for its titles, goal, area, measure, unit and direction; unknown ids ask for titles."""
    found = walked(
        case(), indicator=NEW, new__en="Online", new__goal="new-goal", goal__vi="Mới", goal__en="New"
    )
    assert (found["new.measure"], found["new.unit"], found["new.direction"]) == (
        "share",
        "percent",
        "increase",
    )
    plan = plan_of(case(), found)
    assert plan.named[0][0] == "goals"
    assert plan.indicator is not None
    assert plan.indicator["goal"] == "new-goal"
    grown, _ = checked(CATALOG, plan, lang="en", recorded=NOW)
    assert "ty-le-ho-so-nop-truc" in {one.id for one in grown.indicators}


def test_the_plan_of_a_target_is_checked_against_its_words() -> None:
    """A plan that says what is printed is good; another value or comparator is refused before anything is written."""
    good, _ = checked(CATALOG, plan_of(case(), walked(case())), lang="en", recorded=NOW)
    assert [one.id for one in good.targets] == ["online-2030"]
    assert good.targets[0].claim == "doc/c-1"
    for slip in ({"value": "55"}, {"comparator": "at_least"}):
        with pytest.raises(DataError):
            checked(CATALOG, plan_of(case(), walked(case(), **slip)), lang="en", recorded=NOW)


def test_a_target_keeps_the_body_that_its_table_names() -> None:
    """The responsible body that stands beside a figure is written with the target."""
    asked = case()
    claim = replace(asked.claim, suggests=replace(asked.claim.suggests, responsible="Sở Nội vụ"))
    asked = replace(asked, claim=claim)
    good, _ = checked(CATALOG, plan_of(asked, walked(asked)), lang="en", recorded=NOW)
    assert good.targets[0].responsible == "Sở Nội vụ"


def test_the_plan_of_a_measurement() -> None:
    """A measurement rests on its claim, in the indicator's scale, with the qualifier as printed."""
    suggests = Suggested(
        "exactly", "Doanh thu kinh tế số", unit="vnd", scale="million", year=2025, area="Town"
    )
    one = claim("633.092 triệu đồng", kind="measurement", value=Decimal(633092), suggests=suggests)
    asked = case("measurement", one)
    found = walked(asked)
    assert (found["indicator"], found["value"], found["period"]) == ("revenue", "633.0920", "2025")
    grown, _ = checked(CATALOG, plan_of(asked, found), lang="en", recorded=NOW)
    assert grown.measurements[0].value == Decimal("633.092")
    assert grown.measurements[0].claim == "doc/c-1"


def test_setting_aside_keeps_figure_and_reason() -> None:
    """A claim set aside holds its own figure and says why; the reason is asked in the language of the run first."""
    asked = case("set_aside")
    found = walked(asked, why__en="Not followed.", reading__vi="Hơn 50%.")
    assert next(iter(found)) == "why.en"
    plan = plan_of(asked, found)
    assert (plan.claim.value, plan.claim.set_aside) == (Decimal(50), Wording("", "Not followed."))
    checked(CATALOG, plan, lang="en", recorded=NOW)


def test_a_document_of_unknown_date_is_asked_about() -> None:
    """Without a date the day of publication is asked, and where that is unknown, the day before which it cannot be."""
    unknown_date = SOURCE._replace(published=Published(None, None, "unknown"), title=None)
    asked = replace(case(), source=unknown_date)
    found = walked(asked, source__published=BLANK, source__not_before="2026-03-01")
    plan = plan_of(asked, found)
    assert plan.source is not None
    assert str(plan.source.published.not_before) == "2026-03-01"
    assert "source.not_before" not in walked(asked, source__published="2026-03")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("choice", "maybe"),
        ("indicator", "nope"),
        ("new_id", "Có dấu"),
        ("new_id", "online"),
        ("period", "soon"),
        ("day", "2026-03"),
    ],
)
def test_what_is_no_answer_is_refused(kind: str, text: str) -> None:
    """An answer of the wrong kind is refused with what can be said instead."""
    with pytest.raises(UsageError):
        answered(case(), {}, Question("x", verbatim("x"), kind=kind), text)


def test_an_answer_may_be_left_out_only_where_that_is_offered() -> None:
    """`-` leaves out what is optional and nothing else; nothing at all takes what is offered."""
    asked, optional = Question("x", verbatim("x")), Question("x", verbatim("x"), "d", optional=True)
    for text in ("", BLANK):
        with pytest.raises(UsageError):
            answered(case(), {}, asked, text)
    assert answered(case(), {}, optional, BLANK) == ""
    assert answered(case(), {}, optional, " ") == "d"


def test_nearest_is_blind_to_marks() -> None:
    """Indicators with most words of the subject come first; what shares none is not offered."""
    assert [it.indicator.id for it in nearest(CATALOG, about("Ty le ho so truc tuyen"))] == ["online"]
    assert nearest(CATALOG, about("thời tiết")) == []


CITIES = replace(
    CATALOG,
    areas=(Area("hanoi", Wording("Thành phố Hà Nội", "")), Area("hue", Wording("Huế", "Hue"))),
    indicators=(SHARE._replace(area="hanoi"), SHARE._replace(id="online-hue", area="hue")),
)


@pytest.mark.parametrize(
    ("place", "order", "offered"),
    [
        ("Hanoi", ["online", "online-hue"], "online"),
        ("Hue", ["online-hue", "online"], "online-hue"),
        ("Da Nang", ["online", "online-hue"], None),
        (None, ["online", "online-hue"], None),
    ],
)
def test_no_indicator_of_another_place_is_offered(
    place: str | None, order: list[str], offered: str | None
) -> None:
    """The place that a text names decides, in whatever language; where it names none, two places are a doubt."""
    said = about("Tỷ lệ hồ sơ nộp trực tuyến", place)
    near = nearest(CITIES, said)
    assert [it.indicator.id for it in near] == order
    best = suggest(near, said)
    assert (best.indicator.id if best else None) == offered
    asked = next_question(case("measurement", replace(claim(), suggests=said), CITIES), {})
    assert asked is not None
    assert asked.default == (offered or ""), "Enter takes no indicator that is not of the place"


def test_an_indicator_of_another_kind_of_number_is_not_offered() -> None:
    """The same words with another unit are near, but a key does not write đồng into a share."""
    said = about("Tỷ lệ hồ sơ nộp trực tuyến", "Town", unit="vnd")
    assert suggest(nearest(CATALOG, said), said) is None


def test_what_was_written_before_is_seen() -> None:
    """A claim that the catalog holds and uses counts as decided; one that nothing uses does not."""
    held = Claim("c-1", "target", 5, "trên 50%", Wording("x", ""))
    there = replace(CATALOG, sources=(SOURCE._replace(claims=(held,)),))
    assert already(CATALOG, "doc", claim()) is None
    assert already(there, "doc", claim()) is None
    target = Target("t", "online", None, "more_than", "doc/c-1", Decimal(50))
    assert already(replace(there, targets=(target,)), "doc", claim()) == "target"
    measured = Measurement("m", "online", parse_period("2025"), Decimal(50), claim="doc/c-1")
    assert already(replace(there, measurements=(measured,)), "doc", claim()) == "measurement"
    assert not plan_of(case(catalog=there), walked(case(catalog=there))).claim_is_new


def test_editing_reads_the_figure_of_the_new_words() -> None:
    """New words give a new figure, comparator, unit and scale; lines and years must be such."""
    one = edited(claim(), "as_printed", "tối thiểu 1.200 tỷ đồng", "vi")
    assert (one.value, one.suggests.comparator, one.suggests.unit, one.suggests.scale) == (
        Decimal(1200),
        *("at_least", "vnd", "billion"),
    )
    assert edited(claim(), "as_printed", "dẫn đầu", "vi").as_printed == "dẫn đầu"
    assert edited(claim(), "year", "2045", "vi").suggests.year == 2045
    for field, text in (("line", "0"), ("line", "٣"), ("year", "30"), ("year", "2030x")):
        with pytest.raises(UsageError):
            edited(claim(), field, text, "vi")


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        (
            "Ông Nguyễn Văn Mẫu, Giám đốc Sở Khoa học, cho biết tỷ lệ đạt 61,5%.",
            ("Nguyễn Văn Mẫu", "Giám đốc Sở Khoa học"),
        ),
        (
            "Chủ tịch UBND thành phố Hồ Chí Minh Phan Văn Thử nhấn mạnh mục tiêu 30%.",
            ("Phan Văn Thử", "Chủ tịch UBND thành phố Hồ Chí Minh"),
        ),
        ("Theo Phó Thủ tướng Trần Thị Mẫu, tỷ lệ đạt 5%.", ("Trần Thị Mẫu", "Phó Thủ tướng")),
        ("“Chúng tôi sẽ đạt 40% vào năm 2030”, ông Trần Mẫu nói.", ("Trần Mẫu", None)),
        ("Ông Trần Mẫu nói nhiều. Tỷ lệ đạt 5%.", None),
        ("UBND tỉnh Thái Nguyên cho biết tỷ lệ đạt 5%.", None),
        ("Some 5% of pupils passed, said Minister Jane Example.", ("Jane Example", "Minister")),
        (
            "According to Mr John Sample, director of statistics, 5% fell.",
            ("John Sample", "director of statistics"),
        ),
        ("The Education Ministry said 5% of pupils passed.", None),
        ("5%" + " Ông Trần Mẫu," * 3000, None),
    ],
)
def test_speakers(line: str, speaker: tuple[str, str | None] | None) -> None:
    """A person named in the same sentence, with the post as printed; no office, no place, nobody of another sentence."""
    lang = "en" if line.isascii() else "vi"
    found = speaker_at(line, line.index("%") - 1, lang)
    assert found == (Speaker(*speaker) if speaker else None)
