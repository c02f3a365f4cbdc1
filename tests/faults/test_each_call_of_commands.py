"""The commands that write, with a failure at every system call: refused and unchanged, or done whole; then it works."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hntrack.errors import Problem
from hntrack.exchange.formats import EXPORTS
from hntrack.store.folder import Folder
from hntrack.store.read import load
from support.cli import invoke
from support.commands import ARTICLE
from support.own_catalog import copy_of_example

from .test_each_system_call import _set, _Trap

_MOST = 400
_PAGE = ("--url", "https://example.org/", "--title", "R", "--published", "2026-07-01")
_BOTH = ("--en", "New", "--vi", "Mới")
_OFFICE = "ind,year,v\nonline-services,2021,30\nonline-services,2022,35\n"
_SERIES = ("--indicator", "ind", "--period", "year", "--value", "v", "--published", "2023-02-01")
COMMANDS: dict[str, tuple[str, ...]] = {
    "add goal": ("add", "goal", "new-goal", *_BOTH),
    "add area": ("add", "area", "new-area", *_BOTH),
    "add unit": ("add", "unit", "new-unit", *_BOTH),
    "add act": ("add", "act", "plan-43", "--number", "43/KH-UBND", "--kind", "plan", "--date", "2025-02-15"),
    "add indicator": (
        *("add", "indicator", "new-indicator", *_BOTH, "--goal", "digital-city", "--area", "sample-city"),
        *("--measure", "share", "--unit", "percent", "--direction", "increase"),
    ),
    "add source": (
        *("add", "source", "new-source", "--title", "T", "--publisher", "P", "--published", "2026"),
        *("--original", "office.csv"),
    ),
    "add claim": (
        *("add", "claim", "new-claim", *_BOTH, "--source", "sample-plan-2024", "--kind", "target"),
        *("--line", "7", "--as-printed", "hơn 85%"),
    ),
    "add target": (
        *("add", "target", "online-services", "--milestone", "2035", "--comparator", "more_than"),
        *("--value", "85", "--claim", "sample-plan-2024/new-claim"),
    ),
    "record": ("record", "online-services", "61", "--period", "2026-H1", *_PAGE),
    "revise": ("revise", "online-services-2025", "53", "--why", "W", *_PAGE),
    "withdraw": ("withdraw", "online-services-2025", "--why", "W"),
    "import": ("import", "table.csv", *_PAGE, "--yes"),
    "import of another form": ("import", "table.xlsx", *_PAGE, "--yes"),
    "workbook read": ("workbook", "read", "catalog.xlsx"),
    "series add": ("series", "add", "office.csv", *_SERIES),
    "series refresh": ("series", "refresh", "office", "new.csv", "--published", "2024-02", "--why", "W"),
    "sources add": ("sources", "add", str(ARTICLE), "--id", "article", "--published", "2026"),
}
"""What is tried → a call that writes into the catalog."""
BEFORE = {"add target": COMMANDS["add claim"], "series refresh": COMMANDS["series add"]}
"""What is tried → a call that must have been made for it."""


_OF_OPEN_FILES = frozenset({"write", "read", "fsync", "close", "fstat", "lseek", "flock", "fchmod", "fchown"})


def _fail(code: int) -> Callable[[str, Callable[[], Any]], Any]:
    """Fail as the system does: with the name of the file, where the call was given one."""

    def spring(name: str, call: Callable[[], Any]) -> Any:
        if name == "close":
            call()  # a close that reports an error has closed all the same
        raise OSError(code, os.strerror(code), *(() if name in _OF_OPEN_FILES else ("a-file",)))

    return spring


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictional example, a table to import, and its workbook with one more goal."""
    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text("indicator,period,value\nonline-services,2026-H1,61\n", "utf-8")
    (tmp_path / "office.csv").write_text(_OFFICE, "utf-8")
    (tmp_path / "new.csv").write_text(_OFFICE.replace("35", "36"), "utf-8")
    assert invoke("workbook", "write", "catalog.xlsx").code == 0
    import openpyxl  # noqa: PLC0415  (two commands need it)

    table = openpyxl.Workbook()
    table.remove(table["Sheet"])
    rows = table.create_sheet("figures")
    rows.append(("indicator", "period", "value"))
    rows.append(("online-services", "2026-H1", 61))
    table.save("table.xlsx")

    book = openpyxl.load_workbook("catalog.xlsx")
    sheet = next(one for one in book if "goal" in one.title.lower() or "mục tiêu chung" in one.title.lower())
    row = [cell.value for cell in sheet[sheet.max_row]]
    sheet.append(["new-goal", *row[1:]])
    book.save("catalog.xlsx")
    return tmp_path


def _files(place: Path) -> dict[str, bytes]:
    """The files of the catalog, and whatever else lies in its folders but the lock."""
    found = [path for name in ("data", "seeds") for path in (place / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(place)): path.read_bytes() for path in found if path.name != ".hntrack.lock"}


