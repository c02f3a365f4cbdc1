"""Streams that close early, are full, or were never open; and a person who has seen enough."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest

import hntrack
from support.cli import command_line, environment, invoke, spawn, unmeasured
from support.commands import EXAMPLES

every_command = pytest.mark.parametrize("name", EXAMPLES)


def in_shell(line: str, *argv: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which ``"$@"`` is the command under test."""
    return subprocess.run(
        ("bash", "-c", line, "bash", *command_line(*argv)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment(env),
        timeout=300,
    )


@pytest.mark.slow
@every_command
def test_a_reader_that_had_enough(name: str) -> None:
    """`| head -1` ends the command with exit code 0 and without a word."""
    done = in_shell('"$@" | head -1 >/dev/null; exit "${PIPESTATUS[0]}"', *EXAMPLES[name])
    assert done.returncode == 0
    assert bool(done.stderr) is (name == "extract"), done.stderr  # it says where it stopped reading


def test_a_reader_that_never_reads() -> None:
    """A pipe whose reader is gone before the first byte ends the command with 0 and without a word."""
    done = in_shell('{ sleep 0.2; "$@" -f json; echo "$?" >&2; } | true', *EXAMPLES["progress"])
    assert done.stderr == "0\n"


@pytest.mark.slow
@every_command
def test_a_full_device(name: str) -> None:
    """Where stdout cannot be written, the exit code is 4 and the cause is named."""
    done = in_shell('"$@" >/dev/full', *EXAMPLES[name], env={"HNTRACK_LANG": "en"})
    assert done.returncode == 4
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@every_command
def test_a_closed_stdout(name: str) -> None:
    """Where stdout is closed, the exit code is 4, and there is no traceback."""
    done = in_shell('"$@" >&-', *EXAMPLES[name], env={"HNTRACK_LANG": "en"})
    assert done.returncode == 4
    assert "stdout" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_stderr() -> None:
    """A closed stderr takes nothing from the report and changes no exit code."""
    whole = in_shell('"$@"', *EXAMPLES["targets"])
    done = in_shell('"$@" 2>&-', *EXAMPLES["targets"])
    assert (done.returncode, done.stdout) == (0, whole.stdout)
    assert in_shell('"$@" 2>&-', "show", "no-such-id").returncode == 2


@pytest.mark.parametrize(
    ("lang", "output", "said"),
    [
        ("en", ".", "Cannot write to .: it is a folder.\n  Name a file in it, such as ./report.txt."),
        (
            "vi",
            ".",
            "Không ghi được ra .: đó là một thư mục.\n  Hãy nêu tên một tệp trong đó, ví dụ ./report.txt.",
        ),
        (
            "en",
            "no/x",
            "Cannot write to no/x: there is no folder no.\n  Make the folder first, or choose another.",
        ),
        (
            "vi",
            "no/x",
            "Không ghi được ra no/x: không có thư mục no.\n  Hãy tạo thư mục đó trước, hoặc chọn nơi khác.",
        ),
        (
            "en",
            "file/x",
            "Cannot write to file/x: there is no folder file.\n  Make the folder first, or choose another.",
        ),
    ],
)
def test_an_output_that_can_be_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, output: str, said: str
) -> None:
    """Where ``--output`` names a folder, or a file in none, the cause and the remedy are said as they are."""
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    result = invoke("progress", "--lang", lang, "-o", output)
    assert (result.code, result.out) == (4, "")
    assert said in result.err


def test_help_into_a_full_device() -> None:
    """Help, too, says why it could not be written."""
    done = in_shell('"$@" >/dev/full', "progress", "-h")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["C", "POSIX", "vi_VN.ISO-8859-1", "nonsense"])
@every_command
def test_any_locale(name: str, locale: str) -> None:
    """Whatever LC_ALL says, a pipe gets UTF-8 and the same text."""
    expected = spawn(*EXAMPLES[name], env={"HNTRACK_LANG": "vi", "LC_ALL": "C.UTF-8"})
    assert spawn(*EXAMPLES[name], env={"HNTRACK_LANG": "vi", "LC_ALL": locale}) == expected


def test_an_ascii_terminal_never_stops_a_report() -> None:
    """Python told to write ASCII still gives the report."""
    result = spawn("progress", "--lang", "vi", env={"PYTHONIOENCODING": "ascii"})
    assert (result.code, result.err) == (0, "")
    assert "Hà Nội" in result.out


def test_an_interrupt_is_no_fault() -> None:
    """Ctrl-C while the data is read exits 130, and no traceback is shown."""
    with mock.patch("hntrack.workspace.open_catalog", side_effect=KeyboardInterrupt):
        result = invoke("progress")
    assert (result.code, result.out) == (130, "")
    assert "Traceback" not in result.err


def holds_interrupts(process: int) -> bool:
    """Tell whether a process holds SIGINT back at this moment."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return False
    (blocked,) = [line.split()[1] for line in status.splitlines() if line.startswith("SigBlk:")]
    return bool(int(blocked, 16) & 1 << (signal.SIGINT - 1))


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="tells from /proc when our part of a run begins"
)
@pytest.mark.parametrize("milliseconds", [0, 20, 60, 100, 140, 180, 220, 260, 400])
def test_an_interrupt_at_any_moment(milliseconds: int) -> None:
    """Ctrl-C from our first line to the last gives no traceback; before it, Python itself is still starting."""
    with subprocess.Popen(
        command_line("progress"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=unmeasured(),
    ) as process:
        while process.poll() is None and not holds_interrupts(process.pid):
            time.sleep(0.0005)
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=300)
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert "Traceback" not in said


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="an interrupt is repeated by a timer")
def test_an_interrupt_while_python_cleans_up_is_heard() -> None:
    """What is raised while an object is dropped reaches no caller; the interrupt is repeated, without a traceback."""
    program = """
import signal, sys, time
from hntrack.cli.streams import guarded
class Dropped:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
def work():
    Dropped()
    time.sleep(30)
    return 0
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(guarded(work, []))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env=environment(),
    )
    assert (done.returncode, done.stderr.strip()) == (130, "Stopped.")


def test_an_interrupt_before_the_first_line_finds_nothing_of_ours() -> None:
    """What stands outside the boundary loads no file: an interrupt there would show where it was."""
    names = "import sys; before = set(sys.modules); import hntrack.__main__; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        (sys.executable, "-S", "-c", names),
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONPATH": str(Path(hntrack.__file__).parent.parent)},
    )
    assert set(done.stdout.split()) - set(sys.builtin_module_names) == {"hntrack", "hntrack.__main__"}


def test_a_fault_of_ours_is_said_as_such() -> None:
    """What nobody foresaw exits 70, without a traceback unless --debug asks for it."""
    with mock.patch("hntrack.workspace.open_catalog", side_effect=ZeroDivisionError("surprise")):
        quiet = invoke("progress")
        loud = invoke("progress", "--debug")
    assert quiet.code == loud.code == 70
    assert "ZeroDivisionError: surprise" in quiet.err
    assert "Traceback" not in quiet.err
    assert "Traceback" in loud.err


def test_reading_needs_no_home_and_no_right_to_write(tmp_path: Path) -> None:
    """Without HOME, in a folder without write permission, reports come out and nothing is left behind."""
    tmp_path.chmod(0o500)
    try:
        result = spawn(*EXAMPLES["progress"], env={"HOME": "/nonexistent"}, cwd=tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert (result.code, result.err) == (0, "")
    assert list(tmp_path.iterdir()) == []
