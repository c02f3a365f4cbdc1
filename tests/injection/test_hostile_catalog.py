"""Hostile texts go through every format of report, progress and check, and change the structure of none."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from cmarkgfm import cmark
from lxml import etree, html

from hntrack.assess import assess
from hntrack.cli.assistant import Tools
from hntrack.cli.curate_page import _Page
from hntrack.cli.session import Session, Shared
from hntrack.cli.show import FORMS as CHARTS
from hntrack.errors import Problem, Where
from hntrack.exchange.workbook_out import workbook
from hntrack.model.catalog import Catalog, snapshot
from hntrack.render import PIPELINE, RENDERERS, Drawing, render
from hntrack.render.chart_svg import multiples, svg
from hntrack.render.csv_text import write_safe
from hntrack.render.mail import LARGEST, Letter, message
from hntrack.render.report_pages import draw_own
from hntrack.render.reports import PRINTED, REPORTS, render_report
from hntrack.report import View
from hntrack.report.briefing import Briefing, briefing
from hntrack.report.changes import changes_between_dates
from hntrack.report.charts import chart
from hntrack.report.findings import examine, of_problems, problems_view, read_gate
from hntrack.report.glance import progress_view
from hntrack.store.folder import Folder
from hntrack.text.messages import Wording, verbatim
from hntrack.workspace import Place, bundled, open_catalog
from hntrack.workspace.curate.curation import Curation
from support.cli import invoke
from support.commands import ARTICLE
from support.hostile import PAYLOADS, told
from support.own_catalog import copy_of_example

AS_OF = date(2026, 1, 1)
CHOSEN = ("innovating-firms-2030", "pii-rank-2030", "startup-ecosystem-2025", "smart-city-2030")
BENIGN = "Lời thường"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
ATTACKS = pytest.mark.parametrize("attack", PAYLOADS)


@pytest.fixture(scope="module")
def real() -> Catalog:
    return open_catalog(bundled())


def progress(catalog: Catalog) -> View:
    now = snapshot(catalog, AS_OF)
    judged = [(t, assess(now, t, AS_OF)) for t in now.targets if t.id in CHOSEN]
    gate = read_gate(["due_not_assessed,not_met,stale=0d"], ["not_assessed"])
    view = progress_view(now, judged, lang="vi", as_of=AS_OF.isoformat())
    return view._replace(checked=examine(now, judged, gate, as_of=AS_OF, lang="vi"))


def check(text: str) -> View:
    where = Where("data/targets.yaml", 3, 5)
    problems = [
        Problem(code, severity, where, verbatim(text), verbatim(text), text)
        for code, severity in (("value-differs", "error"), ("unused-claim", "warning"))
    ]
    view = problems_view(None, problems, lang="vi", as_of=AS_OF.isoformat())
    return view._replace(checked=of_problems(problems, "vi"))


def report(catalog: Catalog) -> Briefing:
    now = snapshot(catalog, AS_OF)
    judged = [(t, assess(now, t, AS_OF)) for t in now.targets if t.id in CHOSEN]
    changes = changes_between_dates(catalog, date(2025, 6, 1), AS_OF, "vi")
    return briefing(now, judged, changes, as_of=AS_OF, lang="vi", since="01-06-2025")


def keys(value: Any) -> Any:
    """The shape of JSON: keys and lengths, no texts."""
    if isinstance(value, dict):
        return {key: keys(one) for key, one in value.items()}
    return [keys(one) for one in value] if isinstance(value, list) else type(value).__name__


def elements(tree: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page in order, each with the names of its attributes.

    What keeps figures together follows the words, and holds nothing but text: it does not count.
    """
    return [
        (str(one.tag), tuple(sorted(one.attrib)))
        for one in tree.iter()
        if isinstance(one.tag, str) and (one.get("class") != "k" or len(one))
    ]


def in_markdown(text: str) -> Any:
    return elements(html.fromstring(cmark.github_flavored_markdown_to_html(text)))


def in_html(text: str) -> Any:
    page = html.document_fromstring(text)
    assert not page.xpath("//script | //iframe | //object | //embed | //link | //form | //base")
    assert not [
        name
        for one in page.iter()
        if isinstance(one.tag, str)
        for name in one.attrib
        if name.startswith("on")
    ]
    urls = [
        value
        for one in page.iter()
        if isinstance(one.tag, str)
        for name, value in one.attrib.items()
        if name in ("href", "src")
    ]
    assert all(url.startswith(("#", "cid:")) for url in urls), urls
    return elements(page)


