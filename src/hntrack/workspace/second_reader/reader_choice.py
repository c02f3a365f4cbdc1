"""Which second reader is meant: a name of the configuration, an HTTP address, or a command."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from hntrack.errors import InputError, UsageError
from hntrack.errors.nearest import unknown
from hntrack.text.messages import _

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KEYS = {"address": str, "model": str, "command": list, "key_from": str, "seconds": int}
_SECONDS, _MOST_SECONDS = 300, 3600
_MOST_BYTES = 64_000
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ChosenReader(NamedTuple):
    """A second reader.

    Attributes:
        name: As drafts name it.
        address: Of an OpenAI-compatible server, up to ``/v1``; ``""`` for a command.
        model: What the server calls the model; ``""`` leaves it to the server.
        command: The program and its arguments.
        key_from: The environment variable that holds the key; ``""`` for none.
        seconds: How long one answer may take.
    """

    name: str
    address: str = ""
    model: str = ""
    command: tuple[str, ...] = ()
    key_from: str = ""
    seconds: int = _SECONDS

    @property
    def host(self) -> str:
        """The host of the address."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether nothing leaves this machine by our own doing."""
        return not self.address or self.host in _LOOPBACK

    @property
    def where(self) -> str:
        """Where the text goes, in words for a person."""
        return self.address or shlex.join(self.command)


def choose_reader(text: str, environ: Mapping[str, str]) -> ChosenReader:
    """Find the reader that is meant.

    Args:
        text: ``NAME``, ``http://…/v1``, ``https://…/v1#MODEL``, or a command with a blank or a slash in it.
        environ: The environment: ``HNTRACK_READERS`` names the configuration, else it lies where programs keep theirs.

    Raises:
        UsageError: It is none of these, or no reader of the configuration.
        InputError: The configuration cannot be read.
    """
    if text.startswith(("http://", "https://")):
        address, _hash, model = text.partition("#")
        return _checked(ChosenReader(urlsplit(address).hostname or "http", address, model), environ)
    if _NAME.fullmatch(text):
        return _checked(_of_configuration(text, _configuration(environ)), environ)
    try:
        command = tuple(shlex.split(text))
    except ValueError:
        command = ()
    if not command:
        raise UsageError(
            _("--reader: '{text}' is no reader.", text=text),
            _(
                "Give a name of readers.toml, an address (http://127.0.0.1:8080/v1) or a command (./reader.sh)."
            ),
        )
    return ChosenReader(Path(command[0]).name, command=command)


def _configuration(environ: Mapping[str, str]) -> Path:
    if environ.get("HNTRACK_READERS"):
        return Path(environ["HNTRACK_READERS"])
    base = (
        environ.get("XDG_CONFIG_HOME")
        or f"{environ.get('HOME') or environ.get('USERPROFILE') or '.'}/.config"
    )
    return Path(base) / "hntrack" / "readers.toml"


def _of_configuration(name: str, path: Path) -> ChosenReader:
    try:
        with path.open("rb") as file:
            table = tomllib.loads(file.read(_MOST_BYTES).decode("utf-8"))
    except FileNotFoundError as error:
        raise UsageError(
            _("--reader: there is no '{name}', because there is no {path}.", name=name, path=path),
            _("Describe it there (docs/second-reader.md), or give an address or a command."),
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(_("{path} cannot be read: {why}.", path=path, why=str(error)), _ADVICE) from error
    if name not in table:
        raise unknown(name, table)
    entry = table[name]
    if not isinstance(entry, dict):
        raise _wrong(path, name, name)
    for key, value in entry.items():
        if key not in _KEYS or type(value) is not _KEYS[key]:
            raise _wrong(path, name, key)
    return _made(path, name, entry)


def _made(path: Path, name: str, entry: dict[str, Any]) -> ChosenReader:
    command = tuple(entry.get("command", ()))
    if not all(isinstance(part, str) and part for part in command):
        raise _wrong(path, name, "command")
    if bool(command) == bool(entry.get("address")):
        raise _wrong(path, name, "address")
    if not 1 <= entry.get("seconds", _SECONDS) <= _MOST_SECONDS:
        raise _wrong(path, name, "seconds")
    return ChosenReader(name, **{**entry, "command": command})


def _checked(reader: ChosenReader, environ: Mapping[str, str]) -> ChosenReader:
    """Refuse an address that is none, and a key that would be sent where anybody can read along."""
    if reader.address and (not reader.host or urlsplit(reader.address).scheme not in ("http", "https")):
        raise UsageError(_("--reader: '{text}' is no HTTP address.", text=reader.address))
    if reader.key_from and not environ.get(reader.key_from):
        raise UsageError(
            _("The reader's key is missing: {name} is not set.", name=reader.key_from),
            _("Set this environment variable; the key itself never belongs into a file."),
        )
    if reader.key_from and not reader.is_here and not reader.address.startswith("https://"):
        raise UsageError(
            _("The key would be sent unencrypted to {where}.", where=reader.host), _("Use https.")
        )
    return reader


_ADVICE = _("See docs/second-reader.md for how it is written.")


def _wrong(path: Path, name: str, key: str) -> InputError:
    return InputError(
        _("{path}: '{key}' of '{name}' cannot be that.", path=path, key=key, name=name), _ADVICE
    )
