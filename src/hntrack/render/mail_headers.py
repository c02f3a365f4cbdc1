"""Headers of a mail, written here: nothing that a person or a catalog brings can start a header of its own.

Addresses are read by a strict grammar, and control characters are refused rather than repaired.  Texts that are
not plain ASCII, and those that look like encoded words, become encoded words (RFC 2047) of at most 75 characters
each, with every space inside of one, because readers drop the space between two.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hntrack.errors import UsageError
from hntrack.text.fold import nfc
from hntrack.text.messages import _
from hntrack.text.visible import visible

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SPEC = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_ENTRY = re.compile(
    r'\s*+(?:(?:"(?P<quoted>(?:[^"\\]|\\.)*+)"\s*+|(?P<bare>[^"<>,]*+))<(?P<in>[^<>,]*+)>|(?P<only>[^"<>,\s]++))\s*+'
)
_ALONE = re.compile(r'(?P<name>[^"<>@\\]*+)<(?P<spec>[^<>,]*+)>\s*+')
_PLAIN = re.compile(r"[ -~]{0,60}")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST_LOCAL, _LONGEST_SPEC, _LONGEST_TEXT, _MOST = 64, 254, 400, 100
_WORD_BYTES = 39  # =?utf-8?b?…?= with 52 characters of base64: 64 of the 75 allowed, 73 behind "Subject: "


class Address(NamedTuple):
    """A mailbox: a display name, which may be empty, and the address proper."""

    name: str
    spec: str

    @property
    def domain(self) -> str:
        """What stands behind the ``@``."""
        return self.spec.rpartition("@")[2]


def addresses(option: str, texts: Sequence[str]) -> tuple[Address, ...]:
    """Read mailboxes: ``a@b.vn``, ``Name <a@b.vn>``, ``"Name, with comma" <a@b.vn>``, several with commas.

    Args:
        option: Its name, for messages.
        texts: What was given.

    Raises:
        UsageError: Something else, or a control character, or a local part or domain beyond ASCII.
    """
    found = tuple(one for text in texts for one in _several(option, text))
    if not found or len(found) > _MOST:
        raise _no_address(option, ", ".join(texts))
    return found


def one_address(option: str, text: str) -> Address:
    """Read one mailbox.

    Raises:
        UsageError: None, or several.
    """
    found = addresses(option, [text])
    if len(found) > 1:
        raise _no_address(option, text)
    return found[0]


def one_line(option: str, text: str) -> str:
    """Give a text for a header as it stands, composed; a text of several lines, or with hidden characters, is refused.

    Raises:
        UsageError: It is not one line of at most 400 visible characters.
    """
    text = nfc(text)
    if len(text) <= _LONGEST_TEXT and not any(unicodedata.category(one) in _REFUSED for one in text):
        return text
    shown = visible(text, limit=80)
    raise UsageError(
        _("{option}: '{shown}' is not one line of visible text.", option=option, shown=shown),
        _(
            "Leave out line ends and hidden characters; at most {longest_text} characters.",
            longest_text=_LONGEST_TEXT,
        ),
    )


def text_header(name: str, text: str) -> str:
    """Give a header with a text: lines of at most 76 characters, CRLF between and after them."""
    return _folded(name, [text] if _is_plain(text) else list(_encoded(text)))


def address_header(name: str, found: Sequence[Address]) -> str:
    """Give a header with mailboxes."""
    words: list[str] = []
    for number, one in enumerate(found):
        words.extend(_phrase(one.name))
        spec = f"<{one.spec}>" if one.name else one.spec
        words.append(f"{spec}," if number < len(found) - 1 else spec)
    return _folded(name, words)


def _several(option: str, text: str) -> Iterator[Address]:
    rest = one_line(option, text)
    alone = _ALONE.fullmatch(rest)
    if alone:  # one mailbox, so a comma in its name divides nothing
        rest = f'"{alone["name"].strip()}" <{alone["spec"]}>'
    while True:
        match = _ENTRY.match(rest)
        spec = _SPEC.fullmatch(match["in"] or match["only"] or "") if match else None
        if match is None or spec is None or rest[match.end() : match.end() + 1] not in ("", ","):
            raise _no_address(option, text)
        if len(spec["local"]) > _LONGEST_LOCAL or len(spec[0]) > _LONGEST_SPEC:
            raise _no_address(option, text)
        quoted = match["quoted"]
        name = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match["bare"] or ""
        yield Address(name.strip(), spec[0])
        if match.end() == len(rest):
            return
        rest = rest[match.end() + 1 :]


def _no_address(option: str, text: str) -> UsageError:
    shown = visible(text, limit=80)
    return UsageError(
        _("{option}: '{shown}' is no mail address.", option=option, shown=shown),
        _("Write it like a@b.vn or 'Name <a@b.vn>'; the address itself in ASCII."),
    )


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and "=?" not in text and text == text.strip() and "  " not in text


def _phrase(name: str) -> Iterator[str]:
    if not name:
        return
    if _is_plain(name):
        escaped = re.sub(r'([\\"])', r"\\\1", name)
        yield f'"{escaped}"'
    elif len(name.encode()) <= _WORD_BYTES:
        yield _word(name)
    else:
        yield from _stretches(name.split(" "))


def _stretches(words: Sequence[str]) -> Iterator[str]:
    """Cut a long name at words of plain letters, which stand as they are.

    The space between an encoded word and a plain one counts for every reader; of two encoded words some readers
    (Python before 3.12.9 among them) see a space where there is none.
    """
    chunk: list[str] = []
    for word in words:
        if len(" ".join([*chunk, word]).encode()) > _WORD_BYTES or not chunk:
            places = [i for i, one in enumerate(chunk) if one.isascii() and one.isalpha() and i]
            if places:
                yield _word(" ".join(chunk[: places[-1]]))
                yield chunk[places[-1]]
                chunk = chunk[places[-1] + 1 :]
        chunk.append(word)
    yield from _encoded(" ".join(chunk))


def _encoded(text: str) -> Iterator[str]:
    """Cut a text into encoded words, behind a space where there is one."""
    chunk = ""
    for piece in (one for word in re.findall(r"\S+ *| +", text) for one in _pieces(word)):
        if len((chunk + piece).encode()) > _WORD_BYTES:
            yield _word(chunk)
            chunk = ""
        chunk += piece
    yield _word(chunk)


def _pieces(word: str) -> Iterator[str]:
    """Give a word whole, or by characters where it is longer than an encoded word may be."""
    return iter([word] if len(word.encode()) <= _WORD_BYTES else word)


def _word(chunk: str) -> str:
    return f"=?utf-8?b?{b64encode(chunk.encode()).decode()}?="


def _folded(name: str, words: Sequence[str]) -> str:
    """Put words on lines of at most 76 characters where they fit; each word stands whole."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > 76 and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "".join(f"{line}\r\n" for line in lines)
