"""The mail arrives whole, whoever delivers it: smtplib always; msmtp and curl where HNTRACK_MAIL_TOOLS=1 says they are."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import os
import re
import shutil
import smtplib
import socket
import subprocess
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from support.cli import AS_OF, invoke, spawn

TO, SENDER = "Nguyễn Văn Ất <at@so.example>", "Sở Khoa học và Công nghệ Hà Nội <bao-cao@ha-noi.example>"
SUBJECT = "Báo cáo tuần: mục tiêu khoa học, công nghệ và đổi mới sáng tạo của Hà Nội, kèm số liệu và nguồn"
REPORT = ("report", "--as-of", AS_OF, "--since", "2025-06-01", "--lang", "vi")
MAIL = (*REPORT, "-f", "eml", "--to", TO, "--to", "b@so.example", "--from", SENDER, "--subject", SUBJECT)
WITH_TOOLS = os.environ.get("HNTRACK_MAIL_TOOLS") == "1"
tools = pytest.mark.skipif(
    not WITH_TOOLS, reason="set HNTRACK_MAIL_TOOLS=1 where msmtp and curl are installed"
)


class Inbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server, session
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Inbox, int]]:
    """An SMTP server on the loopback, on a port of its own."""
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, ready_timeout=20)
    controller.start()
    yield inbox, port
    controller.stop()


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mail as a shell's pipe gets it, byte for byte."""
    result = spawn(*MAIL, "--attach", "csv,xlsx")
    assert (result.code, result.err) == (0, "")
    path = tmp_path_factory.mktemp("mail") / "report.eml"
    path.write_bytes(result.out.encode("ascii"))
    return path


def whole(inbox: Inbox) -> EmailMessage:
    """The one mail that arrived, parsed strictly."""
    (envelope,) = inbox.envelopes
    assert envelope.rcpt_tos == ["at@so.example", "b@so.example"]
    raw = envelope.content
    assert isinstance(raw, bytes)
    message = email.message_from_bytes(raw, policy=email.policy.strict)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def arrived(inbox: Inbox, sent: Path) -> None:
    """All parts are there, the text is the plain report, names and subject are intact, and nothing was recoded."""
    message = whole(inbox)
    assert message["subject"] == SUBJECT
    assert message["from"].addresses[0].display_name == "Sở Khoa học và Công nghệ Hà Nội"
    assert [one.addr_spec for one in message["to"].addresses] == ["at@so.example", "b@so.example"]
    assert message["to"].addresses[0].display_name == "Nguyễn Văn Ất"
    text, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert text.get_content().replace("\r\n", "\n") == invoke(*REPORT, "-f", "text").out
    assert "<table" in page.get_content()
    assert [part.get_filename() for part in message.iter_attachments()] == [
        f"hntrack-{AS_OF}.csv",
        f"hntrack-{AS_OF}.xlsx",
    ]
    original = email.message_from_bytes(sent.read_bytes(), policy=email.policy.strict)
    assert [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()] == [
        part.get_payload(decode=True) for part in original.walk() if not part.is_multipart()
    ]


def test_smtplib_delivers_it(server: tuple[Inbox, int], sent: Path) -> None:
    """Python's own client delivers the bytes."""
    inbox, port = server
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.sendmail("bao-cao@ha-noi.example", ["at@so.example", "b@so.example"], sent.read_bytes())
    arrived(inbox, sent)


@tools
def test_msmtp_delivers_it(server: tuple[Inbox, int], sent: Path) -> None:
    """``hntrack report -f eml … | msmtp -t`` finds sender and recipients in the headers."""
    inbox, port = server
    program = shutil.which("msmtp")
    assert program is not None, "HNTRACK_MAIL_TOOLS=1, but there is no msmtp"
    subprocess.run(
        [
            program,
            "-t",
            "--read-envelope-from",
            "--host=127.0.0.1",
            f"--port={port}",
            "--tls=off",
            "--auth=off",
        ],
        input=sent.read_bytes(),
        check=True,
        timeout=60,
        env={"HOME": str(sent.parent), "PATH": os.environ["PATH"]},
    )
    arrived(inbox, sent)


