"""Who says what a line states."""

from __future__ import annotations

import pytest

from hntrack.model.records import Speaker
from hntrack.workspace.curate.speakers import speaker_at


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        (
            "Ông Nguyễn Văn Mẫu, Giám đốc Sở Khoa học, cho biết tỷ lệ đạt 61,5%.",
            ("Nguyễn Văn Mẫu", "Giám đốc Sở Khoa học"),
        ),
        (
            "Chủ tịch UBND thành phố Hồ Chí Minh Phan Văn Thử nhấn mạnh mục tiêu 30%.",
            ("Phan Văn Thử", "Chủ tịch UBND thành phố Hồ Chí Minh"),
        ),
        ("Theo Phó Thủ tướng Trần Thị Mẫu, tỷ lệ đạt 5%.", ("Trần Thị Mẫu", "Phó Thủ tướng")),
        ("“Chúng tôi sẽ đạt 40% vào năm 2030”, ông Trần Mẫu nói.", ("Trần Mẫu", None)),
        ("Ông Trần Mẫu nói nhiều. Tỷ lệ đạt 5%.", None),
        ("UBND tỉnh Thái Nguyên cho biết tỷ lệ đạt 5%.", None),
        ("Some 5% of pupils passed, said Minister Jane Example.", ("Jane Example", "Minister")),
        (
            "According to Mr John Sample, director of statistics, 5% fell.",
            ("John Sample", "director of statistics"),
        ),
        ("The Education Ministry said 5% of pupils passed.", None),
        ("5%" + " Ông Trần Mẫu," * 3000, None),
    ],
)
def test_speakers(line: str, speaker: tuple[str, str | None] | None) -> None:
    """A person named in the same sentence, with the post as printed; no office, no place, nobody of another sentence."""
    lang = "en" if line.isascii() else "vi"
    found = speaker_at(line, line.index("%") - 1, lang)
    assert found == (Speaker(*speaker) if speaker else None)
