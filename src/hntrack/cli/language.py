"""Which language this run speaks."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from hntrack.text.wording import LANGUAGES, Wording

_chosen = "en"


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


def say(vi: str, en: str) -> str:
    """Give one of two texts, for help and prompts."""
    return vi if _chosen == "vi" else en


def spoken(wording: Wording) -> str:
    """Give a wording in the language of this run."""
    return wording.within(_chosen)


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
    return "vi" if name.partition("_")[0].partition(".")[0] == "vi" else "en"


def environment() -> Mapping[str, str]:
    """Give the process's environment (the one place it is taken from)."""
    return os.environ
