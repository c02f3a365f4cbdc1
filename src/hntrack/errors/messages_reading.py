"""Messages of the store: what can be wrong with a file before its content is looked at."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error

_FILE: dict[str, Entry] = {
    "file-too-large": error(
        "Tệp lớn hơn {most} byte.",
        "The file is larger than {most} bytes.",
        "Một danh mục được đọc trọn vào bộ nhớ; hãy kiểm tra xem đây có đúng là tệp dữ liệu không.",
        "A catalog is read into memory as a whole; see whether this really is a data file.",
    ),
    "not-utf8": error(
        "Byte {byte} ở vị trí {position} không phải là UTF-8.",
        "Byte {byte} at position {position} is not UTF-8.",
        "Lưu lại tệp với bảng mã UTF-8.",
        "Save the file again in the UTF-8 encoding.",
    ),
    "hidden-character": error(
        "Ký tự ẩn {character}: trình soạn thảo không hiện nó như người đọc hiểu.",
        "Hidden character {character}: an editor does not show what is really there.",
        "Xóa ký tự này; nếu thật sự cần, viết nó dạng \\u… trong dấu nháy kép.",
        "Delete it; where it is really meant, write it as \\u… within double quotes.",
    ),
    "source-file-name": error(
        "Tên tệp “{name}” không phải là mã nguồn kèm đuôi .yaml.",
        "The file name '{name}' is not a source id followed by .yaml.",
        "Đặt tên chỉ gồm a–z, 0–9 và -, tối đa 80 ký tự, rồi .yaml.",
        "Use a–z, 0–9 and - only, at most 80 characters, then .yaml.",
    ),
    "too-many-sources": error(
        "Thư mục có nhiều hơn {most} tệp nguồn.",
        "The folder has more than {most} source files.",
        "Hãy tách thành nhiều danh mục.",
        "Split it into several catalogs.",
    ),
    "too-many-problems": error(
        "Tệp này có hơn {most} lỗi; phần còn lại không được liệt kê.",
        "This file has more than {most} problems; the rest is not listed.",
        "Sửa các lỗi trên rồi kiểm tra lại.",
        "Mend those above and check again.",
    ),
}

_YAML: dict[str, Entry] = {
    "yaml-syntax": error(
        "Không đọc được YAML ở đây.",
        "This is not readable YAML.",
        "Xem lại dòng này và dòng ngay trên: thụt lề, dấu hai chấm, dấu nháy.",
        "Look at this line and the one above: indentation, colons, quotes.",
    ),
    "yaml-open-quote": error(
        "Dấu nháy mở ở đây không bao giờ đóng.",
        "The quote opened here is never closed.",
        "Thêm dấu nháy đóng; dấu nháy đơn nằm trong chuỗi nháy đơn thì viết hai lần.",
        "Close it; a single quote within single quotes is written twice.",
    ),
    "yaml-open-bracket": error(
        "Ngoặc mở ở đây không đóng đúng, hoặc thiếu dấu phẩy bên trong.",
        "The bracket opened here is not closed properly, or a comma is missing inside.",
        "Đóng ngoặc trên cùng mục; văn bản có dấu phẩy, ngoặc hay dấu hai chấm thì đặt trong dấu nháy.",
        "Close it within the same entry; quote texts that hold commas, brackets or colons.",
    ),
    "yaml-colon": error(
        "Dấu hai chấm ở đây không hợp lệ.",
        "There must be no colon here.",
        "Nếu nó thuộc về văn bản, đặt cả văn bản trong dấu nháy; nếu là trường mới, xem lại thụt lề.",
        "If it belongs to a text, quote the whole text; if a new field was meant, look at the indentation.",
    ),
    "yaml-missing-colon": error(
        "Tên trường ở đây thiếu dấu hai chấm.",
        "The field name here lacks its colon.",
        "Viết “tên: giá trị”, có khoảng trắng sau dấu hai chấm.",
        "Write 'name: value', with a space after the colon.",
    ),
    "yaml-first-character": error(
        "Giá trị không thể bắt đầu bằng ký tự này.",
        "A value cannot start with this character.",
        "Đặt văn bản trong dấu nháy.",
        "Quote the text.",
    ),
    "yaml-tab": error(
        "Dòng được thụt lề bằng phím Tab.",
        "The line is indented with a tab.",
        "YAML chỉ nhận dấu cách: thay Tab bằng dấu cách.",
        "YAML takes spaces only: replace the tab.",
    ),
    "yaml-dash": error(
        "Dấu “-” mở mục danh sách không thể đứng ở đây.",
        "A list entry's '-' cannot stand here.",
        "Đưa mục xuống dòng riêng, hoặc đặt văn bản trong dấu nháy.",
        "Put the entry on a line of its own, or quote the text.",
    ),
    "yaml-escape": error(
        "Ký hiệu sau dấu \\ này không có trong YAML.",
        "YAML knows no such escape after \\.",
        "Viết \\\\ cho chính dấu \\, hoặc dùng nháy đơn.",
        "Write \\\\ for the backslash itself, or use single quotes.",
    ),
    "yaml-two-roots": error(
        "Nội dung này nằm ngoài các trường của tệp.",
        "This stands outside the fields of the file.",
        "Xem lại thụt lề, và rằng mỗi dòng đều là “tên: giá trị” hoặc “- mục”.",
        "Look at the indentation, and that every line is 'name: value' or '- entry'.",
    ),
    "yaml-indentation": error(
        "Thụt lề ở đây không khớp với các dòng trên.",
        "The indentation here does not fit the lines above.",
        "Các trường của một mục phải thẳng cột; sau dấu nháy đóng không được còn chữ.",
        "The fields of an entry start in the same column; nothing may follow a closing quote.",
    ),
    "yaml-empty": error(
        "Tệp trống.",
        "The file is empty.",
        "Tệp cần ít nhất “format: 1”; xem docs/catalog.md.",
        "It needs at least 'format: 1'; see docs/catalog.md.",
    ),
    "yaml-too-deep": error(
        "Lồng sâu hơn {most} tầng.",
        "This is nested deeper than {most} levels.",
        "Không bản ghi nào cần sâu như vậy; hãy bỏ bớt ngoặc.",
        "No record needs that; take brackets away.",
    ),
    "yaml-too-many-nodes": error(
        "Tệp có hơn {most} phần tử.",
        "The file has more than {most} nodes.",
        "Hãy tách thành nhiều danh mục.",
        "Split it into several catalogs.",
    ),
    "yaml-alias": error(
        "Tham chiếu YAML “*{name}” không được dùng.",
        "The YAML alias '*{name}' is not accepted.",
        "Viết nội dung ra tại đây; văn bản bắt đầu bằng * thì đặt trong dấu nháy.",
        "Write the content out here; quote a text that starts with *.",
    ),
    "yaml-anchor": error(
        "Mỏ neo YAML “&{name}” không được dùng.",
        "The YAML anchor '&{name}' is not accepted.",
        "Xóa nó; văn bản bắt đầu bằng & thì đặt trong dấu nháy.",
        "Delete it; quote a text that starts with &.",
    ),
    "yaml-tag": error(
        "Nhãn kiểu YAML “{name}” không được dùng.",
        "The YAML tag '{name}' is not accepted.",
        "Xóa nó; văn bản bắt đầu bằng ! thì đặt trong dấu nháy.",
        "Delete it; quote a text that starts with !.",
    ),
    "yaml-directive": error(
        "Chỉ thị YAML (dòng bắt đầu bằng %) không được dùng.",
        "YAML directives (lines that start with %) are not accepted.",
        "Xóa dòng này.",
        "Delete the line.",
    ),
    "yaml-documents": error(
        "Một tệp chỉ chứa một tài liệu YAML; ở đây bắt đầu tài liệu thứ hai.",
        "A file holds one YAML document; a second one starts here.",
        "Xóa dòng “---”.",
        "Delete the '---' line.",
    ),
    "key-no-word": error(
        "Tên trường phải là một từ.",
        "A field's name must be a word.",
        "Viết “tên: giá trị”.",
        "Write 'name: value'.",
    ),
    "duplicate-key": error(
        "Trường “{field}” xuất hiện hai lần, lần đầu ở dòng {first}.",
        "The field '{field}' is given twice, first on line {first}.",
        "Giữ lại một.",
        "Keep one of them.",
    ),
    "text-too-long": error(
        "Văn bản dài {length} ký tự, nhiều hơn {most}.",
        "The text has {length} characters, more than {most}.",
        "Rút ngắn nó.",
        "Shorten it.",
    ),
    "half-character": error(
        "Ký hiệu \\ud8… chỉ là nửa ký tự, không lưu được.",
        "A \\ud8… escape is half a character and cannot be kept.",
        "Viết chính ký tự đó.",
        "Write the character itself.",
    ),
}

_FIELDS: dict[str, Entry] = {
    "format-unknown": error(
        "Phiên bản định dạng “{text}” không được biết.",
        "The format version '{text}' is not known.",
        "Viết “format: {known}”.",
        "Write 'format: {known}'.",
    ),
    "field-unknown": error(
        "Không có trường “{field}” ở đây.",
        "There is no field '{field}' here.",
        "Các trường có thể dùng: {known}.",
        "The fields are: {known}.",
    ),
    "field-misspelt": error(
        "Không có trường “{field}” ở đây.",
        "There is no field '{field}' here.",
        "Có phải ý bạn là “{near}”?",
        "Did you mean '{near}'?",
    ),
    "field-missing": error(
        "Thiếu trường “{field}”.",
        "The field '{field}' is missing.",
        "Thêm “{field}: …”; xem docs/catalog.md.",
        "Add '{field}: …'; see docs/catalog.md.",
    ),
    "field-empty": error(
        "Trường này có tên nhưng không có nội dung.",
        "The field is there but says nothing.",
        "Điền giá trị, hoặc xóa cả trường nếu không biết.",
        "Give its value, or delete the field where it is not known.",
    ),
    "not-a-mapping": error(
        "Ở đây cần các trường “tên: giá trị”.",
        "Fields ('name: value') must stand here.",
        "Xem docs/catalog.md.",
        "See docs/catalog.md.",
    ),
    "not-a-list": error(
        "Ở đây cần một danh sách.",
        "A list must stand here.",
        "Viết mỗi mục trên một dòng bắt đầu bằng “- ”, hoặc [a, b].",
        "Write each entry on a line that starts with '- ', or [a, b].",
    ),
    "not-a-scalar": error(
        "Ở đây cần một giá trị đơn.",
        "A single value must stand here.",
        "Văn bản có ngoặc hay dấu hai chấm thì đặt trong dấu nháy.",
        "Quote a text that holds brackets or colons.",
    ),
    "not-a-wording": error(
        "Ở đây cần văn bản theo ngôn ngữ, không phải “{text}”.",
        "A text by language must stand here, not '{text}'.",
        "Viết {{vi: …, en: …}}.",
        "Write {{vi: …, en: …}}.",
    ),
    "wording-unknown-language": error(
        "“{field}” không phải là vi hay en.",
        "'{field}' is neither vi nor en.",
        "Viết {{vi: …, en: …}}; văn bản có dấu phẩy thì đặt trong dấu nháy.",
        "Write {{vi: …, en: …}}; quote a text that holds a comma.",
    ),
    "wording-empty": error(
        "Không có văn bản tiếng Việt lẫn tiếng Anh.",
        "There is neither a Vietnamese nor an English text.",
        "Viết ít nhất một trong hai: {{vi: …, en: …}}.",
        "Give at least one of them: {{vi: …, en: …}}.",
    ),
    "not-id": error(
        "“{text}” không phải là mã hợp lệ.",
        "'{text}' is not an id.",
        "Chỉ dùng a–z, 0–9 và -, bắt đầu bằng chữ hoặc số, tối đa 80 ký tự.",
        "Use a–z, 0–9 and - only, starting with a letter or digit, at most 80 characters.",
    ),
    "not-claim": error(
        "“{text}” không chỉ một khẳng định của một nguồn.",
        "'{text}' does not name a claim of a source.",
        "Viết mã-nguồn/mã-khẳng-định.",
        "Write source-id/claim-id.",
    ),
    "not-language": error(
        "“{text}” không phải là mã ngôn ngữ.",
        "'{text}' is not a language tag.",
        "Viết như vi hoặc en.",
        "Write it like vi or en.",
    ),
    "not-url": error(
        "“{text}” không phải là địa chỉ web.",
        "'{text}' is not a web address.",
        "Viết trọn địa chỉ, bắt đầu bằng https:// hoặc http://, không có khoảng trắng.",
        "Write the whole address, starting with https:// or http://, without spaces.",
    ),
    "not-sha256": error(
        "“{text}” không phải là mã băm SHA-256.",
        "'{text}' is not a SHA-256.",
        "Cần 64 ký tự 0–9 a–f, như lệnh sha256sum in ra.",
        "It has 64 characters 0–9 a–f, as sha256sum prints it.",
    ),
    "not-number": error(
        "“{text}” không phải là số.",
        "'{text}' is not a number.",
        "Viết số thường với dấu chấm thập phân (25.2, 1000, -65), không có dấu phân nhóm, tối đa {most} ký tự.",
        "Write a plain number with a point (25.2, 1000, -65), without thousands marks, at most {most} characters.",
    ),
    "number-quoted": error(
        "Số “{text}” nằm trong dấu nháy.",
        "The number '{text}' is quoted.",
        "Bỏ dấu nháy.",
        "Take the quotes away.",
    ),
    "number-with-comma": error(
        "Dấu phẩy trước “{text}” ngăn cách hai trường, không phải dấu thập phân.",
        "The comma before '{text}' separates two fields, it is no decimal mark.",
        "Viết số với dấu chấm thập phân: 25.2.",
        "Write the number with a point: 25.2.",
    ),
    "number-two-ways": error(
        "“{text}” có thể đọc theo hai cách.",
        "'{text}' can be read in two ways.",
        "Viết {whole} nếu dấu chấm phân nhóm hàng nghìn, {decimal} nếu nó là dấu thập phân.",
        "Write {whole} if the point groups thousands, {decimal} if it is the decimal point.",
    ),
    "not-whole": error(
        "“{text}” không phải là số nguyên dương.",
        "'{text}' is not a whole number from 1.",
        "Viết chỉ bằng chữ số, không có số 0 ở đầu và không có dấu nháy.",
        "Write digits only, without a leading zero and without quotes.",
    ),
    "not-true-or-false": error(
        "“{text}” không phải là true hay false.",
        "'{text}' is neither true nor false.",
        "Viết true hoặc false, hoặc xóa trường này.",
        "Write true or false, or delete the field.",
    ),
    "not-period": error(
        "“{text}” không phải là khoảng thời gian có thật.",
        "'{text}' is not a real period.",
        "Viết 2030, 2030-06, 2030-06-15, 2030-Q2, 2030-H1 hoặc 2016/2020.",
        "Write 2030, 2030-06, 2030-06-15, 2030-Q2, 2030-H1 or 2016/2020.",
    ),
    "not-day": error(
        "“{text}” không phải là một ngày có thật.",
        "'{text}' is not a real day.",
        "Viết năm-tháng-ngày: 2025-12-31.",
        "Write year-month-day: 2025-12-31.",
    ),
    "not-instant": error(
        "“{text}” không phải là thời điểm có thật.",
        "'{text}' is not a real point in time.",
        "Viết 2026-11-22T09:00:00+07:00 hoặc 2026-11-22.",
        "Write 2026-11-22T09:00:00+07:00 or 2026-11-22.",
    ),
    "not-one-of": error(
        "“{text}” không có trong các từ được dùng ở đây.",
        "'{text}' is none of the words used here.",
        "Dùng một trong: {allowed}.",
        "Use one of: {allowed}.",
    ),
    "source-id-differs": error(
        "Mã nguồn “{id}” khác với tên tệp {name}.",
        "The source id '{id}' differs from the file name {name}.",
        "Đặt hai tên giống nhau.",
        "Make them the same.",
    ),
}

READING: dict[str, Entry] = {**_FILE, **_YAML, **_FIELDS}
