"""The curated catalog knows the acts that its documents name, and who said what."""

from __future__ import annotations

import json

import pytest

from hntrack.documents.acts import grammar
from hntrack.report.versions import LADDER, RUNGS, basis_of
from hntrack.workspace import bundled, open_catalog
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


def test_a_promise_says_on_what_it_rests_and_how_strong_that_is() -> None:
    """An act, else a speaker, else a report: with its rung of the ladder; targets can be listed by each."""
    catalog = open_catalog(bundled())
    strengths = {target.id: basis_of(catalog, target) for target in catalog.targets}
    for target in catalog.targets:
        basis = strengths[target.id]
        assert (basis.strength == "resolution") == (target.basis == "resolution-57") or basis.act is not None
    assert {entry["strength"] for entry in grammar()["kind"]} <= set(LADDER) == set(RUNGS)
    shown = invoke("show", "innovating-firms", "--as-of", AS_OF).out
    assert "57-NQ/TW, 2024-12-22, Bộ Chính trị: a resolution (step 5 of 7)" in shown
    for asked in ("57-NQ/TW", "resolution-57", "speech"):
        listed = json.loads(invoke("targets", "--basis", asked, "--as-of", AS_OF, "-f", "json").out)["items"]
        wanted = {
            name for name, basis in strengths.items() if asked in (basis.strength, *(basis.act or ())[:2])
        }
        assert listed
        assert {item["target"] for item in listed} <= wanted
    assert invoke("targets", "--basis", "58-NQ/TW").code == 2
