"""A small web server for one site: whole files from memory, nothing else.

A request is answered only where its path is, letter for letter, the name of one of the site's files: there is no
folder to walk out of and none to list.  The standard library's server parses the request; what it does not bound
(how long a reader may take, how many may wait, whom a browser believes to be talking to) is bounded here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import NamedTuple

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
