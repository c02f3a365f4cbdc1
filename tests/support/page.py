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
