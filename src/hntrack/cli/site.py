"""``hntrack site``, ``serve`` and ``mcp``: the website in a folder or over HTTP, and answers for assistants."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from hntrack.cli.commands import Registry, argument, command, option, purpose, say, spoken
from hntrack.cli.session import Plain, Strict, open_session, web_address
from hntrack.cli.streams import note
from hntrack.errors import InputError, cause
from hntrack.errors.extras import MissingExtraError
from hntrack.text.messages import _, _n


@command(
    "site",
    "publish",
    _("A static website for the public."),
    ("hntrack site build public", "hntrack site build public --url https://example.org/targets/"),
    members={
        "build": ("hntrack site build public", "hntrack site build public --url https://example.org/targets/")
    },
    own_output=True,
    after="report",
)
def register(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("site", about=purpose("site"))
    group.command(
        "build",
        build,
        about=say("Make the website in a folder: overview, each indicator, data; in Vietnamese and English."),
    )


Folder = Annotated[str, argument("New, empty, or holding a site that was made before.", say("DIR"))]
Url = Annotated[
    str | None, option("--url", "Where the site will stand, so that the Atom feed can lead there.", "URL")
]


Licence = Annotated[
    str,
    option(
        "--licence", "Under which licence the data may be used; stands on the page of the data.", say("TEXT")
    ),
]
Errata = Annotated[
    str | None,
    option(
        "--errata", "Where errors are reported: each figure links there, with ?figure=ID behind it.", "URL"
    ),
]


def build(  # noqa: PLR0917  (each is an option)
    folder: Folder,
    options: Plain,
    url: Url = None,
    licence: Licence = "",
    errata: Errata = None,
    strict: Strict = False,
) -> int:
    """Make the site."""
    from hntrack.render.site import site_files, write_site  # noqa: PLC0415  (help does not pay for it)

    session = open_session(options)
    files = site_files(
        session.publishable(strict=strict),
        session.as_of,
        web_address("--url", url).rstrip("/") + "/" if url is not None else None,
        licence=licence,
        errata=web_address("--errata", errata) if errata else "",
    )
    count = write_site(Path(folder), files, session.as_of.isoformat())
    note(
        spoken(
            _n("Wrote {count} file to {folder}.", "Wrote {count} files to {folder}.", count, folder=folder)
        )
    )
    return 0


_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


Host = Annotated[str, option("--host", "Address to listen at.", say("ADDRESS"))]
Port = Annotated[int, option("--port", "Port; 0 takes a free one.", "N", least=0, most=65535)]


@command(
    "serve",
    "publish",
    _("Serve the website over HTTP, for reading only."),
    ("hntrack serve", "hntrack serve --port 8080"),
    about=_("Serve the website and its data over HTTP, for reading only (this machine alone by default)."),
    own_output=True,
    after="site",
)
def serve(options: Plain, host: Host = "127.0.0.1", port: Port = 8765, strict: Strict = False) -> int:
    """Make the site in memory and serve it until interrupted."""
    from hntrack.render.site import site_files  # noqa: PLC0415  (help does not pay for it)
    from hntrack.serve import Server, make_pages  # noqa: PLC0415

    session = open_session(options)
    pages = make_pages(site_files(session.publishable(strict=strict), session.as_of, None))
    try:
        server = Server((host, port), pages, _HERE if host in _HERE else frozenset())
    except (OSError, OverflowError, UnicodeError) as error:
        raise InputError(
            _("Cannot listen at {host}:{port}: {cause}.", host=host, port=port, cause=cause(error)),
            _("Choose another --port or --host."),
        ) from error
    with server:
        bound = server.server_address[1]
        note(spoken(_("Serving http://{host}:{bound}/ — stop with Ctrl-C.", host=host, bound=bound)))
        server.serve_forever(poll_interval=0.2)
    return 0


@command(
    "mcp",
    "publish",
    _("Answer assistants (MCP), with quotes to cite."),
    ("hntrack mcp", "hntrack mcp --data data --as-of 2025-12-31"),
    about=_(
        "Answer an assistant (Model Context Protocol, over stdin and stdout): for reading only, without a "
        "network; needs the extra 'mcp'."
    ),
    own_output=True,
    after="serve",
)
def mcp(options: Plain) -> int:
    """Answer until stdin ends."""
    try:
        from hntrack.cli.assistant import answer  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise MissingExtraError("mcp", _("The server for assistants")) from missing
    session = open_session(options)
    session.everything()  # what cannot be read is said now, on stderr
    answer(session.options)
    return 0
