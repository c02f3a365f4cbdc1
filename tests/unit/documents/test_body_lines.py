from __future__ import annotations

from hntrack.documents.body_lines import read_body

PARAGRAPH = "Thành phố đặt mục tiêu phát triển nhanh và bền vững dựa trên tri thức và con người của mình."


def numbers(text: str) -> list[int]:
    """Give the numbers of the body's lines."""
    return [one.number for one in read_body(text).lines]


def test_pointers_at_the_foot_of_the_page_end_the_body() -> None:
    """After a paragraph, a line of pointer words alone ends the article, whatever follows."""
    assert numbers(f"Tiêu đề\n{PARAGRAPH}\n\nTin liên quan |\nĐầu tư 880 tỷ đồng làm cầu\n{PARAGRAPH}") == [
        1,
        2,
    ]


def test_pointer_words_inside_a_sentence_end_nothing() -> None:
    """Only a whole line counts."""
    assert numbers(f"{PARAGRAPH}\nTin mới về dự án được công bố hôm nay.\n{PARAGRAPH}") == [1, 2, 3]


def test_pointer_words_before_any_paragraph_end_nothing() -> None:
    """A menu at the head of the page does not swallow the article."""
    assert numbers(f"Tin mới\n{PARAGRAPH}") == [1, 2]


def test_images_ids_and_lone_numbers_are_no_text() -> None:
    """Markup that scraping leaves is no line of the article."""
    text = f"{PARAGRAPH}\n![ảnh](https://example.org/2025/a.jpg)\n5639 0f64c83e8c6c7032\n145\n{PARAGRAPH}"
    assert numbers(text) == [1, 5]


def test_headlines_printed_twice_in_a_row_are_left_out() -> None:
    """A carousel leaves each headline twice on one line."""
    assert numbers(
        f"{PARAGRAPH}\nKhát vọng của thành phố Khát vọng của thành phố Tự hào 1010 năm Tự hào 1010 năm"
    ) == [1]


def test_lines_are_numbered_as_an_editor_does() -> None:
    """CRLF ends a line once; U+0085 and U+2028 end none."""
    found = read_body(f"\ufeffa\x85b\u2028c\r\n\r\n{PARAGRAPH}\r\n").lines
    assert [(one.number, one.text[-1]) for one in found] == [(1, "c"), (3, ".")]


def test_decomposed_letters_are_composed() -> None:
    """The body is NFC, so that printed words can be found in it."""
    assert read_body("Ha\u0300 No\u0323\u0302i").lines[0].text == "Hà Nội"
