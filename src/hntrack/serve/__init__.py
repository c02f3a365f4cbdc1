"""A small web server: for one site whole files from memory, for one person on this machine a desk; nothing else.

A request of the site is answered only where its path is, letter for letter, the name of one of its files: there is no
folder to walk out of and none to list.  What a desk is asked it answers to the one person who started it, and what is
decided there is done.  The standard library's server parses the request; what it does not bound (how long a reader
may take, how many may wait, whom a browser believes to be talking to) is bounded here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Lock, Thread
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.__about__ import __version__

MOST_READERS = 128
"""Readers served at once; a further one is told to come back."""
SECONDS_A_READER = 10.0
"""How long a reader may keep a connection without saying anything."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "atom": "application/atom+xml; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ico": "image/x-icon",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json; charset=utf-8",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
    }
)
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-cache"),
)


class Page(NamedTuple):
    """One file: its bytes, its media type and the name of this version of it."""

    content: bytes
    kind: str
    etag: str


def make_pages(files: Iterable[tuple[str, bytes]]) -> dict[str, Page]:
    """Give the pages by the paths they are asked for with; a folder's ``index.html`` answers for the folder."""
    pages: dict[str, Page] = {}
    for name, content in files:
        kind = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
        page = Page(content, kind, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
        pages[f"/{name}"] = page
        if name == "index.html" or name.endswith("/index.html"):
            pages[f"/{name.removesuffix('index.html')}"] = page
    return pages


class Server(ThreadingHTTPServer):
    """Serves the pages until it is shut down.

    Args:
        address: Host and port; port 0 takes any free one.
        pages: What can be asked for.
        names: Host names by which a browser may call this server; any other is refused, so that a page of another
            site cannot read it through a name that it points here (DNS rebinding).  Empty for any name.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], pages: Mapping[str, Page], names: frozenset[str]) -> None:
        super().__init__(address, self.reader())
        self.pages = pages
        self.names = names
        self.places = BoundedSemaphore(MOST_READERS)

    @staticmethod
    def reader() -> type[Reader]:
        """Give what answers one reader."""
        return Reader

    def is_called(self, host: str) -> bool:
        """Whether a browser may call this server by a ``Host`` (lower case)."""
        return not self.names or _without_port(host) in self.names


class Reader(BaseHTTPRequestHandler):
    """One reader's requests."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = SECONDS_A_READER
    server_version = f"hntrack/{__version__}"
    sys_version = ""
    always: tuple[tuple[str, str], ...] = ALWAYS
    allowed = "GET, HEAD"

    def handle(self) -> None:
        """Serve the reader if there is room."""
        if not self.server.places.acquire(blocking=False):
            self.wfile.write(
                b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
            )
            return
        try:
            super().handle()
        except (ConnectionError, TimeoutError):  # the reader went away
            self.close_connection = True
        finally:
            self.server.places.release()

    def do_GET(self) -> None:
        """Answer with the file."""
        self._answer(with_content=True)

    def do_HEAD(self) -> None:
        """Answer with the file's headers."""
        self._answer(with_content=False)

    def _answer(self, *, with_content: bool) -> None:
        if not self.server.is_called(self.headers.get("Host", "").strip().lower()):
            self.refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # a body would be read as the next request
        page = self.server.pages.get(self.path.partition("?")[0])
        if page is None:
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        known = {tag.strip().removeprefix("W/") for tag in self.headers.get("If-None-Match", "").split(",")}
        if page.etag in known or "*" in known:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", page.etag)
            self.finish_head(0)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", page.kind)
        self.send_header("ETag", page.etag)
        self.finish_head(len(page.content))
        if with_content:
            self.wfile.write(page.content)

    def finish_head(self, length: int) -> None:
        """Send the headers that every answer has."""
        if length:
            self.send_header("Content-Length", str(length))
        for name, value in self.always:
            self.send_header(name, value)
        self.end_headers()

    def refuse(self, status: HTTPStatus) -> None:
        """Say no without repeating anything that the reader sent."""
        text = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.finish_head(len(text))
        if self.command != "HEAD":
            self.wfile.write(text)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what the library could not read; nothing of the request is repeated."""
        del message, explain
        self.close_connection = True
        status = HTTPStatus(code)
        if status is HTTPStatus.NOT_IMPLEMENTED:
            status = HTTPStatus.METHOD_NOT_ALLOWED
        text = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        self.send_header("Allow", self.allowed)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.finish_head(len(text))
        if getattr(self, "command", None) != "HEAD":
            self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's own name)
        """Keep no record of who read what."""


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


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

    def do_POST(self) -> None:
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
