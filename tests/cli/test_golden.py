"""Outputs that a person has looked at, kept byte for byte.

``pytest --accept progress-json.vi`` (or ``'progress-*'``) writes them anew and prints what changed: read it.
"""

from __future__ import annotations

import pytest

from support.cli import AS_OF, ROOT, invoke
from support.golden import Golden

FOLDER = ROOT / "tests" / "golden" / "cli"

CASES: dict[str, tuple[str, ...]] = {
    "progress-100": ("progress", "-f", "table"),
    "progress-60": ("progress", "--year", "2030", "-f", "table"),
    "progress-140": ("progress", "--year", "2030", "-f", "table"),
    "progress-plain": ("progress", "--year", "2030"),
    "progress-md": ("progress", "--year", "2030", "-f", "md"),
    "progress-csv": ("progress", "--year", "2030", "-f", "csv"),
    "progress-json": ("progress", "innovating-firms", "pii-rank", "-f", "json"),
    "progress-methods-140": ("progress", "innovating-firms", "pii-rank", "--method", "all", "-f", "table"),
    "progress-explain-100": ("progress", "innovating-firms", "--explain", "-f", "table"),
    "targets-80": ("targets", "--group-by", "year", "-f", "table"),
    "targets-140": ("targets", "--year", "2045", "-f", "table"),
    "targets-60": ("targets", "--year", "2045", "-f", "table"),
    "show-number-100": ("show", "innovating-firms", "-f", "table"),
    "show-rank-80": ("show", "pii-rank", "-f", "table"),
    "show-words-80": ("show", "startup-ecosystem", "-f", "table"),
    "show-md": ("show", "innovating-firms", "-f", "md"),
    "diff-milestones-100": ("diff", "2030", "2045", "-f", "table"),
    "diff-documents-100": ("diff", "vtv-2020-10-11", "hanoi-conference-2025-02-26", "-f", "table"),
    "diff-days-100": ("diff", "@2024-12-31", "@2025-12-31", "-f", "table"),
    "history-80": ("history", "innovating-firms", "-f", "table"),
    "check-80": ("check", "-f", "table"),
    "methods-80": ("methods", "-f", "table"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, lang: str, golden: Golden) -> None:
    """The output is byte for byte the one that somebody looked at."""
    width = name.rpartition("-")[2]
    env = {"COLUMNS": width} if width.isdigit() else {}
    result = invoke(*CASES[name], "--as-of", AS_OF, "--lang", lang, env=env)
    assert (result.code, result.err) == (0, "")
    golden(f"{name}.{lang}", FOLDER / f"{name}.{lang}.txt", result.out)


def test_no_golden_file_is_left_over() -> None:
    """Each file in the folder belongs to a case."""
    kept = {f"{name}.{lang}.txt" for name in CASES for lang in ("vi", "en")}
    assert {file.name for file in FOLDER.iterdir()} <= kept
