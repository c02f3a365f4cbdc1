"""What must hold of every command in the table."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from hntrack.cli.commands import COMMANDS
from support.cli import AS_OF, invoke, spawn
from support.commands import DRAWN, EXAMPLES

LANGS = ("vi", "en")
FORMS = ("table", "plain", "json", "csv", "csv-safe", "md")

WORDED = ("lang", "label", "reason", "title", "text", "sentence", "because", "asked")
"""Members of the JSON that speak the language of the run; all others are codes, ids and numbers."""

every_command = pytest.mark.parametrize("name", EXAMPLES)
every_drawn = pytest.mark.parametrize("name", DRAWN)
every_lang = pytest.mark.parametrize("lang", LANGS)


@every_lang
@every_command
def test_the_example_succeeds(name: str, lang: str) -> None:
    """A correct call exits 0, says something on stdout and nothing on stderr."""
    result = invoke(*EXAMPLES[name], env={"HNTRACK_LANG": lang})
    assert result.code == 0
    # the sample article ends in pointers to others, and `extract` says where it stopped reading
    assert bool(result.err) is (name == "extract"), result.err
    assert result.out.strip()
    assert result.out.endswith("\n")


@every_lang
@pytest.mark.parametrize("name", COMMANDS)
def test_help_speaks_the_language(name: str, lang: str) -> None:
    """`-h` and `--help` say the same, in the language of the run, and name the command."""
    short, long = (invoke(name, flag, env={"HNTRACK_LANG": lang}) for flag in ("-h", "--help"))
    assert short == long
    assert (short.code, short.err) == (0, "")
    assert f"hntrack {name}" in short.out
    other = invoke(name, "-h", env={"HNTRACK_LANG": "en" if lang == "vi" else "vi"})
    assert other.out != short.out


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_a_usage_error(name: str) -> None:
    """An option that does not exist exits 2 with one explanation on stderr and nothing on stdout."""
    result = invoke(name, "--no-such-option")
    assert (result.code, result.out) == (2, "")
    assert "--no-such-option" in result.err
    assert "Traceback" not in result.err


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@every_lang
@every_drawn
def test_every_format_draws_every_view(name: str, lang: str, form: str) -> None:
    """Each drawing command knows each format, in both languages, without a control character."""
    result = invoke(*EXAMPLES[name], "-f", form, env={"HNTRACK_LANG": lang, "COLUMNS": "100"})
    assert (result.code, result.err) == (0, "")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", result.out)


@pytest.mark.slow
@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 140, 250])
@every_lang
@every_drawn
def test_a_table_fits_its_terminal(name: str, lang: str, width: int) -> None:
    """No line of a table is wider than the terminal, and no text in it is cut off."""
    env = {"HNTRACK_LANG": lang, "COLUMNS": str(width)}
    result = invoke(*EXAMPLES[name], "-f", "table", env=env)
    assert result.code == 0
    wide = [line for line in result.out.splitlines() if cell_len(line) > width]
    if width >= 60:
        assert wide == []
    letters = set("".join(result.out.split()))
    assert "\x1b" not in letters


@every_lang
@every_drawn
def test_a_wide_table_says_what_plain_says(name: str, lang: str) -> None:
    """Every word of the plain text stands in a table of 250 columns too: nothing is cropped."""
    env = {"HNTRACK_LANG": lang, "COLUMNS": "250"}
    plain = invoke(*EXAMPLES[name], "-f", "plain", env=env).out
    table = invoke(*EXAMPLES[name], "-f", "table", env=env).out
    rows = plain.splitlines()[1:]
    missing = {word for line in rows for word in line.split()} - set(table.split())
    assert missing <= {
        "—",
        *("Remark", "Ghi", "chú"),
    }  # a table leaves blank what is empty, and shows remarks without a heading


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "chart"])  # a chart fills its width
def test_a_pipe_gets_plain_text(name: str) -> None:
    """In a pipe there is no colour, no box around a table, and the terminal's width changes nothing."""
    narrow, wide = (invoke(*EXAMPLES[name], env={"COLUMNS": width}) for width in ("20", "300"))
    assert narrow == wide
    assert "\x1b" not in narrow.out
    assert name == "show" or not re.search("[─│┌]", narrow.out)  # the lines of its trajectory