def in_csv(text: str) -> Any:
    return [len(row) for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


def safe_csv(text: str) -> Any:
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    return in_csv(text)


def in_table(text: str) -> Any:
    """A table as wide as it wants: as many lines, and nothing that a terminal or a build server obeys."""
    assert not re.search(r"(?m)^\s*::[a-z]|##\[|##vso\[", text)
    return text.count("\n")


def in_plain(text: str) -> Any:
    return in_table(text), [line.count("\t") for line in text.split("\n")]


def in_words(text: str) -> Any:
    """Wrapped text has no shape but its width."""
    in_table(text)
    assert all(len(line) <= 72 for line in text.split("\n"))
    return None


def in_github(text: str) -> Any:
    lines = text.splitlines()
    for line in lines:
        assert re.match(
            r"::(error|warning|notice) (file=[^,:]+,line=[0-9]+,col=[0-9]+,)?title=[^,:]+::", line
        )
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", line)
    return len(lines), text.count("\n")


def in_xml(text: str) -> Any:
    return elements(etree.fromstring(text.encode()))


def in_json(text: str) -> Any:
    return keys(json.loads(text))


SHAPES = {
    "table": in_table,
    "plain": in_plain,
    "json": in_json,
    "csv": in_csv,
    "csv-safe": safe_csv,
    "md": in_markdown,
    "github": in_github,
    "github-summary": in_markdown,
    "gitlab": in_json,
    "junit": in_xml,
    "sarif": in_json,
    "text": in_words,
    "html": in_html,
}


def same(form: str, hostile: str, benign: str) -> None:
    if not form.startswith("csv"):  # whose cells are exact: quotes keep them inside
        assert not HIDDEN.search(hostile), repr(HIDDEN.search(hostile))
    assert SHAPES[form](hostile) == SHAPES[form](benign)


@ATTACKS
@pytest.mark.parametrize("form", [*RENDERERS, *PIPELINE])
def test_progress_keeps_its_shape(real: Catalog, attack: str, form: str) -> None:
    """Titles, notes and printed words change no row, column, element, header or annotation of any format."""
    wide = Drawing(width=20_000)
    hostile = render(progress(told(real, PAYLOADS[attack])), form, wide)
    same(form, hostile, render(progress(told(real, BENIGN)), form, wide))


@ATTACKS
@pytest.mark.parametrize("form", [*RENDERERS, *PIPELINE])
def test_check_keeps_its_shape(attack: str, form: str) -> None:
    """What a faulty file holds changes nothing either, where a problem quotes it."""
    wide = Drawing(width=20_000)
    same(form, render(check(PAYLOADS[attack]), form, wide), render(check(BENIGN), form, wide))


@ATTACKS
@pytest.mark.parametrize("form", [form for form in REPORTS if form not in {"xlsx", *PRINTED}])
def test_report_keeps_its_shape(real: Catalog, attack: str, form: str) -> None:
    """A report's elements are those of its harmless twin."""
    hostile, benign = (render_report([report(told(real, text))], form) for text in (PAYLOADS[attack], BENIGN))
    assert isinstance(hostile, str)
    assert isinstance(benign, str)
    same(form, hostile, benign)


@ATTACKS
def test_a_word_document_keeps_its_shape(real: Catalog, attack: str) -> None:
    """Paragraphs, tables, notes and links are those of the twin; nothing hidden is in it."""
    shapes = []
    for text in (PAYLOADS[attack], BENIGN):
        drawn = render_report([report(told(real, text))], "docx")
        assert isinstance(drawn, bytes)
        with zipfile.ZipFile(io.BytesIO(drawn)) as archive:
            names = ("word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels")
            trees = [etree.fromstring(archive.read(name)) for name in names]
        assert not any(HIDDEN.search(text) for tree in trees for text in tree.itertext())
        shapes.append([[element.tag for element in tree.iter()] for tree in trees])
    assert shapes[0] == shapes[1]


@ATTACKS
def test_charts_side_by_side_keep_their_shape(real: Catalog, attack: str) -> None:
    """Several charts in one drawing, and each alone: elements and attributes of the twin, and nothing hidden."""

    def drawn(text: str) -> list[str]:
        now = snapshot(told(real, text), AS_OF)
        charts = []
        for indicator in now.indicators:
            judged = [(t, assess(now, t, AS_OF)) for t in now.targets if t.indicator == indicator.id]
            charts.append(chart(now, indicator, judged, lang="vi", as_of=AS_OF))
        there = [one for one in charts if one is not None][:4]
        assert len(there) == 4
        return [multiples(there), *map(svg, there)]

    for hostile, benign in zip(drawn(PAYLOADS[attack]), drawn(BENIGN), strict=True):
        assert not HIDDEN.search(hostile)
        assert {one[0] for one in in_xml(hostile)} == {one[0] for one in in_xml(benign)}
        assert not re.search(r"(?i)\bon[a-z]+=|javascript:|href=", "".join(re.findall(r"<[^>]*>", hostile)))


@ATTACKS
def test_a_pdf_keeps_its_shape(real: Catalog, attack: str) -> None:
    """No text is markup of the typesetter: tags and links are those of the twin, and nothing runs."""
    shapes = []
    for text in (PAYLOADS[attack], BENIGN):
        drawn = render_report([report(told(real, text))], "pdf")
        assert isinstance(drawn, bytes)
        with pikepdf.open(io.BytesIO(drawn)) as opened:
            kinds = [
                str(one.S)
                for one in opened.objects
                if isinstance(one, pikepdf.Dictionary) and "/Pg" in one and "/S" in one
            ]
            assert "/OpenAction" not in opened.Root
            assert "/JavaScript" not in opened.Root.get("/Names", {})
        shapes.append(
            {kind: kinds.count(kind) for kind in ("/H1", "/H2", "/Table", "/TR", "/Note", "/Figure", "/Code")}
        )
    assert shapes[0] == shapes[1]


@ATTACKS
def test_a_workbook_calculates_nothing(real: Catalog, attack: str) -> None:
    """Every text is a text cell, formulas are marked as quoted, and the sheets have the rows of the twin's."""
    books = []
    for text in (PAYLOADS[attack], BENIGN):
        drawn = render_report([report(told(real, text))], "xlsx")
        assert isinstance(drawn, bytes)
        books.append(openpyxl.load_workbook(io.BytesIO(drawn)))
    shapes = [[(s.title, s.max_row, s.max_column) for s in book] for book in books]
    assert shapes[0] == shapes[1]
    cells = [cell for sheet in books[0] for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    formulas = [
        cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "@"))
    ]
    assert all(cell.quotePrefix for cell in formulas)
    assert bool(formulas) is PAYLOADS[attack].startswith(("=", "+", "@"))


