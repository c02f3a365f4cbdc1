"""What is added is read back as it was given, and every line that was there stays as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hntrack.model.codes import OBS_STATUSES, QUALIFIERS
from hntrack.model.records import (
    Cited,
    Claim,
    ClaimPlace,
    Derived,
    Indicator,
    Measurement,
    Named,
    Published,
    Source,
    Speaker,
    Target,
)
from hntrack.store.append import Fresh, append_measurement, append_measurements
from hntrack.store.entries import append_entry, create_source
from hntrack.store.folder import Folder
from hntrack.store.read import load
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from support.quickness import examples
from support.store_faults import TARGETS

_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from(
        [
            *("no", "null", "~", "0123", "1e3", "12:30", "2030-01-01", "=", "<<", "- a", "a: b", "a #b", "{x}", "%"),
            *("@", "!", "&a", "*a", "'", '"', "\\", "\u202e", "\x00", "\x85", "\u2028", "\ufeff", "\r\n", "=1+1"),
            *("|", ">", "Ha\u0300 No\u0323\u0302i", "đổi mới", "tab\tinside", " leading", "trailing ", "unknown"),
            *("line\nbreak\n", "---", "...", "\U0001f600", "\uffff"),
        ]
    ),
).filter(lambda text: text.strip() != "")  # fmt: skip
_IDS = st.from_regex(r"[a-z]{4}[a-z0-9-]{0,20}", fullmatch=True).filter(
    lambda text: text not in {"true", "null"}
)  # else: a number, yes or no
_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4)
_URLS = st.sampled_from(["https://example.org/", "http://a.b/c?d={x},[y]&z=#f", "https://a.b/'q"]).filter(
    lambda url: "'" not in url
)
_WORDINGS = st.builds(Wording, _TEXTS, _TEXTS | st.just(""))
_PERIODS = st.sampled_from(["2026", "2026-06", "2026-06-15", "2026-Q2", "2026-H1", "2016/2020"]).map(
    parse_period
)
_CITED = st.builds(
    Cited,
    source=st.none() | _IDS,
    line=st.none() | st.integers(1, 999_999),
    as_printed=st.none() | _TEXTS,
    url=st.none() | _URLS,
    title=st.none() | _TEXTS,
    publisher=_TEXTS,
)
_MEASUREMENTS = st.builds(
    Measurement,
    id=_IDS.map("added-{}".format),
    indicator=st.sampled_from(["one", "two"]),
    period=_PERIODS,
    value=st.none() | _NUMBERS,
    stage=st.none() | _IDS,
    qualifier=st.sampled_from(QUALIFIERS),
    obs_status=st.sampled_from(OBS_STATUSES),
    of=st.none() | _NUMBERS,
    claim=st.none() | st.builds("{}/{}".format, _IDS, _IDS),
    cited=st.none() | _CITED,
    derived=st.none()
    | st.builds(
        Derived, st.sampled_from(["share", "sum"]), st.lists(_IDS, min_size=1, max_size=3).map(tuple)
    ),
    published=st.none() | st.dates(date(1000, 1, 1), date(2999, 12, 31)),
    recorded=st.none() | st.sampled_from(["2026-11-22", "2026-11-22T09:00:00+07:00", "2026-11-22T09:00Z"]),
    revises=st.none() | _IDS,
    withdraws=st.none() | _IDS,
    why=st.none() | _TEXTS,
    judged_by=st.none() | _TEXTS,
    note=st.none() | _WORDINGS,
)

_KNOWN = st.sampled_from(
    [
        "  - id: k{n}\n    indicator: {i}\n    period: 2025\n    value: 1   # by hand\n",
        "  - {{id: k{n}, indicator: {i}, period: 2025, value: 1}}  # {{one: line}}\n",
        "  - {{id: k{n}, indicator: {i},\n     period: 2025,\n  why: 'two\n# no remark'}}\n",
        "  -\n    id: k{n}\n    indicator: {i}\n    period: 2025\n    note:\n      vi: |\n        Một\n\n        # hai\n",
        "  - period: 2025\n    id: k{n}\n    indicator: {i}\n    why: >+\n      a\n\n\n",
        "  - id: k{n}\n    indicator: {i}\n    period: 2025\n    why: folded\n      on\n      lines\n",
        "  # - {{id: not, indicator: an, period: entry}}\n\n  - {{id: k{n}, indicator: {i}, period: 2025}}\n# left\n",
    ]
)
_FILES = st.tuples(
    st.sampled_from(["format: 1\nmeasurements:\n", "# first\nformat: 1\n\nmeasurements:  # all\n", "format: 1\n\nmeasurements:\n\n"]),
    st.lists(st.tuples(_KNOWN, st.sampled_from(["one", "two"])), max_size=5),
    st.sampled_from(["", "\n", "# the end\n", "\n  # the end", "..."]),
    st.booleans(),
    st.booleans(),
).map(lambda parts: _file(*parts))  # fmt: skip


def _file(head: str, known: list[tuple[str, str]], tail: str, crlf: bool, bom: bool) -> bytes:
    body = "".join(entry.format(n=number, i=indicator) for number, (entry, indicator) in enumerate(known))
    text = head + body + tail
    if crlf:
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode()


@contextmanager
def _folder(measurements: bytes) -> Iterator[Folder]:
    with tempfile.TemporaryDirectory() as top:
        data = Path(top) / "data"
        data.mkdir()
        (data / "targets.yaml").write_text(TARGETS, "utf-8")
        (data / "measurements.yaml").write_bytes(measurements)
        yield Folder(data, Path(top) / "seeds", lambda path: path.name)


def _is_kept(before: bytes, after: bytes) -> bool:
    """Tell whether all lines of a file stand in another, in order (a line end may be added to the last)."""
    rest = iter(after.split(b"\n"))
    return all(line in rest for line in before.rstrip(b"\n").split(b"\n"))


@settings(deadline=None)
@given(one=_MEASUREMENTS, file=_FILES)
@example(
    one=Measurement("added-x", "one", parse_period("2026"), Decimal("1.200")),
    file=b"format: 1\nmeasurements: []\n",
)
@example(
    one=Measurement("added-x", "one", parse_period("2026"), Decimal("1E+3")),
    file=b"format: 1\nmeasurements: ~ # c\n",
)
@example(one=Measurement("added-null", "two", parse_period("2026")), file=b"format: 1\nmeasurements:")
@example(
    one=Measurement("added-x", "two", parse_period("2026")),
    file=b"measurements:\n- {id: k, indicator: one, period: 2025}\nformat: 1",
)
@example(
    one=Measurement("added-x", "one", parse_period("2026"), cited=Cited(publisher="NONE")),
    file=b"format: 1\nmeasurements:\n",
)
def test_added_measurement_is_read_back(one: Measurement, file: bytes) -> None:
    """Load, append, load: the old records, the new one with every character, and all old lines."""
    with _folder(file) as folder:
        old = load(folder).usable().measurements
        if any(known.id == one.id for known in old):
            return
        written = append_measurement(folder, lambda _: one)
        now = load(folder).usable().measurements
        assert one in now
        assert tuple(known for known in now if known.id != one.id) == old
        assert now == written.now.measurements
        after = folder.measurements.read_bytes()
        assert after == written.after
        if b"[]" not in file and b"~" not in file:
            assert _is_kept(file, after)
        for number, line in written.lines:
            assert after.split(b"\n")[number - 1].decode().strip() == line


@settings(deadline=None, max_examples=examples(50))
@given(file=_FILES, batches=st.lists(st.lists(_MEASUREMENTS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_following_additions_equals_reading_everything(file: bytes, batches: list[list[Measurement]]) -> None:
    """A writer that reads only what others added knows what one knows that reads everything."""
    with _folder(file) as folder:
        watcher = Fresh(folder)
        watcher.refresh()
        for number, batch in enumerate(batches):
            new = tuple(one._replace(id=f"added-{number}-{at}") for at, one in enumerate(batch))
            append_measurements(folder, lambda _, new=new: new)  # type: ignore[misc]
            watcher.refresh()
            whole = Fresh(folder)
            whole.refresh()
            assert watcher.catalog == whole.catalog
            assert watcher.section == whole.section
            assert watcher.lines == whole.lines


@settings(deadline=None, max_examples=examples(50))
@given(file=_FILES, place=st.integers(0, 400), put=st.sampled_from([b"#", b"\n", b" ", b"x", b"'", b"  - {id: q, indicator: one, period: 2026}\n"]))  # fmt: skip
def test_following_never_misreads_an_edit(file: bytes, place: int, put: bytes) -> None:
    """After any edit by hand, following gives what reading everything gives."""
    with _folder(file) as folder:
        watcher = Fresh(folder)
        watcher.refresh()
        folder.measurements.write_bytes(file[:place] + put + file[place:])
        loaded = load(folder)
        if loaded.problems:
            return
        watcher.refresh()
        assert watcher.catalog == loaded.catalog


_NAMED = st.builds(Named, _IDS, _WORDINGS, st.none() | _WORDINGS)
_COUNTS = st.integers(1, 9999)
_PLACES = st.builds(
    ClaimPlace,
    page=st.none() | _COUNTS,
    heading=st.none() | _TEXTS,
    paragraph=st.none() | _COUNTS,
    table=st.none() | _COUNTS,
    row=st.none() | _COUNTS,
    column=st.none() | _COUNTS,
).filter(any)  # an empty place is no place
_SPEAKERS = st.builds(Speaker, _TEXTS, post=st.none() | _TEXTS, body=st.none() | _TEXTS)
_DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
_CLAIMS = st.builds(
    Claim,
    _IDS,
    st.sampled_from(["target", "measurement", "context"]),
    st.integers(1, 9999),
    _TEXTS,
    _WORDINGS,
    value=st.none() | _NUMBERS,
    value_high=st.none() | _NUMBERS,
    of=st.none() | _NUMBERS,
    set_aside=st.none() | _WORDINGS,
    place=st.none() | _PLACES,
    before=st.none() | _TEXTS,
    after=st.none() | _TEXTS,
    said_by=st.none() | _SPEAKERS,
    recognised=st.booleans(),
    places=st.just({}),
)
_SOURCES = st.builds(
    Source,
    id=_IDS,
    title=st.none() | _TEXTS,
    publisher=st.none() | _TEXTS,
    author=st.none() | _TEXTS,
    language=st.sampled_from(["vi", "en", "no"]),
    published=st.builds(
        Published,
        st.none() | _PERIODS,
        st.none() | st.dates(date(1900, 1, 1)),
        st.sampled_from(["printed", "inferred", "unknown"]),
        st.none() | _WORDINGS,
    ).filter(lambda made: made.not_before is None or made.not_before.year < 3000),
    original=_TEXTS,
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    claims=st.lists(_CLAIMS, max_size=3, unique_by=lambda claim: claim.id).map(tuple),
    url=st.none() | _URLS,
    note=st.none() | _WORDINGS,
    act=st.none() | _IDS,
    accessed=st.none() | _DAYS,
    places=st.just({}),
)


@settings(deadline=None, max_examples=examples(50))
@given(source=_SOURCES)
def test_made_source_is_read_back(source: Source) -> None:
    """The file of a new document holds every fact and claim as given."""
    with _folder(b"format: 1\nmeasurements:\n") as folder:
        create_source(folder, lambda _: source)
        assert load(folder).usable().sources == (source,)


@settings(deadline=None, max_examples=examples(50))
@given(
    stages=st.lists(_NAMED, min_size=1, max_size=3).map(tuple),
    unit=_NAMED,
    note=st.none() | _WORDINGS,
    high=st.none() | _NUMBERS,
)
def test_added_entries_are_read_back(
    stages: tuple[Named, ...], unit: Named, note: Wording | None, high: Decimal | None
) -> None:
    """Units, indicators and targets are read back as given, and no line of the file is touched."""
    title = Wording("Tên", "")
    indicator = Indicator(
        "new",
        "g",
        "a",
        title,
        "stage",
        scale="thousand",
        share_of=title,
        limit=high,
        floor=high,
        nature="stock",
        stages=stages,
        proxy_for="one",
        note=note,
    )
    target = Target(
        "t",
        "new",
        None,
        "between",
        "s/c",
        Decimal("0.5"),
        high,
        "planned",
        ("s/d",),
        hold="every_year",
        over="mean",
        further=bool(stages),
        relative_to="first",
        baseline="first",
        supersedes="u",
        change="raised",
        gate={"met": "off", "behind": "error"},
        stated=title,
        note=note,
    )
    with _folder(b"format: 1\nmeasurements:\n") as folder:
        append_entry(folder, "units", lambda _: unit)
        append_entry(folder, "indicators", lambda _: indicator)
        append_entry(folder, "targets", lambda _: target)
        catalog = load(folder).usable()
        assert (catalog.units, catalog.indicators[-1], catalog.targets) == ((unit,), indicator, (target,))
        assert _is_kept(TARGETS.encode(), folder.targets.read_bytes())
