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
    controller = Controller(inbox, hostname="127.0.0.1", port=port, ready_timeout=300)
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
    with smtplib.SMTP("127.0.0.1", port, timeout=300) as client:
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
        timeout=300,
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
        timeout=300,
        stdin=subprocess.DEVNULL,
    )
    arrived(inbox, sent)


def test_the_bytes_suit_every_server(sent: Path) -> None:
    """ASCII, CRLF after each line, lines of at most 78 characters."""
    raw = sent.read_bytes()
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
    message = email.message_from_string(raw, policy=email.policy.strict)
    page = message.get_body(("html",))
    assert page is not None
    shown = page.get_content()
    assert len(shown.encode()) <= 100_000
    assert not re.search(r"<(script|style|link|svg|iframe|form)|https?:|@import|url\(", shown)
    pictures = re.findall(r'<img src="cid:([^"]+)"[^>]* alt="([^"]+)"', shown)
    assert len(pictures) == shown.count("<img") >= 1
    carried = {
        part["content-id"].strip("<>") for part in message.walk() if part.get_content_type() == "image/png"
    }
    assert {cid for cid, _ in pictures} == carried
    assert all(len(words) > 20 for _, words in pictures)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented plan of 200 promises in words as long as plans have them; half of them are measured twice."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "data").mkdir()
    (folder / "seeds").mkdir()
    numbers = range(200)
    titles = [
        f"Tỷ lệ hồ sơ của lĩnh vực thử nghiệm thứ {n} được giải quyết trực tuyến toàn trình" for n in numbers
    ]
    measured = [(n, year, 20 + n % 50 + (year == 2025)) for n in numbers if n % 2 for year in (2020, 2025)]
    (folder / "data" / "targets.yaml").write_text(
        "format: 1\ncatalog: {id: large, title: {vi: Kế hoạch thử nghiệm, en: Plan on trial}}\n"
        "goals:\n"
        + "".join(f"  - {{id: g{n}, title: {{vi: Nhóm số {n}, en: Group {n}}}}}\n" for n in range(8))
        + "areas:\n  - {id: here, title: {vi: Nơi đây, en: Here}}\nindicators:\n"
        + "".join(
            f"  - {{id: i{n}, goal: g{n % 8}, area: here, title: {{vi: {titles[n]}, en: Share {n}}}, "
            "measure: share, unit: percent, direction: increase, limit: 100}\n"
            for n in numbers
        )
        + "targets:\n"
        + "".join(
            f"  - {{id: t{n}, indicator: i{n}, milestone: {2025 if n % 5 == 0 else 2030}, comparator: at_least, "
            f"value: 70, claim: plan/t{n}}}\n"
            for n in numbers
        ),
        "utf-8",
    )
    (folder / "data" / "measurements.yaml").write_text(
        "format: 1\nmeasurements:\n"
        + "".join(
            f"  - {{id: m{n}-{year}, indicator: i{n}, period: {year}, value: {value}, claim: plan/m{n}-{year}}}\n"
            for n, year, value in measured
        ),
        "utf-8",
    )
    claims = [(f"t{n}", "target", n + 1, "ít nhất 70%") for n in numbers]
    claims += [(f"m{n}-{year}", "measurement", 300 + n, f"{value}%") for n, year, value in measured]
    (folder / "seeds" / "plan.yaml").write_text(
        "format: 1\nsource:\n  id: plan\n  title: Kế hoạch\n  publisher: unknown\n  author: unknown\n  language: vi\n"
        "  published: {date: 2025-12-01, basis: printed}\n"
        f"  original: {{file: plan.txt, sha256: {'0' * 64}}}\nclaims:\n"
        + "".join(
            f"  - {{id: {name}, kind: {kind}, line: {line}, as_printed: {words}, "
            f"reading: {{vi: {words}, en: {words}}}}}\n"
            for name, kind, line, words in claims
        ),
        "utf-8",
    )
    return folder


def of_large(large: Path, *more: str) -> bytes:
    argv = ("report", "--as-of", "2026-06-30", "-f", "eml", "--to", "a@b.vn", "--from", "c@d.vn", *more)
    made = spawn(*argv, "--data", str(large / "data"))
    assert made.code == 0, made.err
    return made.out.encode("ascii")


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.strict)
    assert isinstance(message, EmailMessage)
    return message


def page_and_text(message: EmailMessage) -> tuple[str, str]:
    page, text = message.get_body(("html",)), message.get_body(("plain",))
    assert page is not None
    assert text is not None
    return page.get_content().replace("\xa0", " "), " ".join(text.get_content().split())


@pytest.mark.slow
def test_two_hundred_promises_stand_in_a_mail(server: tuple[Inbox, int], large: Path) -> None:
    """All of them in the page, which no reader cuts, and in the text; with both attachments and the charts; delivered."""
    made = of_large(large, "--lang", "vi", "--attach", "csv,xlsx", "--images", "cid")
    inbox, port = server
    with smtplib.SMTP("127.0.0.1", port, timeout=300) as client:
        client.sendmail("c@d.vn", ["at@so.example", "b@so.example"], made)
    message = whole(inbox)
    page, text = page_and_text(message)
    assert len(page.encode()) <= 100_000
    for number in range(200):
        assert f"lĩnh vực thử nghiệm thứ {number} được" in page
        assert f"lĩnh vực thử nghiệm thứ {number} được" in text
    assert [part.get_filename() for part in message.iter_attachments()] == [
        "hntrack-2026-06-30.csv",
        "hntrack-2026-06-30.xlsx",
    ]


@pytest.mark.slow
def test_what_is_left_out_names_where_it_is(large: Path) -> None:
    """Two languages of 200 promises are more than a reader shows: all stand there, unless a link says where else."""
    page, _text = page_and_text(parsed(of_large(large, "--lang", "both")))
    assert all(f"lĩnh vực thử nghiệm thứ {number} được" in page for number in range(200))
    linked = of_large(large, "--lang", "both", "--link", "https://example.org/report.html")
    page, text = page_and_text(parsed(linked))
    assert len(page.encode()) <= 100_000
    there = sum(f"lĩnh vực thử nghiệm thứ {number} được" in page for number in range(200))
    assert there == 200 or f"Ở đây lược bớt {200 - there} mục tiêu" in page
    assert there == 200 or "https://example.org/report.html" in page
    assert all(f"lĩnh vực thử nghiệm thứ {number} được" in text for number in range(200))


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
