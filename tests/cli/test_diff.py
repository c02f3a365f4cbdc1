"""`diff`: its four kinds of operands, its exit code, and what it refuses."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from support.cli import AS_OF, invoke
from support.own_catalog import copy_of_example


def items(*argv: str) -> list[dict[str, object]]:
    done = invoke("diff", *argv, "--as-of", AS_OF, "-f", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)["items"]
    assert isinstance(found, list)
    return found


def git(folder: Path, *argv: str) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *argv], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(
    "operands",
    [("2030", "2045"), ("vtv-2020-10-11", "hanoi-conference-2025-02-26"), ("@2024-12-31", "@2025-12-31")],
)
def test_different_things_differ_and_equal_ones_do_not(operands: tuple[str, str]) -> None:
    """`--exit-code` gives 1 where something differs; anything against itself differs in nothing."""
    assert items(*operands)
    assert invoke("diff", *operands, "--as-of", AS_OF, "--exit-code").code == 1
    assert invoke("diff", operands[0], operands[0], "--as-of", AS_OF, "--exit-code").code == 0


def test_digital_economy_is_raised_by_ten_points() -> None:
    """The 2045 goal asks for 50 % of GRDP where 2030 asks for 40 %."""
    raised = {one["indicator"]: one for one in items("2030", "2045") if one["kind"] == "raised"}
    assert raised["digital-economy"]["difference"] == 10


def test_a_git_revision_is_an_operand(tmp_path: Path) -> None:
    """What was recorded since a commit shows up against it; the work tree is not touched."""
    folder = copy_of_example(tmp_path / "repo")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    argv = ("git:HEAD", str(folder), "--data", str(folder), "--as-of", "2026-11-22", "-f", "json")
    assert json.loads(invoke("diff", *argv).out)["items"] == []
    page = ("--url", "https://example.org/x", "--published", "2026-11-01")
    recorded = invoke("record", "online-services", "58", "--period", "2026-H1", *page, "--data", str(folder))
    assert recorded.code == 0, recorded.err
    told = json.loads(invoke("diff", *argv).out)["items"]
    assert {one["subject"] for one in told} >= {"measurement"}
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=folder, check=True, capture_output=True, text=True
    )
    assert "measurements.yaml" in status.stdout


@pytest.mark.parametrize(
    ("operands", "code"),
    [
        (("2030", "vtv-2020-10-11"), 2),
        (("@2024-12-31", "2030"), 2),
        (("nobody", "vtv-2020-10-11"), 2),
        (("@soon", "@2025"), 2),
        (("@2025-12-31", "@2024-12-31"), 2),
        (("git:no-such-revision", "git:HEAD"), 4),
        (("git:--output=x", "git:HEAD"), 4),
        (("./nowhere", "."), 4),
    ],
)
def test_operands_that_do_not_go_together_are_refused(
    operands: tuple[str, str], code: int, tmp_path: Path
) -> None:
    """Two kinds at once, unknown names and revisions: a clear refusal, no traceback."""
    folder = copy_of_example(tmp_path / "plain")
    where = ("--data", str(folder)) if operands[0].startswith("git:") else ()
    done = invoke("diff", *operands, *where, env={"HNTRACK_LANG": "en"})
    assert done.code == code, done.err
    assert done.err
    assert "Traceback" not in done.err