def _left(name: str, *, lasting: bool) -> bool:
    return name.endswith(".hntrack-new") or (lasting and name.startswith("data/series/"))


def _restore(place: Path, before: dict[str, bytes], now: dict[str, bytes]) -> None:
    for name, content in before.items():
        (place / name).write_bytes(content)
    for name in now.keys() - before.keys():
        if not name.endswith(".hntrack-new"):  # the next writer's task
            (place / name).unlink()


def _sound(place: Path) -> tuple[Problem, ...]:
    return tuple(
        one for one in load(Folder(place / "data", place / "seeds")).problems if one.severity == "error"
    )


@pytest.mark.parametrize("code", [errno.ENOSPC])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_failing_call_leaves_the_old_or_the_new(
    place: Path, command: str, code: int, *, lasting: bool
) -> None:
    """For the n-th call, for every n: exit 0 and all is written, or a sentence and nothing is."""
    if command in BEFORE:
        assert invoke(*BEFORE[command]).code == 0
    before = _files(place)
    refused, n = 0, 0
    for n in range(1, _MOST):
        trap = _Trap(n, _fail(code), lasting=lasting)
        with _set(trap):
            result = invoke(*COMMANDS[command])
        now = _files(place)
        assert result.code in {0, 2, 3, 4}, result.err
        assert "Traceback" not in result.err
        if result.code == 0:
            assert now != before
            assert not _sound(place)
        else:
            refused += 1
            unconfirmed = lasting and "could not confirm" in result.err
            # An office's file that cannot be taken back either is named by no entry: nobody reads it.
            there = {one: now[one] for one in now if one in before or not _left(one, lasting=lasting)}
            assert unconfirmed or there == before, result.err
        _restore(place, before, now)
        if trap.count < n:
            break
    assert refused > 5
    assert n < _MOST - 1
    assert invoke(*COMMANDS[command]).code == 0, "the next writer goes on at once"
    assert not [name for name in _files(place) if name.endswith(".hntrack-new")]
    assert not _sound(place)


def _fail_but_closing(name: str, call: Callable[[], Any]) -> Any:
    """Fail as the system does when the disk is full; what clears temporary folders would close twice where that failed."""
    return call() if name == "close" else _fail(errno.ENOSPC)(name, call)


OUTPUTS: dict[str, tuple[str, ...]] = {
    **{f"export {form}": ("export", "--to", form, "-o", "out") for form in EXPORTS if EXPORTS[form].folder},
    **{
        f"export {form}": ("export", "--to", form, "-o", f"out/x{EXPORTS[form].suffixes[0]}")
        for form in EXPORTS
        if not EXPORTS[form].folder
    },
    "workbook write": ("workbook", "write", "out/x.xlsx"),
    "report": ("report", "-f", "html", "-o", "out/x.html"),
    "targets": ("targets", "-f", "csv", "-o", "out/x.csv"),
}
"""What is written → the call; all of it lies in ``out``."""


@pytest.mark.slow
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("output", OUTPUTS)
def test_an_output_is_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, *, lasting: bool
) -> None:
    """For the n-th call, for every n: each file that was there before is as it was, or new and whole."""
    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    out.mkdir()

    def files() -> dict[str, bytes]:
        found = (path for path in out.rglob("*") if path.is_file() and not path.name.endswith(".hntrack-new"))
        return {str(path.relative_to(out)): path.read_bytes() for path in found}

    assert invoke(*OUTPUTS[output]).code == 0
    names = files().keys()
    refused, n = 0, 0
    for n in range(1, _MOST):
        for name in names:
            (out / name).write_bytes(b"old")
        trap = _Trap(n, _fail_but_closing, lasting=lasting)
        with _set(trap):
            result = invoke(*OUTPUTS[output])
        now = files()
        assert now.keys() == names
        assert result.code in {0, 3, 4}, result.err
        new = {name for name in names if now[name] != b"old"}
        assert all(len(now[name]) > len(b"old") for name in new)
        if result.code == 0:
            assert new == names
        else:
            refused += 1
            assert (
                not new
                or EXPORTS.get(output.partition(" ")[2], EXPORTS["csv"]).folder
                or (lasting and "could not confirm" in result.err)
            ), result.err
        if trap.count < n:
            break
    assert refused > 5
    assert n < _MOST - 1


def _damage(path: Path, change: Callable[[bytes], bytes]) -> Any:
    path.write_bytes(change(path.read_bytes()))
    os.utime(path)


