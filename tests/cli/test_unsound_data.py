"""What is published from data that contradicts itself says so."""

from __future__ import annotations

import json
import shutil
from email import message_from_string, policy
from pathlib import Path

import pytest

from support.cli import invoke

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Our catalog with 25.2 turned to 52.2."""
    for name in ("data", "seeds"):
        shutil.copytree(TOP / name, tmp_path / name)
    file = tmp_path / "data" / "measurements.yaml"
    file.write_text(file.read_text().replace("value: 25.2", "value: 52.2"))
    return tmp_path / "data"


COMMANDS = [
    ("progress", "-f", "table"),
    ("progress", "-f", "md"),
    ("progress", "--explain"),
    ("targets", "-f", "table"),
    ("show", "innovating-firms"),
    ("history", "innovating-firms", "-f", "table"),
    ("diff", "2030", "2045", "-f", "table"),
    ("report",),
    ("report", "-f", "md"),
    ("report", "-f", "html"),
    ("report", "-f", "eml", "--to", "a@b.vn", "--from", "c@d.vn", "--subject", "x"),
    ("chart", "innovating-firms", "--as", "svg"),
]


def readable(text: str) -> str:
    """Give a text, or the text parts of a mail."""
    if not text.startswith("Date:"):
        return text
    parts = message_from_string(text, policy=policy.default).walk()
    return "".join(part.get_content() for part in parts if part.get_content_type() == "text/plain")


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_published_documents_say_that_the_data_is_wrong(wrong: Path, argv: tuple[str, ...]) -> None:
    """On stderr with file and line, in the document, and not at all where that is asked for."""
    done = invoke(*argv, "--data", str(wrong), "--lang", "en")
    assert done.code == 0, done.err
    assert "measurements.yaml" in done.err
    assert "52.2" in done.err
    assert "problem" in readable(done.out)
    refused = invoke(*argv, "--strict", "--data", str(wrong), "--lang", "en")
    assert refused.code == 3
    assert "value-differs" in refused.err
    assert not refused.out


def test_json_carries_the_problems(wrong: Path) -> None:
    """Programs find them under a key of their own, which sound data does not have."""
    said = json.loads(invoke("progress", "-f", "json", "--data", str(wrong)).out)
    assert [one["code"] for one in said["data_problems"]] == ["value-differs"]
    sound = json.loads(invoke("progress", "-f", "json", "--data", str(TOP / "data")).out)
    assert "data_problems" not in sound


@pytest.mark.slow
def test_exports_and_the_site_say_so_too(wrong: Path, tmp_path: Path) -> None:
    """A table has no place for a remark: stderr has it; the pages of the site bear it in their title."""
    exported = invoke("export", "--data", str(wrong), "--lang", "en")
    assert exported.code == 0
    assert "value-differs" in invoke("export", "--strict", "--data", str(wrong)).err
    assert "measurements.yaml" in exported.err
    built = invoke("site", "build", str(tmp_path / "site"), "--data", str(wrong), "--lang", "en")
    assert built.code == 0, built.err
    assert "problem" in (tmp_path / "site" / "en" / "index.html").read_text()
    assert invoke("site", "build", str(tmp_path / "s2"), "--strict", "--data", str(wrong)).code == 3


def test_sound_data_is_published_without_a_word() -> None:
    """No warning, and the strict form passes."""
    done = invoke("progress", "--strict", "--data", str(TOP / "data"))
    assert done.code == 0
    assert not done.err
