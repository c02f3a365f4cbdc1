"""What a change or a cause is called, and the sentence that tells it: one literal table in both languages."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.text.messages import Message, _, _c

# The short name of a change, by subject, kind and, where it matters, what is compared.  ``{left}`` and ``{right}``
# are the names of the two sides.
KINDS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "target.new": _c("target", "new"),
        "target.dropped": _("dropped"),
        "target.withdrawn": _c("target", "withdrawn"),
        "target.raised": _("raised"),
        "target.lowered": _("lowered"),
        "target.brought_forward": _("brought forward"),
        "target.postponed": _("postponed"),
        "target.dated": _("given a date"),
        "target.undated": _("date dropped"),
        "target.comparator_changed": _("comparator changed"),
        "target.redefined": _("redefined"),
        "target.area_changed": _("area changed"),
        "target.baseline_changed": _("baseline changed"),
        "target.reworded": _("reworded"),
        "measurement.new": _c("measurement", "new"),
        "measurement.revised": _c("measurement", "revised"),
        "measurement.withdrawn": _c("measurement", "withdrawn"),
        "measurement.removed": _("removed"),
        "measurement.status_changed": _("status changed"),
        "measurement.measured_again": _("measured again"),
        "verdict.judged": _("first verdict"),
        "verdict.changed": _("verdict changed"),
        "verdict.no_longer_judged": _("no verdict any more"),
        "verdict.promised_anew": _("promise changed, same verdict"),
        "target.only_left.milestones": _("only by {left}"),
        "target.only_right.milestones": _("only by {right}"),
        "target.only_left.documents": _("only the first"),
        "target.only_right.documents": _("only the second"),
        "measurement.only_left.documents": _("only the first"),
        "measurement.only_right.documents": _("only the second"),
        "bearing.left_measures": _("the first measures"),
        "bearing.right_measures": _("the second measures"),
    }
)

# The sentence after "title: ", by subject, kind and, for a moved number, what moved.
SENTENCES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "target.new": _("a new target, {new} ({published})"),
        "target.dropped": _("the target of {old} is no longer there"),
        "target.withdrawn": _("the target of {old} was withdrawn"),
        "target.raised.up": _("{old}, then {new}: raised by {difference}"),
        "target.raised.down": _("{old}, then {new}: {difference} lower, and so more ambitious"),
        "target.raised.rank": _("{old}, then {new}: more ambitious by {difference}"),
        "target.raised.stages": _("{old}, then {new}: {difference} further"),
        "target.raised": _("{old}, then {new}: more ambitious"),
        "target.lowered.down": _("{old}, then {new}: lowered by {difference}"),
        "target.lowered.up": _("{old}, then {new}: {difference} higher, and so less ambitious"),
        "target.lowered.rank": _("{old}, then {new}: less ambitious by {difference}"),
        "target.lowered.stages": _("{old}, then {new}: {difference} back"),
        "target.lowered": _("{old}, then {new}: less ambitious"),
        "target.brought_forward": _("{new}: brought forward by {difference}, from {due_old} to {due_new}"),
        "target.postponed": _("{new}: postponed by {difference}, from {due_old} to {due_new}"),
        "target.dated": _("had no date, is now due by {due_new}"),
        "target.undated": _("was due by {due_old}, now has no date"),
        "target.comparator_changed": _("{old}, then {new}"),
        "target.redefined": _("{old}, then {new}: put in other terms"),
        "target.area_changed": _("from {area_old} to {area_new}"),
        "target.baseline_changed": _("{new}: counted from another baseline"),
        "target.reworded": _("{new}: the same aim in other words"),
        "milestones.only_left": _("{own}; nothing for {right}"),
        "milestones.only_left.others": _("{own}; nothing for {right} (other milestones: {others})"),
        "milestones.only_right": _("{own}; nothing for {left}"),
        "milestones.only_right.others": _("{own}; nothing for {left} (other milestones: {others})"),
        "documents.only_left": _("{own}; {right} has no such target"),
        "documents.only_right": _("{own}; {left} has no such target"),
        "measurement.new": _("{new}, published {published}"),
        "measurement.new.up": _("{new}, published {published}; {difference} more than {previous}"),
        "measurement.new.down": _("{new}, published {published}; {difference} less than {previous}"),
        "measurement.new.same": _("{new}, published {published}; the same as {previous}"),
        "measurement.revised": _("{old} revised to {new}"),
        "measurement.revised.up": _("{old} revised to {new}, up {difference}"),
        "measurement.revised.down": _("{old} revised to {new}, down {difference}"),
        "measurement.withdrawn": _("{old} was withdrawn"),
        "measurement.removed": _("{old} is no longer there"),
        "measurement.status_changed": _("{old} ({status_old}), now {new} ({status_new})"),
        "measurement.measured_again": _("{old}, then {new}"),
        "measurement.measured_again.up": _("{old}, then {new}: {difference} more"),
        "measurement.measured_again.down": _("{old}, then {new}: {difference} less"),
        "measurement.measured_again.same": _("{old}, and still {new}"),
        "measurement.only_left": _("{old}; not in {right}"),
        "measurement.only_right": _("{new}; not in {left}"),
        "verdict.judged": _("{new}; {because}"),
        "verdict.changed": _("was {old}, now {new}: {because}"),
        "verdict.no_longer_judged": _("was {old}; {because}"),
        "verdict.promised_anew": _("{new}; {because}"),
        "bearing.left_measures": _("{left} measures {old}; {right} promises {new}"),
        "bearing.right_measures": _("{left} promises {old}; {right} measures {new}"),
    }
)

CAUSES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "new_target": _("newly promised ({published})"),
        "withdrawn_target": _("the promise no longer stands"),
        "changed_method": _("the method of judging changed"),
        "raised": _("target raised from {old} to {new}"),
        "lowered": _("target lowered from {old} to {new}"),
        "brought_forward": _("brought forward: {new} instead of {old}"),
        "postponed": _("postponed: {new} instead of {old}"),
        "changed_terms": _("target put in other terms: {new} instead of {old}"),
        "changed_baseline": _("another baseline"),
        "new_measurement": _("new measurement: {new}, published {published}"),
        "revised_measurement": _("revised measurement: {old} became {new}"),
        "withdrawn_measurement": _("withdrawn measurement: {old}"),
        "changed_indicator": _("the indicator is defined otherwise"),
        "changed_milestones": _("another milestone of the same indicator changed"),
        "reworded": _("the target was reworded"),
        "time_passed": _("time passed"),
        "due_passed": _("the due date {due} has passed"),
    }
)

# What stands under a row of the table, where the columns already say half of the sentence.
REMARKS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "milestones.only_left.others": _("other milestones: {others}"),
        "milestones.only_right.others": _("other milestones: {others}"),
        "target.new": _("published {published}"),
        "measurement.new.up": _("published {published}; {difference} more than before"),
        "measurement.new.down": _("published {published}; {difference} less than before"),
        "measurement.new.same": _("published {published}; unchanged"),
        "measurement.new": _("published {published}"),
        "verdict.judged": _("{because}"),
        "verdict.changed": _("because: {because}"),
        "verdict.no_longer_judged": _("{because}"),
        "verdict.promised_anew": _("{because}"),
    }
)

# How sure a measurement is, where it is not plainly final.
OBS_STATUS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "final": _("final"),
        "provisional": _("provisional"),
        "estimated": _("estimated"),
        "break": _("break in series"),
        "forecast": _("forecast"),
    }
)

TEXTS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "title.milestones": _("What is due by {left}, and by {right}"),
        "title.documents": _("{left} against {right}"),
        "title.dates": _("What changed between {left} and {right}"),
        "title.catalogs": _("From {left} to {right}"),
        "title.since": _("Verdicts changed from {left} to {right}"),
        "title.history": _("How the verdicts came about"),
        "no_history": _("Nothing became known yet."),
        "unchanged": _("{because}; the verdict stays"),
        "column.date": _("Date"),
        "column.latest": _("Latest"),
        "empty": _("Nothing differs."),
        "group.target": _("Targets"),
        "group.measurement": _("Measurements"),
        "column.verdict": _("Verdict"),
        "group.verdict": _("Verdicts"),
        "group.bearing": _("One measures what the other promises"),
        "column.change": _("Change"),
        "column.title": _("Indicator"),
        "column.area": _("Area"),
        "column.difference": _("Difference"),
        "shared": _("Both state: {titles}."),
        "shared_none": _("No target stands in both."),
        "became_known": _("Published in between: {sources}."),
        "year": _("{count} year"),
        "years": _("{count} years"),
        "day": _("{count} day"),
        "days": _("{count} days"),
        "stage": _("{count} step"),
        "stages": _("{count} steps"),
        "unknown_day": _("on an unknown day"),
        "aim": _("a qualitative aim"),
        "undated_aim": _("a qualitative aim, without a date"),
        "in_period": _("{what} ({period})"),
    }
)
