"""Floor 0: what the program says, in the languages that have a folder here.

English stands in the code.  Every other language is one file, ``<language>/LC_MESSAGES/hntrack.po``, in the format of
GNU gettext, which Poedit, Weblate and ``msgfmt`` know.  The file is read as it is: parsing it takes no longer than
Python's ``gettext`` takes for a compiled one, and so nothing has to be compiled, shipped or kept fresh.

A folder of the same form named by ``HNTRACK_LOCALES`` is used besides, so that a translator can try a language on an
installed program.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

ENGLISH = "en"
DOMAIN = "hntrack"
_MOST_BYTES = 8_000_000

_ENTRY = r'(?m)^(?:msgctxt "(.*)"\n)?msgid "(.*)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.+)"((?:\nmsgstr.*)*)'
_FURTHER = r'msgstr\[\d\] "(.*)"'
_FUZZY = r"(?m)^#,.*fuzzy.*\n(?:msg.*\n?)+"
_ESCAPE = r'\\([nrt"\\])'
_MEANT = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def _folders() -> tuple[str, ...]:
    own = os.path.dirname(__file__)  # noqa: PTH120  (a start without pathlib)
    further = os.environ.get("HNTRACK_LOCALES")
    return (own, further) if further else (own,)


def _files() -> dict[str, str]:
    """Find the translations: language → its file; what was named from outside comes before our own."""
    found: dict[str, str] = {}
    for folder in _folders():
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208  (a path for each entry would cost every start)
        except OSError:
            continue
        for name in names:
            path = os.path.join(folder, name, "LC_MESSAGES", f"{DOMAIN}.po")  # noqa: PTH118  (as above)
            if name != ENGLISH and "." not in name and not name.startswith("_") and os.path.isfile(path):  # noqa: PTH113
                found[name] = path
    return found


_FILES = _files()
LANGUAGES = (*sorted(_FILES), ENGLISH)
"""The languages that the program speaks; English, which needs no file, stands last."""


@lru_cache(maxsize=8192)  # a site says some hundreds of them a million times
def translate(english: str, lang: str, context: str = "") -> str:
    """Give a message in a language.

    Args:
        english: The message as it stands in the code.
        lang: One of :data:`LANGUAGES`.
        context: What tells two messages apart whose English is the same.

    Returns:
        The translation; the English where there is none.
    """
    if lang not in _FILES or not english:
        return english
    said = _catalog(lang).get(_key(english, context))
    return unescape(said[0]) if said else english


def translate_counted(one: str, many: str, count: int, lang: str) -> str:
    """Give the form of a message that fits a number: ``{count} year``, ``{count} years``."""
    forms = _forms(one, lang)
    if not forms:
        return one if count == 1 else many
    return forms[min(_plural(lang)(count), len(forms) - 1)]


@lru_cache(maxsize=1024)  # units of differences are counted in every reason
def _forms(one: str, lang: str) -> tuple[str, ...]:
    """Give the forms that a message has in a language; none where it is not translated."""
    said = _catalog(lang).get(_key(one, "")) if lang in _FILES else None
    if said is None:
        return ()
    import re  # noqa: PLC0415  (English needs none)

    return tuple(map(unescape, (said[0], *re.findall(_FURTHER, said[1]))))


def escape(text: str) -> str:
    """Write a text as it stands within the quotes of a ``.po`` file."""
    return (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
    )


def unescape(text: str) -> str:
    """Read a text that stands within the quotes of a ``.po`` file."""
    if "\\" not in text:
        return text
    import re  # noqa: PLC0415  (few messages are written with escapes, and English needs no other pattern)

    return re.sub(_ESCAPE, lambda match: _MEANT[match[1]], text)


def _key(english: str, context: str) -> str:
    return escape(f"{context}\x04{english}" if context else english)


@cache
def _catalog(lang: str) -> Mapping[str, tuple[str, str]]:
    with open(_FILES[lang], encoding="utf-8") as file:  # noqa: PTH123  (as above)
        return read_po(file.read(_MOST_BYTES))


def read_po(text: str) -> dict[str, tuple[str, str]]:
    """Read a ``.po`` file; what is fuzzy, obsolete or not translated is left out.

    Nothing is unescaped: of two thousand messages a command says a hundred.

    Args:
        text: The file.

    Returns:
        English, behind its context and U+0004 where it has one → its translation, and the lines of further plurals.
    """
    import re  # noqa: PLC0415  (English needs none)

    text = text.replace('"\n"', "")
    if "fuzzy" in text:
        text = re.sub(_FUZZY, "", text)
    return {
        f"{context}\x04{english}" if context else english: (said, further)
        for context, english, said, further in re.findall(_ENTRY, text)
    }


@cache
def _plural(lang: str) -> Callable[[int], int]:
    import re  # noqa: PLC0415  (only a message that counts needs it)
    from gettext import c2py  # noqa: PLC0415  (as above)

    header = unescape(_catalog(lang).get("", ("", ""))[0])
    rule = re.search(r"plural=([^;]{1,200}+);", header)
    return c2py(rule[1] if rule else "n != 1")
