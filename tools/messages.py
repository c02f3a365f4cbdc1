"""Keep the translations in step with the code: find every message, sort the ``.po`` files, say what is missing.

    python tools/messages.py            write src/hntrack/locale/*/LC_MESSAGES/hntrack.po anew and sorted
    python tools/messages.py --check    only say what is missing, fuzzy, unused or has other placeholders
    python tools/messages.py --new fr   begin a language
    python tools/messages.py --pseudo DIR   write the made-up language ``qps`` into DIR, for tests

A message that the code no longer has is dropped; a new one comes with an empty ``msgstr``.
"""

from __future__ import annotations

import argparse
import ast
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parent.parent
SOURCE = TOP / "src" / "hntrack"
LOCALE = SOURCE / "locale"

sys.path.insert(0, str(TOP / "src"))

from hntrack.locale import DOMAIN, escape, unescape  # noqa: E402  (found beside this file, installed or not)

Key = tuple[str, str]
"""Context and English."""

_HEADER = (
    "Project-Id-Version: hntrack\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: {lang}\n"
    "Plural-Forms: {plural}\n"
)
_PLURAL = {"vi": "nplurals=1; plural=0;"}
# How each function is called: which arguments are English, which one is the context.
_PLAIN = {
    "_": (0,), "say": (0,), "error": (0, 1), "warning": (0, 1), "option": (1,), "argument": (0,),
}  # fmt: skip
# The same in tables with functions of their own.
_TABLES: dict[str, dict[str, tuple[int, ...]]] = {
    "fields.py": {"Field": (2,), "_id": (0,)},
}


class Entry(NamedTuple):
    """A message and its translations, one a plural form."""

    context: str
    english: str
    many: str
    said: tuple[str, ...]
    fuzzy: bool = False


def po_file(lang: str) -> Path:
    """Give the file of a language."""
    return LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """Give the languages that have a file."""
    return sorted(one.parent.parent.name for one in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> dict[Key, Entry]:
    """Read a ``.po`` file, whatever its order; the last of two translations that differ wins, and is named."""
    if not path.exists():
        return {}
    found: dict[Key, Entry] = {}
    for entry in _entries(path.read_text(encoding="utf-8").replace('"\n"', "")):
        key = entry.context, entry.english
        was = found.get(key)
        if was is not None and was.said != entry.said and all(was.said) and all(entry.said):
            print(
                f"two translations of {entry.english!r}: {was.said}, {entry.said}; kept: the second",
                file=sys.stderr,
            )
        if was is None or all(entry.said):
            found[key] = entry
    return found


def _entries(text: str) -> Iterator[Entry]:
    """Give the entries in order; a merge may have left no empty line between two of them."""
    lines: list[tuple[str, str]] = []
    for line in text.splitlines():
        word, _space, rest = line.partition(" ")
        starts = word in {"#,", "msgctxt"} or (
            word == "msgid" and any(one == "msgid" for one, _rest in lines)
        )
        if starts and any(one.startswith("msgstr") for one, _rest in lines):
            yield _entry(lines)
            lines = []
        if word == "#," or word.startswith("msg"):
            lines.append((word, rest))
    if lines:
        yield _entry(lines)


def _entry(lines: list[tuple[str, str]]) -> Entry:
    parts = {word: unescape(rest[1:-1]) for word, rest in lines}
    said = tuple(unescape(rest[1:-1]) for word, rest in lines if word.startswith("msgstr"))
    if [word for word, _rest in lines].count("msgid") != 1:
        raise SystemExit(f"a merge has mixed up the entries near {parts.get('msgid')!r}: mend them by hand")
    fuzzy = any(word == "#," and "fuzzy" in rest for word, rest in lines)
    return Entry(parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""), said, fuzzy)


def write(path: Path, entries: dict[Key, Entry]) -> None:
    """Write a ``.po`` file: sorted, a line a text, so that two people's additions seldom meet."""
    lang = path.parent.parent.name
    header = _HEADER.format(lang=lang, plural=_PLURAL.get(lang, "nplurals=2; plural=(n != 1);"))
    head = entries.get(("", ""))
    blocks = [f'msgid ""\nmsgstr "{escape(head.said[0] if head else header)}"\n']
    for (context, english), entry in sorted(
        entries.items(), key=lambda one: (one[0][1].casefold(), one[0][1], one[0][0])
    ):
        if not english:
            continue
        lines = ["#, fuzzy"] if entry.fuzzy else []
        lines += [f'msgctxt "{escape(context)}"'] if context else []
        lines.append(f'msgid "{escape(english)}"')
        if entry.many:
            lines.append(f'msgid_plural "{escape(entry.many)}"')
            lines += [f'msgstr[{n}] "{escape(one)}"' for n, one in enumerate(entry.said)]
        else:
            lines.append(f'msgstr "{escape(entry.said[0] if entry.said else "")}"')
        blocks.append("\n".join(lines) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(blocks), encoding="utf-8")


