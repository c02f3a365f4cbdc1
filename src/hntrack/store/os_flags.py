"""Ways of opening a file that not every system has; where one is missing it is 0, and changes nothing."""

from __future__ import annotations

import os

BINARY: int = getattr(os, "O_BINARY", 0)  # Windows turns line ends into its own without it
NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
NOT_INHERITED: int = getattr(os, "O_CLOEXEC", getattr(os, "O_NOINHERIT", 0))
AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for its other end for ever
FOLDER: int = getattr(os, "O_DIRECTORY", 0)  # Windows opens no folders
