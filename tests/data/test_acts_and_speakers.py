"""The curated catalog knows the acts that its documents name, and who said what."""

from __future__ import annotations

import json

import pytest

from support.cli import AS_OF, invoke


def found(*words: str) -> set[str]:
    result = invoke("search", *words, "--as-of", AS_OF, "-f", "json")
    return {item["kind"] for item in json.loads(result.out)["items"]}


@pytest.mark.parametrize("words", ["57-NQ/TW", "resolution-57"])
def test_an_act_finds_what_rests_on_it(words: str) -> None:
    """The number of an act finds the act and the targets that rest on it."""
    assert {"act", "target"} <= found(words)


def test_a_name_finds_what_the_person_said() -> None:
    """A name without its marks finds targets and claims."""
    assert found("tran", "sy", "thanh") >= {"target", "claim"}
