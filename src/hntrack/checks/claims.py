"""Claims: each figure of a document is used, or somebody said why it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hntrack.checks.shared import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target

Users = Mapping[str, tuple[Target | Measurement, ...]]


def users(catalog: Catalog) -> Users:
    """Give, for each ``source/claim`` that is used, the targets and measurements that use it."""
    found: dict[str, tuple[Target | Measurement, ...]] = {}
    for target in catalog.targets:
        for key in (target.claim, *target.restated):
            found[key] = (*found.get(key, ()), target)
    for measurement in catalog.measurements:
        if measurement.claim is not None:
            found[measurement.claim] = (*found.get(measurement.claim, ()), measurement)
    return found


def use_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """A claim is either used or set aside; what is used leaves its figure to its user."""
    used = users(catalog)
    for key, (_, claim) in catalog.claim.items():
        by = used.get(key, ())
        if not by and claim.set_aside is None:
            yield problem("claim-unused", at(claim, "id"), id=key)
        elif by and claim.set_aside is not None:
            yield problem("claim-used-and-set-aside", at(claim, "set_aside"), id=key, user=by[0].id)
        elif by and claim.value is not None:
            yield problem("claim-value-twice", at(claim, "value"), id=key, user=by[0].id)


def kinds_of_claims(catalog: Catalog) -> Iterator[Problem]:
    """A target rests on words that promise, a measurement on words that report."""
    for target in catalog.targets:
        for field, key in (("claim", target.claim), *_numbered(target.restated)):
            found = catalog.claim.get(key)
            if found is not None and found[1].kind != "target":
                yield problem("claim-no-target", at(target, field), id=key, kind=found[1].kind)
    for measurement in catalog.measurements:
        found = catalog.claim.get(measurement.claim or "")
        if found is not None and found[1].kind == "target":
            yield problem("claim-no-measurement", at(measurement, "claim"), id=measurement.claim)


def repeated_claims(catalog: Catalog) -> Iterator[Problem]:
    """A target names a claim once, as its claim or as a restatement."""
    for target in catalog.targets:
        seen = {target.claim}
        for field, key in _numbered(target.restated):
            if key in seen:
                yield problem("claim-named-twice", at(target, field), id=key)
            seen.add(key)


def _numbered(restated: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((f"restated.{number}", key) for number, key in enumerate(restated))
