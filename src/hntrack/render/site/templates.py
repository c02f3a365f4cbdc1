"""What the pages of the site share: their addresses, words and badges, and the templates that they are drawn from.

Of what a template is given, every value is escaped, and hidden characters in it are made visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from hntrack.__about__ import __version__
from hntrack.errors.extras import MissingExtraError
from hntrack.model.codes import PACES, STANDINGS
from hntrack.model.records import Claim, Source
from hntrack.render.chart_svg import rules
from hntrack.report.history import JudgedCatalog
from hntrack.report.words import TONES, label
from hntrack.text.characters import held_together, visible
from hntrack.text.messages import LANGUAGES, Message, _, _c, day_text

# Where things of the site are, and which addresses of others it may lead to.

_WEB = re.compile(r"https?://[^\s<>\"'\\`{}|^\x00-\x20\x7f-\uffff]+")

MENU = (
    ("overview", "index.html"),
    ("areas", "areas.html"),
    ("documents", "documents.html"),
    ("methods", "methods.html"),
    ("data", "data.html"),
)
FILES = (
    ("progress.json", "file_json"),
    ("progress.csv", "file_csv"),
    ("progress-spreadsheet.csv", "file_safe"),
    ("measurements.csv", "file_measurements"),
    ("feed.atom", "file_feed"),
)


def web_address(url: str | None) -> str | None:
    """Give an address that a page may link to: http or https, ASCII, nothing to break out with; else ``None``."""
    return url if url is not None and len(url) <= 2000 and _WEB.fullmatch(url) else None


_CELL = " | "
_AROUND = 4  # words before and after a short quote, by which it is told from the same words elsewhere
_SHORT, _LONG, _ENDS = 6, 12, 5
"""In words: short quotes need those around them; long ones are told by their ends."""


def quote_address(url: str | None, claim: Claim) -> str | None:
    """Give the address of a quote: that of its document, with its page and a text fragment.

    A browser that knows text fragments (``#:~:text=prefix-,start,end,-suffix``) scrolls to the words and marks them;
    others open the document.  ``None`` where a page may not link to the document.
    """
    address = web_address(url)
    if address is None:
        return None
    page = claim.place.page if claim.place is not None else None
    mark = f"#page={page}" if page is not None and "#" not in address else ""
    whole = f"{address}{mark}{'' if '#' in address + mark else '#'}:~:{_fragment(claim)}"
    return web_address(whole) or address


def _fragment(claim: Claim) -> str:
    words = claim.as_printed.split()
    parts = [" ".join(words)]
    if len(words) > _LONG:
        parts = [" ".join(words[:_ENDS]), " ".join(words[-_ENDS:])]
    encoded = [_percent_encoded(part) for part in parts]
    if len(words) < _SHORT:
        before = (claim.before or "").rstrip(" |").rpartition(_CELL)[2].split()[-_AROUND:]
        after = (claim.after or "").lstrip(" |").partition(_CELL)[0].split()[:_AROUND]
        encoded = [f"{_percent_encoded(' '.join(before))}-"] * bool(before) + encoded
        encoded += [f"-{_percent_encoded(' '.join(after))}"] * bool(after)
    return f"text={','.join(encoded)}"


def _percent_encoded(text: str) -> str:
    """Percent-encode words; a hyphen and a comma have a meaning of their own in a text fragment."""
    return quote(text, safe="").replace("-", "%2D")


def language_code(source: Source, lang: str) -> str:
    """Give the language of a document where it is another one than the page's, and a code that HTML knows."""
    code = source.language
    return code if code != lang and code.isascii() and code.isalpha() and len(code) in {2, 3} else ""


def overview_page(number: int) -> str:
    """Give the file name of a page of the overview, from 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


WHOLE_PAGE = "all.html"
"""The file name of the page that holds the whole list, where that has several pages."""


def document_page(name: str) -> str:
    """Give the path of a document's page; ids are ``a-z 0-9 -``."""
    return f"document/{name}.html"


def filtered(key: str, value: str) -> str:
    """Give the address of the list with a filter set: behind ``#``, so that it works from a folder, too."""
    return f"index.html#{key}={value}"


def indicator_page(name: str) -> str:
    """Give the path of an indicator's page; ids are ``a-z 0-9 -`` and so are safe as file names."""
    return f"indicator/{name}.html"


# Words.


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


# The templates.


_MOST_KNOWN = 16_384
_CHART_COLORS = {name: f"var(--{name})" for name in ("paper", "ink", "quiet", "grid", "data", "aim")}


class Pages:
    """The templates, and what all pages of a site have in common."""

    def __init__(self, site: JudgedCatalog, told: Mapping[str, str]) -> None:
        self.title, self.languages = site.catalog.title, site.languages
        self.environment = _environment()
        self.common = {lang: {**_common(site, lang), **_told(site, told, lang)} for lang in site.languages}

    def page(self, template: str, lang: str, path: str, context: Mapping[str, Any]) -> tuple[str, bytes]:
        """Draw a page; give its path within the site as well.

        Args:
            template: Its file name.
            lang: ``vi`` or ``en``.
            path: Of the page, within the tree of its language.
            context: What the template needs besides what all pages have.
        """
        tree = "../" * path.count("/")
        alternates = [
            (code, f"{tree}../{code}/{path}" if code != lang else path.rpartition("/")[2])
            for code in self.languages
        ]
        drawn = self.environment.get_template(template).render(
            {**self.common[lang], "tree": tree, "root": f"{tree}../", "alternates": alternates, **context}
        )
        return f"{lang}/{path}", held_together(drawn).encode()

    def choose(self) -> bytes:
        """Draw the first page of all, which leads to the languages."""
        titles = {lang: self.title.within(lang) for lang in self.languages}
        template = self.environment.get_template("choose.html")
        drawn = template.render(titles=titles, names=language_names(titles), version=__version__)
        return held_together(drawn).encode()

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Give the style sheet, the script and the icon."""
        for name in ("icon.svg", "land.js", "site.js"):
            yield f"assets/{name}", _text("assets", name).encode()
        style = (
            _text("assets", "site.css")
            + rules(_CHART_COLORS, ".chart")
            + "\n"
            + "".join(map(_labels, self.languages))
        )
        yield "assets/site.css", style.encode()


def _labels(lang: str) -> str:
    """The headings that the list's cells show where it is too narrow for columns."""
    words = "".join(f'--{key}:"{say(key, lang)}";' for key in ("target", "latest"))
    return f".rows:lang({lang}){{{words}}}\n"


def _text(folder: str, name: str) -> str:
    return (files("hntrack.render.site") / folder / name).read_text("utf-8")


def language_names(languages: Iterable[str]) -> dict[str, str]:
    """Give what each language calls itself; its code where the program does not know."""
    return {
        code: _NAMES.get(code) or (WORDS["language"].within(code) if code in LANGUAGES else code)
        for code in languages
    }


_NAMES = {
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "km": "ខ្មែរ",
    "ko": "한국어",
    "lo": "ລາວ",
    "ru": "Русский",
    "th": "ไทย",
    "zh": "中文",
}


def _told(site: JudgedCatalog, told: Mapping[str, str], lang: str) -> dict[str, str]:
    licence = site.whole.licence
    return {**told, "licence": told["licence"] or (licence.within(lang) if licence else "")}


def _common(site: JudgedCatalog, lang: str) -> dict[str, Any]:
    catalog, as_of = site.catalog, site.as_of
    return {
        "lang": lang,
        "w": {key: wording.within(lang) for key, wording in WORDS.items()},
        "names": language_names(site.languages),
        "site_title": catalog.title.within(lang),
        "menu": tuple(entry for entry in MENU if entry[0] != "areas" or site.compares_areas),
        "badges": badges(lang),
        "as_of": as_of.isoformat(),
        "as_of_text": day_text(as_of, lang),
        "made_by": say("made_by", lang, version=__version__),
        "version": __version__,
        "scripts": (),
    }


def _environment() -> Any:
    try:
        from jinja2 import DictLoader, StrictUndefined  # noqa: PLC0415  (an extra)
        from jinja2 import Environment as Plain  # noqa: PLC0415
        from markupsafe import escape as inert  # noqa: PLC0415
    except ImportError as missing:
        raise MissingExtraError("report", _("The website")) from missing

    class Environment(Plain):
        """Looks into a dictionary before it asks for an attribute: most of what a page names stands in one."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict and attribute in obj:
                return obj[attribute]
            return super().getattr(obj, attribute)

    class Inert(dict[Any, str]):
        """Value → what a page shows of it.  Pages say most of their words over and over: a look-up, and no call."""

        def __missing__(self, value: Any) -> str:
            drawn = getattr(value, "__html__", None)  # markup is a type of its own, made by us
            if drawn is not None:
                return str(drawn())
            shown = str(inert(visible(str(value))))
            if type(value) is str:  # of others, equal ones can look different: 1, True and 1.0
                if len(self) >= _MOST_KNOWN:
                    self.clear()
                self[value] = shown
            return shown

    names = [
        one.name for one in (files("hntrack.render.site") / "html").iterdir() if one.name.endswith(".html")
    ]
    return Environment(
        loader=DictLoader({name: _text("html", name) for name in sorted(names)}),
        autoescape=False,  # ``Inert`` escapes whatever is put in, each text once
        finalize=Inert().__getitem__,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
