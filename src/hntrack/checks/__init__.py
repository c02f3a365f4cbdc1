"""Floor 3: what a catalog is held to, as pure functions from a catalog to problems.

A check is a function that :func:`hntrack.checks.shared.check` declares together with its problem codes and what they
say; each code has an invalid example under ``tests/examples/invalid``. :func:`essential` runs the few without which
no report can be made, :func:`contradictions` those whose failing would make a published figure wrong, :func:`check`
everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, late
from hntrack.errors import Problem
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.records import Indicator, Measurement, Target

if TYPE_CHECKING:
    from hntrack.checks.shared import Check

_NOTHING: frozenset[str] = frozenset()
_MODULES = ("each_record", "printed", "texts", "derived", "values", "quotes")


def all_checks() -> tuple[Check, ...]:
    """Give what the modules of this room declare with :func:`hntrack.checks.shared.check`."""
    from importlib import import_module  # noqa: PLC0415  (a room's head loads none of its rooms)

    from hntrack.checks.shared import Check  # noqa: PLC0415  (as above)

    modules = [import_module(f"{__name__}.{name}") for name in _MODULES]
    return tuple(
        declared
        for module in modules
        for declared in vars(module).values()
        if isinstance(declared, Check) and declared.function.__module__ == module.__name__
    )


def check(catalog: Catalog, damaged: frozenset[str] = _NOTHING, *, part: bool = False) -> tuple[Problem, ...]:
    """Hold a catalog to everything in :func:`all_checks`.

    Args:
        catalog: All records that could be read.
        damaged: Ids of records that are in the files but could not be read (claims as ``source/claim``; ``"*"``
            where not even the ids are known).  What refers to them is not reported as dangling, and what looks
            for missing records is not asked at all.
        part: The catalog is only a part of one (:func:`hntrack.model.catalog.near`): the same holds.

    Returns:
        All problems by file, line and column; excerpts are for the caller, who knows the files.
    """
    from hntrack.checks.each_record import dangling_references  # noqa: PLC0415  (most commands never check)

    found: set[Problem] = set()
    for each in all_checks():
        if each is dangling_references:
            found.update(each(catalog, damaged))
        elif not (each.whole and (damaged or part)):
            found.update(each(catalog))
    return tuple(sorted(found, key=lambda p: (p.where, p.code, p.message.en)))


def essential(catalog: Catalog) -> tuple[Problem, ...]:
    """Find ids given twice, ids that lead nowhere, and chains that lead back to themselves or nowhere.

    They run whenever a catalog is read.
    """
    from hntrack.checks.each_record import (  # noqa: PLC0415
        circles,
        dangling_references,
        deep_derivations,
        duplicate_ids,
        unknown_stages,
    )

    found = (
        *duplicate_ids(catalog),
        *dangling_references(catalog),
        *unknown_stages(catalog),
        *circles(catalog),
        *deep_derivations(catalog),
    )
    return tuple(sorted(found, key=lambda one: one.where))


_NUMBER = late(r"[0-9]+(?:[.,][0-9]+)*")
# The plainest words of each bound; any other way to say it is left to the full reading.
_PLAIN = MappingProxyType(
    {
        "more_than": ("trên", "hơn", "more than", "over"),
        "at_least": ("tối thiểu", "ít nhất", "at least"),
        "less_than": ("dưới", "less than", "below"),
        "at_most": ("không quá", "tối đa", "at most"),
        "about": ("khoảng", "about"),
        "up_to": ("lên tới", "lên đến", "up to"),
        "within_top": ("nhóm", "top"),
        "between": ("đến", "to", "–", "-"),
        "exactly": (),  # no words of a target are so plain
    }
)
# Words, or the first of several, that bound, blur or deny a number; anything of the kind is left to the full reading.
_BLURS = frozenset(
    ("trên", "hơn", "tối", "ít", "dưới", "không", "khoảng", "lên", "gần", "chưa", "vượt", "thấp", "cao", "lớn",
     "nhiều", "ước", "xấp", "ngót", "chừng", "cỡ", "âm", "more", "over", "at", "less", "below", "most", "about",
     "up", "near", "nearly", "almost", "not", "no", "around", "roughly", "minimum", "maximum", "exceed", "exceeds",
     "exceeding", "exceeded", "above", "under", "fewer", "some", "much", "minus", "negative")
)  # fmt: skip
_BLURS_BEHIND = frozenset(("trở", "hoặc", "or", "and"))
_SIGNS = frozenset("<>≥≤~≈−–-+(")
_FIRST = ("dẫn đầu", "đứng đầu", "thứ nhất", "first place", "ranked first", "leads the")


_SCALES_AND_UNITS = ("%", "‰", "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "vạn", "trăm", "chục", "lần", "điểm", "bậc",
                     "thousand", "million", "billion", "trillion", "hundred", "times", "point")  # fmt: skip


def contradictions(catalog: Catalog) -> tuple[Problem, ...]:
    """Find figures that contradict the words they rest on, their own arithmetic, each other, or what can be.

    Every command that publishes runs this.  Reading printed words takes tables of patterns that cost a program's start;
    nearly every figure is settled without them, because the curated number stands in the words as printed and the words
    that bound it are plain ones.

    Returns:
        Errors only, by file and line; without the lines of the files.
    """
    from hntrack.checks.derived import arithmetic_of_derived  # noqa: PLC0415  (as above)
    from hntrack.checks.each_record import double_measurements, double_targets  # noqa: PLC0415  (as above)
    from hntrack.checks.shared import facts  # noqa: PLC0415  (as above)
    from hntrack.checks.values import (  # noqa: PLC0415  (as above)
        impossible_values,
        values_of_measurements,
        values_of_targets,
    )

    found: list[Problem] = []
    doubtful = [fact for fact in facts(catalog) if not _stands_as_printed(catalog, fact)]
    if doubtful:
        from hntrack.checks.printed import figures_of  # noqa: PLC0415  (only what is not plain pays for reading)
        from hntrack.checks.quotes import turned_figures  # noqa: PLC0415  (as above)

        for fact in doubtful:
            found += figures_of(catalog, fact)
        found += turned_figures(catalog)
    for each in (
        impossible_values,
        values_of_targets,
        values_of_measurements,
        arithmetic_of_derived,
        double_measurements,
        double_targets,
    ):
        found += each(catalog)
    return tuple(sorted({one for one in found if one.severity == "error"}, key=lambda one: one.where))


def _stands_as_printed(catalog: Catalog, fact: Target | Measurement) -> bool:
    """Whether everything that a fact holds stands in its words in the plainest way."""
    indicator = catalog.indicator.get(fact.indicator)
    if indicator is None or fact.value is None or indicator.measure not in NUMERIC_MEASURES:
        return True
    if isinstance(fact, Target) and fact.relative_to is not None:
        return False
    return all(_plainly(text, lang, fact, indicator) for text, lang in _texts(catalog, fact))


def _texts(catalog: Catalog, fact: Target | Measurement) -> Iterator[tuple[str, str]]:
    """Give the words that a fact rests on, each with the language of its document (``""`` where none is known)."""
    for key in (fact.claim, *fact.restated) if isinstance(fact, Target) else (fact.claim,):
        found = catalog.claim.get(key or "")
        if found is not None:
            yield found[1].as_printed, found[0].language
    if isinstance(fact, Measurement) and fact.cited is not None and fact.cited.as_printed is not None:
        source = catalog.source.get(fact.cited.source or "")
        yield fact.cited.as_printed, source.language if source else ""


def _plainly(text: str, lang: str, fact: Target | Measurement, indicator: Indicator) -> bool:
    low = text.lower()
    numbers = _NUMBER.findall(low)
    value = fact.value
    if value is None or indicator.scale not in ("one", "billion", "million"):
        return False
    high = fact.value_high if isinstance(fact, Target) else fact.of
    if not numbers:
        return high is None and _stands_first(low, fact, indicator)
    wanted = [value] if high is None else [value, high]
    return (
        _numbers_stand(numbers, wanted, lang)
        and _unit_stands(low, numbers[-1], indicator)
        and _bound_stands(low, fact, indicator)
    )


def _numbers_stand(numbers: list[str], wanted: list[Decimal], lang: str) -> bool:
    """Whether these numbers are printed, each as its language prints it, and no others."""
    if len(numbers) != len(wanted):
        return False
    return all(number in _forms(value, lang) for number, value in zip(numbers, wanted, strict=True))


def _stands_first(low: str, fact: Target | Measurement, indicator: Indicator) -> bool:
    """Whether words without a number say what the fact says: the first place."""
    is_first = indicator.measure == "rank" and fact.value == 1
    exact = isinstance(fact, Measurement) and fact.qualifier == "exact"
    return is_first and exact and any(phrase in low for phrase in _FIRST)


def _forms(value: Decimal, lang: str) -> tuple[str, ...]:
    """Give the forms in which a language prints a number; those that could be another number are left out."""
    plain = f"{value:f}"
    if lang not in ("vi", "en"):
        return ()
    if value == value.to_integral_value():
        return plain, f"{value:,f}" if lang == "en" else f"{value:,f}".replace(",", ".")
    return (plain if lang == "en" else plain.replace(".", ","),)


def _unit_stands(low: str, number: str, indicator: Indicator) -> bool:
    behind = low.rpartition(number)[2].lstrip(" \u00a0")
    scales = {"million": ("triệu",), "billion": ("tỷ", "tỉ")}
    if indicator.scale != "one":
        return indicator.unit == "vnd" and behind.startswith(scales[indicator.scale])
    if indicator.unit == "percent":
        return behind.startswith("%") and not behind.startswith(("% điểm", "%/"))
    return indicator.measure in ("count", "rank") and not behind.startswith(_SCALES_AND_UNITS)


def _bound_stands(low: str, fact: Target | Measurement, indicator: Indicator) -> bool:
    code = fact.comparator if isinstance(fact, Target) else fact.qualifier
    before, *between, behind = _NUMBER.split(low)
    if _has(behind, _BLURS_BEHIND) or "+" in behind:
        return False
    match code:
        case "within_top":
            return indicator.measure == "rank" and any(word in before for word in _PLAIN[code])
        case "between":
            return not _is_blurred(before) and "".join(between[:1]).strip() in _PLAIN[code]
        case "exact":
            return not _is_blurred(before)
    return _plain_word_stands(code, before)


def _plain_word_stands(code: str, before: str) -> bool:
    """Whether one of the plainest words of a bound stands right before the number, and nothing blurs it."""
    said = next((word for word in _PLAIN.get(code, ()) if before.rstrip(" \u00a0").endswith(word)), None)
    return said is not None and not _is_blurred(before.rstrip(" \u00a0").removesuffix(said))


def _is_blurred(text: str) -> bool:
    return _has(text, _BLURS) or not _SIGNS.isdisjoint(text)


def _has(text: str, words: frozenset[str]) -> bool:
    return any(word.strip(".,;:()“”\"'") in words for word in text.split())
