"""Write man/hntrack.1 and man/vi/hntrack.1 from what the commands declare of themselves.

Usage: ``python tools/man.py [--check]``
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

from blocks import ROOT, settle

from hntrack.__about__ import __version__
from hntrack.cli.app import registered
from hntrack.cli.commands import COMMANDS, GROUPS, Declared, Registry, declared, examples
from hntrack.cli.help import TOPICS, text_of
from hntrack.text.messages import Wording

LANG = os.environ.get("HNTRACK_LANG", "")
ABOUT = Wording(
    "hntrack theo dõi một lời hứa công khai từ câu chữ đã nêu đến con số cho thấy lời hứa có được giữ hay không. "
    "Báo cáo ra đầu ra chuẩn, ngoài ra không có gì khác; gợi ý và lỗi ra đầu ra lỗi. "
    "Chương trình không bao giờ dùng mạng.",
    "hntrack follows a public promise from the words it was made in to the number that shows whether it is kept. "
    "Reports go to standard output and nothing else does; hints and errors go to standard error. It never asks the "
    "network.",
)
VARIABLES = (
    (
        "HNTRACK_DATA",
        Wording("Thư mục dữ liệu, khi không có --data.", "The data folder, where --data names none."),
    ),
    (
        "HNTRACK_LANG",
        Wording(
            "Ngôn ngữ, vi hoặc en, khi không có --lang; nếu không, theo thiết lập của máy.",
            "The language, vi or en, where --lang names none; else the locale decides.",
        ),
    ),
    ("NO_COLOR", Wording("Không dùng màu, dù giá trị là gì.", "No colour, whatever it holds.")),
    ("COLUMNS", Wording("Bề rộng của phần hiển thị.", "The width of what is drawn.")),
    (
        "PAGER",
        Wording(
            "Chương trình hiện các trang 'hntrack help' trên màn hình.",
            "What shows the pages of 'hntrack help' on a terminal.",
        ),
    ),
)
HEADS = {
    "NAME": "TÊN",
    "SYNOPSIS": "CÚ PHÁP",
    "DESCRIPTION": "MÔ TẢ",
    "COMMANDS": "CÁC LỆNH",
    "OPTIONS": "TÙY CHỌN",
    "TOPICS": "CHỦ ĐỀ",
    "EXIT STATUS": "MÃ THOÁT",
    "ENVIRONMENT": "BIẾN MÔI TRƯỜNG",
    "EXAMPLES": "VÍ DỤ",
}
PURPOSE = Wording(
    "theo dõi lời hứa công khai từ câu chữ đến con số",
    "follow public promises from their words to the numbers",
)
TELLS = Wording("'hntrack help CHỦ_ĐỀ' nói về:", "'hntrack help TOPIC' tells about:")
USAGE = Wording("[TÙY CHỌN] [THAM SỐ]", "[OPTIONS] [ARGUMENTS]")
COMMAND = Wording("LỆNH", "COMMAND")


def main() -> int:
    """Write or check the pages, each in a run in its language."""
    if os.environ.get("HNTRACK_MAN") != "1":
        runs = [{**os.environ, "HNTRACK_LANG": lang, "HNTRACK_MAN": "1"} for lang in ("en", "vi")]
        command = (sys.executable, __file__, *sys.argv[1:])
        return max(subprocess.run(command, check=False, env=env).returncode for env in runs)
    folder = ROOT / "man" if LANG == "en" else ROOT / "man" / LANG
    return settle([(folder / "hntrack.1", page())], __doc__)


def page() -> str:
    """Give the whole page."""
    return "\n".join(_lines()) + "\n"


def _head(name: str) -> str:
    return f'.SH "{HEADS[name]}"' if LANG == "vi" else f".SH {name}"


# A row of a table, or one of a sentence: | 1 | a gate tripped |, 1: a gate tripped
_EXITS = re.compile(r"(?:\| |(?<![0-9]))([0-9]{1,3})(?: \| |: )([^|·.]+)")


def _lines() -> Iterator[str]:
    yield '.\\" Written by tools/man.py; do not edit.'
    yield f'.TH HNTRACK 1 "" "hntrack {__version__}" "User Commands"'
    yield from (_head("NAME"), _text(f"hntrack - {PURPOSE.within(LANG)}"))
    yield from (_head("SYNOPSIS"), ".B hntrack", f".I {COMMAND.within(LANG)}", USAGE.within(LANG))
    yield from (_head("DESCRIPTION"), _text(ABOUT.within(LANG)))
    yield _head("COMMANDS")
    for title, names in GROUPS:
        yield f'.SS "{_text(title.within(LANG))}"'
        for name in names:
            yield from _entry(name, COMMANDS[name].purpose.within(LANG))
    yield _head("OPTIONS")
    for name in COMMANDS:
        yield from _command(registered(name))
    yield _head("TOPICS")
    yield _text(TELLS.within(LANG))
    for name, topic in TOPICS.items():
        yield from _entry(name, topic.about.within(LANG))
    yield _head("EXIT STATUS")
    for code, means in _EXITS.findall(" ".join(text_of("exit-codes", LANG).split("\n"))):
        yield from _entry(code, means.replace("`", "").strip())
    yield _head("ENVIRONMENT")
    for name, about in VARIABLES:
        yield from _entry(name, about.within(LANG))
    yield _head("EXAMPLES")
    for name in COMMANDS:
        for example in examples(name)[:1]:
            yield from (".PP", ".nf", _text(example), ".fi")


def _command(registry: Registry) -> Iterator[str]:
    """Give the options of a command, and of those below it."""
    for own, command in registry.commands.items():
        yield f'.SS "hntrack {_text(own)}"'
        yield _text(command.about)
        for parameter in command.run.parameters:  # type: ignore[attr-defined]
            _type, told = declared(parameter.annotation)
            yield from _entry(_usage(told), told.help)
    for own, group in registry.groups.items():
        yield f'.SS "hntrack {_text(own)}"'
        yield _text(group.about)
        for below, command in group.commands.items():
            yield from _entry(f"{own} {below}", command.short or command.about)


def _usage(told: Declared) -> str:
    names = ", ".join(sorted(told.names, key=len))
    return " ".join(part for part in (names, told.metavar or "") if part)


def _entry(term: str, about: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_text(term)}"
    yield _text(about)


def _text(text: str) -> str:
    """Give a text for roff: a backslash, a hyphen and a first dot are what they are."""
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    sys.exit(main())
