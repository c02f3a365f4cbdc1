"""Why a row, or a whole file, of somebody else's cannot be taken: one literal table."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.errors import Problem, Where
from hntrack.errors.entry import Entry, error
from hntrack.text.visible import visible
from hntrack.text.wording import Wording

LONGEST_SHOWN = 160

_FILES: dict[str, Entry] = {
    "import-encoding": error(
        "Tệp không theo bảng mã {expected}: {found}.",
        "The file is not in the encoding {expected}: {found}.",
        "Lưu lại tệp dạng UTF-8, hoặc ghi “encoding: …” trong tệp ánh xạ (utf-8, utf-16, windows-1258).",
        "Save it as UTF-8, or write 'encoding: …' in the mapping file (utf-8, utf-16, windows-1258).",
    ),
    "import-empty": error(
        "Tệp không có dòng tiêu đề.",
        "The file has no heading row.",
        "Dòng đầu phải nêu tên các cột; nếu nó ở dòng khác, ghi “header_row: …” trong tệp ánh xạ.",
        "The first row must name the columns; if it stands lower, write 'header_row: …' in the mapping file.",
    ),
    "import-too-large": error(
        "{what} lớn hơn mức cho phép ({most}).",
        "{what} is larger than allowed ({most}).",
        "Hãy tách tệp, hoặc chỉ xuất phần cần dùng.",
        "Split the file, or export only what is needed.",
    ),
    "import-line-too-long": error(
        "Dòng này dài hơn {most} ký tự.",
        "This line is longer than {most} characters.",
        "Xem lại: có thể thiếu dấu nháy đóng hoặc dấu xuống dòng.",
        "See whether a closing quote or a line end is missing.",
    ),
    "import-quote": error(
        "Dấu nháy mở từ dòng này không đóng đúng: {cause}.",
        "A quote opened from this line on is not closed properly: {cause}.",
        "Đóng dấu nháy; dấu nháy trong ô thì viết hai lần.",
        "Close the quote; a quote within a cell is written twice.",
    ),
    "import-columns-double": error(
        "Hai cột cùng tên “{column}”.",
        "Two columns have the name '{column}'.",
        "Đổi tên một trong hai cột.",
        "Rename one of the two.",
    ),
    "import-column-missing": error(
        "Không có cột “{column}” mà ánh xạ nêu cho “{field}”.",
        "There is no column '{column}', which the mapping names for '{field}'.",
        "Các cột: {columns}.",
        "The columns are: {columns}.",
    ),
    "import-map-needed": error(
        "Không biết cột nào là “{field}”. Các cột: {columns}.",
        "It is not known which column is '{field}'. The columns are: {columns}.",
        "Viết tệp ánh xạ và thêm --map; docs/exchange.md có ví dụ.",
        "Write a mapping file and add --map; docs/exchange.md has examples.",
    ),
    "import-not-this-format": error(
        "Đây không phải là tệp {form} dùng được: {cause}.",
        "This is no usable {form} file: {cause}.",
        "Xem lại tệp, hoặc nêu định dạng bằng --from.",
        "Look at the file, or name its format with --from.",
    ),
    "import-too-many": error(
        "Quá {most} số đo trong một lần nhập.",
        "More than {most} measurements in one import.",
        "Lọc bớt bằng “where” trong tệp ánh xạ, hoặc tách tệp.",
        "Choose rows with 'where' in the mapping file, or split the file.",
    ),
    "import-many-refused": error(
        "Hơn {most} dòng bị từ chối; các dòng sau không được liệt kê.",
        "More than {most} rows are refused; those after are not listed.",
        "Sửa những lỗi đã nêu rồi nhập lại.",
        "Mend those that are listed and import again.",
    ),
    "import-outside": error(
        "“{path}” không nằm trong thư mục của gói dữ liệu.",
        "'{path}' is not inside the folder of the data package.",
        "Chỉ đọc tệp nằm cạnh datapackage.json; không bao giờ tải gì từ mạng.",
        "Only files beside datapackage.json are read; nothing is ever fetched from the network.",
    ),
    "import-which": error(
        "Tệp có nhiều {what}: {names}.",
        "The file has several {what}: {names}.",
        "Ghi “{key}: …” trong tệp ánh xạ.",
        "Write '{key}: …' in the mapping file.",
    ),
}

_ROWS: dict[str, Entry] = {
    "import-ragged": error(
        "Dòng có {count} ô, tiêu đề có {columns}.",
        "The row has {count} cells, the heading has {columns}.",
        "Xem lại dấu ngăn cột và dấu nháy ở dòng này.",
        "Look at the separators and quotes of this row.",
    ),
    "import-field-missing": error(
        "Thiếu “{field}”{column}.",
        "'{field}' is missing{column}.",
        "Điền ô này, hoặc cho giá trị chung trong tệp ánh xạ.",
        "Fill the cell in, or give a constant in the mapping file.",
    ),
    "import-hidden": error(
        "“{field}”{column} chứa ký tự ẩn {character}.",
        "'{field}'{column} holds the hidden character {character}.",
        "Xóa ký tự đó trong tệp gốc.",
        "Delete it in the original.",
    ),
    "import-too-long": error(
        "“{field}”{column} dài {length} ký tự, quá {most}.",
        "'{field}'{column} has {length} characters, more than {most}.",
        "Rút gọn ô này.",
        "Shorten the cell.",
    ),
    "import-not-number": error(
        "“{text}”{column} không phải là số theo dấu thập phân “{decimal}”.",
        "'{text}'{column} is no number with the decimal mark '{decimal}'.",
        "Ghi “decimal: …” (và “thousands: …”) trong tệp ánh xạ nếu tệp dùng dấu khác; ô chỉ được chứa số.",
        "Give 'decimal: …' (and 'thousands: …') in the mapping file if other marks hold; write bare numbers only.",
    ),
    "import-two-ways": error(
        "“{text}”{column} có thể đọc là {one} hoặc {other}.",
        "'{text}'{column} can be read as {one} or as {other}.",
        "Ghi “decimal: …” trong tệp ánh xạ để nói dấu nào là dấu thập phân.",
        "Write 'decimal: …' in the mapping file to say which mark is the decimal one.",
    ),
    "import-not-period": error(
        "“{text}”{column} không phải là kỳ.",
        "'{text}'{column} is not a period.",
        "Dùng 2026, 2026-06, 2026-Q2, 2026-H1 hoặc 2016/2020; nhãn khác thì khai trong “words”.",
        "It is 2026, 2026-06, 2026-Q2, 2026-H1 or 2016/2020; give other labels under 'words'.",
    ),
    "import-two-periods": error(
        "“{text}” có thể là tháng {one} hoặc năm {other}.",
        "'{text}' can be the month {one} or the years {other}.",
        "Ghi rõ trong “words” của trường period, ví dụ {text}: {other}; năm tài chính thì ghi tháng đầu và tháng cuối.",
        "Say which under 'words' of the field period, for example {text}: {other}; a financial year by its first and "
        "last month.",
    ),
    "import-not-day": error(
        "“{text}”{column} không phải là ngày.",
        "'{text}'{column} is not a day.",
        "Viết như 2026-11-22.",
        "Write it like 2026-11-22.",
    ),
    "import-not-word": error(
        "“{text}”{column} không phải là giá trị của “{field}”.",
        "'{text}'{column} is no value of '{field}'.",
        "Các giá trị: {allowed}. Khai từ của tệp trong “words”.",
        "It takes: {allowed}. Give the file's own words under 'words'.",
    ),
    "import-unlisted": error(
        "“{text}”{column} không có trong “words” của “{field}”.",
        "'{text}'{column} is not among the 'words' of '{field}'.",
        "Khai thêm từ đó, hoặc “skip_others: true” để bỏ qua các dòng như vậy.",
        "Add it, or write 'skip_others: true' to leave such rows out.",
    ),
    "import-not-text": error(
        "“{text}”{column} không dùng được cho “{field}”.",
        "'{text}'{column} cannot be used for '{field}'.",
        "Xem docs/catalog.md về cách viết trường này.",
        "See docs/catalog.md for how this field is written.",
    ),
    "import-deletes": error(
        "Dòng này yêu cầu xóa hoặc thay (ACTION={action}).",
        "The row asks for something to be deleted or replaced (ACTION={action}).",
        "Số đo không bao giờ bị xóa; dùng “hntrack withdraw” hoặc “hntrack revise”.",
        "Measurements are never deleted; use 'hntrack withdraw' or 'hntrack revise'.",
    ),
    "import-no-source": error(
        "Không biết số đo này lấy từ đâu.",
        "It is not known where this measurement comes from.",
        "Thêm --url … --title … --published …, hoặc --source MÃ, hoặc các cột ấy trong tệp ánh xạ.",
        "Add --url … --title … --published …, or --source ID, or such columns in the mapping file.",
    ),
    "import-no-date": error(
        "Trích một trang thì phải có ngày công bố.",
        "Citing a page takes the day it was published.",
        "Thêm --published 2026-11-22, hoặc cột “published”.",
        "Add --published 2026-11-22, or a column 'published'.",
    ),
    "import-no-line": error(
        "Trích văn bản “{source}” thì phải có dòng và chữ in; tệp này không có dòng.",
        "Citing the document '{source}' takes its line and words; this file has no lines.",
        "Dùng --url … --published … thay vào đó.",
        "Use --url … --published … instead.",
    ),
}

_FITTING: dict[str, Entry] = {
    "import-indicator": error(
        "Danh mục không có chỉ tiêu “{indicator}”.",
        "The catalog has no indicator '{indicator}'.",
        "Gần nhất: {near}. Tên của tệp thì khai trong “words” của “indicator”.",
        "The nearest: {near}. Give the file's own names under 'words' of 'indicator'.",
    ),
    "import-unit": error(
        "Đơn vị “{text}” không phải của {indicator} ({unit}).",
        "The unit '{text}' is not the one of {indicator} ({unit}).",
        "Quy đổi trước khi nhập, hoặc khai trong “words” của “unit” nếu chỉ khác cách viết.",
        "Convert before importing, or give it under 'words' of 'unit' where only the spelling differs.",
    ),
    "import-differs": error(
        "{indicator} của {period} đã có giá trị khác: {there} ({id}); tệp ghi {given}.",
        "{indicator} for {period} already has another value: {there} ({id}); the file says {given}.",
        "Nếu tệp đúng: hntrack revise {id} {given} --why …",
        "If the file is right: hntrack revise {id} {given} --why …",
    ),
    "import-id-taken": error(
        "Mã “{id}” đã là của một bản ghi khác.",
        "The id '{id}' already belongs to another record.",
        "Đổi mã trong tệp, hoặc bỏ cột id.",
        "Change the id in the file, or leave the column out.",
    ),
    "import-twice": error(
        "Tệp nêu {indicator} của {period} hai lần, với giá trị khác nhau; lần đầu ở {first}.",
        "The file gives {indicator} for {period} twice, with different values; first at {first}.",
        "Giữ lại một dòng; nếu là nhiều nhóm, chọn bằng “where”.",
        "Keep one of the rows; if they are of different groups, choose with 'where'.",
    ),
}

MESSAGES: MappingProxyType[str, Entry] = MappingProxyType({**_FILES, **_ROWS, **_FITTING})


def refusal(code: str, where: Where, excerpt: str = "", /, **facts: object) -> Problem:
    """Make the problem for a code of :data:`MESSAGES`; a fact may be a wording, said in each language.

    Args:
        code: Key of :data:`MESSAGES`.
        where: File and row.
        excerpt: The row, or what of it matters.
        facts: What the placeholders name; hidden characters are made visible, long texts cut.
    """
    entry = MESSAGES[code]
    return Problem(
        code,
        entry.severity,
        where,
        Wording(_filled(entry.message.vi, "vi", facts), _filled(entry.message.en, "en", facts)),
        Wording(_filled(entry.hint.vi, "vi", facts), _filled(entry.hint.en, "en", facts)),
        visible(excerpt, limit=LONGEST_SHOWN),
    )


def _filled(text: str, lang: str, facts: dict[str, object]) -> str:
    said = {name: one.within(lang) if isinstance(one, Wording) else str(one) for name, one in facts.items()}
    return text.format_map({name: visible(one, limit=LONGEST_SHOWN) for name, one in said.items()})