CHANGES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a line more": ("measurements.yaml", lambda data: data.rstrip(b"\n") + b"\n" + b"# remark\n"),
    "a digit": ("measurements.yaml", lambda data: data.replace(b"value: ", b"value: 1", 1)),
    "a title": ("targets.yaml", lambda data: data.replace(b"en: ", b"en: X", 1)),
    "a line less": (
        "measurements.yaml",
        lambda data: b"\n".join(data.rstrip(b"\n").split(b"\n")[:-1]) + b"\n",
    ),
    "a record twice": (
        "measurements.yaml",
        lambda data: data.rstrip(b"\n") + b"\n" + data.rstrip(b"\n").split(b"\n")[-1] + b"\n",
    ),
    "same length": ("measurements.yaml", lambda data: data.replace(b"2025", b"2024", 1)),
    "line ends": ("measurements.yaml", lambda data: data.replace(b"\n", b"\r\n")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_read_before_never_stands_for_what_is_there(
    place: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any change of a file, the catalog that a writer or a compiled state holds is that of a full reading."""
    from hntrack.errors import HntrackError  # noqa: PLC0415
    from hntrack.store.append import Fresh  # noqa: PLC0415
    from hntrack.workspace import Place, open_catalog  # noqa: PLC0415

    monkeypatch.setenv("HNTRACK_CACHE", str(place / "cache"))
    folder = Folder(place / "data", place / "seeds")
    fresh = Fresh(folder)
    fresh.refresh()
    open_catalog(Place(folder, bundled=False))
    name, how = CHANGES[change]
    _damage(place / "data" / name, how)
    full = load(folder)
    if any(one.severity == "error" for one in full.problems):
        with pytest.raises(HntrackError):
            fresh.refresh()
        with pytest.raises(HntrackError):
            open_catalog(Place(folder, bundled=False))
        return
    fresh.refresh()
    assert fresh.catalog == full.catalog
    try:
        assert open_catalog(Place(folder, bundled=False)) == full.catalog
    except HntrackError:
        assert change == "a record twice"  # sound in itself, refused before it is reported on


CURATED = {
    "target": {
        "indicator": "online-services",
        "comparator": "more_than",
        "value": "90",
        "milestone": "2030",
        "change": "raised",
        "supersedes": "online-services-2030",
        "reading.vi": "Hơn 90% hồ sơ.",
        "reading.en": "Over 90 % of files.",
        "source.title": "",
        "source.publisher": "",
    },
    "set_aside": {
        "reading.vi": "Hơn 90% hồ sơ.",
        "reading.en": "Over 90 % of files.",
        "why.vi": "Bối cảnh.",
        "why.en": "Context.",
        "source.title": "",
        "source.publisher": "",
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("deed", CURATED)
def test_curate_goes_on_where_a_failing_call_left_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str, *, lasting: bool
) -> None:
    """For the n-th call, for every n: a sentence, and what was written is found again and not written twice."""
    from hntrack.errors import HntrackError  # noqa: PLC0415
    from hntrack.model.catalog import Catalog  # noqa: PLC0415
    from hntrack.workspace.curate.curation import Curation  # noqa: PLC0415
    from hntrack.workspace.curate.drafts import read_draft  # noqa: PLC0415

    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert (
        invoke(
            "extract", str(ARTICLE), "--published", "2026-07-20", "--sort", "text", "-o", "draft.yaml"
        ).code
        == 0
    )
    folder, draft = Folder(tmp_path / "data", tmp_path / "seeds"), tmp_path / "draft.yaml"

    def everything() -> Catalog:
        catalog = load(folder).catalog
        assert catalog is not None
        return catalog

    def go_on() -> None:
        """Open the draft as `curate` does, and carry the claim out where it is open still."""
        curation = Curation(folder, draft, everything, "en")
        curation.settle_what_was_written()
        claim = curation.find(name)
        if claim is not None:
            assert curation.step(claim, deed, CURATED[deed], quick=True).places

    def decisions() -> list[tuple[str, str]]:
        return [(claim.id, claim.decision) for claim in read_draft(draft).claims]

    name = Curation(folder, draft, everything, "en").draft.open[0].id
    before, undecided = _files(tmp_path), draft.read_bytes()
    go_on()
    after, decided = _files(tmp_path), decisions()
    assert after != before
    refused, n = 0, 0
    for n in range(1, _MOST):
        for path in _files(tmp_path).keys() - before.keys():
            (tmp_path / path).unlink()
        for path, content in before.items():
            (tmp_path / path).write_bytes(content)
        draft.write_bytes(undecided)
        trap = _Trap(n, _fail(errno.ENOSPC), lasting=lasting)
        try:
            with _set(trap):
                go_on()
        except (HntrackError, OSError):
            refused += 1
        assert not _sound(tmp_path)
        go_on()
        assert {path: text for path, text in _files(tmp_path).items() if ".hntrack-new" not in path} == after
        assert decisions() == decided
        if trap.count < n:
            break
    assert refused > 5
    assert n < _MOST - 1
