"""Messages of the checks that hold ids, quotes, readings and passages against the facts."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error, warning

_REREAD_EN = "Read the original again, then correct the fact, its date, or the words here."

EVIDENCE: dict[str, Entry] = {
    "year-differs": error("{field} speaks of {years}, but {id} is about {period}.", _REREAD_EN),
    "id-year-differs": warning(
        "The id {id} bears {years}, but what it names is about {period}.",
        "Correct the milestone or period if it is a slip; else choose an id that misleads nobody.",
    ),
    "reading-differs": error("The reading says {printed}, but the value recorded is {curated}.", _REREAD_EN),
    "reading-bound-differs": error("The reading says {printed}, but {id} is {curated}.", _REREAD_EN),
    "readings-disagree": error(
        "The two readings speak of different years: {vi} (vi), {en} (en).", _REREAD_EN
    ),
    "words-turn-figure": error(
        (
            "In “{words}” the word “{word}” stands right before the figure: it is no value that was "
            "measured for {id}."
        ),
        (
            "Record what the document says (an aim, a change, not reached); if the word belongs to the "
            "indicator's name, put it into its title."
        ),
    ),
    "forecast-as-fact": error(
        "“{words}” says “{word}”, but the measurement is {status}.",
        (
            "Set obs_status to estimated (or forecast, where it is known), or do not record it as a "
            "measurement."
        ),
    ),
    "direction-differs": error(
        "“{words}” says “{word}”, but the indicator's direction is {direction}.",
        "Correct the indicator's direction, or the quote.",
    ),
    "rank-direction": error(
        "{id} is a rank with direction increase: a better rank is a lower number.",
        "Set direction to decrease.",
    ),
    "stage-differs": error("“{words}” speaks of the stage {other}, but {stage} is recorded.", _REREAD_EN),
    "area-differs": warning(
        "The words speak of {named}, but the indicator {id} is of {area}.",
        "Correct the indicator's area, or say in the reading how the two go together.",
    ),
    "share-of-differs": error(
        "“{words}” is a share of {printed}, but the indicator's share_of is {curated}.",
        "Correct the indicator's share_of.",
    ),
    "value-factor": warning(
        "{value} lies far off the other values of the series; {meant} would fit: was the decimal mark shifted?",
        "Look at the source again. If it is right, say so in a note.",
    ),
    "share-as-fraction": warning(
        "{value} percent looks like a share typed as a fraction; {meant} percent would fit.",
        "Give shares in percent: 25.2, not 0.252.",
    ),
    "scale-twice": warning(
        "{value} is given in {scale}s and looks as if the scale had been worked in twice; {meant} would fit.",
        "Give the value in the indicator's scale, without its zeros.",
    ),
    "field-unsaid": warning(
        "{id} has {field}: {value}, but neither its quote nor a reading or note says so.",
        "Correct {field}, or say in the reading or a note where it comes from.",
    ),
    "words-unrecorded": warning(
        "The words of {id} say “{words}”, but its {field} is not given.",
        "Add {field}: {value}; or choose a quote and readings that do not say so.",
    ),
    "reading-denies": warning(
        "The reading says “{word}”, but the quote “{words}” denies nothing.",
        _REREAD_EN,
    ),
    "year-slipped": warning(
        "{field} bears {said}: that is {meant} with one digit wrong.",
        "Correct the digit. If it is a number and no year, group its thousands: 3.030 in Vietnamese, 3,030 in English.",
    ),
    "languages-date-differently": warning(
        "The languages of {field} name different dates: {vi} (vi), {en} (en).",
        "Read the document again, and correct the language in which it slipped.",
    ),
    "period-not-over": warning(
        "{id} is filed under {period}, which was not over when it was published on {known}.",
        "Give the month or day that the figure is printed for (2026-11, 2025-12-25), so that later ones do not hide "
        "behind it; a forecast or estimate says so with obs_status.",
    ),
}

PASSAGES: dict[str, Entry] = {
    "quote-cut": error(
        "“{words}” (line {line}) leaves out “{left_out}”, which stands right beside it in the original.",
        "Cite those words too, then correct the figure accordingly.",
    ),
    "passage-year-differs": error(
        "The sentence on line {line} speaks of {years}, but {id} is about {period}.", _REREAD_EN
    ),
    "document-differs": error(
        "The {field} “{said}” does not stand in {file}.",
        "Give it as the document prints it, or unknown where it does not say.",
    ),
    "date-differs": error(
        "The date {day} is said to be printed (basis: printed), but {file} prints other dates only.",
        "Give the date as printed; if it is known otherwise, set basis to given or inferred and say how in a note.",
    ),
    "date-not-printed": warning(
        "The date {day} is said to be printed (basis: printed), but {file} prints no full date.",
        "Set basis to given (you know it from elsewhere) or inferred (and say how in a note).",
    ),
}
