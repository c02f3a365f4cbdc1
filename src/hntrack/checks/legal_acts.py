"""Acts: their numbers are such as acts bear, and promises do not rest on what was replaced."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.checks.shared import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog


def numbers_of_acts(catalog: Catalog) -> Iterator[Problem]:
    """A number is read whole by the grammar of numbers, and as that of an act of its kind."""
    if not catalog.acts:
        return
    from hntrack.documents.acts import find_acts  # noqa: PLC0415  (only catalogs with acts pay for the grammar)

    for act in catalog.acts:
        found = find_acts(act.number)
        if len(found) != 1 or found[0].printed != act.number:
            yield problem("act-number-unread", at(act, "number"), number=act.number)
        elif act.kind not in (found[0].kind, *_SAME_SIGN.get(found[0].kind, ())):
            yield problem(
                "act-kind-differs", at(act, "kind"), number=act.number, found=found[0].kind, kind=act.kind
            )


# Kinds that bear the sign of another one: the Party's regulations that of decisions; of assemblies, the year alone.
_SAME_SIGN = {
    "decision": ("regulation",),
    "law": ("resolution", "ordinance", "order"),
    "resolution": ("ordinance",),
}


def replaced_bases(catalog: Catalog) -> Iterator[Problem]:
    """What rests on an act that another one replaced is superseded, or is to be looked at."""
    replaced = {old: act.id for act in catalog.acts for old in act.replaces}
    superseded = {target.supersedes for target in catalog.targets}
    for target in catalog.targets:
        if target.basis in replaced and target.id not in superseded and target.change != "withdrawn":
            yield problem(
                "basis-replaced",
                at(target, "basis"),
                id=target.basis,
                other=replaced[target.basis],
                indicator=target.indicator,
                target=target.id,
            )


def recognised_claims(catalog: Catalog) -> Iterator[Problem]:
    """What a machine read from a picture is confirmed by a person."""
    for source in catalog.sources:
        for claim in source.claims:
            if claim.recognised:
                yield problem("claim-unconfirmed", at(claim, "recognised"), words=claim.as_printed)
