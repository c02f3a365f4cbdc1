"""Charts as SVG of our own: small, with a title and a description, no script, nothing loaded from anywhere.

The parts differ by shape and by dash, not by colour alone.  A drawing that stands alone carries its colours for
light and for dark surroundings; one inside a page takes them from the page (:func:`rules`), because a page with a
strict content security policy allows no style inside the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from textwrap import wrap
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.report.charts import Chart, Milestone, Point, Spot, legend, tick_label
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _

WIDTH, HEIGHT = 560, 300
LINE, TITLE_LINE, CAPTION_LINE = 22, 21, 16
_TITLE_LETTERS, _CAPTION_LETTERS, _LABEL = 57, 86, 41
FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif"

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "ink": "#1d2733",
        "quiet": "#566373",
        "grid": "#dde2e8",
        "data": "#0b5394",
        "aim": "#9c3a0b",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#14191f",
        "ink": "#e8ecf1",
        "quiet": "#a9b4c1",
        "grid": "#343d48",
        "data": "#8ec5ff",
        "aim": "#ffb088",
    }
)

_LEFT_LEAST, _RIGHT, _TOP, _BOTTOM = 34, 18, 26, 30
_LETTER = Decimal("7.2")
_TENTH = Decimal("0.1")


def rules(colors: Mapping[str, str], within: str = "") -> str:
    """Give the style rules of a drawing.

    Args:
        colors: One for each of ``paper``, ``ink``, ``quiet``, ``grid``, ``data``, ``aim``: CSS colours, or ``var(…)``.
        within: A selector before each rule: ``.chart``.
    """
    c = colors
    pairs = (
        (".bg", f"fill:{c['paper']}"),
        ("text", f"fill:{c['quiet']}"),
        (".h", f"fill:{c['ink']}"),
        (".z", f"stroke:{c['quiet']}"),
        (".g", f"stroke:{c['grid']}"),
        (".v", f"fill:{c['data']}"),
        (".m", f"fill:{c['aim']}"),
        (".l", f"fill:none;stroke:{c['data']}"),
        (".r", f"stroke:{c['data']}"),
        (".p", f"fill:{c['data']};stroke:{c['paper']}"),
        (".a", f"fill:{c['paper']};stroke:{c['aim']}"),
        (".o", f"fill:none;stroke:{c['aim']}"),
        (".w", f"fill:none;stroke:{c['quiet']}"),
        (".f", f"fill:{c['data']}"),
        (".j", f"fill:none;stroke:{c['data']}"),
        (".t", f"stroke:{c['quiet']}"),
    )
    return "".join(f"{within} {name}{{{rule}}}".lstrip() for name, rule in pairs)


def svg(chart: Chart, *, alone: bool = True, uid: str = "chart") -> str:
    """Draw a chart.

    Args:
        chart: What to draw.
        alone: The drawing is a file of its own: it names its namespace, its colours and its legend.
        uid: What the ids inside start with; one of its own for every drawing of a page, of ``a-z 0-9 -``.

    Returns:
        One ``svg`` element without a line end.
    """
    return _element(chart, uid, tuple(_Drawing(chart, uid).parts()), alone=alone)


def svg_twice(charts: Sequence[Chart]) -> Iterator[tuple[str, str]]:
    """Give the drawing for inside a page, and the one that stands alone, of one chart in several languages.

    What all of them share is drawn once.
    """
    places: _Places | None = None
    for chart in charts:
        drawing = _Drawing(chart, "chart", places)
        places = drawing.places
        parts = tuple(drawing.parts())
        yield _element(chart, "chart", parts, alone=False), _element(chart, "chart", parts, alone=True)


def multiples(charts: Sequence[Chart]) -> str:
    """Draw several charts as one file, two in a row.

    Each keeps its own scale, with its name above it, and below it where it comes from and what it does not show.
    """
    cells: list[str] = []
    y = 0
    for first in range(0, len(charts), 2):
        row = charts[first : first + 2]
        top = TITLE_LINE * max(len(_heading(chart)) for chart in row)
        cells += [
            f'<g transform="translate({at * WIDTH} {y})">{"".join(_cell(chart, f"c{first + at}", top))}</g>'
            for at, chart in enumerate(row)
        ]
        y += top + HEIGHT + CAPTION_LINE * max(len(_caption(chart)) for chart in row) + LINE
    width, height = 2 * WIDTH, y + LINE
    names = "; ".join(chart.title for chart in charts)
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
            f' role="img" aria-labelledby="all-t all-d" lang="{charts[0].lang}" font-size="13" font-family="{FONT}">',
            f'<title id="all-t">{_text(names)}</title>',
            f'<desc id="all-d">{_text(" ".join(chart.description for chart in charts))}</desc>',
            *_own_style(width, height),
            *cells,
            *_shared_legend(charts, width, height),
            "</svg>",
        )
    )


def _cell(chart: Chart, uid: str, top: int) -> Iterator[str]:
    yield from _title_texts(_heading(chart))
    yield f'<g transform="translate(0 {top})">'
    yield from _Drawing(chart, uid).parts()
    yield from _caption_texts(_caption(chart), HEIGHT)
    yield "</g>"


def _shared_legend(charts: Sequence[Chart], width: int, bottom: int) -> Iterator[str]:
    """Name once what occurs in any of the charts."""
    named = {key: mark for chart in charts for key, mark in marks(chart)}
    for number, (key, mark) in enumerate(named.items()):
        at = f"translate({_LEFT_LEAST + number * width // 6} {bottom - LINE // 2})"
        words = _text(legend(key, charts[0].lang))
        yield f'<g transform="{at}">{mark}<text x="26" dy=".35em">{words}</text></g>'


def _element(chart: Chart, uid: str, parts: Sequence[str], *, alone: bool) -> str:
    named = _legend(tuple(marks(chart)), chart.lang) if alone else ()
    head = _heading(chart) if alone else ()
    foot = _caption(chart) if alone else []
    top = TITLE_LINE * len(head)
    below = HEIGHT + LINE * len(named)
    height = top + below + (CAPTION_LINE * len(foot) + 8 if foot else 0)
    outer = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"' if alone else "<svg"
    return "".join(
        (
            f'{outer} viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{uid}-t {uid}-d"',
            f' lang="{chart.lang}" font-size="13"' + (f' font-family="{FONT}">' if alone else ">"),
            f'<title id="{uid}-t">{_text(chart.title)}</title><desc id="{uid}-d">{_text(chart.description)}</desc>',
            *(_own_style(WIDTH, height) if alone else ()),
            *_title_texts(head),
            f'<g transform="translate(0 {top})">' if alone else "",
            *parts,
            *named,
            *_caption_texts(foot, below),
            "</g>" if alone else "",
            "</svg>",
        )
    )


def _heading(chart: Chart) -> Sequence[str]:
    return _wrapped(chart.title, _TITLE_LETTERS)


def _caption(chart: Chart) -> list[str]:
    return [line for sentence in chart.caption for line in _wrapped(sentence, _CAPTION_LETTERS)]


@lru_cache(maxsize=1024)  # a day, and a document, are named under many charts
def _wrapped(text: str, letters: int) -> tuple[str, ...]:
    return tuple(wrap(text, letters))


def _texts(lines: Sequence[str], x: int, y: int, step: int, style: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f'<text x="{x}" y="{y + number * step}" {style}>{_text(line)}</text>'


def _title_texts(lines: Sequence[str]) -> Iterator[str]:
    return _texts(lines, 10, 20, TITLE_LINE, 'class="h" font-size="15" font-weight="600"')


def _caption_texts(lines: Sequence[str], below: int) -> Iterator[str]:
    return _texts(lines, 10, below + 14, CAPTION_LINE, 'font-size="11.5"')


def _own_style(width: int, height: int) -> Iterator[str]:
    yield _own_rules()
    yield f'<rect class="bg" width="{width}" height="{height}"/>'


@cache
def _own_rules() -> str:
    return f"<style>{rules(LIGHT)}@media (prefers-color-scheme:dark){{{rules(DARK)}}}</style>"


def _text(text: str) -> str:
    return escape(visible(text))


class _Places:
    """Where the things of a chart are on the canvas, whatever the language: from fractions to places.

    Attributes:
        left: Where the scale of values stands, beside its longest number.
        ways, milestones: Elements without words.
        lines, marks, grid, canvas: What a label must not touch, and what it stays within.
    """

    def __init__(self, chart: Chart, left: Decimal) -> None:
        self.chart, self.left = chart, left
        self.width = WIDTH - self.left - _RIGHT
        self.height = Decimal(HEIGHT - _TOP - _BOTTOM)
        self._x: dict[date, str] = {}
        self._y: dict[Decimal, str] = {}
        self.ways = tuple(self._ways())
        self.milestones = tuple(part for one in chart.milestones for part in self._milestone(one))
        self.lines, self.marks = tuple(self._lines()), tuple(self._marks())
        ticks = [float(self.y(tick)) for tick in chart.scale.ticks]
        self.grid = tuple(Segment(float(left), y, WIDTH - _RIGHT, y) for y in ticks)
        self.canvas = Box(float(left) + 2, 2, WIDTH - 2, HEIGHT - _BOTTOM - 2)

    def x(self, day: date) -> str:
        """Give the place of a day; lines, marks and labels ask for the same ones."""
        known = self._x.get(day)
        if known is None:
            known = self._x[day] = _number(self.left + self.chart.across(day) * self.width)
        return known

    def at(self, spot: Spot) -> tuple[str, str]:
        """Give the place of a value on a day."""
        return self.x(spot[0]), self.y(spot[1])

    def y(self, value: Decimal) -> str:
        """Give the place of a value."""
        known = self._y.get(value)
        if known is None:
            # What lies far outside is cut off anyway; a number of a thousand digits has no place in a file.
            up = min(max(self.chart.up(value), Decimal(-9)), Decimal(10))
            known = self._y[value] = _number(_TOP + (1 - up) * self.height)
        return known

    def spot(self, spot: Spot) -> tuple[float, float]:
        """Give the place of a value on a day as numbers."""
        x, y = self.at(spot)
        return float(x), float(y)

    def run(self, spots: Iterable[Spot]) -> str:
        return " ".join(",".join(self.at(spot)) for spot in spots)

    def _ways(self) -> Iterator[str]:
        chart = self.chart
        if chart.today is not None:
            x = self.x(chart.today)
            yield f'<path class="t" stroke-dasharray="1 4" d="M{x} {_TOP}v{self.height}"/>'
        if chart.path:
            yield f'<polyline class="w" stroke-dasharray="7 5" stroke-width="1.5" points="{self.run(chart.path)}"/>'
        ahead = chart.projection
        if ahead is not None:
            day = ahead.end[0]
            corners = (ahead.start, (day, ahead.high), (day, ahead.low))
            yield f'<polygon class="f" opacity=".18" points="{self.run(corners)}"/>'
            yield (
                f'<polyline class="j" stroke-dasharray="2 4" stroke-width="2" stroke-linecap="round" '
                f'points="{self.run((ahead.start, ahead.end))}"/>'
            )
        if len(chart.measured) > 1:
            spots = [(one.day, one.value) for one in chart.measured]
            yield f'<polyline class="l" stroke-width="2" points="{self.run(spots)}"/>'

    def _milestone(self, milestone: Milestone) -> Iterator[str]:
        """A diamond on each bound; a little arrow to the side on which all values satisfy."""
        x = self.x(milestone.day)
        for bound in milestone.bounds:
            y = self.y(bound)
            yield f'<path class="a" stroke-width="2" d="M{x} {y}m0-6 6 6-6 6-6-6z"/>'
        if (milestone.low is None) != (milestone.high is None):
            up = (milestone.high is None) != self.chart.scale.downwards
            yield f'<path class="o" stroke-width="1.5" d="M{x} {self.y(milestone.aim)}{_arrow(up=up)}"/>'
        elif milestone.low is not None and milestone.high is not None and milestone.low != milestone.high:
            yield f'<path class="o" stroke-width="1.5" d="M{x} {self.y(milestone.low)}V{self.y(milestone.high)}"/>'

    def spread(self, point: Point) -> str:
        """What rounding and qualifier leave open: a bar between two caps, or an arrow on the open side."""
        x = self.x(point.day)
        if point.low is None or point.high is None:
            up = (point.high is None) != self.chart.scale.downwards
            return f'<path class="l" stroke-width="1.5" d="M{x} {self.y(point.value)}{_arrow(up=up)}"/>'
        if point.low == point.high:
            return ""
        ends = f"M{x} {self.y(point.low)}m-4 0h8m-4 0V{self.y(point.high)}m-4 0h8"
        return f'<path class="l" stroke-width="1.5" d="{ends}"/>'

    def _lines(self) -> Iterator[Segment]:
        """All lines that a label must not touch."""
        chart = self.chart
        ways: list[Sequence[Spot]] = [chart.path, [(one.day, one.value) for one in chart.measured]]
        ahead = chart.projection
        if ahead is not None:
            day = ahead.end[0]
            corners = (ahead.start, (day, ahead.high), (day, ahead.low), ahead.start)
            ways += [(ahead.start, ahead.end), corners]
        for way in ways:
            for start, end in pairwise(map(self.spot, way)):
                yield Segment(*start, *end)
        if chart.today is not None:
            x = float(self.x(chart.today))
            yield Segment(x, _TOP, x, float(_TOP + self.height))

    def _marks(self) -> Iterator[Box]:
        """All marks that a label must not touch, with their arrows and caps."""
        for milestone in self.chart.milestones:
            for bound in milestone.bounds:
                x, y = self.spot((milestone.day, bound))
                yield Box(x - 7, y - 7, x + 7, y + 7)
            x, y = self.spot((milestone.day, milestone.aim))
            yield Box(x - 5, y - 21, x + 5, y + 21)
        for point in self.chart.measured:
            x, y = self.spot((point.day, point.value))
            yield Box(x - 7, y - 7, x + 7, y + 7)
            if point.low is None or point.high is None:
                yield Box(x - 5, y - 21, x + 5, y + 21)
            else:
                ends = sorted(self.spot((point.day, end))[1] for end in (point.low, point.high))
                yield Box(x - 4, ends[0], x + 4, ends[1])


class _Drawing:
    """One chart on its way to elements; ``places`` are those of the same chart in another language, where known."""

    def __init__(self, chart: Chart, uid: str, places: _Places | None = None) -> None:
        self.chart = chart
        self.clip = f"{uid}-c"
        self.ticks = tuple((tick, tick_label(tick, chart.lang)) for tick in chart.scale.ticks)
        longest = max(len(text) for _, text in self.ticks)
        left = max(Decimal(_LEFT_LEAST), longest * _LETTER + 12)
        self.places = places if places is not None and places.left == left else _Places(chart, left)

    def parts(self) -> Iterator[str]:
        """Yield the elements from back to front."""
        places = self.places
        yield from self.axes()
        yield (
            f'<clipPath id="{self.clip}"><rect x="{_number(places.left)}" y="{_TOP - 8}" '
            f'width="{_number(places.width + 8)}" height="{_number(places.height + 16)}"/></clipPath>'
        )
        yield f'<g clip-path="url(#{self.clip})">'
        yield from places.ways
        yield "</g>"
        yield from places.milestones
        yield from self.points()
        yield from self.labels()

    def axes(self) -> Iterator[str]:
        places = self.places
        bottom = _TOP + places.height
        left, beside = _number(places.left), _number(places.left - 8)
        for tick, text in self.ticks:
            y = places.y(tick)
            zero = tick == 0 and not self.chart.scale.downwards
            kind = 'class="z" stroke-width="1.3"' if zero else 'class="g"'
            yield f'<path {kind} d="M{left} {y}H{WIDTH - _RIGHT}"/>'
            yield f'<text x="{beside}" y="{y}" dy=".35em" text-anchor="end">{_text(text)}</text>'
        for day in self.chart.calendar.ticks:
            x = places.x(day)
            yield f'<path class="g" d="M{x} {bottom}v5"/>'
            # A year stands within its own span where each has one, and half a year has no room for a name.
            named = day.replace(month=7) if self.chart.calendar.step == 1 else day
            if named <= self.chart.calendar.last:
                middle = places.x(named)
                yield f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{day.year}</text>'

    def points(self) -> Iterator[str]:
        for point in self.chart.measured:
            yield self.places.spread(point)
            x, y = self.places.at((point.day, point.value))
            yield (
                f'<circle class="p" stroke-width="1.5" cx="{x}" cy="{y}" r="5">'
                f"<title>{_text(point.label)}</title></circle>"
            )

    def labels(self) -> Iterator[str]:
        """Name the latest value and what was promised, where there is room for it."""
        chart, places = self.chart, self.places
        wanted = [
            ("m", Label(visible(one.label, limit=_LABEL), *places.spot((one.day, one.aim))))
            for one in chart.milestones
        ]
        if chart.measured:
            last = chart.measured[-1]
            at = places.spot((last.day, last.value))
            wanted.insert(0, ("v", Label(visible(last.label, limit=_LABEL), *at, below=True)))
        placements = place([one for _, one in wanted], places.canvas, places.lines, places.marks, places.grid)
        for (kind, _label), placed in zip(wanted, placements, strict=True):
            if placed is not None:
                x, y = (_number(Decimal(str(number))) for number in (placed.x, placed.y))
                yield f'<text class="{kind}" x="{x}" y="{y}" text-anchor="middle">{escape(placed.text)}</text>'


def _arrow(*, up: bool) -> str:
    return "m0-6v-14m-4 5 4-5 4 5" if up else "m0 6v14m-4-5 4 5 4-5"


@lru_cache(maxsize=256)  # most charts have all of them
def _legend(named: tuple[tuple[str, str], ...], lang: str) -> tuple[str, ...]:
    """Name what occurs, in as many lines below the drawing as are needed."""
    rows: list[list[str]] = []
    x = Decimal(WIDTH)
    for key, mark in named:
        text = legend(key, lang)
        needed = 26 + len(text) * _LETTER
        if x + needed > WIDTH - _RIGHT:
            rows.append([])
            x = Decimal(_LEFT_LEAST)
        y = HEIGHT + LINE * len(rows) - LINE // 2
        place = f"translate({_number(x)} {_number(Decimal(y))})"
        rows[-1].append(f'<g transform="{place}">{mark}<text x="26" dy=".35em">{_text(text)}</text></g>')
        x += needed + 18
    return tuple("".join(row) for row in rows)


def marks(chart: Chart) -> Iterator[tuple[str, str]]:
    """Give the parts that occur, each with its mark as elements about the point (10, 0)."""
    if chart.measured:
        yield "measured", '<circle class="p" stroke-width="1.5" cx="10" r="5"/>'
    if chart.milestones:
        yield "promised", '<path class="a" stroke-width="2" d="M10 0m0-6 6 6-6 6-6-6z"/>'
    if chart.path:
        yield "path", '<path class="w" stroke-dasharray="7 5" stroke-width="1.5" d="M0 0h20"/>'
    if chart.projection is not None:
        yield (
            "projection",
            '<path class="j" stroke-dasharray="2 4" stroke-width="2" stroke-linecap="round" d="M0 0h20"/>',
        )
    if chart.today is not None:
        yield "today", '<path class="t" stroke-dasharray="1 4" d="M10-8v16"/>'


def _number(number: Decimal) -> str:
    """Print a place with one decimal at most."""
    text = format(number.quantize(_TENTH), "f")
    return text.removesuffix(".0")


# Where labels stand: never on a line, a mark or each other, as near to their place as they can.

_WIDE, _ABOVE, _BELOW = 0.56, 0.85, 0.3
"""In parts of the size of a text: how wide a letter is, how much lies above and below the line that it stands on."""

_SIZE, _ON_A_PHONE = 13, 22
"""The size of a label, and the one that pages give it on narrow screens, where the drawing is small."""

_DISTANCES = (8, 12, 16, 22, 28, 36, 44, 54, 66, 80, 96, 114)
_NEAR = _DISTANCES[:6]
_AIR = 2.0


class Box(NamedTuple):
    """A rectangle on the canvas; ``top`` is the smaller number."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any room."""
        left, top, right, bottom = self
        other_left, other_top, other_right, other_bottom = other
        return left < other_right and other_left < right and top < other_bottom and other_top < bottom