@ATTACKS
def test_a_mail_keeps_its_headers_and_parts(real: Catalog, attack: str) -> None:
    """The headers, the parts and the page are the twin's; no line is a header of the catalog's."""
    letter = Letter(("Văn Ất <a@b.vn>",), "c@d.vn", attachments=("csv", "xlsx"))
    raws = [message(letter, [report(told(real, text))]) for text in (PAYLOADS[attack], BENIGN)]
    mails = [email.message_from_bytes(raw, policy=email.policy.strict) for raw in raws]
    assert mails[0].keys() == mails[1].keys()
    assert "Bcc" not in mails[0]
    parts = [[(part.get_content_type(), part.get_filename()) for part in mail.walk()] for mail in mails]
    assert parts[0] == parts[1]
    assert not mails[0].defects
    assert all(re.fullmatch(rb"[\x20-\x7e]{0,78}", line) for line in raws[0].split(b"\r\n"))
    pages = [mail.get_body(("html",)).get_content() for mail in mails]  # type: ignore[union-attr]
    assert len(pages[0].encode()) <= LARGEST
    assert in_html(pages[0]) == in_html(pages[1])
    in_words(mails[0].get_body(("plain",)).get_content().replace("\r\n", "\n"))  # type: ignore[union-attr]


@pytest.mark.parametrize("attack", ["html", "template", "markdown"])
def test_a_template_of_ones_own_is_escaped(real: Catalog, attack: str, tmp_path: Path) -> None:
    """A page template escapes for HTML by its name, a Markdown one with the filter ``md``."""
    page, notes = tmp_path / "own.html.j2", tmp_path / "own.md.j2"
    page.write_text(
        "<ul>{% for row in report.rows %}<li title='{{ row.title }}'>{{ row.title }}</li>{% endfor %}</ul>"
    )
    notes.write_text("{% for row in report.rows %}- {{ row.title|md }}\n{% endfor %}")
    hostile, benign = (report(told(real, text)) for text in (PAYLOADS[attack], BENIGN))
    assert in_html(draw_own(page, [hostile])) == in_html(draw_own(page, [benign]))
    assert in_markdown(draw_own(notes, [hostile])) == in_markdown(draw_own(notes, [benign]))


