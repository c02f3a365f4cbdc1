"""What the pages of the site say besides the data: one literal table in both languages."""

from __future__ import annotations

from functools import cache
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from hntrack.model.codes import PACES, STANDINGS
from hntrack.report.glance import TONES
from hntrack.report.words import label
from hntrack.text.messages import Message, _, _c

WORDS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "language": _c("this language", "English"),
        "skip": _("Skip to the content"),
        "overview": _("Overview"),
        "documents": _("Documents"),
        "data": _("Data"),
        "pages": _("Pages"),
        "main_menu": _("Main menu"),
        "languages": _("Language"),
        "as_of": _("As of"),
        "lede": _(
            "Every published target beside the latest measurement: what was promised, where it stands, "
            "and whether it will be kept. Each figure leads back to the line of the document that states "
            "it."
        ),
        "at_a_glance": _("At a glance"),
        "by_goal": _("By goal"),
        "by_area": _("By area"),
        "by_body": _("By responsible body"),
        "outcome": _("Outcome"),
        "missing": _("Missing"),
        "areas": _("Areas"),
        "areas_lede": _(
            "What became of the promises of each area, and the figures that several areas have alike."
        ),
        "own_scales": _("Each drawing has a scale of its own."),
        "no_alike": _("No figure is called and measured alike in more than one area."),
        "methods": _("Methods"),
        "methods_lede": _(
            "How the verdicts here came about: each method with its source, its arithmetic and what misleads about it."
        ),
        "formula": _("Formula"),
        "source": _("Source"),
        "traps": _("What misleads"),
        "licence": _("Licence"),
        "no_licence": _(
            "No licence is named here; ask the publisher of these pages before you use the data elsewhere."
        ),
        "download": _("Download"),
        "figures_csv": _("The figures (CSV)"),
        "drawing": _("The drawing (SVG)"),
        "embed": _("Embed"),
        "report_error": _("Report an error"),
        "in_document": _("The passage in its document"),
        "rests_on_it": _("What rests on it"),
        "passages": _("Passages"),
        "targets": _("Targets"),
        "all_targets": _("All targets"),
        "recent": _("Recent changes"),
        "subscribe": _("Follow the changes (Atom)"),
        "find": _("Search and filter"),
        "search": _("Search"),
        "search_hint": _("Marks need not be typed: 'dien tu' finds 'điện tử'."),
        "year": _("Due"),
        "area": _("Area"),
        "goal": _("Goal"),
        "verdict": _("Verdict"),
        "any": _("All"),
        "undated": _("No date set"),
        "reset": _("Clear"),
        "found": _("{n} of {all} found."),
        "more_found": _("Only the first {shown} are shown."),
        "nothing_found": _("Nothing matches."),
        "indicator": _("Indicator"),
        "target": _("Target"),
        "latest": _("Latest"),
        "standing": _("Standing"),
        "pace": _("Pace"),
        "no_date": _("no date set"),
        "no_value": _("not measured"),
        "others": _("Figures beside the targets"),
        "page": _("Page {n}"),
        "whole": _("All on one page, to be printed"),
        "page_of": _("Page {n} of {all}"),
        "bar_hint": _(
            "The bars: solid is the latest value, hatched is what satisfies the target, the broken mark "
            "is what the straight way wants by now."
        ),
        "verdicts": _("Targets and verdicts"),
        "no_targets": _("Nothing was promised of this indicator."),
        "arithmetic": _("Arithmetic"),
        "basis": _("Rests on:"),
        "method": _("Method: {method}, version {version}"),
        "chart": _("Trajectory"),
        "in_words": _("The chart in words"),
        "printed": _("As printed"),
        "line": _("line {n}"),
        "untitled": _("title unknown"),
        "unknown_publisher": _("publisher unknown"),
        "original": _("Open the document"),
        "measurements": _("Measurements"),
        "history": _("The verdict over time"),
        "documents_lede": _(
            "The documents that every figure here leads back to. The originals are not kept here; the "
            "SHA-256 tells which file was read."
        ),
        "document": _("Document"),
        "publisher": _("Publisher"),
        "date": _("Date"),
        "claims": _("Passages used"),
        "data_lede": _("Exactly the data that these pages were made from, for use elsewhere."),
        "file_json": _("Targets and verdicts, JSON"),
        "file_csv": _("Targets and verdicts, CSV (exact)"),
        "file_safe": _("Targets and verdicts, CSV for spreadsheets"),
        "file_measurements": _("All measurements, CSV (exact)"),
        "file_feed": _("Changes, Atom"),
        "made_by": _("Made with hntrack {version}."),
        "changes": _("changes"),
        "choose": _("Choose a language"),
        "back": _("You are here"),
    }
)


def say(key: str, lang: str, **facts: object) -> str:
    """Give a text of the table with its ``{placeholders}`` filled."""
    text = WORDS[key].within(lang)
    return text.format(**facts) if facts else text


STANDING_MARKS = MappingProxyType(
    {
        "met": "✓",
        "kept": "✓",
        "not_met": "○",
        "missed": "✕",
        "broken": "✕",
        "unsettled": "?",
        "no_measurement": "?",
        "not_assessed": "?",
        "due_not_assessed": "!",
        "undated": "–",
    }
)
PACE_MARKS = MappingProxyType(
    {
        "met": "✓",
        "on_track": "▲",
        "nearly": "△",
        "behind": "▽",
        "stalled": "■",
        "reversing": "▼",
        "not_assessable": "–",
    }
)

# Verdicts as badges: a word, a mark that differs by shape, and a tone.


class Badge(NamedTuple):
    """A word, its mark, and its tone (``good``, ``warn``, ``bad``, ``muted`` or ``plain``)."""

    label: str
    mark: str
    tone: str

    def __html__(self) -> str:
        """Give the badge as a page shows it."""
        mark = f'<span class="mark" aria-hidden="true">{self.mark}</span>'
        return f'<span class="badge {self.tone}">{mark}{escape(self.label)}</span>'


class Drawn(NamedTuple):
    """Markup that is our own, with every text of others in it escaped: pages take it as it is."""

    markup: str

    def __html__(self) -> str:
        """Give it."""
        return self.markup


@cache
def badges(lang: str) -> dict[str, dict[str, Badge]]:
    """Give the badges of all standings and paces."""
    return {
        "standing": {code: _badge("standing", code, STANDING_MARKS[code], lang) for code in STANDINGS},
        "pace": {code: _badge("pace", code, PACE_MARKS[code], lang) for code in PACES},
    }


def _badge(kind: str, code: str, mark: str, lang: str) -> Badge:
    return Badge(label(kind, code, lang), mark, TONES[code] or "plain")
