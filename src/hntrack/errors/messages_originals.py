"""Messages of ``hntrack sources verify``: what can differ between a citation and the document it cites."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error, warning

ORIGINALS: dict[str, Entry] = {
    "original-missing": error(
        "Không thấy bản gốc {file} của {source}.",
        "The original {file} of {source} is not there.",
        "Đặt tệp gốc vào thư mục đã chỉ, hoặc chỉ thư mục khác bằng --originals.",
        "Put the original into the folder, or name another folder with --originals.",
    ),
    "original-differs": error(
        "Bản gốc {file} không còn là các byte đã đọc (SHA-256 {found}, không phải {wanted}).",
        "The original {file} is no longer the bytes that were read (SHA-256 {found}, not {wanted}).",
        "Tìm lại bản đã đọc; nếu văn bản đã đổi thật, đọc lại rồi sửa sha256 và các trích dẫn.",
        "Find the version that was read; if the document really changed, read it again, then correct hash and claims.",
    ),
    "original-line-ends-differ": warning(
        "Bản gốc {file} chỉ khác cách xuống dòng hoặc dấu đầu tệp; chữ vẫn như cũ.",
        "The original {file} differs in its line ends or byte order mark only; the text is the same.",
        "Không cần làm gì; muốn hết nhắc thì lưu lại đúng dạng cũ.",
        "Nothing needs to be done; store it in its old form to silence this.",
    ),
    "original-unicode-differs": warning(
        "Bản gốc {file} chỉ khác dạng Unicode (dấu dựng sẵn hay tổ hợp); chữ vẫn như cũ.",
        "The original {file} differs in its Unicode form only (composed or decomposed marks); the text is the same.",
        "Không cần làm gì; muốn hết nhắc thì lưu lại ở dạng NFC.",
        "Nothing needs to be done; store it in the form NFC to silence this.",
    ),
    "claim-moved": warning(
        "“{words}” không ở dòng {line} mà ở dòng {now}.",
        "“{words}” does not stand on line {line} but on line {now}.",
        "Sửa line thành {now}.",
        "Set line to {now}.",
    ),
    "claim-figure-changed": error(
        "Dòng {line} nay in “{found}”, không phải “{words}”.",
        "Line {line} now prints “{found}”, not “{words}”.",
        "Đọc lại bản gốc: trích sai, hay văn bản đã đổi số?",
        "Read the original again: was it cited wrongly, or has the document changed its figure?",
    ),
    "claim-not-found": error(
        "Không thấy “{words}” ở dòng {line} hay chỗ nào khác trong {file}.",
        "“{words}” is neither on line {line} nor anywhere else in {file}.",
        "Đọc lại dòng ấy và trích đúng như in.",
        "Read the line again and cite the words as they stand.",
    ),
}
