"""Read XML parts of a zipped document (DOCX, ODT) within bounds: no bombs, no entities, nothing from outside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hntrack.documents import Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_MEMBERS = 5_000
MOST_PART_BYTES = 60_000_000


class Packed:
    """A zipped document."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            Refused: It is broken, encrypted, or has too many members.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused("broken") from error
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused("bomb")
        if any(member.flag_bits & 1 for member in members):
            raise Refused("locked")
        self.names = frozenset(member.filename for member in members)

    def part(self, name: str) -> Element | None:
        """Give an XML part of it; ``None`` where there is no such part.

        Raises:
            Refused: The part is broken, unpacks to more than is allowed, or declares entities.
        """
        data = self.read(name)
        if data is None:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise Refused("bomb") from error
        except (SyntaxError, ValueError, LookupError, RecursionError) as error:
            raise Refused("broken") from error
        return root

    def read(self, name: str) -> bytes | None:
        """Give the bytes of a part, at most :data:`MOST_PART_BYTES`."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as part:
                data = part.read(MOST_PART_BYTES + 1)
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Refused("broken") from error
        except Exception as error:  # zlib.error, which is no OSError
            raise Refused("broken") from error
        if len(data) > MOST_PART_BYTES:
            raise Refused("bomb")
        return data


def walk(element: Element, skip: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Give an element and those inside it in their order, without what stands inside ``skip``."""
    stack = [element]
    while stack:
        here = stack.pop()
        yield here
        if here.tag not in skip or here is element:
            stack.extend(reversed(here))
