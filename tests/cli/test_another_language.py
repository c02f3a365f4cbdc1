"""A third language of the interface is one .po file and no Python: shown with one that nobody speaks."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from support.cli import AS_OF, ROOT
from support.commands import ARTICLE

CALLS = (
    ["-h"],
    ["progress"],
    ["progress", "--method", "all"],
    ["progress", "innovating-firms", "--explain"],
    ["progress", "--since", "2025-06-01"],
    ["progress", "--roll-up", "goal"],
    ["progress", "innovating-firms", "--what-if", "innovating-firms=28@2026"],
    ["progress", "-f", "json"],
    ["progress", "-f", "github-summary"],
    ["targets"],
    ["show", "innovating-firms"],
    ["chart", "innovating-firms"],
    ["diff", "2030", "2045"],
    ["diff", "@2024-12-31", "@2025-12-31"],
    ["history", "innovating-firms"],
    ["log"],
    ["search", "doanh nghiep"],
    ["sources"],
    ["methods"],
    ["check"],
    ["extract", str(ARTICLE)],
    ["report"],
    ["report", "-f", "md"],
    ["progress", "--lost"],
    ["targets", "--year", "soon"],
)
RUN = """
import contextlib, io, json, sys
from hntrack.cli.app import run
said = []
for call in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(call)
    said.append((code, out.getvalue()))
json.dump(said, sys.__stdout__)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Run every command in the made-up language, in one process."""
    folder = tmp_path_factory.mktemp("locales")
    subprocess.run([sys.executable, ROOT / "tools" / "messages.py", "--pseudo", folder], check=True)
    calls = [
        [*call, "--lang", "qps", *(["--as-of", AS_OF] if call[0] in {"progress", "show", "chart"} else [])]
        for call in CALLS
    ]
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(calls)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={"HNTRACK_LOCALES": str(folder), "PATH": "/usr/bin:/bin", "COLUMNS": "100"},
    )
    return {
        " ".join(call): (code, text)
        for call, (code, text) in zip(CALLS, json.loads(done.stdout), strict=True)
    }


@pytest.mark.parametrize("call", [" ".join(one) for one in CALLS])
def test_every_command_speaks_it(call: str, said: dict[str, tuple[int, str]]) -> None:
    """Each message is in the language (they stand in brackets), and none is forgotten half-way."""
    code, text = said[call]
    assert code in ({2} if "--lost" in call or "soon" in call else {0}), text
    assert "⟦" in text
    assert text.count("⟦") == text.count("⟧")


def test_the_language_is_offered(said: dict[str, tuple[int, str]]) -> None:
    """Help names it, as nothing but its folder makes it known."""
    assert "qps|vi|en" in said["-h"][1]


def test_no_english_is_left_in_a_report(said: dict[str, tuple[int, str]]) -> None:
    """Headings and verdicts are all of the language: the catalog's own texts are what is left."""
    for word in ("Indicator", "not yet met", "Targets", "Verdict"):
        for call in ("progress", "show innovating-firms", "report", "log"):
            assert word not in said[call][1], (call, word)