class Segment(NamedTuple):
    """A straight line on the canvas."""

    x1: float
    y1: float
    x2: float
    y2: float

    def crosses(self, box: Box) -> bool:
        """Whether any of it lies within a rectangle (Liang and Barsky 1984)."""
        x1, y1, x2, y2 = self
        left, top, right, bottom = box
        begin, end = 0.0, 1.0
        dx, dy = x2 - x1, y2 - y1
        for change, room in ((-dx, x1 - left), (dx, right - x1), (-dy, y1 - top), (dy, bottom - y1)):
            if change == 0:
                if room < 0:
                    return False
            elif change < 0:
                begin = max(begin, room / change)
            else:
                end = min(end, room / change)
        return begin <= end


class Label(NamedTuple):
    """A text that belongs to a place."""

    text: str
    x: float
    y: float
    below: bool = False


class Placed(NamedTuple):
    """Where a label stands: the middle of the line on which its letters stand, and their size."""

    text: str
    x: float
    y: float
    size: float = _SIZE

    @property
    def box(self) -> Box:
        """The room that it takes."""
        half = len(self.text) * _WIDE * self.size / 2
        return Box(self.x - half, self.y - _ABOVE * self.size, self.x + half, self.y + _BELOW * self.size)


def place(
    labels: Sequence[Label],
    canvas: Box,
    lines: Iterable[Segment],
    marks: Iterable[Box],
    grid: Iterable[Segment] = (),
) -> tuple[Placed | None, ...]:
    """Find a free place for each label, in the size of narrow screens too, if there is one.

    Args:
        labels: In the order of their weight.
        canvas: Labels stay inside.
        lines: What no label may touch.
        marks: The same.
        grid: What a label does not touch where there is another place.

    Returns:
        One a label; ``None`` where everything is taken: a label that cannot be read is worse than none.
    """
    avoided = tuple(map(_bounded, lines))
    at_best = (*avoided, *map(_bounded, grid))
    taken = list(marks)
    settled: list[Placed | None] = []
    for label in labels:
        tried = ((_ON_A_PHONE, at_best), (_SIZE, at_best), (_SIZE, avoided))
        places = (_free_place(label, canvas, size, around, taken) for size, around in tried)
        chosen = next((found for found in places if found is not None), None)
        settled.append(chosen)
        if chosen is not None:
            taken.append(chosen.box)
    return tuple(settled)


