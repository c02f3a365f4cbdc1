"""What we offer to pipelines and schedules is tried here, step by step, as far as it goes without a network."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.cli import AS_OF, ROOT, environment

EXAMPLES = ROOT / "docs" / "examples"
BIN = Path(sys.executable).parent
WITH_TOOLS = os.environ.get("HNTRACK_MAIL_TOOLS") == "1"


def run(
    command: list[str], cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    first = (env or {}).get("FIRST_ON_PATH", str(BIN))
    path = f"{first}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=cwd,
        env={**environment(), "PATH": path, "LC_ALL": "C.UTF-8", **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A repository of somebody who keeps a catalog."""
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / "repo" / name)
    return tmp_path / "repo"


def break_data(repo: Path) -> None:
    path = repo / "data" / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    value: 50\n", "    value: 60\n", 1), encoding="utf-8")


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


def step(
    name: str, repo: Path, given: Mapping[str, str] | None = None, first: Path = BIN
) -> tuple[int, str, dict[str, str]]:
    """Run a step of the action as the runner does: its script in bash, its inputs in the environment."""
    whole = action()
    inputs = {key: str(one["default"]) for key, one in whole["inputs"].items()} | {
        "as-of": AS_OF,
        **(given or {}),
    }
    (one,) = [one for one in whole["runs"]["steps"] if one["name"] == name]
    env = {}
    for key, text in one["env"].items():
        expression = text.removeprefix("${{ inputs.").removesuffix(" }}")
        assert expression in inputs, text
        env[key] = inputs[expression]
    files = {key: repo.parent / key for key in ("GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
    env |= {key: str(path) for key, path in files.items()}
    env |= {
        "RUNNER_TEMP": str(repo.parent / "temp"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
        "FIRST_ON_PATH": str(first),
    }
    script = repo.parent / "step.sh"
    script.write_text(one["run"], encoding="utf-8")
    done = run(["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], repo, env)
    return (
        done.returncode,
        done.stdout,
        {key: path.read_text("utf-8") if path.exists() else "" for key, path in files.items()},
    )


def test_the_action_and_the_pipelines_follow_their_schemas() -> None:
    """GitHub's and GitLab's schemas, as check-jsonschema brings them, accept what we offer; so does pre-commit."""
    for schema, path in (
        ("vendor.github-actions", ROOT / "action.yml"),
        ("vendor.github-workflows", EXAMPLES / "github-workflow.yml"),
        ("vendor.gitlab-ci", EXAMPLES / "gitlab-ci.yml"),
        ("vendor.github-workflows", ROOT / ".github" / "workflows" / "ci.yml"),
        ("vendor.github-workflows", ROOT / ".github" / "workflows" / "release.yml"),
        *(("vendor.github-issue-forms", form) for form in (ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()),
        ("vendor.citation-file-format", ROOT / "CITATION.cff"),
    ):
        done = run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)], ROOT)
        assert done.returncode == 0, done.stdout
    for check, path in (
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", EXAMPLES / "pre-commit-config.yaml"),
    ):
        done = run([sys.executable, "-m", "pre_commit", check, str(path)], ROOT)
        assert done.returncode == 0, done.stdout


def test_no_input_is_part_of_a_script() -> None:
    """What a workflow passes reaches the steps as environment variables only."""
    assert not [one["name"] for one in action()["runs"]["steps"] if "${{" in one["run"]]


def test_the_action_installs_itself(ours: Path) -> None:
    """The first step makes an environment, installs this action's own version, and puts it on the path."""
    fake = ours.parent / "fake"
    fake.mkdir()
    (fake / "python3").write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nprintf \'#!/bin/sh\\necho pip "$@"\\n\' >"$3/bin/pip"\nchmod +x "$3/bin/pip"\n',
        encoding="utf-8",
    )
    (fake / "python3").chmod(0o755)
    code, out, files = step("Install", ours, first=fake)
    assert code == 0
    assert out == f"pip install --quiet --disable-pip-version-check {ROOT}\n"
    assert files["GITHUB_PATH"] == f"{ours.parent / 'temp' / 'hntrack' / 'bin'}\n"


def test_the_action_passes_on_our_catalog(ours: Path) -> None:
    """Sound data and no gate of the catalog's: nothing fails, the summary has the table, the warning is shown."""
    assert step("Check the data", ours)[:2] == (0, "")
    code, _, files = step("Write the summary", ours)
    assert code == 0
    assert "| Share of enterprises with innovation activity | 2030 |" in files["GITHUB_STEP_SUMMARY"]
    code, out, _ = step("Judge the promises", ours)
    assert code == 0
    assert out.startswith("::warning file=data/targets.yaml,line=")


def test_the_action_fails_where_it_shall(ours: Path) -> None:
    """Faulty data fail the check with an annotation; a gate that trips fails the last step, not the summary."""
    assert step("Judge the promises", ours, {"fail-on": "due_not_assessed"})[0] == 1
    assert step("Write the summary", ours, {"fail-on": "due_not_assessed"})[0] == 0
    assert step("Write the summary", ours, {"fail-on": "nonsense"})[0] != 0
    break_data(ours)
    code, out, _ = step("Check the data", ours)
    assert code == 3
    assert out.startswith("::error file=data/targets.yaml,line=")


def test_an_input_is_only_ever_a_value(ours: Path) -> None:
    """A hostile input runs nothing: it is an unknown code."""
    code, _, _ = step("Judge the promises", ours, {"fail-on": '$(touch owned); "; touch owned #'})
    assert code == 2
    assert not (ours / "owned").exists()


def job_of_gitlab(repo: Path) -> tuple[int, dict[str, Any]]:
    """Run the script as a runner does: one shell that stops at the first failure; gives its code and the reports."""
    job = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text(encoding="utf-8"))["promises"]
    script = "\n".join(re.sub(r"( \|\| true)?$", rf" --as-of {AS_OF}\1", line) for line in job["script"])
    done = run(["bash", "-euc", script], repo, job["variables"])
    return done.returncode, job["artifacts"]["reports"]


def test_the_gitlab_job_runs(ours: Path) -> None:
    """Its script runs as it stands, and leaves the reports that it names."""
    code, reports = job_of_gitlab(ours)
    assert code == 0
    assert isinstance(json.loads((ours / reports["codequality"]).read_text("utf-8")), list)
    assert all((ours / name).read_text("utf-8").startswith("<?xml") for name in reports["junit"])


def test_the_gitlab_job_keeps_its_reports_where_the_data_are_unsound(ours: Path) -> None:
    """The job fails, and both reports say where."""
    break_data(ours)
    code, reports = job_of_gitlab(ours)
    assert code == 3
    (found, *_) = json.loads((ours / reports["codequality"]).read_text("utf-8"))
    assert found["location"]["path"] == "data/targets.yaml"
    assert "<failure" in (ours / "check.xml").read_text("utf-8")


def git(repo: Path, *words: str) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    env = {"PRE_COMMIT_HOME": str(repo.parent / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}
    return run(["git", *identity, *words], repo, env)


def test_the_hook_stops_a_commit(ours: Path) -> None:
    """Installed for real: sound data are committed, faulty data are not, and the message names file and line.

    The hook's environment is the one that runs the tests (``language: system``); building its own would need a
    network (see the next test).
    """
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    local = [{**hook, "language": "system"} for hook in hooks]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (ours / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert git(ours, "init", "-q").returncode == 0
    env = {"PRE_COMMIT_HOME": str(ours.parent / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}
    assert run([sys.executable, "-m", "pre_commit", "install"], ours, env).returncode == 0
    git(ours, "add", "-A")
    good = git(ours, "commit", "-m", "Sound data")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "hntrack check" in good.stdout + good.stderr
    break_data(ours)
    bad = git(ours, "commit", "-a", "-m", "Faulty data")
    assert bad.returncode != 0
    assert "data/targets.yaml:" in bad.stdout + bad.stderr
    assert git(ours, "rev-list", "--count", "HEAD").stdout.strip() == "1"


def hooked(repo: Path, *args: str) -> None:
    """Make a repository with our hooks installed, which run the program of these tests; commit what is there."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    local = [{**hook, "language": "system", "args": [*hook.get("args", []), *args]} for hook in hooks]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert git(repo, "init", "-q").returncode == 0
    env = {"PRE_COMMIT_HOME": str(repo.parent / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}
    assert run([sys.executable, "-m", "pre_commit", "install"], repo, env).returncode == 0
    git(repo, "add", "-A")
    done = git(repo, "commit", "-m", "Sound data")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_sees_a_deleted_document(ours: Path) -> None:
    """A commit that only deletes what a target rests on is stopped."""
    hooked(ours)
    git(ours, "rm", "-q", "seeds/hanoi-conference-2025-02-26.yaml")
    done = git(ours, "commit", "-m", "Delete a document")
    assert done.returncode != 0
    assert "hanoi-conference-2025-02-26" in done.stdout + done.stderr


def test_the_hook_finds_a_catalog_in_a_subfolder(ours: Path) -> None:
    """``--data`` says where it is; the message names the file from the top of the repository."""
    (ours / "policy").mkdir()
    for name in ("data", "seeds"):
        (ours / name).rename(ours / "policy" / name)
    hooked(ours, "--data", "policy/data")
    break_data(ours / "policy")
    done = git(ours, "commit", "-a", "-m", "Faulty data")
    assert done.returncode != 0
    assert "policy/data/targets.yaml:" in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(
    os.environ.get("HNTRACK_NETWORK") != "1", reason="set HNTRACK_NETWORK=1: pip has to fetch packages"
)
def test_the_hook_builds_its_own_environment(ours: Path) -> None:
    """``pre-commit try-repo`` installs this repository as a stranger would, and the hook passes."""
    git(ours, "init", "-q")
    git(ours, "add", "-A")
    env = {"PRE_COMMIT_HOME": str(ours.parent / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}
    done = run([sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "hntrack-check", "-a"], ours, env)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_weekly_mail_is_sent_whole_or_not_at_all(ours: Path) -> None:
    """The script hands the message to the mailer; where the report fails, the mailer is never called."""
    script = [str(EXAMPLES / "weekly-mail.sh")]
    env = {
        "HNTRACK_TO": "Văn phòng <a@b.vn>",
        "HNTRACK_FROM": "c@d.vn",
        "HNTRACK_MAILER": f"tee {shlex.quote(str(ours / 'sent'))}",
    }
    done = run(script, ours, env)
    assert done.returncode == 0, done.stderr
    message = email.message_from_bytes((ours / "sent").read_bytes(), policy=email.policy.strict)
    assert message["to"].addresses[0].display_name == "Văn phòng"
    assert len(list(message.iter_attachments())) == 2
    (ours / "sent").unlink()
    break_data(ours)
    (ours / "data" / "measurements.yaml").write_text("format: 1\nmeasurements: 5\n", encoding="utf-8")
    assert run(script, ours, env).returncode != 0
    assert not (ours / "sent").exists()
    assert run(script, ours, {**env, "HNTRACK_TO": ""}).returncode != 0


def test_the_crontab_names_what_the_script_needs() -> None:
    """Each variable that the script asks for is set, and the schedule has five fields."""
    lines = [
        line for line in (EXAMPLES / "crontab").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    names = {line.partition("=")[0] for line in lines if "=" in line.split()[0]}
    assert {"HNTRACK_TO", "HNTRACK_FROM", "HNTRACK_DATA"} == names
    assert len(lines[-1].split()) == 6


@pytest.mark.skipif(not WITH_TOOLS, reason="set HNTRACK_MAIL_TOOLS=1 where systemd-analyze is installed")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """``systemd-analyze verify`` finds no fault, the script being where the service says."""
    program = shutil.which("systemd-analyze")
    assert program is not None, "HNTRACK_MAIL_TOOLS=1, but there is no systemd-analyze"
    for name in ("hntrack-mail.service", "hntrack-mail.timer"):
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("/usr/local/bin/weekly-mail.sh", "/bin/true"), encoding="utf-8"
        )
    units = [str(tmp_path / name) for name in ("hntrack-mail.service", "hntrack-mail.timer")]
    done = run([program, "verify", "--man=no", *units], tmp_path)
    said = [line for line in done.stderr.splitlines() if "hntrack-mail" in line]
    assert (done.returncode, said) == (0, [])
    when = run([program, "calendar", "Mon 07:30 Asia/Ho_Chi_Minh"], tmp_path)
    assert when.returncode == 0
