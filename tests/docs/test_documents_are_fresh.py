"""Documents that are generated in whole or in part say what the program says today, and leave nothing out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hntrack import errors
from hntrack.cli.commands import COMMANDS
from support.cli import ROOT, environment, invoke, spawn

README = (ROOT / "README.md").read_text("utf-8")
PAGE = ROOT / "docs" / "commands.md"


@pytest.mark.slow
@pytest.mark.parametrize(
    "tool", ["sessions.py", "commands.py", "constraints.py", "man.py", "pictures.py", "fields.py"]
)
def test_generated_parts_are_fresh(tool: str) -> None:
    """`python tools/TOOL --check` finds nothing stale; run it without --check to write the documents anew."""
    done = subprocess.run(
        (sys.executable, str(ROOT / "tools" / tool), "--check"),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment(),
    )
    assert (done.returncode, done.stderr) == (0, "")


def paths() -> Iterator[tuple[str, ...]]:
    """Give every command, and every command of a group."""
    for name in COMMANDS:
        yield (name,)
        _, found, rest = invoke(name, "-h").out.partition("\nCommands:\n")
        for member in (
            re.findall(r"^  ([a-z][a-z-]*)", rest.partition("\n\n")[0], re.MULTILINE) if found else ()
        ):
            yield (name, member)


@pytest.mark.parametrize("path", list(paths()), ids=" ".join)
def test_every_command_and_option_is_documented(path: tuple[str, ...]) -> None:
    """docs/commands.md has a section for the command, and each of its options stands there in both languages."""
    section = PAGE.read_text("utf-8").partition(f"## hntrack {' '.join(path)}\n")[2].partition("\n## ")[0]
    english, _, vietnamese = section.partition("```\n\n```text")
    assert english.startswith("\n```text\nUsage: ")
    assert vietnamese.startswith("\nCách dùng: ")
    options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", invoke(*path, "-h").out, re.MULTILINE)
    assert options
    for option in options:
        assert option in english
        assert option in vietnamese


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_overview_crops_no_explanation(lang: str) -> None:
    """In the overview each command's explanation is whole, on a terminal of 80 columns."""
    out = spawn("-h", env={"HNTRACK_LANG": lang, "COLUMNS": "80"}).out
    lines = [line for name in COMMANDS for line in re.findall(rf"^  {name} {{2,}}.*$", out, re.MULTILINE)]
    assert len(lines) == len(COMMANDS)
    assert [line for line in lines if line.endswith("...")] == []


def test_every_link_leads_somewhere() -> None:
    """Each relative link of README, CONTRIBUTING and docs/ names a file that is there."""
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("**/*.md")]
    for document in documents:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_readme_s_own_catalog_can_be_made(tmp_path: Path) -> None:
    """The block that makes a catalog and records in it works as printed; what it records has been published."""
    (block,) = re.findall(r"```sh\n(hntrack init my-catalog.*?)```", README, re.DOTALL)
    done = subprocess.run(
        ("bash", "-ec", f'hntrack() {{ "$PYTHON" -m hntrack "$@"; }}\n{block}'),
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env=environment({"PYTHON": sys.executable, "HNTRACK_LANG": "en"}),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "not yet met · not assessable → met, must hold" in done.stdout


def test_every_file_of_others_is_named_with_its_licence() -> None:
    """Each file in tests/vendored has its row in the README there: what it is, where from, under which licence."""
    folder = ROOT / "tests" / "vendored"
    rows = re.findall(
        r"^\| `([^`]+)` \| .+https://.+ \| .+ \|$", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(rows) == sorted(path.name for path in folder.iterdir() if path.name != "README.md")


def test_the_readme_names_every_exit_code() -> None:
    """The README's table of exit codes is that of the program."""
    codes = {value for name, value in vars(errors).items() if name.startswith("EXIT_")} | {130}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == codes


def test_the_readme_has_the_two_commands() -> None:
    """One line each sets everything up and ends in the report, and in the tests."""
    start = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e "
    lines = README.splitlines()
    assert f"{start}. && .venv/bin/hntrack progress" in lines
    assert f"{start}'.[test]' && .venv/bin/pytest -q" in lines


def test_nobody_is_told_to_install_a_stranger() -> None:
    """The name on the package registries is not ours: what we hand out installs from the repository or a file."""
    told = re.compile(r"(?:pip|pipx|uv|tool) +(?:install|add)\b[^\n]*?[ '\"]hntrack(?=[\[\s'\"`]|$)")
    ours = [
        path for top in ("docs", "src", ".github") for path in (ROOT / top).glob("**/*") if path.is_file()
    ]
    for path in (*ours, *ROOT.glob("*.md"), ROOT / "action.yml"):
        if path.suffix not in {".pyc", ".png", ".xlsx", ".docx", ".pdf"}:
            assert told.findall(path.read_text("utf-8")) == [], path.relative_to(ROOT).as_posix()