_Bounded = tuple[float, float, float, float, Segment]
"""A line behind the sides of the rectangle around it: left, top, right, bottom."""


def _bounded(line: Segment) -> _Bounded:
    x1, y1, x2, y2 = line
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), line


def _free_place(
    label: Label, canvas: Box, size: float, lines: Sequence[_Bounded], marks: Sequence[Box]
) -> Placed | None:
    """Give the nearest free place around the label's own that is inside the canvas, if there is one."""
    half, above, below = len(label.text) * _WIDE * size / 2, _ABOVE * size, _BELOW * size
    for x, y in _candidates(label, canvas, size, half):
        top, bottom = y - above, y + below
        if canvas.top <= top and bottom <= canvas.bottom:
            room = Box(x - half - _AIR, top - _AIR, x + half + _AIR, bottom + _AIR)
            if _is_free(room, lines, marks):
                return Placed(label.text, x, y, size)
    return None


def _candidates(label: Label, canvas: Box, size: float, half: float) -> Iterator[tuple[float, float]]:
    """Places around the label's own, nearer ones first, pushed inside the canvas from the sides."""
    least, most = canvas.left + half, canvas.right - half
    if least > most:
        return
    beside = [min(max(label.x + aside, least), most) for aside in (0.0, half + 10, -half - 10)]
    middle = label.y + (_ABOVE - _BELOW) * size / 2
    for away in _NEAR if size > _SIZE else _DISTANCES:
        below, above = label.y + away + _ABOVE * size, label.y - away
        for y in (below, above) if label.below else (above, below):
            for x in beside:
                yield x, y
        for aside in (half + away + 4, -half - away - 4):
            yield min(max(label.x + aside, least), most), middle


