"""``hntrack help TOPIC``, and the manual page: what came with the program."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from hntrack.cli.commands import COMMANDS
from hntrack.cli.help import TOPICS, text_of
from support.cli import ROOT, invoke

MAN = ROOT / "man" / "hntrack.1"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_list_names_every_topic(lang: str) -> None:
    """Without a topic it lists them, each with what it tells about."""
    listed = invoke("help", "--lang", lang).out
    assert all(re.search(rf"^  {name} +\S", listed, re.MULTILINE) for name in TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_a_page(topic: str) -> None:
    """Each begins with a heading, says something, and holds no comment and no link that leads nowhere."""
    for lang in TOPICS[topic].pages:
        text = text_of(topic, lang)
        assert re.match(r"#+ \S", text)
        assert len(text) > 300
        assert "<!--" not in text
        assert not re.search(r"\]\((?!https?://)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def test_a_part_of_a_page_ends_with_it() -> None:
    """The part about gates is not the page about pipelines."""
    gates = text_of("gates", "en")
    assert gates.startswith("## The gate\n")
    assert "\n## " not in gates
    assert text_of("data-model", "vi").startswith("## Các từ dùng trong danh mục\n")


def test_a_language_without_the_page() -> None:
    """The English page stands in, and that is said on stderr."""
    result = invoke("help", "mapping", "--lang", "vi")
    assert (result.code, result.out) == (0, text_of("mapping", "en"))
    assert result.err == "Trang này chỉ có bằng tiếng Anh.\n"


def test_a_command_is_a_topic_too() -> None:
    """`help show` is `show -h`, in the language that was asked for; a slip gets the nearest."""
    for lang in ("vi", "en"):
        assert invoke("help", "show", "--lang", lang).out == invoke("show", "-h", "--lang", lang).out
    slip = invoke("help", "perods")
    assert (slip.code, slip.out) == (2, "")
    assert "periods" in slip.err


def test_the_manual_page_names_every_command() -> None:
    """Each has its purpose and its options; the exit codes are those of the README."""
    text = MAN.read_text("utf-8")
    for name in COMMANDS:
        assert f".B {name}\n" in text
        assert f'"hntrack {name}"' in text
    assert list(re.findall(r"^\.B (\d+)$", text, re.MULTILINE)) == [
        "0",
        "1",
        "2",
        "3",
        "4",
        "70",
        "130",
    ]
    assert "\\-\\-as\\-of" in text


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_page_is_set_without_a_warning() -> None:
    """Groff finds nothing to warn of."""
    done = subprocess.run(
        ("groff", "-man", "-Tutf8", "-K", "utf-8", "-ww", "-z", str(MAN)), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
