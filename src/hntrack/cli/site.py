"""``hntrack site``: the public website."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Argument, Option, Registry
from hntrack.cli.language import say, spoken
from hntrack.cli.options import Plain, Strict
from hntrack.cli.session import open_session
from hntrack.cli.streams import note
from hntrack.errors import UsageError
from hntrack.text.messages import _

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]_~%/-]{1,500}")


def register(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("site", about=purpose("site"))
    group.command(
        "build",
        about=say("Make the website in a folder: overview, each indicator, data; in Vietnamese and English."),
    )(flat(build))


Folder = Annotated[
    str,
    Argument(
        metavar=say("DIR"),
        about=say("New, empty, or holding a site that was made before."),
    ),
]
Url = Annotated[
    str | None,
    Option(
        "--url",
        metavar="URL",
        about=say("Where the site will stand, so that the Atom feed can lead there."),
    ),
]


def build(folder: Folder, options: Plain, url: Url = None, strict: Strict = False) -> int:
    """Make the site."""
    from hntrack.render.site import site_files  # noqa: PLC0415  (help does not pay for it)
    from hntrack.render.site.folder import write_site  # noqa: PLC0415

    session = open_session(options.common())
    files = site_files(session.publishable(strict=strict), session.as_of, _address(url))
    count = write_site(Path(folder), files, session.as_of.isoformat())
    note(spoken(_("Wrote {count} files to {folder}.", count=count, folder=folder)))
    return 0


def _address(url: str | None) -> str | None:
    """Check the address, and end it with a slash."""
    if url is None:
        return None
    if not _ADDRESS.fullmatch(url):
        raise UsageError(
            _("--url does not take '{url}'.", url=url),
            _("Write it like https://example.org/targets/."),
        )
    return url.rstrip("/") + "/"
