"""The exit code is 1 only where a gate that was asked for trips; stdout stays the report."""

from __future__ import annotations

import json

import jsonschema
import pytest

from hntrack.render import PIPELINE
from hntrack.report.schemas import output_schema
from support.cli import AS_OF, invoke

BAD = "missed,behind,stalled,reversing,stale=400d"


def test_our_catalog_passes_the_usual_gate() -> None:
    """25.2% against 50% by 2030 is one value: neither missed nor behind."""
    result = invoke("progress", "--as-of", AS_OF, "--fail-on", BAD)
    assert (result.code, result.err) == (0, "")


def test_what_trips_is_said_on_stderr_with_its_place() -> None:
    """The report on stdout is the same with and without the gate; stderr names file, line, code and target."""
    plain = invoke("progress", "--as-of", AS_OF)
    gated = invoke(
        "progress", "--as-of", AS_OF, "--fail-on", "due_not_assessed", "--warn-on", "no_measurement"
    )
    assert gated.code == 1
    assert gated.out == plain.out
    lines = gated.err.splitlines()
    assert lines[0].startswith("data/targets.yaml:")
    assert "error[due_not_assessed]: startup-ecosystem-2025: " in lines[0]
    assert len(lines) == 6
    assert all("warning[no_measurement]" in line for line in lines[1:])


def test_a_warning_never_fails() -> None:
    """``--warn-on`` alone says what it found and exits 0."""
    result = invoke("progress", "--as-of", AS_OF, "--warn-on", "due_not_assessed")
    assert result.code == 0
    assert "warning[due_not_assessed]" in result.err


def test_the_gate_judges_the_selection_only() -> None:
    """What was not selected cannot trip."""
    assert invoke("progress", "innovating-firms", "--as-of", AS_OF, "--fail-on", "due_not_assessed").code == 0


def test_a_supposed_value_can_trip() -> None:
    """The gate speaks about what the report shows, a supposed measurement included."""
    supposed = (
        "progress",
        "innovating-firms",
        "--what-if",
        "innovating-firms=40@2030",
        "--fail-on",
        "behind",
    )
    assert invoke(*supposed).code == 1
    assert invoke(*supposed, "--tolerance", "11pp").code == 0


@pytest.mark.parametrize("form", sorted(PIPELINE))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_format_of_pipelines_is_offered(form: str, lang: str) -> None:
    """Progress and check both speak them, without a gate too, and then they never fail."""
    assert invoke("progress", "--as-of", AS_OF, "-f", form, "--lang", lang).code == 0
    assert invoke("check", "--as-of", AS_OF, "-f", form, "--lang", lang).code == 0
    assert invoke("progress", "--as-of", AS_OF, "-f", form, "--fail-on", "due_not_assessed").code == 1


def test_json_carries_the_gate_where_it_was_asked_for() -> None:
    """The gate is a member of its own, as the schema says, and is absent otherwise."""
    argv = ("progress", "--as-of", AS_OF, "-f", "json")
    gated = json.loads(invoke(*argv, "--fail-on", "due_not_assessed").out)
    jsonschema.validate(gated, output_schema("progress"))
    assert gated["gate"]["tripped"] is True
    assert gated["gate"]["findings"][0]["target"] == "startup-ecosystem-2025"
    assert "gate" not in json.loads(invoke(*argv).out)


@pytest.mark.parametrize(
    "argv",
    [
        ("--fail-on", "mised"),
        ("--fail-on", "stale"),
        ("--tolerance", "1pp"),
        ("--fail-on", "missed", "--tolerance", "1,5pp"),
        ("--fail-on", "missed", "--method", "all"),
        ("-f", "github", "--method", "all"),
        ("-f", "sarif", "--since", "2025-01-01"),
        ("-f", "junit", "--explain"),
    ],
)
def test_what_cannot_be_gated_is_refused(argv: tuple[str, ...]) -> None:
    """A gate that would silently not be one is a usage error, with nothing on stdout."""
    result = invoke("progress", "--as-of", AS_OF, *argv)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) >= 2
