"""``hntrack serve`` as it is typed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from urllib.request import urlopen

import pytest

from support.cli import AS_OF, ROOT, environment, invoke


def _heed_interrupts() -> None:
    """Let Ctrl-C through, even where a background job ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_it_serves_until_it_is_stopped() -> None:
    """It says where, answers with the site's own files, and ends with Ctrl-C without a word of a fault."""
    call = (
        sys.executable,
        "-m",
        "hntrack",
        "serve",
        "--port",
        "0",
        "--as-of",
        AS_OF,
        "--data",
        str(ROOT / "data"),
    )
    with subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment({"HNTRACK_LANG": "en"}),
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  (no threads here)
    ) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address is not None, told
        with urlopen(f"{address[0]}en/progress.json", timeout=300) as answer:
            progress = json.load(answer)
        with urlopen(f"{address[0]}api/index.json", timeout=300) as answer:
            index = json.load(answer)
        with urlopen(f"{address[0]}{index['items'][0]['schema_path']}", timeout=300) as answer:
            assert json.load(answer)["title"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=300) == 130
        assert "Traceback" not in process.stderr.read()
    assert progress["as_of"] == AS_OF


def test_an_address_that_cannot_be_had() -> None:
    """An address of another machine is refused with its cause."""
    result = invoke("serve", "--host", "192.0.2.1", "--port", "0")
    assert result.code == 4
    assert "Cannot listen at 192.0.2.1:0" in result.err
