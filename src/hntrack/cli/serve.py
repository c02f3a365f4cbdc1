"""``hntrack serve``: the site and its data over HTTP, for reading only."""

from __future__ import annotations

from typing import Annotated

from hntrack.cli.declare import option
from hntrack.cli.language import say, spoken
from hntrack.cli.options import Plain, Strict
from hntrack.cli.session import open_session
from hntrack.cli.streams import note
from hntrack.errors import InputError
from hntrack.errors.os_errors import cause
from hntrack.text.messages import _

_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


Host = Annotated[str, option("--host", "Address to listen at.", say("ADDRESS"))]
Port = Annotated[int, option("--port", "Port; 0 takes a free one.", "N", least=0, most=65535)]


def serve(options: Plain, host: Host = "127.0.0.1", port: Port = 8765, strict: Strict = False) -> int:
    """Make the site in memory and serve it until interrupted."""
    from hntrack.render.site import site_files  # noqa: PLC0415  (help does not pay for it)
    from hntrack.serve.server import Server, make_pages  # noqa: PLC0415

    session = open_session(options.common())
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
