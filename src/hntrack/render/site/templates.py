"""Pages from templates: every value is escaped, and hidden characters in it are made visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from hntrack.__about__ import __version__
from hntrack.errors.extras import MissingExtraError
from hntrack.render.chart_svg import rules
from hntrack.render.site.links import MENU
from hntrack.render.site.words import WORDS, badges, say
from hntrack.report.standpoint import Standpoint
from hntrack.text.characters import held_together, visible
from hntrack.text.messages import LANGUAGES, _, day_text

_MOST_KNOWN = 16_384
_CHART_COLORS = {name: f"var(--{name})" for name in ("paper", "ink", "quiet", "grid", "data", "aim")}


class Pages:
    """The templates, and what all pages of a site have in common."""

    def __init__(self, site: Standpoint, told: Mapping[str, str]) -> None:
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
        return f"{lang}/{path}", _encoded(drawn)

    def choose(self) -> bytes:
        """Draw the first page of all, which leads to the languages."""
        titles = {lang: self.title.within(lang) for lang in self.languages}
        template = self.environment.get_template("choose.html")
        return _encoded(template.render(titles=titles, names=language_names(titles), version=__version__))

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


def _encoded(page: str) -> bytes:
    return held_together(page).encode("utf-8")


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


def _told(site: Standpoint, told: Mapping[str, str], lang: str) -> dict[str, str]:
    licence = site.whole.licence
    return {**told, "licence": told["licence"] or (licence.within(lang) if licence else "")}


def _common(site: Standpoint, lang: str) -> dict[str, Any]:
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
        from markupsafe import escape  # noqa: PLC0415
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
            shown = str(escape(visible(str(value))))
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
