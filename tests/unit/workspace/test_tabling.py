# mypy: disable-error-code="no-untyped-def, no-untyped-call, arg-type"
"""A whole table of a draft becomes indicators and targets; what it leaves open is left to a person."""

from datetime import date
from decimal import Decimal

import pytest

from hntrack.errors import UsageError
from hntrack.model.catalog import Catalog
from hntrack.model.records import Area, ClaimPlace, Named, Published, Source
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from hntrack.workspace.curate.drafts import Draft, Proposed, Suggested
from hntrack.workspace.tabling import Said, plan_table

SOURCE = Source(
    id="qd",
    title="Quyết định",
    publisher="UBND",
    author=None,
    language="vi",
    published=Published(parse_period("2025-02-20"), date(2025, 2, 20), "printed"),
    original="qd.pdf",
    sha256="0" * 64,
    claims=(),
)
EMPTY = Catalog(
    "c", Wording("Danh mục", ""), languages=("vi",), goals=(Named("so", Wording("Số", "")),),
    areas=(Area("an-phu", Wording("An Phú", "")),),
)  # fmt: skip


def row(number, name, unit, cells, *, printed_unit=None, **said):
    """Draft claims of a row: year → (as printed, value)."""
    return [
        Proposed(
            id=f"r{number}-{year}",
            kind="baseline" if year == 2023 else "target",
            line=number,
            as_printed=words,
            reading=Wording(f"{name}: {words} ({year})", ""),
            suggests=Suggested(
                **{"comparator": "exactly", "subject": name, "unit": unit, "year": year, **said}
            ),
            value=None if value is None else Decimal(value),
            place=ClaimPlace(page=27, table=1, row=number, column=column),
            before=f"{number} | {name} | {printed_unit or '%'} | ",
        )
        for column, (year, (words, value)) in enumerate(cells.items(), start=4)
    ]


def plan(*rows, catalog=EMPTY, **said):
    draft = Draft(SOURCE, tuple(one for claims in rows for one in claims))
    return plan_table(catalog, draft, 1, Said("2025-03-01", **said))


def test_a_row_becomes_an_indicator_with_its_way():
    """Where figures rise more is better, where they fall less is; the earlier value is what targets start from."""
    made = plan(
        row(3, "Kinh tế số", "percent", {2023: ("12,1", "12.1"), 2025: ("17", "17"), 2030: ("32", "32")}),
        row(
            4, "Tỷ lệ hộ nghèo", "percent", {2023: ("3,5", "3.5"), 2030: ("1", "1")}, responsible="Sở Nội vụ"
        ),
    )
    up, down = made.rows
    assert (up.indicator.direction, [one.comparator for one in up.targets]) == ("increase", ["at_least"] * 2)
    assert (down.indicator.direction, [one.comparator for one in down.targets]) == ("decrease", ["at_most"])
    assert [one.baseline for one in up.targets] == [up.measurements[0].id] * 2
    assert down.indicator.note == Wording("Cơ quan chủ trì: Sở Nội vụ", "")
    assert made.left == ()
    assert set(made.decisions()) == {"r3-2023", "r3-2025", "r3-2030", "r4-2023", "r4-2030"}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({2023: ("12", "12"), 2025: ("9", "9"), 2030: ("15", "15")}, "more or less is better"),
        ({2030: ("15", "15")}, "more or less is better"),
        ({2025: ("9", "9"), 2030: ("Hoàn thành", None)}, "in words"),
        ({None: ("9", "9"), 2030: ("12", "12")}, "no year"),
        ({2025: ("9", "9"), 2030: ("12", "13")}, "13"),
    ],
)
def test_what_a_row_leaves_open_is_not_guessed(cells, why):
    """The row stays in the draft, and the reason is said."""
    made = plan(row(3, "Kinh tế số", "percent", cells))
    assert made.rows == ()
    assert why in made.left[0].why.within("en")
    assert made.source.claims == ()


def test_a_single_figure_is_better_the_way_that_its_sign_or_a_person_says():
    """``≥ 90`` says that more is better; a bare figure needs the curator's word."""
    signed = row(3, "Kinh tế số", "percent", {2030: ("≤ 5", "5")}, comparator="at_most")
    assert plan(signed).rows[0].indicator.direction == "decrease"
    bare = row(3, "Kinh tế số", "percent", {2030: ("15", "15")})
    assert plan(bare, direction="increase").rows[0].targets[0].comparator == "at_least"


def test_a_row_like_an_indicator_that_is_there_is_asked_about_and_the_same_one_is_used():
    """A second table with the same row adds targets to its indicator; a nearly equal title is no silent twin."""
    first = plan(row(3, "Tỷ trọng kinh tế số", "percent", {2023: ("12", "12"), 2025: ("17", "17")}))
    there = Catalog(
        "c", EMPTY.title, languages=("vi",), goals=EMPTY.goals, areas=EMPTY.areas,
        indicators=(first.rows[0].indicator,), targets=first.rows[0].targets,
        measurements=first.rows[0].measurements, sources=(first.source,),
    )  # fmt: skip
    more = plan(
        row(9, "Tỷ trọng kinh tế số", "percent", {2028: ("20", "20"), 2030: ("32", "32")}), catalog=there
    )
    assert [(one.is_new, one.indicator.id) for one in more.rows] == [(False, first.rows[0].indicator.id)]
    like = plan(
        row(9, "Tỷ trọng kinh tế số thô", "percent", {2028: ("20", "20"), 2030: ("32", "32")}), catalog=there
    )
    assert "ty-trong-kinh-te-so" in like.left[0].why.within("en")


def test_goal_and_area_are_the_only_ones_or_are_named():
    """A title makes a new one; an id that is not there is a slip; with two, one must be named."""
    cells = {2023: ("12", "12"), 2025: ("17", "17")}
    made = plan(row(3, "Kinh tế số", "percent", cells), goal="Đổi mới sáng tạo")
    assert [(where, one.id) for where, one in made.named] == [("goals", "doi-moi-sang-tao")]
    assert made.rows[0].indicator.goal == "doi-moi-sang-tao"
    with pytest.raises(UsageError):
        plan(row(3, "Kinh tế số", "percent", cells), area="an-phuu")
    with pytest.raises(UsageError):
        plan(row(3, "Kinh tế số", "percent", cells), catalog=Catalog("c", Wording("C", "")))
    with pytest.raises(UsageError):
        plan_table(EMPTY, Draft(SOURCE, ()), 2, Said("2025-03-01"))
