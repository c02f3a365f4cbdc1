"""The list of checks: a new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hntrack.checks import (
    claims,
    derived,
    each_record,
    named_years,
    plausible,
    printed,
    quotes,
    references,
    texts,
    unsaid,
    values,
)
from hntrack.errors import Problem
from hntrack.model.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a catalog is held to.

    Attributes:
        name: How we speak of it.
        function: Gives the problems; its docstring says what must hold.
        codes: The problem codes that it may report.
        whole: It looks for what is *missing*, so it can only judge a catalog that was read whole.
    """

    name: str
    function: Callable[[Catalog], Iterator[Problem]]
    codes: tuple[str, ...]
    whole: bool = False


CHECKS = (
    Check("ids", each_record.duplicate_ids, ("id-duplicate",)),
    Check("shared ids", each_record.shared_ids, ("id-shared",)),
    Check("built-in units", each_record.redefined_units, ("unit-redefined",)),
    Check(
        "references",
        references.dangling_references,
        (
            "goal-unknown",
            "area-unknown",
            "unit-unknown",
            "act-unknown",
            "indicator-unknown",
            "claim-unknown",
            "target-unknown",
            "measurement-unknown",
            "source-unknown",
        ),
    ),
    Check("stages", references.unknown_stages, ("stage-unknown",)),
    Check(
        "circles",
        references.circles,
        ("supersedes-circle", "revises-circle", "derived-circle", "proxy-circle"),
    ),
    Check("depth", references.deep_derivations, ("derived-too-deep",)),
    Check(
        "use of claims",
        claims.use_of_claims,
        ("claim-unused", "claim-used-and-set-aside", "claim-value-twice"),
        whole=True,
    ),
    Check("kinds of claims", claims.kinds_of_claims, ("claim-no-target", "claim-no-measurement")),
    Check("repeated claims", claims.repeated_claims, ("claim-named-twice",)),
    Check(
        "figures as printed",
        printed.figures_as_printed,
        (
            "words-without-figure",
            "value-differs",
            "scale-differs",
            "value-high-differs",
            "value-high-unprinted",
            "of-differs",
            "of-unprinted",
            "comparator-differs",
            "qualifier-differs",
            "unit-differs",
            "unit-unprinted",
        ),
    ),
    Check("acts", texts.numbers_of_acts, ("act-number-unread", "act-kind-differs")),
    Check("claims read by a machine", claims.recognised_claims, ("claim-unconfirmed",)),
    Check("acts in force", derived.replaced_bases, ("basis-replaced",)),
    Check("languages read", printed.unread_languages, ("language-unread",)),
    Check("digits", claims.digits_of_claims, ("digits-unread",), whole=True),
    Check(
        "figures set aside",
        claims.figures_of_claims,
        (
            "set-aside-without-value",
            "words-without-figure",
            "value-differs",
            "value-high-differs",
            "value-high-unprinted",
            "of-differs",
            "of-unprinted",
        ),
    ),
    Check("arithmetic", derived.arithmetic_of_derived, ("sum-differs", "share-differs", "share-of-nothing")),
    Check(
        "parts",
        derived.parts_of_derived,
        (
            "derived-parts",
            "derived-without-value",
            "share-not-percent",
            "derived-units-differ",
            "derived-periods-differ",
        ),
    ),
    Check("certainty", derived.certainty_of_derived, ("derived-certainty",)),
    Check(
        "units",
        values.units_of_measures,
        ("unit-on-words", "unit-missing", "unit-clash", "unit-of-other-measure"),
    ),
    Check("scales", values.scales_of_measures, ("scale-clash",)),
    Check(
        "parts of indicators",
        values.parts_of_indicators,
        (
            "stages-missing",
            "stages-unexpected",
            "share-of-no-share",
            "limit-without-number",
            "floor-over-limit",
        ),
    ),
    Check("directions", values.missing_directions, ("direction-missing",)),
    Check(
        "comparators",
        values.comparators_of_measures,
        ("comparator-clash", "comparator-against-direction"),
    ),
    Check(
        "values of targets",
        values.values_of_targets,
        (
            "target-without-stage",
            "stage-unexpected",
            "value-on-words",
            "target-without-value",
            "value-high-missing",
            "value-high-unexpected",
            "between-upside-down",
        ),
    ),
    Check(
        "values of measurements",
        values.values_of_measurements,
        (
            "withdrawal-with-value",
            "measurement-without-value",
            "measurement-without-stage",
            "stage-of-number",
            "number-of-stage",
        ),
    ),
    Check(
        "possible values",
        values.impossible_values,
        (
            "value-over-limit",
            "value-below-floor",
            "rank-no-place",
            "value-negative",
            "count-not-whole",
            "value-over-all",
        ),
    ),
    Check(
        "provenance",
        each_record.provenance_of_measurements,
        ("provenance-missing", "provenance-twice", "cited-nowhere", "cited-without-date"),
    ),
    Check(
        "dates of measurements",
        each_record.dates_of_measurements,
        ("period-after-publication", "recorded-before-published"),
    ),
    Check(
        "dates of targets",
        each_record.dates_of_targets,
        ("milestone-before-source", "baseline-after-milestone"),
    ),
    Check("dates of sources", each_record.dates_of_sources, ("source-without-date", "not-before-after-date")),
    Check(
        "replaced targets",
        derived.replaced_targets,
        (
            "change-of-nothing",
            "change-missing",
            "replaced-twice",
            "supersedes-other-indicator",
            "change-untrue",
        ),
    ),
    Check(
        "replaced measurements",
        derived.replaced_measurements,
        (
            "revises-and-withdraws",
            "why-missing",
            "replaced-twice",
            "revises-other-indicator",
            "revises-other-period",
        ),
    ),
    Check("bases", derived.bases_of_targets, ("base-of-other-indicator", "base-not-positive")),
    Check(
        "double measurements",
        each_record.double_measurements,
        ("measurement-twice", "measurements-disagree"),
    ),
    Check("double targets", each_record.double_targets, ("target-twice", "targets-disagree")),
    Check("forms of texts", texts.forms_of_texts, ("text-not-nfc", "text-hides-character")),
    Check("languages of wordings", texts.languages_of_wordings, ("wording-in-one-language",)),
    Check("lengths of citations", texts.lengths_of_citations, ("as-printed-too-long",)),
    Check("years of words", quotes.years_of_words, ("year-differs",)),
    Check("years of ids", quotes.years_of_ids, ("id-year-differs",)),
    Check("slipped years", named_years.slipped_years, ("year-slipped", "id-year-differs")),
    Check(
        "dates in two languages",
        named_years.dates_in_two_languages,
        ("languages-date-differently", "year-slipped"),
    ),
    Check("days of acts", named_years.days_of_acts, ("act-day-doubtful",)),
    Check(
        "readings of figures",
        quotes.readings_of_figures,
        ("reading-differs", "reading-bound-differs"),
    ),
    Check(
        "unsaid",
        unsaid.unsaid_codes,
        ("field-unsaid",),
    ),
    Check("unrecorded", unsaid.unrecorded_words, ("words-unrecorded",)),
    Check("denied figures", unsaid.denied_figures, ("reading-denies",)),
    Check("other indicators", unsaid.readings_of_other_indicators, ("field-unsaid",)),
    Check("readings of claims", quotes.readings_of_claims, ("readings-disagree", "reading-differs")),
    Check("turned figures", quotes.turned_figures, ("words-turn-figure",)),
    Check("forecasts", quotes.forecasts, ("forecast-as-fact",)),
    Check("directions of quotes", quotes.directions_of_quotes, ("direction-differs", "rank-direction")),
    Check("stages of quotes", quotes.stages_of_quotes, ("stage-differs",)),
    Check("areas of words", quotes.areas_of_words, ("area-differs",)),
    Check("wholes of shares", quotes.wholes_of_shares, ("share-of-differs",)),
    Check("shifted values", plausible.shifted_values, ("value-factor", "share-as-fraction", "scale-twice")),
    Check("unfinished periods", plausible.unfinished_periods, ("period-not-over",)),
    Check("leftovers", each_record.unused_records, ("record-unused",), whole=True),
)
