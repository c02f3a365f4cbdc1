"""What the system says when a file cannot be read or written, in words for people, in both languages."""

from __future__ import annotations

import errno
from types import MappingProxyType

from hntrack.errors import InputError
from hntrack.text.wording import Wording

_CAUSES = MappingProxyType(
    {
        errno.ENOENT: Wording("không có ở đó", "it is not there"),
        errno.EACCES: Wording("không có quyền", "permission denied"),
        errno.EPERM: Wording("không được phép", "not permitted"),
        errno.EROFS: Wording("hệ thống tệp chỉ để đọc", "the file system is read-only"),
        errno.ENOSPC: Wording("đĩa đã đầy", "the disk is full"),
        errno.EDQUOT: Wording("hết hạn mức đĩa", "the disk quota is used up"),
        errno.EFBIG: Wording("vượt giới hạn kích thước tệp", "the file size limit is exceeded"),
        errno.EIO: Wording("lỗi vào/ra của đĩa", "the disk reports an input/output error"),
        errno.EISDIR: Wording("đó là một thư mục", "it is a folder"),
        errno.ENOTDIR: Wording("một phần đường dẫn không phải thư mục", "a part of the path is no folder"),
        errno.ELOOP: Wording("đó là một liên kết tượng trưng", "it is a symbolic link"),
        errno.ENAMETOOLONG: Wording("tên quá dài", "the name is too long"),
        errno.EMFILE: Wording("quá nhiều tệp đang mở", "too many files are open"),
        errno.ENOLCK: Wording("hệ thống tệp không cho khóa", "the file system has no locks"),
    }
)


def cause(error: OSError) -> Wording:
    """Say why the system refused; what we have no words for is quoted as the system says it."""
    known = _CAUSES.get(error.errno or 0)
    said = error.strerror or type(error).__name__
    return known or Wording(f"«{said}»", said)


def unreadable(label: str, error: OSError) -> InputError:
    """A file or folder cannot be read."""
    why = cause(error)
    return InputError(
        Wording(f"Không đọc được {label}: {why.vi}.", f"{label} cannot be read: {why.en}."),
        Wording(
            "Kiểm tra xem tệp có ở đó và bạn có quyền đọc không.",
            "See whether it is there and you are allowed to read it.",
        ),
    )


def unwritable(label: str, error: OSError) -> InputError:
    """A file cannot be written; it is as it was."""
    why = cause(error)
    return InputError(
        Wording(f"Không ghi được {label}: {why.vi}.", f"{label} cannot be written: {why.en}."),
        Wording("Tệp vẫn nguyên như trước.", "The file is as it was before."),
    )
