"""What the system says when a file cannot be read or written, in words for people, in both languages."""

from __future__ import annotations

import errno
from types import MappingProxyType

from hntrack.errors import InputError
from hntrack.text.messages import Message, _, verbatim

_CAUSES = MappingProxyType(
    {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("not permitted"),
        errno.EROFS: _("the file system is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk quota is used up"),
        errno.EFBIG: _("the file size limit is exceeded"),
        errno.EIO: _("the disk reports an input/output error"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of the path is no folder"),
        errno.ELOOP: _("it is a symbolic link"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EMFILE: _("too many files are open"),
        errno.ENOLCK: _("the file system has no locks"),
    }
)


def cause(error: Exception) -> Message:
    """Say why the system refused; what we have no words for is quoted as the system says it."""
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _CAUSES.get(getattr(error, "errno", None) or 0) or verbatim(words)


def unreadable(label: str, error: OSError) -> InputError:
    """A file or folder cannot be read."""
    why = cause(error)
    return InputError(
        _("{label} cannot be read: {why}.", label=label, why=why),
        _("See whether it is there and you are allowed to read it."),
    )


def unwritable(label: str, error: OSError) -> InputError:
    """A file cannot be written; it is as it was."""
    why = cause(error)
    return InputError(
        _("{label} cannot be written: {why}.", label=label, why=why), _("The file is as it was before.")
    )
