"""Read a page as the HTML standard says, without mending anything."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest


def parsed(page: bytes) -> ET.Element:
    """Give a page as a tree; a fault that a browser would mend in silence is an error here."""
    justhtml = pytest.importorskip("justhtml", reason="justhtml (of the extra 'test') is not installed")
    document = justhtml.JustHTML(page.decode(), strict=True, sanitize=False).root
    (html,) = (_element(one) for one in document.children if one.name == "html")
    return html


def _element(node: Any) -> ET.Element:
    element = ET.Element(node.name, {key: value or "" for key, value in node.attrs.items()})
    inside = getattr(node, "template_content", None)
    last: ET.Element | None = None
    for child in inside.children if inside is not None else node.children:
        if child.name == "#text":
            if last is None:
                element.text = (element.text or "") + child.data
            else:
                last.tail = (last.tail or "") + child.data
        elif not child.name.startswith(("#", "!")):
            last = _element(child)
            element.append(last)
    return element


def text_of(element: ET.Element) -> str:
    """Give the words of an element, one blank between them."""
    return " ".join("".join(element.itertext()).split())


def shape(element: ET.Element) -> object:
    """Give elements and names of attributes, without texts and values: what hostile words must not change.

    What keeps figures together follows the words, and holds nothing but text: it does not count.
    """
    inner = [shape(one) for one in element if one.get("class") != "k" or len(one)]
    return (element.tag, sorted(element.attrib), inner)


# How far two colours stand apart (WCAG 2.2, 1.4.3).


def luminance(color: str) -> float:
    """Give the relative luminance of ``#rrggbb`` or ``rrggbb``."""
    parts = [int(color.lstrip("#")[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 (none) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(color: str, ground: str) -> str:
    """Give a colour ``#rrggbbaa`` as it comes out on a ground; without ``aa`` it covers the ground."""
    if len(color) != len("#rrggbbaa"):
        return color
    share = int(color[7:9], 16) / 255
    mixed = (
        round(share * int(color[at : at + 2], 16) + (1 - share) * int(ground[at : at + 2], 16))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
