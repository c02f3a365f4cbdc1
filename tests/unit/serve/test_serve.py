"""The web server: whole files of the site, and nothing else."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from hntrack.serve import Server, make_pages

FILES = (
    ("index.html", b"<p>choose</p>"),
    ("en/index.html", "<p>năm</p>".encode()),
    ("en/progress.json", b"{}"),
)
NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


@contextmanager
def serving() -> Iterator[int]:
    with Server(("127.0.0.1", 0), make_pages(FILES), NAMES) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=300) as opened:
        got = b""
        with contextlib.suppress(OSError):  # the server may hang up on such a reader before it has said all
            opened.sendall(request)
            opened.shutdown(socket.SHUT_WR)
            while part := opened.recv(65536):
                got += part
    return got


def test_a_page_comes_whole_with_its_type_and_version() -> None:
    """A page comes whole; asked for again with its version, nothing is sent."""
    with serving() as port:
        status, content, headers = ask(port, "/en/?x=1")
        assert (status, content) == (200, "<p>năm</p>".encode())
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert ask(port, "/en/", If_None_Match=headers["ETag"])[:2] == (304, b"")
        assert ask(port, "/en/index.html", "HEAD")[:2] == (200, b"")


@pytest.mark.parametrize(
    "path", ["/en", "/../pyproject.toml", "/en/../../etc/passwd", "/%2e%2e/etc/passwd", "/en/%00", "/x\\y"]
)
def test_no_other_path_is_answered(path: str) -> None:
    """There is no folder to walk out of, and none to list."""
    with serving() as port:
        status, content, _ = ask(port, path)
        assert status == 404
        assert content == b"404 Not Found\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_it_is_for_reading_only(method: str) -> None:
    """Whatever would change something is refused."""
    with serving() as port:
        status, _, headers = ask(port, "/en/", method)
        assert status == 405
        assert headers["Allow"] == "GET, HEAD"


def test_another_name_for_this_machine_is_refused() -> None:
    """A page of another site cannot read through a name that it points here."""
    with serving() as port:
        assert ask(port, "/en/", Host="evil.example")[0] == 421
        assert ask(port, "/en/", Host=f"localhost:{port}")[0] == 200


@pytest.mark.parametrize(
    "request_text",
    [
        b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\nConnection: close\r\n\r\n",
        b"GET /<script> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /en/\r\nSet-Cookie:x HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x00\x05hello",
        b"GET " + b"/a" * 40_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nGET /",
    ],
)
def test_nothing_of_a_request_comes_back(request_text: bytes) -> None:
    """What a reader sends is never repeated, in a header or in a page."""
    with serving() as port:
        got = raw(port, request_text)
        assert b"script" not in got
        assert b"Set-Cookie" not in got
        assert got.count(b"HTTP/1.1 ") <= 1
        assert ask(port, "/")[0] == 200


def test_a_hundred_readers_at_once() -> None:
    """A hundred readers at once get the same bytes."""
    with serving() as port, ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(lambda _: ask(port, "/en/progress.json")[:2], range(300)))
    assert set(answers) == {(200, b"{}")}