@every_drawn
def test_colour_obeys(name: str) -> None:
    """A terminal gets colour; NO_COLOR, TERM=dumb, a pipe and --color never take it away; always forces it."""
    seen = {
        "terminal": invoke(*EXAMPLES[name], tty=True, env={"TERM": "xterm"}),
        "no color": invoke(*EXAMPLES[name], tty=True, env={"TERM": "xterm", "NO_COLOR": "1"}),
        "dumb": invoke(*EXAMPLES[name], tty=True, env={"TERM": "dumb"}),
        "never": invoke(*EXAMPLES[name], "--color", "never", tty=True, env={"TERM": "xterm"}),
        "pipe": invoke(*EXAMPLES[name], "-f", "table"),
        "always": invoke(*EXAMPLES[name], "-f", "table", "--color", "always"),
    }
    assert {how: "\x1b[" in result.out for how, result in seen.items()} == {
        "terminal": True,
        "no color": False,
        "dumb": False,
        "never": False,
        "pipe": False,
        "always": True,
    }
    assert all(result.code == 0 for result in seen.values())
    bare = re.sub(r"\x1b\[[0-9;]*m", "", seen["terminal"].out)
    assert bare == seen["no color"].out


@every_lang
@pytest.mark.parametrize("name", [*DRAWN, "check"])
def test_json_obeys_its_schema(name: str, lang: str) -> None:
    """`-f json` gives one object that the printed schema accepts, with the envelope and unescaped Vietnamese."""
    result = invoke(*EXAMPLES[name], "-f", "json", env={"HNTRACK_LANG": lang})
    document = json.loads(result.out)
    schema = json.loads(invoke("schema", name).out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)
    assert document["schema"] == f"hntrack/{name}"
    assert document["as_of"] == AS_OF
    assert document["lang"] == lang
    assert "\\u1" not in result.out


def test_a_measurement_looks_the_same_everywhere() -> None:
    """What `progress` says of the latest measurement, `history` and `diff` say under the same names."""

    def first(*argv: str) -> Any:
        return json.loads(invoke(*argv, "-f", "json", "--as-of", AS_OF).out)["items"]

    used = first("progress", "innovating-firms")[0]["latest"]
    told = first("history", "innovating-firms")[-1]["latest"]
    changed = first("diff", "techconnect-2024-09-30", "resolution-57-review-2025-12-25")
    known = [one["new"] for one in changed if one["subject"] == "measurement" and one["new"]]
    assert {**used, "published": "2025-12-25"} == told
    assert told in known


@every_drawn
def test_codes_do_not_depend_on_the_language(name: str) -> None:
    """Of the JSON only labels, reasons and the language itself differ between Vietnamese and English."""

    def codes(value: object) -> object:
        if isinstance(value, dict):
            return {key: codes(one) for key, one in value.items() if key not in WORDED}
        return [codes(one) for one in value] if isinstance(value, list) else value

    vi, en = (
        json.loads(invoke(*EXAMPLES[name], "-f", "json", env={"HNTRACK_LANG": lang}).out) for lang in LANGS
    )
    assert codes(vi) == codes(en)


@every_drawn
def test_csv_has_a_row_an_item(name: str) -> None:
    """CSV has the heading and as many rows as JSON has items, each with all columns."""
    rows = list(csv.reader(io.StringIO(invoke(*EXAMPLES[name], "-f", "csv").out)))
    items = json.loads(invoke(*EXAMPLES[name], "-f", "json").out)["items"]
    assert len(rows) == len(items) + 1
    assert {len(row) for row in rows} == {len(rows[0])}


@every_drawn
def test_markdown_tables_hold_together(name: str) -> None:
    """In Markdown every line of a table has the same number of cells."""
    lines = invoke(*EXAMPLES[name], "-f", "md").out.splitlines()
    tables = "\n".join(line if line.startswith("|") else "" for line in lines).split("\n\n")
    counts = [{line.count("|") for line in table.splitlines() if line} for table in tables]
    assert all(len(found) <= 1 for found in counts)
    assert any(counts) or name == "show"


@pytest.mark.slow
@every_command
def test_two_runs_are_equal(name: str) -> None:
    """The same question gives the same bytes under any hash seed, time zone and locale."""
    runs = [
        spawn(
            *EXAMPLES[name], env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "HNTRACK_LANG": "vi"}
        )
        for seed, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "C.UTF-8"))
    ]
    assert runs[0] == runs[1]
    assert runs[0].code == 0
