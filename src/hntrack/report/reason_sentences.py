"""Sentences on where a target stands, and those on the pace that several methods use: reason code → wording.

See :mod:`hntrack.report.reasons` for what the placeholders stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hntrack.text.messages import Message, _

SHARED_REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "met": _("{value} ({period}) satisfies {target}; it must still do so on {due}."),
        "hold_met": _("{value} ({period}) satisfies {target}; it must hold in every year until {due}."),
        "not_met": _("{value} ({period}) against {target}: {gap} still missing."),
        "not_met_required": _(
            "{value} ({period}) against {target}: {gap} still missing; {required} a year needed until {due}."
        ),
        "not_met_more_than": _(
            "{value} ({period}) against {target}: {gap} still missing; more than {required} a year needed "
            "until {due}."
        ),
        "at_bound": _(
            "{value} ({period}) is exactly the bound, but {target} was promised: equal is not enough."
        ),
        "kept": _("Due on {due}: {value} ({period}) satisfies {target}. The promise was kept."),
        "missed": _("Due on {due}: {value} ({period}) does not satisfy {target}; {gap} missing."),
        "hold_missed": _("{target} had to hold every year until {due}; in {period} it was {value}."),
        "missed_at_bound": _(
            "Due on {due}: {value} ({period}) is exactly the bound, but {target} was promised: equal is "
            "not enough."
        ),
        "bound_missed": _(
            "Due on {due}: all that is known is “{value}” ({period}), which rules out {target}."
        ),
        "bound_not_met": _(
            "All that is known is “{value}” ({period}), which rules out {target}, due on {due}."
        ),
        "not_met_sum": _(
            "Added up for {period}: {value} against {target}: {gap} still missing; "
            "{required} a year needed until {due}."
        ),
        "not_met_mean": _(
            "On average in {period}: {value} against {target}: what is left needs {each} on average."
        ),
        "hold_broken": _("{target} has to hold every year until {due}, but in {period} it was {value}."),
        "reached_late": _("It was reached later, {after} after: {later_value} ({later_period})."),
        "due_later_reached": _(
            "There is no measurement for {due}; the first one, {after} after, {later_value} "
            "({later_period}), reaches {target}: whether it was reached in time is not known."
        ),
        "due_later_not_reached": _(
            "There is no measurement for {due}; the first one, {after} after, {later_value} "
            "({later_period}), does not reach {target}: how it was when due is not known."
        ),
        "due_later_assessed": _("Due on {due}; the first assessment is of {period}, after that date."),
        "no_judge": _(
            "Recorded as “{stage}” ({period}), but nobody is named who judged it: that is no verdict."
        ),
        "met_when_promised": _("It was satisfied already when it was promised: {value} ({period})."),
        "rank_met_when_promised": _(
            "It was satisfied already when it was promised: rank {value} ({period})."
        ),
        "rank_met_and_lost": _("It was satisfied before (rank {value}, {period}), and lost."),
        "met_and_lost": _("It was satisfied before ({value}, {period}), and lost."),
        "old": _("The latest measurement is {days} days old."),
        "nature_unknown": _(
            "The periods measured differ in length, and the indicator does not say whether it is a stock "
            "or a flow: its field nature (stock or flow) would settle it."
        ),
        "unlike_periods": _(
            "Only periods of another kind were measured ({period}): they cannot be compared with "
            "{target}, due on {due}."
        ),
        "period_promise": _(
            "{target} is promised of a whole period until {due}; {period} alone does not judge it: the "
            "target's field over (sum, mean, each_year or end) says what counts."
        ),
        "over_incomplete": _(
            "Due on {due}, but not all of {whole} was measured: it is missing from {missing} on."
        ),
        "base_undefined": _(
            "The promise is a percentage of a base that is zero or negative: that says nothing."
        ),
        "rank_met": _("Rank {value} ({period}) is within the {target}; it must still be so on {due}."),
        "rank_hold_met": _(
            "Rank {value} ({period}) is within the {target}; it must hold in every year until {due}."
        ),
        "rank_not_met": _("Rank {value} ({period}) against the {target}: {gap} to climb by {due}."),
        "rank_kept": _("Due on {due}: rank {value} ({period}) is within the {target}. The promise was kept."),
        "rank_missed": _("Due on {due}: rank {value} ({period}) is outside the {target}, {gap} short."),
        "no_measurement": _("There is no measurement yet; {target} is due on {due}."),
        "due_no_measurement": _(
            "Due on {due}, but there is no measurement: whether {target} was kept is not known."
        ),
        "due_earlier": _(
            "Due on {due}, but the last measurement, {value}, is of {period}: {target} cannot be judged yet."
        ),
        "rank_due_earlier": _(
            "Due on {due}, but the last ranking, rank {value}, is of {period}: {target} cannot be judged yet."
        ),
        "sum_over": _("Added up for {period}: {value}, already {gap} more than {target} allows."),
        "base_missing": _(
            "The promise is relative to a base that the catalog does not hold: the value to be reached is "
            "unknown."
        ),
        "not_assessed": _("A qualitative aim, due on {due}; nobody has assessed it yet."),
        "due_not_assessed": _(
            "A qualitative aim, due on {due}; the date has passed and nobody has assessed it."
        ),
        "due_last_assessed": _("Due on {due}; the last assessment is of {period}, before that date."),
        "stage_reached": _(
            "At “{stage}” ({period}), “{asked_stage}” was promised; it must still be so on {due}."
        ),
        "stage_below": _("At “{stage}” ({period}); “{asked_stage}” is due on {due}."),
        "stage_kept": _(
            "Due on {due}: “{stage}” ({period}), “{asked_stage}” was promised. The promise was kept."
        ),
        "stage_missed": _("Due on {due}: only “{stage}” ({period}), “{asked_stage}” was promised."),
        "undated_met": _("No date is set; {value} ({period}) satisfies {target} at present."),
        "undated_unmet": _("No date is set; {value} ({period}) against {target}: {gap} missing at present."),
        "rank_undated_met": _("No date is set; rank {value} ({period}) is within the {target} at present."),
        "rank_undated_unmet": _(
            "No date is set; rank {value} ({period}) against the {target}: {gap} to climb."
        ),
        "undated_reached": _("No date is set; at “{stage}” ({period})."),
        "undated_below": _("No date is set; at “{stage}” ({period}), “{asked_stage}” was promised."),
        "undated_unknown": _("No date is set, and there is nothing to judge it by yet."),
        "within_rounding": _(
            "The figure is rounded as printed; what lies within the rounding of {value} could turn the "
            "verdict on {target}."
        ),
        "about_unsettled": _("The figure is only “{value}”: not precise enough to settle {target}."),
        "bound_unsettled": _("All that is known is “{value}”: {target} is neither shown nor ruled out."),
        "pace_met": _("The promised level is reached."),
        "pace_kept": _("The promise was kept in time."),
        "pace_undated": _("Without a date no pace is required."),
        "due_passed": _("The due date has passed: there is no pace left to judge."),
        "pace_no_measurement": _("No measurement: the pace cannot be judged."),
        "one_measurement": _("There is one measurement only: the pace cannot be judged."),
        "baseline_after_target": _("The baseline is not earlier than the due date: there is no trajectory."),
        "qualitative": _("A qualitative aim has no pace to be measured."),
        "rank_only_as_rank": _("A rank is judged as a rank only, never by a rate of growth."),
        "out_of_range": _("The numbers are beyond what can be computed reliably."),
        "no_direction": _("The indicator does not say whether more or less is better."),
        "needs_target": _("This method needs a numeric target."),
        "bound_value_no_pace": _("All that is known is “{value}”: not enough for this method."),
        "whole_not_known": _("This method does not know promises about a whole period."),
        "hold_is_broken": _("What had to hold every year did not: that is no longer on track."),
    }
)
"""Every code that is no method's own → its sentence; a method's own stand in its file in ``assess/methods``."""
