"""Messages of the checks: what can be wrong with what the data says."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error, warning

_EXISTS_VI = "Sửa mã, hoặc thêm mục còn thiếu. Mã gần giống: {nearest}."
_EXISTS_EN = "Correct the id, or add what is missing. Ids that look like it: {nearest}."
_REREAD_VI = "Đọc lại tài liệu gốc, rồi sửa con số ở đây hoặc câu trích."
_REREAD_EN = "Read the original again, then correct the figure here or the words as printed."

_IDS: dict[str, Entry] = {
    "id-duplicate": error(
        "Mã {id} đã được dùng ở {first}.",
        "The id {id} is already taken at {first}.",
        "Đặt mã khác, hoặc xóa mục thừa.",
        "Choose another id, or remove the entry that is too much.",
    ),
    "id-shared": error(
        "Số đo và mục tiêu cùng mang mã {id} (mục tiêu ở {first}).",
        "A measurement and a target share the id {id} (the target is at {first}).",
        "Đổi một trong hai mã: các lệnh nhận cả hai loại mã.",
        "Rename one of them: commands take ids of both kinds.",
    ),
    "unit-redefined": error(
        "{id} là đơn vị có sẵn, không được định nghĩa lại.",
        "{id} is a built-in unit and cannot be defined again.",
        "Xóa mục này để dùng đơn vị có sẵn, hoặc đặt mã khác.",
        "Remove this entry to use the built-in unit, or choose another id.",
    ),
}

_REFERENCES: dict[str, Entry] = {
    "goal-unknown": error(
        "Không có nhóm mục tiêu nào mang mã {id}.", "There is no goal {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "area-unknown": error(
        "Không có địa bàn nào mang mã {id}.", "There is no area {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "unit-unknown": error(
        "Không có đơn vị nào mang mã {id}, cả trong danh mục lẫn đơn vị có sẵn.",
        "There is no unit {id}, neither built in nor in the catalog.",
        _EXISTS_VI,
        _EXISTS_EN,
    ),
    "indicator-unknown": error(
        "Không có chỉ tiêu nào mang mã {id}.", "There is no indicator {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "claim-unknown": error(
        "Không tài liệu nào có trích dẫn {id}.", "No document has a claim {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "target-unknown": error(
        "Không có mục tiêu nào mang mã {id}.", "There is no target {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "measurement-unknown": error(
        "Không có số đo nào mang mã {id}.", "There is no measurement {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "source-unknown": error(
        "Không có tài liệu nào mang mã {id}.", "There is no document {id}.", _EXISTS_VI, _EXISTS_EN
    ),
    "stage-unknown": error(
        "Chỉ tiêu này không có mức {id}.",
        "This indicator has no stage {id}.",
        "Dùng một trong các mức: {known}.",
        "Use one of its stages: {known}.",
    ),
    "supersedes-circle": error(
        "Các mục tiêu thay thế nhau thành vòng: {circle}.",
        "These targets supersede each other in a circle: {circle}.",
        "Bỏ supersedes ở mục tiêu được công bố sớm nhất.",
        "Remove supersedes from the target that was announced first.",
    ),
    "revises-circle": error(
        "Các số đo sửa hoặc rút nhau thành vòng: {circle}.",
        "These measurements revise or withdraw each other in a circle: {circle}.",
        "Bỏ revises hoặc withdraws ở số đo được công bố sớm nhất.",
        "Remove revises or withdraws from the measurement that was published first.",
    ),
    "derived-circle": error(
        "Các số đo được tính từ nhau thành vòng: {circle}.",
        "These measurements are derived from each other in a circle: {circle}.",
        "Bỏ derived ở số đo được lấy từ tài liệu.",
        "Remove derived from the measurement that a document states.",
    ),
    "derived-too-deep": error(
        "{id} được tính qua hơn {most} bước.",
        "{id} is derived by way of more than {most} others.",
        "Tính nó trực tiếp từ các số đo lấy từ tài liệu.",
        "Derive it from the measurements that documents state.",
    ),
    "proxy-circle": error(
        "Các chỉ tiêu đại diện cho nhau thành vòng: {circle}.",
        "These indicators stand in for each other in a circle: {circle}.",
        "Bỏ proxy_for ở chỉ tiêu cần được đo.",
        "Remove proxy_for from the indicator that is the one of interest.",
    ),
}

_CLAIMS: dict[str, Entry] = {
    "claim-unused": error(
        "Không mục tiêu hay số đo nào dùng trích dẫn {id}, và cũng không nói vì sao.",
        "No target or measurement uses the claim {id}, and nothing says why.",
        "Dùng nó làm claim hoặc restated, hoặc ghi lý do vào set_aside.",
        "Use it as a claim or restated, or give the reason in set_aside.",
    ),
    "claim-used-and-set-aside": error(
        "Trích dẫn {id} được để riêng, nhưng {user} lại dùng nó.",
        "The claim {id} is set aside, yet {user} uses it.",
        "Bỏ set_aside (và value), hoặc thôi dùng nó.",
        "Remove set_aside (and value), or stop using it.",
    ),
    "claim-value-twice": error(
        "Trích dẫn {id} ghi con số, trong khi {user} đã giữ con số ấy.",
        "The claim {id} holds a figure that {user} already holds.",
        "Bỏ value, value_high và of ở trích dẫn: mỗi con số chỉ đứng ở một chỗ.",
        "Remove value, value_high and of from the claim: a figure stands in one place only.",
    ),
    "claim-no-target": error(
        "Mục tiêu này dựa vào trích dẫn {id}, vốn thuộc loại {kind}, không phải target.",
        "This target rests on the claim {id}, which is of kind {kind}, not target.",
        "Chọn trích dẫn nêu lời hứa, hoặc sửa kind của trích dẫn.",
        "Choose the claim that makes the promise, or correct the claim's kind.",
    ),
    "claim-no-measurement": error(
        "Số đo này dựa vào trích dẫn {id}, vốn nêu một mục tiêu.",
        "This measurement rests on the claim {id}, which states a target.",
        "Chọn trích dẫn nêu kết quả, hoặc sửa kind của trích dẫn.",
        "Choose the claim that reports the result, or correct the claim's kind.",
    ),
    "claim-named-twice": error(
        "Mục tiêu này nêu trích dẫn {id} hai lần.",
        "This target names the claim {id} twice.",
        "Xóa dòng thừa trong restated.",
        "Remove the surplus line from restated.",
    ),
    "set-aside-without-value": error(
        "Trích dẫn được để riêng in con số {printed} (“{words}”) nhưng không có value.",
        "This claim is set aside and prints the figure {printed} (“{words}”), but it has no value.",
        "Thêm value: {printed}, để con số được kiểm tra.",
        "Add value: {printed}, so that the figure is checked.",
    ),
    "as-printed-too-long": error(
        "Câu trích dài {words} từ; nhiều nhất là {most}.",
        "The citation is {words} words long; {most} is the most.",
        "Chỉ giữ vài từ quanh con số: bài viết là của người khác.",
        "Keep the few words around the figure: the article is somebody else's.",
    ),
    "language-unread": warning(
        "Không đọc được con số bằng ngôn ngữ {language}, nên câu trích ở đây không được đối chiếu.",
        "Figures in the language {language} cannot be read, so the words here are compared with nothing.",
        "Nhờ người thứ hai đối chiếu các con số của tài liệu này.",
        "Have a second person compare the figures of this document.",
    ),
}

_PRINTED: dict[str, Entry] = {
    "words-without-figure": error(
        "Ở đây ghi {curated}, nhưng câu trích “{words}” ({claim}) không nêu con số nào.",
        "This says {curated}, but the words “{words}” ({claim}) give no figure.",
        "Trích những từ có con số, hoặc bỏ con số ở đây.",
        "Cite the words that hold the figure, or remove the figure here.",
    ),
    "value-differs": error(
        "Ở đây ghi {curated}, nhưng câu trích “{words}” ({claim}) ghi {printed}.",
        "This says {curated}, but the words “{words}” ({claim}) say {printed}.",
        _REREAD_VI,
        _REREAD_EN,
    ),
    "scale-differs": error(
        "Tính đủ, con số ở đây là {curated}, còn câu trích “{words}” ({claim}) là {printed}: lệch bậc.",
        "In full this is {curated}, but the words “{words}” ({claim}) are {printed}: the scales differ.",
        "Sửa value cho đúng scale của chỉ tiêu, hoặc sửa scale.",
        "Give the value in the indicator's scale, or correct the scale.",
    ),
    "value-high-differs": error(
        "Mức trên ở đây là {curated}, nhưng theo câu trích “{words}” ({claim}) là {printed}.",
        "The upper end here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        _REREAD_VI,
        _REREAD_EN,
    ),
    "value-high-unprinted": error(
        "Câu trích “{words}” ({claim}) không nêu mức trên {curated}.",
        "The words “{words}” ({claim}) do not give the upper end {curated}.",
        "Bỏ value_high, hoặc trích những từ nêu cả hai mức.",
        "Remove value_high, or cite the words that give both ends.",
    ),
    "of-differs": error(
        "Ở đây ghi tổng số là {curated}, nhưng theo câu trích “{words}” ({claim}) là {printed}.",
        "The total here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        _REREAD_VI,
        _REREAD_EN,
    ),
    "of-unprinted": error(
        "Câu trích “{words}” ({claim}) không nêu tổng số {curated}.",
        "The words “{words}” ({claim}) do not give the total {curated}.",
        "Bỏ of, hoặc trích những từ nêu tổng số.",
        "Remove of, or cite the words that give the total.",
    ),
    "comparator-differs": error(
        "Ở đây ghi {curated}, nhưng theo câu trích “{words}” ({claim}) là {printed}.",
        "The comparator here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        "Ghi comparator: {printed}, hoặc trích thêm từ so sánh (“trên”, “tối thiểu”, “không quá”).",
        "Write comparator: {printed}, or cite the comparing word as well (“more than”, “at least”, “at most”).",
    ),
    "qualifier-differs": error(
        "Ở đây ghi {curated}, nhưng theo câu trích “{words}” ({claim}) là {printed}.",
        "The qualifier here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        "Ghi qualifier: {printed}, hoặc trích cả từ đứng trước con số (“khoảng”, “hơn”).",
        "Write qualifier: {printed}, or cite the word before the figure as well (“about”, “more than”).",
    ),
    "unit-differs": error(
        "Đơn vị ở đây là {curated}, nhưng theo câu trích “{words}” ({claim}) là {printed}.",
        "The unit here is {curated}, but by the words “{words}” ({claim}) it is {printed}.",
        "Sửa unit của chỉ tiêu, hoặc chọn chỉ tiêu khác.",
        "Correct the indicator's unit, or choose another indicator.",
    ),
    "unit-unprinted": error(
        "Đơn vị ở đây là {curated}, nhưng câu trích “{words}” ({claim}) không nêu đơn vị.",
        "The unit here is {curated}, but the words “{words}” ({claim}) give no unit.",
        "Trích cả đơn vị (“%”, “đồng”), hoặc chọn chỉ tiêu khác.",
        "Cite the unit as well (“%”, “dollars”), or choose another indicator.",
    ),
    "digits-unread": error(
        "Câu trích “{words}” có những chữ số không được đọc: {digits}.",
        "Digits of the words “{words}” are not accounted for: {digits}.",
        "Đưa chúng vào value, value_high hoặc of, nhắc lại trong cả hai bản reading, hoặc trích ít từ hơn.",
        "Hold them as value, value_high or of, repeat them in both readings, or cite fewer words.",
    ),
}

_DERIVED: dict[str, Entry] = {
    "sum-differs": error(
        "Tổng không khớp: {sum} = {result}, nhưng ở đây ghi {value}.",
        "The sum does not add up: {sum} = {result}, but this says {value}.",
        "Kiểm tra từng số hạng và tổng theo tài liệu gốc.",
        "Compare each part and the total with the original.",
    ),
    "share-differs": error(
        "Tỷ lệ không khớp: {first} / {second} = {result} %, nhưng ở đây ghi {value}.",
        "The share does not come out: {first} / {second} = {result} %, but this says {value}.",
        "Kiểm tra hai con số và tỷ lệ; ghi tỷ lệ với đúng số chữ số thập phân đã in.",
        "Check both numbers and the share; give it with as many decimals as are printed.",
    ),
    "share-of-nothing": error(
        "Không thể tính tỷ lệ so với {part}: giá trị của nó là 0.",
        "No share of {part} can be taken: its value is 0.",
        "Kiểm tra thứ tự trong from: phần trước, toàn bộ sau.",
        "Check the order in from: the part first, the whole second.",
    ),
    "derived-parts": error(
        "Quy tắc {rule} không tính được từ {count} số đo.",
        "The rule {rule} cannot be applied to {count} measurements.",
        "sum cần từ hai số đo trở lên, share cần đúng hai.",
        "A sum takes two measurements or more, a share exactly two.",
    ),
    "derived-without-value": error(
        "Không tính được từ {part}: nó không có giá trị bằng số.",
        "Nothing can be derived from {part}: it has no value in numbers.",
        "Chọn số đo khác, hoặc bỏ derived.",
        "Choose another measurement, or remove derived.",
    ),
    "share-not-percent": error(
        "Tỷ lệ được tính ra phần trăm, nhưng đơn vị của chỉ tiêu này là {unit}.",
        "A share comes out in percent, but this indicator's unit is {unit}.",
        "Chọn chỉ tiêu có measure: share và unit: percent.",
        "Choose an indicator with measure: share and unit: percent.",
    ),
    "derived-units-differ": error(
        "Không thể cộng hay chia những đơn vị khác nhau: {units}.",
        "Different units cannot be added or divided: {units}.",
        "Chọn các số đo cùng đơn vị.",
        "Choose measurements of one unit.",
    ),
    "derived-periods-differ": warning(
        "Các số đo được tính cùng nhau thuộc những kỳ khác nhau: {periods}.",
        "What is calculated together is of different periods: {periods}.",
        "Chọn các số đo cùng kỳ, hoặc nói trong note vì sao vẫn so được.",
        "Choose measurements of one period, or say in a note why they compare.",
    ),
    "derived-certainty": error(
        "Giá trị do ta tính được ghi là {qualifier}, nhưng theo các số thành phần phải là {expected}.",
        "This value of our own is called {qualifier}, but from its parts it follows that it is {expected}.",
        "Ghi qualifier: {expected}, hoặc thêm claim nếu tài liệu in kết quả.",
        "Write qualifier: {expected}, or add the claim if a document prints the result.",
    ),
}

_INDICATORS: dict[str, Entry] = {
    "unit-on-words": error(
        "measure: {measure} không có đơn vị, nhưng ở đây ghi {unit}.",
        "measure: {measure} has no unit, but this says {unit}.",
        "Bỏ unit, hoặc chọn measure bằng số.",
        "Remove unit, or choose a measure in numbers.",
    ),
    "unit-missing": error(
        "Chỉ tiêu {id} (measure: {measure}) thiếu đơn vị.",
        "The indicator {id} (measure: {measure}) has no unit.",
        "Thêm unit: percent cho tỷ lệ, rank cho thứ hạng, đơn vị tiền tệ hoặc một mục trong units.",
        "Add unit: percent for a share, rank for a rank, a currency, or one of units.",
    ),
    "unit-clash": error(
        "measure: {measure} cần unit: {wanted}, nhưng ở đây là {unit}.",
        "measure: {measure} needs unit: {wanted}, but this is {unit}.",
        "Sửa unit hoặc measure.",
        "Correct the unit or the measure.",
    ),
    "unit-of-other-measure": error(
        "Đơn vị {unit} không hợp với measure: {measure}.",
        "The unit {unit} does not go with measure: {measure}.",
        "percent là của share, rank là của rank, tiền là của amount.",
        "percent belongs to share, rank to rank, money to amount.",
    ),
    "scale-clash": error(
        "scale: {scale} không hợp với measure: {measure}.",
        "scale: {scale} does not go with measure: {measure}.",
        "Bỏ scale: chỉ count và amount mới tính theo nghìn, triệu, tỷ.",
        "Remove scale: only count and amount are given in thousands, millions or billions.",
    ),
    "stages-missing": error(
        "Chỉ tiêu {id} (measure: stage) cần ít nhất hai mức.",
        "The indicator {id} (measure: stage) needs two stages or more.",
        "Liệt kê các mức trong stages, thấp nhất trước, hoặc dùng measure: text.",
        "List its stages, the worst first, or use measure: text.",
    ),
    "stages-unexpected": error(
        "Chỉ tiêu có measure: {measure} không có các mức.",
        "An indicator with measure: {measure} has no stages.",
        "Bỏ stages, hoặc dùng measure: stage.",
        "Remove stages, or use measure: stage.",
    ),
    "share-of-no-share": error(
        "share_of chỉ đi với measure: share, không phải {measure}.",
        "share_of goes with measure: share only, not {measure}.",
        "Bỏ share_of, hoặc sửa measure.",
        "Remove share_of, or correct the measure.",
    ),
    "limit-without-number": error(
        "Chỉ tiêu có measure: {measure} không có giới hạn bằng số.",
        "An indicator with measure: {measure} has no limit in numbers.",
        "Bỏ limit.",
        "Remove limit.",
    ),
    "direction-missing": warning(
        "Chỉ tiêu {id} có mục tiêu bằng số nhưng không nói tăng hay giảm là tốt.",
        "The indicator {id} has a target in numbers but does not say which direction is better.",
        "Thêm direction: increase hoặc decrease; nếu không sẽ không đánh giá được tiến độ.",
        "Add direction: increase or decrease; without it no pace can be told.",
    ),
    "record-unused": warning(
        "Không có gì dùng {id} (trong {section}).",
        "Nothing uses {id} (in {section}).",
        "Xóa mục này, hoặc dùng nó.",
        "Remove the entry, or use it.",
    ),
}

_VALUES: dict[str, Entry] = {
    "comparator-clash": error(
        "{comparator} không hợp với chỉ tiêu có measure: {measure}.",
        "{comparator} does not go with an indicator of measure: {measure}.",
        "Dùng một trong: {suited}; hoặc sửa measure của chỉ tiêu.",
        "Use one of: {suited}; or correct the indicator's measure.",
    ),
    "comparator-against-direction": error(
        "{comparator} ngược với hướng của chỉ tiêu (direction: {direction}).",
        "{comparator} runs against the indicator's direction: {direction}.",
        "Sửa comparator, hoặc direction của chỉ tiêu. Mức giảm tương đối viết là at_most với số âm.",
        "Correct the comparator, or the indicator's direction. A relative cut is at_most a negative number.",
    ),
    "target-without-stage": error(
        "Mục tiêu {id} (comparator: reaches) không nói phải đạt mức nào.",
        "The target {id} (comparator: reaches) does not say which stage to reach.",
        "Thêm stage.",
        "Add the stage.",
    ),
    "stage-unexpected": error(
        "Mục tiêu có comparator: {comparator} không có stage.",
        "A target with comparator: {comparator} has no stage.",
        "Bỏ stage, hoặc dùng comparator: reaches.",
        "Remove the stage, or use comparator: reaches.",
    ),
    "value-on-words": error(
        "Mục tiêu có comparator: {comparator} không có giá trị bằng số.",
        "A target with comparator: {comparator} has no value in numbers.",
        "Bỏ value, hoặc chọn comparator khác.",
        "Remove the value, or choose another comparator.",
    ),
    "target-without-value": error(
        "Mục tiêu {id} (comparator: {comparator}) thiếu giá trị.",
        "The target {id} (comparator: {comparator}) has no value.",
        "Thêm value, hoặc dùng comparator: text cho mục tiêu bằng lời.",
        "Add the value, or use comparator: text for an aim in words.",
    ),
    "value-high-missing": error(
        "Mục tiêu {id} (comparator: between) thiếu mức trên.",
        "The target {id} (comparator: between) has no upper end.",
        "Thêm value_high.",
        "Add value_high.",
    ),
    "value-high-unexpected": error(
        "Mục tiêu có comparator: {comparator} không có mức trên.",
        "A target with comparator: {comparator} has no upper end.",
        "Bỏ value_high, hoặc dùng comparator: between.",
        "Remove value_high, or use comparator: between.",
    ),
    "between-upside-down": error(
        "Mức trên {high} không lớn hơn mức dưới {low}.",
        "The upper end {high} is not above the lower end {low}.",
        "Đổi chỗ hai số, hoặc sửa số sai.",
        "Swap the two, or correct the wrong one.",
    ),
    "withdrawal-with-value": error(
        "{id} rút lại một số đo, nên không có giá trị.",
        "{id} withdraws a measurement, so it has no value.",
        "Bỏ value hoặc stage; nếu đây là giá trị mới, dùng revises thay cho withdraws.",
        "Remove the value or stage; if this is a new value, use revises instead of withdraws.",
    ),
    "measurement-without-value": error(
        "Số đo {id} thiếu giá trị.",
        "The measurement {id} has no value.",
        "Thêm value.",
        "Add the value.",
    ),
    "measurement-without-stage": error(
        "Số đo {id} không nói đã đạt mức nào.",
        "The measurement {id} does not say which stage was reached.",
        "Thêm stage.",
        "Add the stage.",
    ),
    "stage-of-number": error(
        "Chỉ tiêu có measure: {measure} được đo bằng số, không bằng mức.",
        "An indicator of measure: {measure} is measured in numbers, not in stages.",
        "Thay stage bằng value.",
        "Give a value instead of the stage.",
    ),
    "number-of-stage": error(
        "Chỉ tiêu có measure: {measure} được đo bằng mức, không bằng số.",
        "An indicator of measure: {measure} is measured in stages, not in numbers.",
        "Thay value bằng stage.",
        "Give a stage instead of the value.",
    ),
    "value-over-limit": error(
        "{value} vượt giới hạn {limit} của chỉ tiêu.",
        "{value} is beyond the indicator's limit of {limit}.",
        "Sửa giá trị; nếu nó có thể vượt mức ấy, bỏ limit.",
        "Correct the value; if it can lie beyond, remove the limit.",
    ),
    "rank-no-place": error(
        "{value} không phải là thứ hạng.",
        "{value} is no rank.",
        "Thứ hạng là số nguyên, từ 1.",
        "A rank is a whole number, from 1.",
    ),
    "value-negative": error(
        "{value} là số âm; chỉ tiêu có measure: {measure} ở đây không thể âm.",
        "{value} is negative; an indicator of measure: {measure} cannot go below zero here.",
        "Sửa giá trị; tốc độ tăng giảm là tỷ lệ không có limit.",
        "Correct the value; a rate of change is a share without a limit.",
    ),
    "count-not-whole": error(
        "{value} không thể là số đếm.",
        "{value} cannot be a count.",
        "Ghi số nguyên, hoặc đặt scale cho chỉ tiêu (nghìn, triệu, tỷ).",
        "Give a whole number, or give the indicator a scale (thousand, million, billion).",
    ),
    "value-over-all": error(
        "{value} trên tổng số {of} là không thể.",
        "{value} out of {of} is impossible.",
        "Kiểm tra value và of: of là tổng số.",
        "Check value and of: of is how many there are in all.",
    ),
}

_DATES: dict[str, Entry] = {
    "provenance-missing": error(
        "Số đo {id} không nói lấy từ đâu.",
        "The measurement {id} does not say where it comes from.",
        "Thêm claim, cited hoặc derived.",
        "Add claim, cited or derived.",
    ),
    "provenance-twice": error(
        "Số đo {id} vừa có claim vừa có cited.",
        "The measurement {id} has both claim and cited.",
        "Giữ claim; cited chỉ dành cho điều chưa có trích dẫn nào nêu.",
        "Keep claim; cited is for what no curated claim states.",
    ),
    "cited-nowhere": error(
        "cited của {id} phải nêu một tài liệu (source) hoặc một trang (url), không phải cả hai.",
        "cited of {id} must name a document (source) or a page (url), and not both.",
        "Giữ source và line, hoặc url, title và publisher.",
        "Keep source and line, or url, title and publisher.",
    ),
    "cited-without-date": error(
        "{id} dẫn một trang web nhưng không nói nó được công bố ngày nào.",
        "{id} cites a page but does not say when it was published.",
        "Thêm published.",
        "Add published.",
    ),
    "period-after-publication": error(
        "Kỳ {period} bắt đầu sau ngày giá trị được biết ({known}).",
        "The period {period} begins after the value became known ({known}).",
        "Sửa period, hoặc ngày công bố của tài liệu; điều sắp đến là mục tiêu, không phải số đo.",
        "Correct the period, or the document's date; what is still to come is a target, not a measurement.",
    ),
    "recorded-before-published": warning(
        "Được ghi ngày {recorded}, trước ngày công bố ({known}).",
        "It was written down on {recorded}, before it was published ({known}).",
        "Kiểm tra recorded, published và ngày của tài liệu.",
        "Check recorded, published and the document's date.",
    ),
    "milestone-before-source": warning(
        "Mốc {milestone} đã qua khi tài liệu được công bố ({known}).",
        "The milestone {milestone} was over when the document appeared ({known}).",
        "Kiểm tra mốc và ngày của tài liệu; nếu tài liệu nhắc lại lời hứa cũ, hãy dẫn tài liệu đầu tiên.",
        "Check milestone and date; if the document repeats an old promise, cite the document that made it.",
    ),
    "baseline-after-milestone": error(
        "Số đo gốc thuộc kỳ {period}, không kết thúc trước mốc {milestone}.",
        "The baseline is of {period}, which does not end before the milestone {milestone}.",
        "Chọn một số đo sớm hơn.",
        "Choose an earlier measurement.",
    ),
    "source-without-date": error(
        "Không biết tài liệu {id} có từ bao giờ.",
        "Nothing says since when the document {id} exists.",
        "Thêm not_before: ngày của sự kiện mà tài liệu thuật lại.",
        "Add not_before: the day of the event that it reports.",
    ),
    "not-before-after-date": error(
        "not_before ({day}) muộn hơn ngày công bố ({period}).",
        "not_before ({day}) is later than the date of publication ({period}).",
        "Bỏ not_before, hoặc sửa ngày.",
        "Remove not_before, or correct the date.",
    ),
}

_HISTORY: dict[str, Entry] = {
    "change-of-nothing": error(
        "change: {change} cần supersedes, nếu không thì chẳng thay đổi gì.",
        "change: {change} needs supersedes, or nothing is changed.",
        "Thêm supersedes với mã của mục tiêu cũ, hoặc bỏ change.",
        "Add supersedes with the old target's id, or remove change.",
    ),
    "change-missing": error(
        "Mục tiêu này thay thế {id} nhưng không nói thay đổi thế nào.",
        "This target supersedes {id} but does not say how it differs.",
        "Thêm change: raised, lowered, brought_forward, postponed, reworded hoặc withdrawn.",
        "Add change: raised, lowered, brought_forward, postponed, reworded or withdrawn.",
    ),
    "change-untrue": error(
        "Các con số không cho thấy {change}: trước là {old}, nay là {new}.",
        "The numbers do not show {change}: it was {old} and is now {new}.",
        "Sửa change, hoặc con số và mốc của mục tiêu.",
        "Correct the change, or the target's number and milestone.",
    ),
    "supersedes-other-indicator": error(
        "Mục tiêu cũ {id} thuộc chỉ tiêu khác: {indicator}.",
        "The old target {id} is about another indicator: {indicator}.",
        "Sửa supersedes, hoặc indicator của mục tiêu này.",
        "Correct supersedes, or this target's indicator.",
    ),
    "replaced-twice": error(
        "{id} đã được {first} thay thế.",
        "{id} is already replaced by {first}.",
        "Nối tiếp: hãy thay thế {first}, bản mới nhất.",
        "Continue the chain: replace {first}, the latest one.",
    ),
    "revises-and-withdraws": error(
        "{id} vừa sửa vừa rút lại một số đo.",
        "{id} both revises and withdraws a measurement.",
        "Giữ một: revises cho giá trị mới, withdraws khi không còn giá trị nào.",
        "Keep one: revises for a new value, withdraws where none is left.",
    ),
    "why-missing": error(
        "{id} sửa hoặc rút lại một số đo mà không nói vì sao.",
        "{id} revises or withdraws a measurement without saying why.",
        "Thêm why.",
        "Add why.",
    ),
    "revises-other-indicator": error(
        "Số đo cũ {id} thuộc chỉ tiêu khác: {indicator}.",
        "The old measurement {id} is of another indicator: {indicator}.",
        "Sửa mã của số đo cũ, hoặc indicator.",
        "Correct the old measurement's id, or the indicator.",
    ),
    "revises-other-period": error(
        "Số đo cũ {id} thuộc kỳ khác: {period}.",
        "The old measurement {id} is of another period: {period}.",
        "Sửa mã của số đo cũ, hoặc period; kỳ khác là một số đo mới.",
        "Correct the old measurement's id, or the period; another period is a new measurement.",
    ),
    "base-of-other-indicator": error(
        "{field} là {id}, vốn thuộc chỉ tiêu khác: {indicator}.",
        "{field} is {id}, which is of another indicator: {indicator}.",
        "Chọn một số đo của chính chỉ tiêu này.",
        "Choose a measurement of this very indicator.",
    ),
    "measurement-twice": error(
        "{id} lặp lại {first}: cùng chỉ tiêu, kỳ và giá trị.",
        "{id} repeats {first}: same indicator, period and value.",
        "Xóa một trong hai; để riêng trích dẫn thừa và nói nó nhắc lại điều gì.",
        "Remove one of them; set the surplus claim aside and say what it repeats.",
    ),
    "measurements-disagree": error(
        "{id} và {first} nói khác nhau về cùng một kỳ ({period}).",
        "{id} and {first} say different things about one period ({period}).",
        "Nếu một số mới hơn, ghi revises và why; nếu không, tách thành hai chỉ tiêu.",
        "If one is newer, let it revise the other and say why; if not, make them two indicators.",
    ),
    "target-twice": error(
        "{id} lặp lại mục tiêu {first}.",
        "{id} repeats the target {first}.",
        "Giữ mục tiêu đầu tiên và thêm trích dẫn này vào restated của nó.",
        "Keep the first one and add this claim to its restated.",
    ),
    "targets-disagree": warning(
        "{id} và {first} đòi hỏi những con số khác nhau vào cùng một mốc.",
        "{id} and {first} ask for different numbers by the same milestone.",
        "Nếu một mục tiêu thay cho mục tiêu kia, ghi supersedes và change.",
        "If one replaces the other, say so with supersedes and change.",
    ),
}

_TEXTS: dict[str, Entry] = {
    "text-not-nfc": error(
        "Văn bản này không ở dạng Unicode dựng sẵn (NFC): “{text}”.",
        "This text is not composed Unicode (NFC): “{text}”.",
        "Gõ lại với bộ gõ Unicode dựng sẵn, hoặc chuyển tệp sang NFC.",
        "Type it again with a composing keyboard, or convert the file to NFC.",
    ),
    "text-hides-character": error(
        "Văn bản chứa ký tự không nhìn thấy {codepoint}: “{text}”.",
        "The text hides a character that nobody sees, {codepoint}: “{text}”.",
        "Xóa ký tự ấy.",
        "Delete that character.",
    ),
    "wording-in-one-language": warning(
        "{field} thiếu bản {missing}.",
        "{field} is missing its {missing} text.",
        "Thêm bản còn thiếu; đến lúc đó bản kia được hiện thay.",
        "Add it; until then the other language is shown instead.",
    ),
}

CATALOG: dict[str, Entry] = {
    **_IDS,
    **_REFERENCES,
    **_CLAIMS,
    **_PRINTED,
    **_DERIVED,
    **_INDICATORS,
    **_VALUES,
    **_DATES,
    **_HISTORY,
    **_TEXTS,
}