def messages(source: Path = SOURCE) -> dict[Key, str]:
    """Find every message in the code: context and English → its plural, or nothing."""
    found: dict[Key, str] = {}
    for path in sorted(source.rglob("*.py")):
        found.update(_of_file(path))
    for path in sorted(source.rglob("*.html")):
        found.update(dict.fromkeys(_of_template(path.read_text(encoding="utf-8")), ""))
    return found


def _of_template(text: str) -> Iterator[Key]:
    for match in re.finditer(r"\b_\(\s*\"([^\"]+)\"|\b_\(\s*'([^']+)'", text):
        yield "", match[1] or match[2]


def _of_file(path: Path) -> dict[Key, str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    found: dict[Key, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [
            one.value
            if isinstance(one, ast.Constant)
            else constants.get(one.id, "")
            if isinstance(one, ast.Name)
            else ""
            for one in node.args
        ]
        name = node.func.id
        if name == "_c" and len(texts) > 1 and texts[1]:
            found[str(texts[0]), str(texts[1])] = ""
        elif name == "_n" and len(texts) > 2:
            found["", str(texts[0])] = str(texts[1])
        elif name == "translate" and len(texts) > 2 and texts[0] and texts[2]:
            found[str(texts[2]), str(texts[0])] = ""
        if name == "say" and path.parent.name != "cli":
            continue  # tables of keys have functions of this name
        for number in {**_PLAIN, **_TABLES.get(path.name, {})}.get(name, ()):
            if number < len(texts) and isinstance(texts[number], str) and texts[number]:
                found["", str(texts[number])] = ""
    return found


def placeholders(text: str) -> set[str]:
    """Give the names that a text asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def problems(lang: str) -> Iterator[str]:
    """Say what is wrong with a language's file."""
    wanted, there = messages(), read(po_file(lang))
    for key, many in wanted.items():
        entry = there.get(key)
        shown = f"{lang}: {key[1]!r}" + (f" ({key[0]})" if key[0] else "")
        if entry is None or not entry.said or not all(entry.said):
            yield f"{shown} is not translated"
            continue
        if entry.fuzzy:
            yield f"{shown} is fuzzy: look at it, then delete the mark"
        try:
            asked = placeholders(key[1]) | (placeholders(many) if many else set())
            if any(
                not placeholders(one) <= asked or (not many and placeholders(one) != asked)
                for one in entry.said
            ):
                yield f"{shown} has other placeholders: {entry.said}"
        except ValueError as error:
            yield f"{shown}: {error}"
    for key in there.keys() - wanted.keys() - {("", "")}:
        yield f"{lang}: {key[1]!r} is no longer in the code: run python tools/messages.py"


def normalise(lang: str) -> None:
    """Write a language's file anew: what the code says, sorted, with the translations that are there."""
    path = po_file(lang)
    there = read(path)
    entries = {key: there[key] for key in [("", "")] if key in there}
    for key, many in messages().items():
        was = there.get(key)
        entries[key] = Entry(*key, many, was.said if was else ("",), was.fuzzy if was else False)
    write(path, entries)


_LETTERS = str.maketrans("aeiouyAEIOUYcdnrstz", "àéîõüÿÀÉÎÕÜŸçďñřšťž")
_PIECE = re.compile(r"(\{[^{}]*\})")


def pseudo(folder: Path) -> None:
    """Write a language that nobody speaks: each message in brackets and with accents."""
    entries: dict[Key, Entry] = {}
    for key, many in messages().items():
        forms = (key[1], many) if many else (key[1],)
        entries[key] = Entry(
            *key, many, tuple(one if key[0] in {"date", "number"} else _made_up(one) for one in forms)
        )
    write(folder / "qps" / "LC_MESSAGES" / f"{DOMAIN}.po", entries)


def _made_up(text: str) -> str:
    parts = (one if one.startswith("{") else one.translate(_LETTERS) for one in _PIECE.split(text))
    return f"⟦{''.join(parts)}⟧"


def main() -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--new", metavar="LANGUAGE")
    parser.add_argument("--pseudo", metavar="DIR", type=Path)
    options = parser.parse_args()
    if options.pseudo:
        pseudo(options.pseudo)
        return 0
    if options.new:
        write(po_file(options.new), {})
    if not options.check:
        for lang in languages():
            normalise(lang)
    found = [one for lang in languages() for one in problems(lang)]
    print("\n".join(found) or "every message is translated")
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main())
