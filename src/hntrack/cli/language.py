"""Which language this run speaks."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from hntrack.locale import ENGLISH
from hntrack.text.messages import LANGUAGES, Message, Worded

_chosen = ENGLISH


def choose(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """Decide the language before anything is parsed, so that help and usage errors speak it too.

    The first of: ``--lang``, ``HNTRACK_LANG``, the locale (``LC_ALL``, ``LC_MESSAGES``, ``LANG``), English.
    """
    global _chosen  # noqa: PLW0603  (one decision a run, made at its start)
    _chosen = _named(argv) or _known(environ.get("HNTRACK_LANG")) or _locale(environ)
    return _chosen


def current() -> str:
    """Give the language of this run."""
    return _chosen


def say(english: str, /, **facts: object) -> str:
    """Give a message in the language of this run, for help and prompts: ``say("No option {name}.", name=name)``."""
    return Message(english, facts or None).within(_chosen)


def spoken(message: Worded) -> str:
    """Give a message, or a text of the catalog, in the language of this run."""
    return message.within(_chosen)


def _named(argv: Sequence[str]) -> str | None:
    for i, word in enumerate(argv):
        if word == "--":
            return None
        if word.startswith("--lang="):
            return _known(word[7:])
        if word == "--lang" and i + 1 < len(argv):
            return _known(argv[i + 1])
    return None


def _known(name: str | None) -> str | None:
    return name if name in LANGUAGES else None


def _locale(environ: Mapping[str, str]) -> str:
    name = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return _known(name.partition("_")[0].partition(".")[0]) or ENGLISH


def environment() -> Mapping[str, str]:
    """Give the process's environment (the one place it is taken from)."""
    return os.environ
