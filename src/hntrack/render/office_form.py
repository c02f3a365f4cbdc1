"""The administrative form of Viet Nam (Decree 30/2020/NĐ-CP, appendix I): its fixed words, and blanks for the rest.

They are Vietnamese in every language of the interface: the decree has them so.  What only the office knows (who
issues the report, its number, place, day and signature) is a row of dots, for hntrack knows none of it.
"""

from __future__ import annotations

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ABOVE = "……………………"
ISSUER = "……………………"
NUMBER = "Số: ……/BC-……"
PLACE_AND_DAY = "………, ngày … tháng … năm ……"
KIND = "BÁO CÁO"
END = "./."
RECEIVERS = "Nơi nhận:"
RECEIVER_LINES = ("- ……………;", "- Lưu: VT, ….")
SIGNER = "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"
NAME = "……………………"
