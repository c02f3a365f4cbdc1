"""``hntrack mcp``, asked by the client of the protocol's own SDK over stdin and stdout."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jsonschema
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from hntrack.report.schemas import output_schema
from support.cli import AS_OF, ROOT, environment, invoke

pytestmark = pytest.mark.slow  # each starts the SDK, twice

TOOLS = {"search", "show", "progress", "compare", "quote"}


def session(work: Callable[[Client], Awaitable[Any]]) -> Any:
    """Start the server as an assistant does, and do something with it."""

    async def run() -> Any:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "hntrack", "mcp", "--data", str(ROOT / "data"), "--as-of", AS_OF],
            env=environment({"HNTRACK_LANG": "en"}),
        )
        async with Client(server, read_timeout_seconds=300) as client:
            return await work(client)

    with ThreadPoolExecutor(1) as elsewhere:  # a browser that other tests drive keeps the loop of this thread
        return elsewhere.submit(lambda: asyncio.run(run())).result()


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def asked(*calls: tuple[str, dict[str, Any]]) -> list[tuple[bool, str]]:
    """Call tools one after the other; gives whether each failed, and what it said."""

    async def work(client: Client) -> list[tuple[bool, str]]:
        found = []
        for name, arguments in calls:
            result = await client.call_tool(name, arguments)
            found.append((bool(result.is_error), text_of(result)))
        return found

    return session(work)  # type: ignore[no-any-return]


def test_a_client_lists_the_tools() -> None:
    """Five tools, each for reading only and described, with the bounds of its arguments."""

    async def work(client: Client) -> Any:
        return await client.list_tools()

    listed = session(work).tools
    assert {one.name for one in listed} == TOOLS
    for one in listed:
        assert one.description
        assert one.annotations.read_only_hint
        assert not one.annotations.open_world_hint
        jsonschema.Draft202012Validator.check_schema(one.input_schema)
    (search,) = [one for one in listed if one.name == "search"]
    assert search.input_schema["required"] == ["text"]
    assert search.input_schema["properties"]["text"]["maxLength"] == 200


def test_answers_are_those_of_the_commands() -> None:
    """The same items, digit for digit, and they follow the schemas of the commands."""
    answers = asked(
        ("search", {"text": "kinh te so", "lang": "en"}),
        ("show", {"name": "innovating-firms"}),
        ("progress", {"ids": ["innovating-*"], "lang": "vi"}),
        ("compare", {"left": "2030", "right": "2045"}),
        ("compare", {"left": "@2025-01-01", "right": f"@{AS_OF}"}),
    )
    calls = (
        ("search", "kinh", "te", "so"),
        ("show", "innovating-firms"),
        ("progress", "innovating-*", "--lang", "vi"),
        ("diff", "2030", "2045"),
        ("diff", "@2025-01-01", f"@{AS_OF}"),
    )
    for (failed, text), call in zip(answers, calls, strict=True):
        assert not failed, text
        said = json.loads(text, parse_float=str)
        lang = () if "--lang" in call else ("--lang", "en")
        printed = json.loads(invoke(*call, *lang, "--as-of", AS_OF, "-f", "json").out, parse_float=str)
        assert {**said, "left_out": 0} == {**printed, "left_out": 0}


def test_the_quote_behind_a_figure() -> None:
    """Words as printed, line, document and its day, for a target, a measurement, an indicator and a claim."""
    names = ("innovating-firms-2030", "innovating-firms-2025", "innovating-firms")
    claim = "hanoi-conference-2025-02-26/innovating-firms-2030"
    answers = asked(*(("quote", {"name": name, "lang": "en"}) for name in (*names, claim)))
    found = [json.loads(text) for _, text in answers]
    for one in found:
        jsonschema.validate(one, output_schema("quotes"))
    target, measured, indicator, said = (one["items"] for one in found)
    assert (target[0]["use"], target[0]["claim"]["as_printed"]) == ("target", "trên 50% số doanh nghiệp")
    assert target[0]["claim"]["line"] == 13
    assert target[0]["document"]["id"] == "hanoi-conference-2025-02-26"
    assert measured[0]["claim"]["as_printed"] == "đạt 25,2%"
    assert [one["id"] for one in indicator] == ["innovating-firms-2030", "innovating-firms-2025"]
    assert said == target


HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("show", {"name": "../../etc/passwd"}),
    ("show", {"name": "--data=/etc"}),
    ("show", {"name": "x" * 100_000}),
    ("show", {"name": "\x00\x1b[31m"}),
    ("show", {"name": 5}),
    ("show", {}),
    ("quote", {"name": "nobody/nothing"}),
    ("quote", {"name": ""}),
    ("compare", {"left": "git:HEAD", "right": "."}),
    ("compare", {"left": "/etc", "right": "data"}),
    ("compare", {"left": "@2025-01-01", "right": "2030"}),
    ("progress", {"ids": ["*"] * 1000}),
    ("progress", {"year": "-o/tmp/x"}),
    ("progress", {"limit": 0}),
    ("progress", {"lang": "fr"}),
    ("search", {"text": "a", "as_of": "; rm -rf /"}),
    ("search", {"text": "a", "as_of": "9999999-01-01"}),
    ("remove", {}),
]


def test_hostile_arguments_are_refused_and_nothing_ends() -> None:
    """Each is an error that says why, without a traceback, and the next call is answered."""
    answers = asked(*HOSTILE, ("search", {"text": "5g"}))
    for (failed, text), call in zip(answers, HOSTILE, strict=False):
        assert failed, (call, text[:200])
        assert "Traceback" not in text
        assert "\x1b" not in text
        assert "could not answer" not in text, call
        assert len(text) < 3000
    assert not answers[-1][0]


def test_much_is_cut_and_said() -> None:
    """At most as many items as asked for, with the number of those left out."""
    ((_, text),) = asked(("progress", {"limit": 3}))
    cut = json.loads(text)
    assert (len(cut["items"]), cut["left_out"]) == (3, 23)


def test_it_ends_with_its_input() -> None:
    """Where nobody asks any more it leaves without a word."""
    done = subprocess.run(
        (sys.executable, "-m", "hntrack", "mcp", "--data", str(ROOT / "data")),
        input=b"",
        capture_output=True,
        check=False,
        env=environment(),
        timeout=300,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_what_cannot_be_read_is_said_at_once() -> None:
    """A catalog that is not there ends the server before it begins."""
    result = invoke("mcp", "--data", "/nowhere")
    assert result.code == 4
    assert "/nowhere" in result.err


@pytest.mark.parametrize("command", ["progress", "help"])
def test_other_commands_do_not_pay(command: str) -> None:
    """Nothing of the SDK is imported where it is not needed."""
    call = (
        "import sys; from hntrack.__main__ import main; sys.argv[1:] = "
        f"{[command]!r}\ntry:\n main()\nexcept SystemExit:\n pass\n"
        "assert not {'mcp', 'pydantic', 'anyio'} & set(sys.modules)"
    )
    done = subprocess.run(
        (sys.executable, "-c", call), capture_output=True, check=False, env=environment(), timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