@pytest.fixture
def hostile_session(real: Catalog, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let every command read the catalog that we ship, with one text in the place of all of its own."""

    def tell(text: str) -> None:
        catalog = told(real, text)
        monkeypatch.setattr(Session, "everything", lambda _: catalog)
        monkeypatch.setattr(Session, "publishable", lambda *_, **__: catalog)

    return tell


def in_chart(form: str, made: bytes) -> Any:
    """What a chart is made of, by the format of `hntrack chart`."""
    if form == "png":
        assert made.startswith(b"\x89PNG\r\n\x1a\n")
        return made[16:20]  # its width; words that are wrapped make it higher
    text = made.decode()
    assert not HIDDEN.search(text)
    if form == "terminal":
        return in_table(text)
    return in_json(text) if form == "vega" else {one[0] for one in in_xml(text)}


@pytest.mark.slow
@ATTACKS
@pytest.mark.parametrize("form", CHARTS)
def test_a_chart_keeps_its_shape(
    hostile_session: Callable[[str], None], attack: str, form: str, tmp_path: Path
) -> None:
    """On the screen, as SVG, PNG and Vega-Lite: as many lines, elements, keys and points as the twin."""
    shapes = []
    for text in (PAYLOADS[attack], BENIGN):
        hostile_session(text)
        made = tmp_path / "made"
        call = ("chart", "innovating-firms", "-f", form, "-o", str(made), "--as-of", "2026-01-01")
        done = invoke(*call, env={"COLUMNS": "20000"})
        assert done.code == 0, done.err
        shapes.append(in_chart(form, made.read_bytes()))
    assert shapes[0] == shapes[1]


def keyed(value: Any) -> Any:
    """The shape of an answer; of texts, that nothing in them is hidden."""
    if isinstance(value, str):
        assert not HIDDEN.search(value), value
    if isinstance(value, dict):
        assert not any(map(HIDDEN.search, value))
        return {key: keyed(one) for key, one in value.items()}
    return [keyed(one) for one in value] if isinstance(value, list | tuple) else type(value).__name__


ASKED: Mapping[str, tuple[dict[str, Any], ...]] = {
    "search": ({"text": "innovating"},),
    "show": ({"name": "innovating-firms"},),
    "progress": ({}, {"ids": ["innovating-*"]}),
    "compare": ({"left": "2030", "right": "2045"}, {"left": "@2025-01-01", "right": "@2026-01-01"}),
    "quote": ({"name": "innovating-firms-2030"}, {"name": "innovating-firms"}),
}


def test_an_answer_to_an_assistant_keeps_its_shape(hostile_session: Callable[[str], None]) -> None:
    """Each tool gives the keys and as many items as the twin, and nothing hidden in any text."""
    tools = Tools(Shared(as_of="2026-01-01"))
    assert {name for name in vars(Tools) if not name.startswith("_")} == ASKED.keys()

    def answers(text: str) -> Any:
        hostile_session(text)
        return [
            keys(json.loads(getattr(tools, name)(**one))) for name, asked in ASKED.items() for one in asked
        ]

    benign = answers(BENIGN)
    for text in PAYLOADS.values():
        assert answers(text) == benign


@pytest.mark.slow
@ATTACKS
def test_the_page_of_curate_keeps_its_shape(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page is told of a draft, its claims and the catalog: keys and items of the twin, nothing hidden."""
    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert invoke("extract", str(ARTICLE), "--published", "2026-07-20", "-o", "draft.yaml").code == 0
    folder = Folder(tmp_path / "data", tmp_path / "seeds")
    catalog = open_catalog(Place(folder, bundled=False))
    shapes = []
    for text in (PAYLOADS[attack], BENIGN):
        curation = Curation(folder, tmp_path / "draft.yaml", partial(told, catalog, text), "en")
        claims = tuple(
            replace(claim, clause=f"a »{text}« b", reading=Wording(text, text))
            for claim in curation.draft.claims
        )
        curation.draft = replace(curation.draft, claims=claims, source=told(curation.draft.source, text))
        page = _Page(curation, [f"x {text}", *[claim.as_printed for claim in claims]])
        said = [page.answer("state", {}), *(page.answer("card", {"id": claim.id}) for claim in claims)]
        said += [
            page.answer("step", {"id": claim.id, "deed": deed, "answers": {}})
            for claim in claims[:3]
            for deed in ("target", "measurement", "set_aside")
        ]
        shapes.append(keyed(said))
    assert shapes[0] == shapes[1]


LINE_OF_SERIES = re.compile(
    r"\S+\.csv:\d+:\d+: error\[[a-z-]+\]: |    [|=] |  \S|hntrack: error: |(office|bad)\S*: \S|changed: online-services 2022|\d+ changed, "
)


@ATTACKS
def test_what_series_prints_is_our_own_lines(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's file, hostile in headings and cells, is refused or taken: no text of it begins a line or is obeyed."""
    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = PAYLOADS[attack].encode(errors="replace").decode().replace("\0", "")
    quoted = '"{}"'.format(text.replace('"', '""'))
    columns = ("--indicator", "ind", "--period", "year", "--value", "v", "--published", "2023")
    lines = f"ind,year,v,{quoted}\nonline-services,2021,30,{quoted}\nonline-services,2022,VALUE,{quoted}\n"
    for name, value in (("bad", quoted), ("office", "35"), ("new", "36")):
        (tmp_path / f"{name}.csv").write_text(lines.replace("VALUE", value), "utf-8", newline="")
    for call in (
        ("add", "bad.csv", *columns),
        ("add", "bad.csv", *columns[:-4], "--value", text.replace("\n", " "), "--published", "2023"),
        ("add", "office.csv", *columns),
        ("refresh", "office", "new.csv", "--published", "2024"),
        ("refresh", "office", "new.csv", "--published", "2024", "--why", "W"),
    ):
        done = invoke("series", *call)
        assert done.code in {0, 2, 3, 4}, done.err
        assert not HIDDEN.search(done.out + done.err), done.err
        in_table(done.out + done.err)
        wrong = [
            line for line in (done.out + done.err).split("\n") if line and not LINE_OF_SERIES.match(line)
        ]
        assert not wrong, wrong


MACROS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    '=HYPERLINK("http://127.0.0.1")',
    "=cmd|' /C calc'!A0",
)


@pytest.mark.parametrize("text", MACROS)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, text: str) -> None:
    """The catalog's workbook, with the text in every title and note, holds texts and numbers."""
    copy_of_example(tmp_path)
    catalog = open_catalog(Place(Folder(tmp_path / "data", tmp_path / "seeds"), bundled=False))
    said = Wording(text, text)
    indicators = tuple(indicator._replace(title=said, note=said) for indicator in catalog.indicators)
    book = workbook(replace(catalog, title=said, indicators=indicators), "en")
    cells = list(_cells(book))
    assert any(cell.value == text or str(cell.value).endswith(text.strip()) for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]


