"""The desk: a page for one person on this machine, which answers nobody else."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from hntrack.serve import MOST_BYTES, Desk


@contextmanager
def serving() -> Iterator[tuple[Desk, list[tuple[str, dict[str, Any]]]]]:
    asked: list[tuple[str, dict[str, Any]]] = []

    def answer(name: str, said: dict[str, Any]) -> dict[str, Any] | None:
        asked.append((name, said))
        return {"said": said} if name == "step" else None

    with Desk(0, [("index.html", b"<p>page</p>"), ("desk.js", b"1")], answer) as desk:
        thread = threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield desk, asked
        finally:
            desk.shutdown()
            thread.join()


def send(
    desk: Desk, path: str, body: bytes = b"{}", method: str = "POST", **headers: Any
) -> tuple[int, bytes]:
    host = desk.hosts[0]
    sent = {"Host": host, "Origin": f"http://{host}", "Content_Type": "application/json", **headers}
    sent = {name.replace("_", "-"): text for name, text in sent.items() if text}
    connection = http.client.HTTPConnection("127.0.0.1", desk.server_address[1], timeout=300)
    try:
        connection.request(method, path, body=body if method == "POST" else None, headers=sent)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_the_page_and_its_answers() -> None:
    """Under its token the page is there, with a policy that lets in nothing from elsewhere, and it is answered."""
    with serving() as (desk, asked):
        assert desk.address == f"http://127.0.0.1:{desk.server_address[1]}/{desk.token}/"
        connection = http.client.HTTPConnection("127.0.0.1", desk.server_address[1], timeout=300)
        connection.request("GET", f"/{desk.token}/")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"<p>page</p>")
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        connection.close()
        status, content = send(desk, f"/{desk.token}/step", '{"id": "năm"}'.encode())
        assert (status, json.loads(content)) == (200, {"said": {"id": "năm"}})
        assert asked == [("step", {"id": "năm"})]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/x/", "/desk.js", "/../", "//step", "/x/step"])
def test_without_the_token_there_is_nothing(path: str, method: str) -> None:
    """Neither the page nor its answers are there for whom does not know the token."""
    with serving() as (desk, asked):
        assert send(desk, path, method=method)[0] == 404
        assert asked == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": "localhost.evil.example:80"}, 421),
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": ""}, 415),
    ],
)
def test_another_site_is_refused(headers: dict[str, Any], status: int) -> None:
    """With another name for this machine, another origin, or a form's type of content nothing is done."""
    with serving() as (desk, asked):
        assert send(desk, f"/{desk.token}/step", **headers)[0] == status
        assert asked == []
        if "Host" in headers:
            assert send(desk, f"/{desk.token}/", method="GET", **headers)[0] == status


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"{", b"\xff", b"[" * 60_000, b'{"a": NaN' + b"}" * 2])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    """A body that is no JSON object is refused, and the server goes on."""
    with serving() as (desk, asked):
        assert send(desk, f"/{desk.token}/step", body)[0] == 400
        assert asked == []
        assert send(desk, f"/{desk.token}/step")[0] == 200


def test_bounds() -> None:
    """More than the page ever sends is refused unread; so are what has no length, other names and other methods."""
    with serving() as (desk, _):
        step = f"/{desk.token}/step"
        assert send(desk, step, b"x", Content_Length=str(MOST_BYTES + 1))[0] == 413
        assert send(desk, step, b"x", Content_Length="-1")[0] == 411
        assert send(desk, f"/{desk.token}/other")[0] == 404
        assert send(desk, step, method="PUT")[0] == 405
        assert send(desk, step, method="GET")[0] == 404


def test_stop_ends_it() -> None:
    """The page's own stop ends the serving; nobody else's does."""
    with serving() as (desk, _):
        assert send(desk, f"/{desk.token}/stop", Origin="https://evil.example")[0] == 403
        assert send(desk, f"/{desk.token}/stop")[0] == 200
        desk.finish_work()


def test_tokens_differ() -> None:
    """Each page has an address of its own that cannot be guessed."""
    with serving() as (desk, _), serving() as (other, _):
        assert desk.token != other.token
        assert len(desk.token) >= 32
