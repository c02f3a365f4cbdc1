"""A catalog whose every text is hostile, and its benign twin."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from hntrack.errors import Where
from hntrack.text.messages import Wording

Any_ = TypeVar("Any_")

PAYLOADS = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>'\"></td></table>",
    "entity": "&lt;b&gt; &#60;b&#62; &amp; <!-- x --> ]]> <![CDATA[",
    "template": "{{ 7*7 }}{% raw %}{# x #} ${7*7} {0} {}",
    "markdown": "a | b \\| c www.e.vn ![x](http://e.vn/x) [l](javascript:alert(1)) `c` **b** ~~s~~ <br> @u #1 $x$",
    "markdown lines": "x\n\n# h\n\n| a | b |\n| --- | --- |\n```\ny\n---\n- z",
    "rich": "[red]x[/red] [link=http://e.vn]y[/link] [chưa đạt] [/] :x: [bold",
    "terminal": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x08\x00 \r over",
    "formula": '=HYPERLINK("http://e.vn","x")',
    "formula plus": "+cmd|' /C calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "workflow": "::error file=x::y%0A::set-output name=a::b\n::add-mask::c\n##[error]d ##vso[task.complete]",
    "header": "x\r\nBcc: evil@e.vn\r\n\r\n<p>body</p> =?utf-8?q?x=0ABcc:_evil@e.vn?=",
    "bidi": "abc\u202edef\u2066ghi\u2069 \u200b\ufeff\u2028next\u0085line",
    "xml": "\ufffe\uffff\ud800 \x0b\x0c\x1f",
    "lone CR": "a\rb\r\rc\r",
    "list item": "- x",
    "numbered item": "1. x",
    "numbered item in brackets": "2) x",
    "starred item": "* x",
    "task": "- [x] y",
    "code by blanks": "     x",
    "code by a tab": "\tx",
    "fence": "~~~ x",
    "quotation": "> x",
    "heading": "# x",
    "rule": "---",
    "underline": "===",
    "reference": "[x]: http://e.vn 'y'",
    "note": "[^1]: x",
    "block of HTML": "<details open><summary>x",
    "end of a script": "</script><script>alert(1)</script></style></textarea></title>",
    "comment": "<!--<script>",
    "joined signs": "\u202e\u200d\U000e0041\ufe0f\u180e\u3164",
    "decomposed": "e\u0301a\u0302\u0301 \u0301x n\u0303\u0327",
    "boundary": "--=_alternative_0\r\n\r\n.\r\n..\r\nFrom x",
}
"""What it attacks → the text."""

_TEXTS = frozenset({"title", "publisher", "author", "as_printed", "why", "judged_by", "original"})


def told(value: Any_, text: str) -> Any_:
    """Give a catalog, or a part of one, in which everything that people wrote is ``text``."""
    return _told(value, text)  # type: ignore[no-any-return]


def _told(value: Any, text: str) -> Any:
    if isinstance(value, Wording):
        return Wording(text, text)
    if isinstance(value, Where):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if one.init]
        return replace(value, **{name: _field(name, getattr(value, name), text) for name in names})
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return type(value)(*(_field(n, v, text) for n, v in zip(value._fields, value, strict=True)))
        return tuple(_told(one, text) for one in value)
    return value


def _field(name: str, value: Any, text: str) -> Any:
    return text if name in _TEXTS and isinstance(value, str) else _told(value, text)
