"""A plain call is read without Typer, and says what Typer would have said."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hntrack.cli import app
from hntrack.cli.app import plain_call
from hntrack.cli.commands import COMMANDS, examples, shown
from support.cli import ROOT, invoke
from support.commands import EXAMPLES

_CALLS = [
    shlex.split(call.partition(" |")[0])[1:]
    for name in COMMANDS
    for calls in (examples(name), *shown(name).members.values())
    for call in calls
    if name != "serve"  # it stays
]
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\s'\"]*")


def _both_ways(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> tuple[object, object]:
    """Run a call with and without the short way, each on a catalog of its own; give what came of it."""
    found = []
    for way in ("plain", "typer"):
        folder = tmp_path / way / "catalog"
        folder.mkdir(parents=True)
        for name in ("data", "seeds"):
            shutil.copytree(ROOT / name, folder / name)
        monkeypatch.chdir(folder)
        if way == "typer":
            monkeypatch.setattr(app, "plain_call", lambda *_: None)
        done = invoke(*call, env={"HNTRACK_LANG": lang})
        left = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        found.append((done.code, _CLOCK.sub("", done.out), _CLOCK.sub("", done.err), left))
    return found[0], found[1]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_alike(
    name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The calls that all tests of commands use: same output, same exit code, and they are plain."""
    assert plain_call(app.registered(name), EXAMPLES[name]) is not None
    plain, typer = _both_ways(list(EXAMPLES[name]), tmp_path, monkeypatch, lang)
    assert plain == typer


@pytest.mark.slow
@pytest.mark.parametrize("call", _CALLS, ids=" ".join)
def test_what_help_shows_is_read_alike(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call that help and docs/commands.md show: same output, same exit code, same files."""
    plain, typer = _both_ways(call, tmp_path, monkeypatch, "en")
    assert plain == typer


@pytest.mark.parametrize(
    "words",
    [
        ["targets", "--year"],
        ["targets", "--year", "-1"],
        ["targets", "--year", "--area"],
        ["targets", "--format", "json", "--format", "csv"],
        ["targets", "-fjson"],
        ["targets", "--forma", "json"],
        ["targets", "--strict=yes"],
        ["targets", "--", "x"],
        ["targets", "-h"],
        ["show"],
        ["show", "a", "b"],
        ["record", "a", "1"],
        ["record", "a", "1", "--period", "2026", "--line", "x"],
        ["serve", "--port", "70000"],
        ["search"],
        ["add"],
        ["add", "gaol"],
        ["sources", "lst"],
    ],
    ids=" ".join,
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    """A slip, an option without its value, a doubled one, a short one with its value in one word."""
    assert plain_call(app.registered(words[0]), words) is None


def test_equal_signs_lists_and_empty_texts_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Typer gives the command of well-formed words, the short way gives it, to the letter."""
    words = ["targets", "a", "b=c", "--year=2030", "--year", "2035", "--search", "", "--strict", "-f", "json"]
    seen: list[object] = []
    registry = app.registered("targets")
    command = registry.commands["targets"]

    def run(**given: object) -> int:
        seen.append(given)
        return 0

    run.parameters = command.run.parameters  # type: ignore[attr-defined]
    registry.commands["targets"] = command._replace(run=run)
    call = plain_call(registry, words)
    assert call is not None
    assert call() == app._by_typer(registry, words) == 0
    assert seen[0] == seen[1]


@pytest.mark.parametrize("words", [("-h",), ("progres",), ("targets", "--year", "2030")], ids=" ".join)
def test_a_call_imports_what_it_needs(words: tuple[str, ...]) -> None:
    """Help and slips load no command, and a plain call does not load Typer."""
    script = (
        "import sys; from hntrack.cli.app import run; run(sys.argv[1:]);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        (sys.executable, "-c", script, *words), capture_output=True, check=True, encoding="utf-8"
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    if words[0] == "targets":
        assert not {one for one in loaded if one.partition(".")[0] in {"typer", "rich"}}
        assert not loaded & {
            "dataclasses",
            "inspect",
            "typing",
            "pathlib",
        }  # see hntrack.classes and store.folder
    else:
        assert "hntrack.model.records" not in loaded
        assert "hntrack.cli.targets" not in loaded


def _completed(line: list[str]) -> dict[str, str]:
    """Ask as a shell does; Typer may not be loaded."""
    script = (
        "import sys; from hntrack.cli.app import run; code = run([]);"
        "sys.exit(code or int('typer' in sys.modules))"
    )
    asked = {
        "_HNTRACK_COMPLETE": "bash_complete",
        "COMP_WORDS": "\n".join(["hntrack", *line]),
        "COMP_CWORD": str(len(line)),
        "HNTRACK_DATA": str(ROOT / "data"),
        "HNTRACK_LANG": "en",
    }
    done = subprocess.run(
        (sys.executable, "-c", script),
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, **asked},
    )
    assert done.stderr == ""
    return dict(told.split("\t") for told in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["pro"], {"progress"}),
        (["progress", "--gr"], {"--group-by"}),
        (["progress", "--lang", ""], {"vi", "en"}),
        (["progress", "--lang", "=", "e"], {"en"}),
        (["progress", "--method", "tra"], {"trajectory"}),
        (["show", "innovating-firms-"], {"innovating-firms-2030"}),
        (["show", "--data", ""], set()),
        (["sources", "l"], {"list"}),
        (["sources", "show", "vtv"], {"vtv-2020-10-11"}),
        (["progress", "--strict", "innovating-firms-"], {"innovating-firms-2030"}),
        (["nothing", ""], set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_line_is_completed(line: list[str], told: set[str]) -> None:
    """Commands, options, their words and ids of the catalog; nothing where a shell completes names of files."""
    assert set(_completed(line)) == told


_SHELLS = {
    "bash": "source /dev/stdin; COMP_WORDS=(hntrack progress --method tra); COMP_CWORD=3; "
    '_hntrack_complete hntrack; echo "${COMPREPLY[@]}"',
    "zsh": "compdef() {}; source /dev/stdin; words=(hntrack progress --method tra); CURRENT=4; "
    "_describe() { print ${told%:} }; _hntrack_complete",
    "fish": "source -; complete -C 'hntrack progress --method tra'",
}


@pytest.mark.parametrize("shell", _SHELLS)
def test_each_shell_runs_its_script(shell: str, tmp_path: Path) -> None:
    """The script that the program gives, in the shell itself, where it is installed."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    script = invoke(env={"_HNTRACK_COMPLETE": f"{shell}_source"}).out
    program = tmp_path / "hntrack"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m hntrack "$@"\n', "utf-8")
    program.chmod(0o755)
    surroundings = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run(
        (found, "-c", _SHELLS[shell]),
        input=script,
        capture_output=True,
        encoding="utf-8",
        env=surroundings,
        check=False,
    )
    assert done.stdout.strip() == "trajectory", done.stderr


def test_an_unknown_shell_is_a_slip() -> None:
    """Which shells there are is said."""
    result = invoke(env={"_HNTRACK_COMPLETE": "tcsh_source", "HNTRACK_LANG": "en"})
    assert result.code == 2
    assert "bash, zsh, fish" in result.err
