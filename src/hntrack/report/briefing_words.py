"""The fixed words of a report, in both languages."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.text.messages import Message, _

WORDS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "as_of": _("as of"),
        "as_of_title": _("As of"),
        "changed": _("Changed since {since}"),
        "due": _("Due, or falling due within a year"),
        "behind": _("Behind or missed"),
        "unmeasured": _("Not judged for want of data or assessment"),
        "reached": _("Reached"),
        "none_changed": _("Nothing changed."),
        "none_due": _("None."),
        "none_behind": Message(""),
        "none_unmeasured": _("All have been measured or assessed."),
        "none_reached": _("None yet."),
        "pace_known": _("The pace of {known} of {all} targets can be judged."),
        "more": _("and {count} more"),
        "contents": _("In short"),
        "progress": _("Targets and measurements"),
        "charts": _("Charts"),
        "changes": _("Changes and their causes"),
        "because": _("because"),
        "sources": _("Sources: as printed, line, date"),
        "method": _("Method"),
        "judged_by": _("{title} ({id} {version}), targets: {count}"),
        "line": _("line {line}"),
        "untitled": _("(title unknown)"),
        "indicator": _("Indicator"),
        "due_by": _("By"),
        "target": _("Target"),
        "latest": _("Latest"),
        "gap": _("Gap"),
        "required": _("Needed a year"),
        "standing": _("Standing"),
        "pace": _("Pace"),
        "reason": _("Why"),
        "area": _("Area"),
        "document": _("Document"),
        "published": _("Date"),
        "as_printed": _("As printed"),
        "reading": _("Reading"),
        "change": _("Change"),
        "made_by": _(
            "Made with hntrack {version} from what was published by {day}. Standing and pace are two "
            "different verdicts; where the data do not allow one, the report says so."
        ),
        "figures": _("Figures without a target"),
        "by_goal": _("By goal"),
        "by_body": _("By responsible body"),
        "at_a_glance": _("At a glance"),
        "no_targets": _("No targets."),
        "bar": _("Bar"),
        "measured": _("Value"),
        "line_number": _("Line"),
        "code": _("Id"),
    }
)


def say(key: str, lang: str, /, **facts: object) -> str:
    """Give one of :data:`WORDS` with its facts; a text without facts is taken as it stands."""
    words = WORDS[key].within(lang)
    return words.format(**facts) if facts else words