@tools
def test_curl_delivers_it(server: tuple[Inbox, int], sent: Path) -> None:
    """``curl --upload-file`` needs the recipients told, and nothing else."""
    inbox, port = server
    program = shutil.which("curl")
    assert program is not None, "HNTRACK_MAIL_TOOLS=1, but there is no curl"
    people = (
        "--mail-from",
        "bao-cao@ha-noi.example",
        "--mail-rcpt",
        "at@so.example",
        "--mail-rcpt",
        "b@so.example",
    )
    subprocess.run(
        [program, "-sS", f"smtp://127.0.0.1:{port}", *people, "--upload-file", str(sent)],
        check=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    arrived(inbox, sent)


def test_the_bytes_suit_every_server(sent: Path) -> None:
    """ASCII, CRLF after each line, lines of at most 78 characters, below 100 KB with both attachments."""
    raw = sent.read_bytes()
    assert len(raw) < 100_000
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert all(re.fullmatch(rb"[\x20-\x7e]{0,78}", line) for line in lines)


def test_the_same_report_is_the_same_mail(sent: Path) -> None:
    """No clock, no random boundary: the date is the report's, the id follows from the content."""
    again = spawn(*MAIL, "--attach", "csv,xlsx", env={"TZ": "America/New_York", "PYTHONHASHSEED": "7"})
    assert again.out.encode("ascii") == sent.read_bytes()
    message = email.message_from_bytes(sent.read_bytes(), policy=email.policy.strict)
    assert message["date"].datetime.date().isoformat() == AS_OF
    other = email.message_from_string(invoke(*MAIL).out, policy=email.policy.strict)
    assert other["message-id"] != message["message-id"]
    assert re.fullmatch(r"<[0-9a-f]{32}@ha-noi\.example>", message["message-id"])


def test_the_attachments_open(sent: Path) -> None:
    """The CSV has a row a target, the workbook its sheets."""
    message = email.message_from_bytes(sent.read_bytes(), policy=email.policy.strict)
    data, book = (part.get_content() for part in message.iter_attachments())
    rows = list(csv.reader(io.StringIO(data.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 26
    assert len({len(row) for row in rows}) == 1
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames == ["Mục tiêu", "Thay đổi", "Nguồn"]


@pytest.mark.parametrize("lang", ["vi", "en", "both"])
def test_a_mail_loads_nothing(lang: str) -> None:
    """Inline styles only: no script, style sheet, drawing or address; every picture travels with it and has words."""
    argv = ("report", "--as-of", AS_OF, "--lang", lang, "-f", "eml", "--to", "a@b.vn", "--from", "c@d.vn")
    raw = invoke(*argv, "--images", "cid").out
    assert len(raw) < 100_000
    message = email.message_from_string(raw, policy=email.policy.strict)
    page = message.get_body(("html",))
    assert page is not None
    shown = page.get_content()
    assert not re.search(r"<(script|style|link|svg|iframe|form)|https?:|@import|url\(", shown)
    pictures = re.findall(r'<img src="cid:([^"]+)"[^>]* alt="([^"]+)"', shown)
    assert len(pictures) == shown.count("<img") >= (lang != "both")  # two languages leave no room for them
    carried = {
        part["content-id"].strip("<>") for part in message.walk() if part.get_content_type() == "image/png"
    }
    assert {cid for cid, _ in pictures} == carried
    assert all(len(words) > 20 for _, words in pictures)


def test_a_large_report_stays_small(tmp_path: Path) -> None:
    """Where the whole would be too large, the mail says how much it leaves out."""
    made = spawn(
        "report",
        "--as-of",
        AS_OF,
        "--lang",
        "both",
        "-f",
        "eml",
        "--to",
        "a@b.vn",
        "--from",
        "c@d.vn",
        "--attach",
        "csv,xlsx",
        cwd=tmp_path,
    )
    assert len(made.out) < 100_000


@pytest.mark.parametrize(
    "argv",
    [
        ("--subject", "x\r\nBcc: evil@e.vn"),
        ("--subject", "x\u2028y"),
        ("--subject", "a" * 500),
        ("--to", "a@b.vn\nBcc: evil@e.vn"),
        ("--to", "a@b.vn, "),
        ("--to", "Tên <a@b.vn> <c@d.vn>"),
        ("--to", "a@b.vn> <c@d.vn"),
        ("--to", "ất@b.vn"),
        ("--to", "a@-b.vn"),
        ("--to", '"x <a@b.vn>'),
        ("--to", "a b@c.vn"),
        ("--to", "=?utf-8?q?a=0ABcc=3A?= a@b.vn"),
        ("--from", "a@b.vn, c@d.vn"),
        ("--from", "<>"),
        ("--images", "inline"),
        ("--attach", "docx"),
    ],
)
def test_what_could_start_a_header_is_refused(argv: tuple[str, str]) -> None:
    """Names, addresses and subjects with anything strange in them are usage errors, and nothing is written."""
    given = {"--to": "a@b.vn", "--from": "c@d.vn", argv[0]: argv[1]}
    result = invoke(
        "report", "--as-of", AS_OF, "-f", "eml", *(word for pair in given.items() for word in pair)
    )
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    "text",
    [
        "=?utf-8?q?x=0ABcc:_evil@x?=",
        "=?utf-8?b?eA0KQmNjOiBlQGUudm4=?=",
        SUBJECT,
        SUBJECT * 3,
        "a" * 300,
        "plain subject",
        "two  spaces",
        "Đ" * 90,
        "e\u0323\u0302 composed",
    ],
)
def test_a_subject_arrives_as_it_was_given(text: str) -> None:
    """Not a space is lost or won in folding, and what looks like an encoded word stays text."""
    argv = ("report", "--as-of", AS_OF, "-f", "eml", "--to", "a@b.vn", "--from", "c@d.vn", "--subject", text)
    raw = invoke(*argv).out
    message = email.message_from_string(raw, policy=email.policy.strict)
    expected = "ệ composed" if text.startswith("e\u0323") else text
    assert message["subject"] == expected
    assert "Bcc" not in message
    assert message.keys() == [
        *("Date", "From", "To", "Subject", "Message-ID", "MIME-Version"),
        *("Content-Language", "Auto-Submitted", "Content-Type"),
    ]


def test_a_mail_asks_for_its_people() -> None:
    """Without sender and recipients there is no mail, and what belongs to a mail belongs to nothing else."""
    assert invoke("report", "-f", "eml").code == 2
    assert invoke("report", "-f", "html", "--to", "a@b.vn").code == 2
    assert invoke("report", "-f", "eml", "--to", "a@b.vn", "--from", "c@d.vn", "--template", "x.j2").code == 2
