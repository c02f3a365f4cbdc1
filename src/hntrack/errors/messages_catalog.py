"""Messages of the checks: what can be wrong with what the data says."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error, warning
from hntrack.errors.messages_evidence import EVIDENCE

_EXISTS_EN = "Correct the id, or add what is missing ({nearest})."
_REREAD_EN = "Read the original again, then correct the figure here or the words as printed."

_IDS: dict[str, Entry] = {
    "id-duplicate": error(
        "The id {id} is already taken at {first}.", "Choose another id, or remove the entry that is too much."
    ),
    "id-shared": error(
        "A measurement and a target share the id {id} (the target is at {first}).",
        "Rename one of them: commands take ids of both kinds.",
    ),
    "unit-redefined": error(
        "{id} is a built-in unit and cannot be defined again.",
        "Remove this entry to use the built-in unit, or choose another id.",
    ),
}

_REFERENCES: dict[str, Entry] = {
    "goal-unknown": error("There is no goal {id}.", _EXISTS_EN),
    "area-unknown": error("There is no area {id}.", _EXISTS_EN),
    "act-unknown": error("There is no act {id}.", _EXISTS_EN),
    "act-number-unread": warning(
        "'{number}' is not the number of an act as such acts are numbered.",
        "Write number and sign as the act prints them: 57-NQ/TW, 43/KH-UBND, 39/2024/QH15.",
    ),
    "act-kind-differs": error(
        "The number {number} is that of another kind of act: {found}, not {kind}.",
        "Correct kind or number.",
    ),
    "act-day-doubtful": warning(
        "The act {id} is dated {day}, which does not go with {other}.",
        "Correct the date or the number of the act; if another act was meant, name that as the basis.",
    ),
    "claim-unconfirmed": warning(
        "A machine read '{words}' from a picture (OCR), and nobody has confirmed it.",
        "Hold it against the picture; where it is right, take the line 'recognised: true' away.",
    ),
    "basis-replaced": warning(
        "The act {id} that it rests on was replaced by {other}.",
        "Read the new act and add what it promises: hntrack add target {indicator} --supersedes {target} "
        "--basis {other} --change reworded … Or take the promise back.",
    ),
    "unit-unknown": error("There is no unit {id}, neither built in nor in the catalog.", _EXISTS_EN),
    "indicator-unknown": error("There is no indicator {id}.", _EXISTS_EN),
    "claim-unknown": error("No document has a claim {id}.", _EXISTS_EN),
    "target-unknown": error("There is no target {id}.", _EXISTS_EN),
    "measurement-unknown": error("There is no measurement {id}.", _EXISTS_EN),
    "source-unknown": error("There is no document {id}.", _EXISTS_EN),
    "stage-unknown": error("This indicator has no stage {id}.", "Use one of its stages: {known}."),
    "supersedes-circle": error(
        "These targets supersede each other in a circle: {circle}.",
        "Remove supersedes from the target that was announced first.",
    ),
    "revises-circle": error(
        "These measurements revise or withdraw each other in a circle: {circle}.",
        "Remove revises or withdraws from the measurement that was published first.",
    ),
    "derived-circle": error(
        "These measurements are derived from each other in a circle: {circle}.",
        "Remove derived from the measurement that a document states.",
    ),
    "derived-too-deep": error(
        "{id} is derived by way of more than {most} others.",
        "Derive it from the measurements that documents state.",
    ),
    "proxy-circle": error(
        "These indicators stand in for each other in a circle: {circle}.",
        "Remove proxy_for from the indicator that is the one of interest.",
    ),
}

_CLAIMS: dict[str, Entry] = {
    "claim-unused": error(
        "No target or measurement uses the claim {id}, and nothing says why.",
        "Use it as a claim or restated, or give the reason in set_aside.",
    ),
    "claim-used-and-set-aside": error(
        "The claim {id} is set aside, yet {user} uses it.", "Remove set_aside (and value), or stop using it."
    ),
    "claim-value-twice": error(
        "The claim {id} holds a figure that {user} already holds.",
        "Remove value, value_high and of from the claim: a figure stands in one place only.",
    ),
    "claim-no-target": error(
        "This target rests on the claim {id}, which is of kind {kind}, not target.",
        "Choose the claim that makes the promise, or correct the claim's kind.",
    ),
    "claim-no-measurement": error(
        "This measurement rests on the claim {id}, which states a target.",
        "Choose the claim that reports the result, or correct the claim's kind.",
    ),
    "claim-named-twice": error(
        "This target names the claim {id} twice.", "Remove the surplus line from restated."
    ),
    "set-aside-without-value": error(
        "This claim is set aside and prints the figure {printed} (“{words}”), but it has no value.",
        "Add value: {printed}, so that the figure is checked.",
    ),
    "as-printed-too-long": error(
        "The citation is {words} words long; {most} is the most.",
        "Keep the few words around the figure: the article is somebody else's.",
    ),
    "language-unread": warning(
        "Figures in the language {language} cannot be read, so the words here are compared with nothing.",
        "Have a second person compare the figures of this document.",
    ),
}

_PRINTED: dict[str, Entry] = {
    "words-without-figure": error(
        "This says {curated}, but the words “{words}” ({claim}) give no figure.",
        "Cite the words that hold the figure, or remove the figure here.",
    ),
    "value-differs": error(
        "This says {curated}, but the words “{words}” ({claim}) say {printed}.", _REREAD_EN
    ),
    "scale-differs": error(
        "In full this is {curated}, but the words “{words}” ({claim}) are {printed}: the scales differ.",
        "Give the value in the indicator's scale, or correct the scale.",
    ),
    "value-high-differs": error(
        "The upper end here is {curated}, but by the words “{words}” ({claim}) it is {printed}.", _REREAD_EN
    ),
    "value-high-unprinted": error(
        "The words “{words}” ({claim}) do not give the upper end {curated}.",
        "Remove value_high, or cite the words that give both ends.",
    ),
    "of-differs": error(
        "The total here is {curated}, but by the words “{words}” ({claim}) it is {printed}.", _REREAD_EN
    ),
    "of-unprinted": error(
        "The words “{words}” ({claim}) do not give the total {curated}.",
        "Remove of, or cite the words that give the total.",
    ),
    "comparator-differs": error(
        "The comparator here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        (
            "Write comparator: {printed}, or cite the comparing word as well (“more than”, “at least”, "
            "“at most”)."
        ),
    ),
    "qualifier-differs": error(
        "The qualifier here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        "Write qualifier: {printed}, or cite the word before the figure as well (“about”, “more than”).",
    ),
    "unit-differs": error(
        "The unit here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        "Correct the indicator's unit, or choose another indicator.",
    ),
    "unit-unprinted": error(
        "The unit here is {curated}, but the words “{words}” ({claim}) give no unit.",
        "Cite the unit as well (“%”, “dollars”), or choose another indicator.",
    ),
    "digits-unread": error(
        "Digits of the words “{words}” are not accounted for: {digits}.",
        "Hold them as value, value_high or of, repeat them in both readings, or cite fewer words.",
    ),
}

_DERIVED: dict[str, Entry] = {
    "sum-differs": error(
        "The sum does not add up: {sum} = {result}, but this says {value}.",
        "Compare each part and the total with the original.",
    ),
    "share-differs": error(
        "The share does not come out: {first} / {second} = {result}%, but this says {value}.",
        "Check both numbers and the share; give it with as many decimals as are printed.",
    ),
    "share-of-nothing": error(
        "No share of {part} can be taken: its value is 0.",
        "Check the order in from: the part first, the whole second.",
    ),
    "derived-parts": error(
        "The rule {rule} cannot be applied to {count} measurements.",
        "A sum takes two measurements or more, a share exactly two.",
    ),
    "derived-without-value": error(
        "Nothing can be derived from {part}: it has no value in numbers.",
        "Choose another measurement, or remove derived.",
    ),
    "share-not-percent": error(
        "A share comes out in percent, but this indicator's unit is {unit}.",
        "Choose an indicator with measure: share and unit: percent.",
    ),
    "derived-units-differ": error(
        "Different units cannot be added or divided: {units}.", "Choose measurements of one unit."
    ),
    "derived-periods-differ": warning(
        "What is calculated together is of different periods: {periods}.",
        "Choose measurements of one period, or say in a note why they compare.",
    ),
    "derived-certainty": error(
        ("This value of our own is called {qualifier}, but from its parts it follows that it is {expected}."),
        "Write qualifier: {expected}, or add the claim if a document prints the result.",
    ),
}

_INDICATORS: dict[str, Entry] = {
    "unit-on-words": error(
        "measure: {measure} has no unit, but this says {unit}.",
        "Remove unit, or choose a measure in numbers.",
    ),
    "unit-missing": error(
        "The indicator {id} (measure: {measure}) has no unit.",
        "Add unit: percent for a share, rank for a rank, a currency, or one of units.",
    ),
    "unit-clash": error(
        "measure: {measure} needs unit: {wanted}, but this is {unit}.", "Correct the unit or the measure."
    ),
    "unit-of-other-measure": error(
        "The unit {unit} does not go with measure: {measure}.",
        "percent belongs to share, rank to rank, money to amount.",
    ),
    "scale-clash": error(
        "scale: {scale} does not go with measure: {measure}.",
        "Remove scale: only count and amount are given in thousands, millions or billions.",
    ),
    "stages-missing": error(
        "The indicator {id} (measure: stage) needs two stages or more.",
        "List its stages, the worst first, or use measure: text.",
    ),
    "stages-unexpected": error(
        "An indicator with measure: {measure} has no stages.", "Remove stages, or use measure: stage."
    ),
    "share-of-no-share": error(
        "share_of goes with measure: share only, not {measure}.", "Remove share_of, or correct the measure."
    ),
    "limit-without-number": error(
        "An indicator with measure: {measure} has no limit in numbers.", "Remove limit."
    ),
    "direction-missing": warning(
        "The indicator {id} has a target in numbers but does not say which direction is better.",
        "Add direction: increase or decrease; without it no pace can be told.",
    ),
    "record-unused": warning("Nothing uses {id} (in {section}).", "Remove the entry, or use it."),
}

_VALUES: dict[str, Entry] = {
    "comparator-clash": error(
        "{comparator} does not go with an indicator of measure: {measure}.",
        "Use one of: {suited}; or correct the indicator's measure.",
    ),
    "comparator-against-direction": error(
        "{comparator} runs against the indicator's direction: {direction}.",
        (
            "Correct the comparator, or the indicator's direction. A relative cut is at_most a negative "
            "number."
        ),
    ),
    "target-without-stage": error(
        "The target {id} (comparator: reaches) does not say which stage to reach.", "Add the stage."
    ),
    "stage-unexpected": error(
        "A target with comparator: {comparator} has no stage.",
        "Remove the stage, or use comparator: reaches.",
    ),
    "value-on-words": error(
        "A target with comparator: {comparator} has no value in numbers.",
        "Remove the value, or choose another comparator.",
    ),
    "target-without-value": error(
        "The target {id} (comparator: {comparator}) has no value.",
        "Add the value, or use comparator: text for a qualitative aim.",
    ),
    "value-high-missing": error("The target {id} (comparator: between) has no upper end.", "Add value_high."),
    "value-high-unexpected": error(
        "A target with comparator: {comparator} has no upper end.",
        "Remove value_high, or use comparator: between or at_least.",
    ),
    "between-upside-down": error(
        "The upper end {high} is not above the lower end {low}.", "Swap the two, or correct the wrong one."
    ),
    "withdrawal-with-value": error(
        "{id} withdraws a measurement, so it has no value.",
        "Remove the value or stage; if this is a new value, use revises instead of withdraws.",
    ),
    "measurement-without-value": error("The measurement {id} has no value.", "Add the value."),
    "measurement-without-stage": error(
        "The measurement {id} does not say which stage was reached.", "Add the stage."
    ),
    "stage-of-number": error(
        "An indicator of measure: {measure} is measured in numbers, not in stages.",
        "Give a value instead of the stage.",
    ),
    "number-of-stage": error(
        "An indicator of measure: {measure} is measured in stages, not in numbers.",
        "Give a stage instead of the value.",
    ),
    "value-over-limit": error(
        "{value} is beyond the indicator's limit of {limit}.",
        "Correct the value; if it can lie beyond, remove the limit.",
    ),
    "value-below-floor": error(
        "{value} is beyond the indicator's floor of {floor}.",
        "Correct the value; if it can lie beyond, remove the floor.",
    ),
    "floor-over-limit": error(
        "The floor {floor} is not below the limit {limit}.", "Swap the two, or correct the wrong one."
    ),
    "base-not-positive": error(
        "The target is a percentage of {id}, which is {value}: of nothing, or less, that says nothing.",
        "Give the value to be reached itself, without relative_to.",
    ),
    "rank-no-place": error("{value} is no rank.", "A rank is a whole number, from 1."),
    "value-negative": error(
        "{value} is negative; an indicator of measure: {measure} cannot go below zero here.",
        "Correct the value; a rate of change is a share without a limit.",
    ),
    "count-not-whole": error(
        "{value} cannot be a count.",
        "Give a whole number, or give the indicator a scale (thousand, million, billion).",
    ),
    "value-over-all": error(
        "{value} out of {of} is impossible.", "Check value and of: of is how many there are in all."
    ),
}

_DATES: dict[str, Entry] = {
    "provenance-missing": error(
        "The measurement {id} does not say where it comes from.", "Add claim, cited or derived."
    ),
    "provenance-twice": error(
        "The measurement {id} has both claim and cited.",
        "Keep claim; cited is for what no curated claim states.",
    ),
    "cited-nowhere": error(
        "cited of {id} must name a document (source) or a page (url), and not both.",
        "Keep source and line, or url, title and publisher.",
    ),
    "cited-without-date": error(
        "{id} cites a page but does not say when it was published.", "Add published."
    ),
    "period-after-publication": error(
        "The period {period} begins after the value became known ({known}).",
        ("Correct the period, or the document's date; what is still to come is a target, not a measurement."),
    ),
    "recorded-before-published": warning(
        "It was written down on {recorded}, before it was published ({known}).",
        "Check recorded, published and the document's date.",
    ),
    "milestone-before-source": warning(
        "The milestone {milestone} was over when the document appeared ({known}).",
        ("Check milestone and date; if the document repeats an old promise, cite the document that made it."),
    ),
    "baseline-after-milestone": error(
        "The baseline is of {period}, which does not end before the milestone {milestone}.",
        "Choose an earlier measurement.",
    ),
    "source-without-date": error(
        "Nothing says since when the document {id} exists.",
        "Add not_before: the day of the event that it reports.",
    ),
    "not-before-after-date": error(
        "not_before ({day}) is later than the date of publication ({period}).",
        "Remove not_before, or correct the date.",
    ),
}

_HISTORY: dict[str, Entry] = {
    "change-of-nothing": error(
        "change: {change} needs supersedes, or nothing is changed.",
        "Add supersedes with the old target's id, or remove change.",
    ),
    "change-missing": error(
        "This target supersedes {id} but does not say how it differs.",
        "Add change: raised, lowered, brought_forward, postponed, reworded or withdrawn.",
    ),
    "change-untrue": error(
        "The numbers do not show {change}: it was {old} and is now {new}.",
        "Correct the change, or the target's number and milestone.",
    ),
    "supersedes-other-indicator": error(
        "The old target {id} is about another indicator: {indicator}.",
        "Correct supersedes, or this target's indicator.",
    ),
    "replaced-twice": error(
        "{id} is already replaced by {first}.", "Continue the chain: replace {first}, the latest one."
    ),
    "revises-and-withdraws": error(
        "{id} both revises and withdraws a measurement.",
        "Keep one: revises for a new value, withdraws where none is left.",
    ),
    "why-missing": error("{id} revises or withdraws a measurement without saying why.", "Add why."),
    "revises-other-indicator": error(
        "The old measurement {id} is of another indicator: {indicator}.",
        "Correct the old measurement's id, or the indicator.",
    ),
    "revises-other-period": error(
        "The old measurement {id} is of another period: {period}.",
        "Correct the old measurement's id, or the period; another period is a new measurement.",
    ),
    "base-of-other-indicator": error(
        "{field} is {id}, which is of another indicator: {indicator}.",
        "Choose a measurement of this very indicator.",
    ),
    "measurement-twice": error(
        "{id} repeats {first}: same indicator, period and value.",
        "Remove one of them; set the surplus claim aside and say what it repeats.",
    ),
    "measurements-disagree": error(
        "{id} and {first} say different things about one period ({period}).",
        "If one is newer, let it revise the other and say why; if not, make them two indicators.",
    ),
    "target-twice": error(
        "{id} repeats the target {first}.", "Keep the first one and add this claim to its restated."
    ),
    "targets-disagree": warning(
        "{id} and {first} ask for different numbers by the same milestone.",
        "If one replaces the other, say so with supersedes and change.",
    ),
}

_TEXTS: dict[str, Entry] = {
    "text-not-nfc": error(
        "Texts of this file are not composed Unicode (NFC): {count}, the first “{text}”.",
        "Convert the file to NFC (uconv -x any-nfc, or save it again in an editor that composes).",
    ),
    "text-hides-character": error(
        "The text hides a character that nobody sees, {codepoint}: “{text}”.", "Delete that character."
    ),
    "wording-in-one-language": warning(
        "{field} is missing its {missing} text.", "Add it; until then the other language is shown instead."
    ),
}

CATALOG: dict[str, Entry] = {
    **_IDS,
    **_REFERENCES,
    **_CLAIMS,
    **_PRINTED,
    **_DERIVED,
    **_INDICATORS,
    **_VALUES,
    **_DATES,
    **_HISTORY,
    **_TEXTS,
    **EVIDENCE,
}