@pytest.mark.parametrize("text", MACROS)
def test_a_cell_of_the_csv_for_spreadsheets_begins_with_an_apostrophe(text: str) -> None:
    """In every column; a number with its sign stays a number."""
    written = write_safe([["title", "value"], [text, "-1.5"], ["a", text]])
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows == [["title", "value"], [f"'{text}", "-1.5"], ["a", f"'{text}"]]


@pytest.mark.parametrize("form", ["xlsx", "csv-safe"])
def test_reports_in_tables_hold_no_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """A title that is a formula, on the way through the command line."""
    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    targets = tmp_path / "data" / "targets.yaml"
    targets.write_text(re.sub(r"en: [^,}\n]+", "en: '=1+1'", targets.read_text("utf-8")), "utf-8")
    made = tmp_path / f"report.{form.partition('-')[0]}"
    done = invoke("progress" if form == "csv-safe" else "report", "-f", form, "-o", str(made), "--lang", "en")
    assert done.code == 0, done.err
    if form == "csv-safe":
        rows = csv.reader(io.StringIO(made.read_text("utf-8-sig")))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    else:
        assert not [cell.value for cell in _cells(made.read_bytes()) if cell.data_type == "f"]


def _cells(book: bytes) -> Iterator[Any]:
    for sheet in openpyxl.load_workbook(io.BytesIO(book)):
        for row in sheet.iter_rows():
            yield from row
