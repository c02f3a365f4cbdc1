"""The selection grammar, and what is said where it finds nothing."""

from __future__ import annotations

import json

import pytest

from support.cli import AS_OF, invoke

BOTH = pytest.mark.parametrize("command", ["targets", "progress"])


def items(command: str, *argv: str) -> list[dict[str, object]]:
    result = invoke(command, "--as-of", AS_OF, "-f", "json", *argv)
    assert result.code == 0, result.err
    found = json.loads(result.out)["items"]
    assert isinstance(found, list)
    return found


def ids(command: str, *argv: str) -> list[object]:
    return [item["target"] for item in items(command, *argv)]


@BOTH
def test_a_year_selects_its_milestones(command: str) -> None:
    """`--year` gives exactly the targets due that year; several years add up; `undated` is one too."""
    everything = items(command)
    for year in ("2025", "2030", "2035", "2045"):
        expected = [item["target"] for item in everything if str(item["milestone"]) == year]
        assert expected
        assert ids(command, "--year", year) == expected
    undated = [item["target"] for item in everything if item["milestone"] is None]
    assert undated
    assert ids(command, "--year", "undated") == undated
    assert set(ids(command, "--year", "2030", "--year", "2045")) == set(
        ids(command, "--year", "2030") + ids(command, "--year", "2045")
    )


@BOTH
@pytest.mark.parametrize("field", ["area", "goal", "measure"])
def test_a_field_selects_its_targets(command: str, field: str) -> None:
    """`--area`, `--goal` and `--measure` give exactly the targets that have the value, globs included."""
    everything = items(command)
    for value in {str(item[field]) for item in everything}:
        expected = [item["target"] for item in everything if item[field] == value]
        assert ids(command, f"--{field}", value) == expected
        assert set(expected) <= set(ids(command, f"--{field}", f"{value[:2]}*"))


@BOTH
def test_a_source_selects_what_it_states(command: str) -> None:
    """`--source` gives the targets that the document states or restates."""
    found = items(command, "--source", "hanoi-conference-2025-02-26")
    assert found
    for item in found:
        stated = [item["provenance"], *item["restated"]]  # type: ignore[misc]
        assert "hanoi-conference-2025-02-26" in {one["source"] for one in stated}


@BOTH
def test_ids_and_globs(command: str) -> None:
    """An id is a target's or an indicator's; a glob matches either; options narrow what ids choose."""
    assert ids(command, "innovating-firms-2030") == ["innovating-firms-2030"]
    assert ids(command, "innovating-firms") == ["innovating-firms-2030"]
    assert "innovating-firms-2030" in ids(command, "innov*")
    assert ids(command, "innov*", "--year", "2045", "--measure", "share") == []


@BOTH
@pytest.mark.parametrize("text", ["doanh nghiep", "DOANH NGHIỆP", "doanh nghiệp", "Doanh  nghiep"])
def test_search_is_blind_to_marks_and_case(command: str, text: str) -> None:
    """`--search` finds words however their marks are typed, composed or not."""
    assert "innovating-firms-2030" in ids(command, "--search", text)


def test_search_takes_d_for_dd() -> None:
    """`dien` finds điện and `doi moi` finds đổi mới."""
    assert ids("targets", "--search", "doi moi") == ids("targets", "--search", "đổi mới")
    assert ids("targets", "--search", "doi moi")


@BOTH
def test_nothing_due_names_the_milestones(command: str) -> None:
    """A year without targets exits 0 with an empty list, and says on stderr which milestones there are."""
    result = invoke(command, "--year", "2031", "--as-of", AS_OF, "-f", "json")
    assert result.code == 0
    assert json.loads(result.out)["items"] == []
    for year in ("2025", "2030", "2035", "2045"):
        assert year in result.err
    plain = invoke(command, "--year", "2031", "--as-of", AS_OF)
    assert len(plain.out.splitlines()) == 1
    table = invoke(command, "--year", "2031", "--as-of", AS_OF, "-f", "table", "--lang", "vi")
    assert table.code == 0
    assert "Không có mục tiêu nào" in table.out


@BOTH
@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (("inovating-firms-2030",), "innovating-firms-2030"),
        (("--area", "hanoii"), "hanoi"),
        (("--source", "hanoi-conference-2025-02-27"), "hanoi-conference-2025-02-26"),
        (("--measure", "shore"), "share"),
    ],
)
def test_a_slip_gets_the_nearest(command: str, argv: tuple[str, ...], expected: str) -> None:
    """A name that does not exist exits 2 and names the nearest one."""
    result = invoke(command, *argv)
    assert (result.code, result.out) == (2, "")
    assert expected in result.err


@pytest.mark.parametrize("year", ["abc", "20300", "2.5", "-1", "２０３０", "20_30"])
def test_a_year_is_four_digits(year: str) -> None:
    """What is no year is a usage error, never an empty list."""
    result = invoke("targets", f"--year={year}")
    assert (result.code, result.out) == (2, "")
    assert year in result.err


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_show_of_an_unknown_id(lang: str) -> None:
    """`show` of an id that does not exist exits 2 and names the nearest ids."""
    result = invoke("show", "inovating-firms", "--lang", lang)
    assert (result.code, result.out) == (2, "")
    assert "innovating-firms" in result.err


def test_group_by_orders_years() -> None:
    """Grouped by year, years ascend and undated aims come last."""
    lines = invoke("targets", "--group-by", "year", "--as-of", AS_OF, "--lang", "en").out.splitlines()[1:]
    groups = list(dict.fromkeys(line.split("\t")[0] for line in lines))
    assert groups == [*sorted(groups[:-1]), "No date set"]
    assert invoke("targets", "--group-by", "colour").code == 2
