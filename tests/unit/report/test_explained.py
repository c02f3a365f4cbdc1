"""How a verdict is explained: every formula shown gives, carried out, the number beside it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hntrack.assess import assess
from hntrack.assess.what_if import explain
from hntrack.model.catalog import snapshot
from hntrack.model.verdict import Verdict
from hntrack.report.explained import explained_sheet, explanation
from support.site_catalog import AS_OF, site_catalog

CATALOG = snapshot(site_catalog(), AS_OF)
_SUM = re.compile(r": (?P<formula>[-−0-9.()+×/ a-z]*[-−+×/][-−0-9.()+×/ a-z]*) = (?P<value>[-−0-9.]+)")


def formulas(verdict: Verdict) -> list[str]:
    return [explanation(line, "en") for line in explain(CATALOG, verdict, AS_OF)]


def carried_out(formula: str) -> Decimal:
    """Work out a printed sum: numbers, + − × / and brackets only."""
    plain = re.sub(r"[a-z ]", "", formula).replace("−", "-").replace("×", "*")
    assert re.fullmatch(r"[0-9.()+*/-]+", plain), plain
    exact = re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda m: f"Decimal('{m[0]}')", plain)
    value = eval(exact, {"Decimal": Decimal})
    assert isinstance(value, Decimal)
    return value


@pytest.mark.parametrize("target", [t.id for t in CATALOG.targets])
def test_each_formula_gives_its_number(target: str) -> None:
    """A reader with a calculator comes to the same result."""
    promise = CATALOG.target[target]
    for line in formulas(assess(CATALOG, promise, AS_OF)):
        match = _SUM.search(line)
        if match:
            shown = Decimal(match["value"].rstrip(".").replace("−", "-"))
            tolerance = Decimal("0.02") * max(abs(shown), Decimal(1))
            assert abs(carried_out(match["formula"]) - shown) <= tolerance, line


def test_a_share_is_explained_with_its_numbers_put_in() -> None:
    """Baseline, required and observed pace, and the value on the trajectory are all there."""
    text = "\n".join(formulas(assess(CATALOG, CATALOG.target["share-2030"], AS_OF)))
    for part in ("(50 − 25.2) / 5", "= 4.96", "(25.2 − 18.1) / 5", "= 1.42", "25.2 + 1.42 × 5 = 32.3"):
        assert part in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_target_has_a_section_and_an_item(lang: str) -> None:
    """Nothing is left out of an explanation, in either language."""
    judged = [(target, assess(CATALOG, target, AS_OF)) for target in CATALOG.targets]
    sheet = explained_sheet(CATALOG, judged, lang=lang, as_of=AS_OF.isoformat())
    assert len(sheet.sections) == len(sheet.items) == len(judged)
    assert all(section.lines for section in sheet.sections)
