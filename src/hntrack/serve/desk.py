"""A page on this machine for the one person who started it: what it asks is answered, what it decides is done.

It listens on loopback only.  Its address holds a random token; without it there is nothing.  What changes something is
a POST of JSON from the very page: another site can neither guess the token, nor send from this origin, nor read the
page through a name that it points here (the ``Host`` must be this address, port included).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from http import HTTPStatus
from threading import Lock, Thread
from typing import Any

from hntrack.serve.server import ALWAYS, Reader, Server, make_pages

MOST_BYTES = 64_000
"""The most that a page may send at once."""

STOP = "stop"
Answer = Callable[[str, dict[str, Any]], dict[str, Any] | None]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Desk(Server):
    """Serves a page and answers it until it is shut down.

    Args:
        port: Port on 127.0.0.1; 0 takes a free one.
        files: The page's files; ``index.html`` is what its address shows.
        answer: Called with the name of what is asked and the JSON object that came with it, one call at a time;
            ``None`` where there is nothing of that name.  ``stop`` is answered by the server itself.
    """

    def __init__(self, port: int, files: Iterable[tuple[str, bytes]], answer: Answer) -> None:
        self.token = secrets.token_urlsafe(24)
        pages = {f"/{self.token}{path}": page for path, page in make_pages(files).items()}
        super().__init__(("127.0.0.1", port), pages, frozenset())
        self.answer = answer
        self.at_work = Lock()
        bound = self.server_address[1]
        self.hosts = (f"127.0.0.1:{bound}", f"localhost:{bound}")
        self.address = f"http://{self.hosts[0]}/{self.token}/"

    @staticmethod
    def reader() -> type[Reader]:
        """Give what answers the page."""
        return Clerk

    def is_called(self, host: str) -> bool:
        """Whether a browser means this very address, port included."""
        return host in self.hosts

    def finish_work(self) -> None:
        """Wait until what is being written is written."""
        if self.at_work.acquire(timeout=30):
            self.at_work.release()


class Clerk(Reader):
    """The requests of the page."""

    server: Desk
    always = (
        *(pair for pair in ALWAYS if pair[0] != "Cache-Control"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", _POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    )
    allowed = "GET, HEAD, POST"

    def do_POST(self) -> None:  # noqa: N802  (the library's own name)
        """Do what the page asks, if it is the page that asks."""
        self.close_connection = True  # whatever was not read of a refused body is never taken for a request
        refused = self._refusal()
        if refused is not None:
            self.refuse(refused)
            return
        name = self.path.rpartition("/")[2]
        try:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
        except (ValueError, RecursionError):
            sent = None
        if not isinstance(sent, dict):
            self.refuse(HTTPStatus.BAD_REQUEST)
            return
        if name == STOP:
            self._send({})
            Thread(target=self.server.shutdown).start()
            return
        with self.server.at_work:
            answer = self.server.answer(name, sent)
        if answer is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(answer)

    def _refusal(self) -> HTTPStatus | None:
        """Say why a request is not the page's, or too large; ``None`` where it is in order."""
        host = self.headers.get("Host", "").strip().lower()
        token = self.path.removeprefix("/").partition("/")[0]
        if not self.server.is_called(host):
            return HTTPStatus.MISDIRECTED_REQUEST
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            return HTTPStatus.NOT_FOUND
        own = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        if self.headers.get("Origin", "") != f"http://{host}" or not own:
            return HTTPStatus.FORBIDDEN
        return self._body_refusal()

    def _body_refusal(self) -> HTTPStatus | None:
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or "Transfer-Encoding" in self.headers:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        if not (length.isascii() and length.isdigit() and len(length) < 9):
            return HTTPStatus.LENGTH_REQUIRED
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > MOST_BYTES else None

    def _send(self, answer: dict[str, Any]) -> None:
        content = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Connection", "close")
        self.finish_head(len(content))
        self.wfile.write(content)