def _is_free(room: Box, lines: Sequence[_Bounded], marks: Sequence[Box]) -> bool:
    """Tell whether nothing meets a room: the question of a chart that is asked most, so with hardly a call."""
    left, top, right, bottom = room
    for other_left, other_top, other_right, other_bottom in marks:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    for line_left, line_top, line_right, line_bottom, line in lines:
        if (
            line_left <= right
            and left <= line_right
            and line_top <= bottom
            and top <= line_bottom
            and line.crosses(room)  # the dearer question
        ):
            return False
    return True


# The drawing as a picture, by the renderer of the extra ``charts`` (resvg: one small wheel, nothing else behind it).


def png(drawing: str, zoom: int = 2) -> bytes:
    """Make a PNG of a drawing.

    Args:
        drawing: An SVG of our own.
        zoom: Pixels per unit of the drawing; a chart is 560 units wide.

    Raises:
        InputError: The extra is not installed, or the renderer cannot draw here.
    """
    try:
        import resvg_py  # noqa: PLC0415  (an extra; only pictures need it)
    except ImportError as missing:
        raise MissingExtraError("charts", _("A PNG")) from missing
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=zoom))
    except (ValueError, RuntimeError, OSError) as error:
        raise InputError(_("The picture cannot be drawn: {error}.", error=error)) from error


_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
    '<text x="2" y="14" font-size="14" font-family="{font}">{text}</text></svg>'
)


def no_letters() -> Message | None:
    """Say so where the renderer finds no font: it leaves out every word then and says nothing.

    To be called where :func:`png` has drawn something; costs about a millisecond.
    """
    blank, letter = (png(_PROBE.format(font=FONT, text=text), 1) for text in ("", "Đ"))
    if blank != letter:
        return None
    return _("This machine has no font, so a PNG has no words in it; install one (such as DejaVu Sans).")
