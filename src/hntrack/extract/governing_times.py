"""Say which time of a sentence governs which claim: the one behind it, the last one before, or a later claim's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from hntrack.text.written_times import Time

Span = tuple[int, int]
Turns = list[tuple[int, str]]  # where words of promise or report end, and their kind

_TURNS = {
    "vi": re.compile(r"\s{0,3}+(?:(?:tăng|giảm|nâng) )?(?:lên|xuống|còn)"),
    "en": re.compile(r"\s{0,3}+(?:to|up|down)(?!\w)"),
}
_OTHER_CLAIM = re.compile(r"[,;:]")
_TWO_YEARS = re.compile(r"\d{4}.{1,8}\d{2}")
_PAUSE = re.compile(r"[,;.(]|(?<!\w)(?:và|and)(?!\w)")
_PLANNED = ("kế hoạch", "chỉ tiêu", "mục tiêu")  # "đạt 67% kế hoạch năm 2025"
_IN_TURN = re.compile(r"(?<!\w)(?:lần lượt|tương ứng|respectively)(?!\w)")
_JOINED = re.compile(r",? ?(?:(?:và|and) ?)?")
_BRACKETS = re.compile(r"\([^()]*\)")
# Behind one of these, something else is spoken of: an earlier value, the opposite, another clause.
_CONTRAST = re.compile(
    r";|(?<!\w)(?:trong khi|nhưng|song|tuy nhiên|so với|cùng kỳ|thay vì|từ mức|(?:tăng|giảm|nâng) từ|"
    r"while|but|yet|although|though|whereas|"
    r"compared|up from|down from|from|against|than|short of)(?!\w)"
)
_TURN = re.compile(r"(?<!\w)(?:trong khi|nhưng|tuy nhiên|while|but|yet|although|though|whereas)(?!\w)")


class Governing:
    """The times of a sentence, and the claims that they govern.

    Attributes:
        low: The sentence in lower case.
        times: Its times that tell when.
        cues: Its words of promise and report.
        lang: ``vi`` or ``en``.
        in_turn: The claims that were told to have its times in turn.
    """

    def __init__(self, low: str, times: list[Time], cues: Turns, lang: str) -> None:
        self.low, self.lang = low, lang
        self.times = [time for time in times if time.role in {"when", "now"}]
        self.starts = [time.start for time in self.times]
        self.cues = cues
        self.in_turn = range(0)
        self.brackets = [m.span() for m in _BRACKETS.finditer(low)] if self.times and "(" in low else []

    def of(self, spans: list[Span]) -> list[Time | None]:
        """Find the time that governs each claim.

        A time directly behind a claim wins (``30% GDP vào năm 2030 và 50% GDP vào năm 2045``), unless a comma
        stands between or the claim after it takes it; else the last one before the claim that no earlier claim
        has taken; else the one directly behind a later claim (``A đạt 5%, B đạt 6% vào năm 2030``), where neither
        a contrast nor a word of promise or report stands between.  What brackets say of a figure in them is said
        of that figure alone: ``9 m2 (năm 2024: 6,8 m2)``.

        Args:
            spans: Where the claims stand, in order.
        """
        if not self.times:
            return [None] * len(spans)
        inside = [self._bracket(start) for start, _ in spans]
        behind = [self._behind(spans, index) for index in range(len(spans))]
        taken = {one for one in behind if one is not None}
        found: list[Time | None] = []
        for index, at in enumerate(behind):
            own = self._before(spans, index, taken, inside) if at is None else at
            own = self._later(spans, index, behind) if own is None else own
            found.append(self.times[own] if own is not None else None)
        return self._in_turn(spans, found) if len(spans) > 1 and len(self.times) > 1 else found

    def _in_turn(self, spans: list[Span], found: list[Time | None]) -> list[Time | None]:
        """Give each figure of a row its own of as many times: ``lần lượt đạt 70% và 90% vào các năm 2025 và 2030``."""
        row = self._row(len(spans)) if _IN_TURN.search(self.low) else None
        if row is None:
            return found
        first, count = row
        last = bisect_left([start for start, _ in spans], self.times[first].start)
        if last < count:
            return found
        self.in_turn = range(last - count, last)
        return [*found[: last - count], *self.times[first : first + count], *found[last:]]

    def _row(self, most: int) -> tuple[int, int] | None:
        """Find times that are only joined by commas and "and": the first, and how many."""
        for first in range(len(self.times) - 1):
            count = 1
            while first + count < len(self.times) and count < most:
                before, time = self.times[first + count - 1], self.times[first + count]
                if _JOINED.fullmatch(self.low, before.end, time.start) is None:
                    break
                count += 1
            if count > 1:
                return first, count
        return None

    def _bracket(self, position: int) -> Span | None:
        return next((bracket for bracket in self.brackets if bracket[0] <= position < bracket[1]), None)

    def _is_planned(self, at: int) -> bool:
        """Whether a time is a plan's, of which earlier figures are shares."""
        return self.low.startswith(_PLANNED, self.starts[at])

    def _behind(self, spans: list[Span], index: int) -> int | None:
        """Give the time directly behind a claim."""
        end = spans[index][1]
        limit = self._limit(spans, index)
        at = bisect_left(self.starts, end)
        if at >= len(self.times):
            return None
        one = self.times[at]
        if one.start >= limit or _OTHER_CLAIM.search(self.low, end, one.start):
            return None
        if self._is_planned(at):
            return None
        gap = self.low[one.end : limit]
        if limit < len(self.low) and not _PAUSE.search(gap):
            return at if _TURNS[self.lang].match(gap) else None
        return at

    def _before(
        self, spans: list[Span], index: int, taken: set[int], inside: list[Span | None]
    ) -> int | None:
        """Give the last time before a claim that neither another has taken nor brackets keep."""
        start, own = spans[index][0], inside[index]
        for at in range(bisect_right(self.starts, start) - 1, -1, -1):
            if at in taken or self.times[at].end > start:
                continue
            bracket = self._bracket(self.starts[at])
            if bracket is not None and bracket != own and bracket in inside:
                continue
            if self._turned(self.times[at].end, start):
                return None
            return at
        return None

    def _turned(self, end: int, start: int) -> bool:
        """Whether a contrast, and a word of promise or report after it, part a claim from a time before it."""
        turn = max((m.end() for m in _TURN.finditer(self.low, end, start)), default=None)
        return turn is not None and any(turn <= at <= start for at, _ in self.cues)

    def _later(self, spans: list[Span], index: int, behind: list[int | None]) -> int | None:
        """Give the time that stands further behind, or directly behind a later claim of the same enumeration."""
        end, limit = spans[index][1], self._limit(spans, index)
        own = bisect_left(self.starts, end)
        if (
            own < len(self.times)
            and self.starts[own] < limit
            and self._goes_on(end, self.starts[own])
            and not self._is_planned(own)
        ):
            leads = limit < len(self.low) and not _PAUSE.search(self.low, self.times[own].end, limit)
            return own if not leads and self._reaches(own, end, self.starts[own]) else None
        for later in range(index + 1, len(spans)):
            if not self._goes_on(end, spans[later][0]):
                return None
            at = behind[later]
            if at is not None:
                return at if self._reaches(at, end, spans[later][0]) else None
        return self._closing(spans, index)

    def _limit(self, spans: list[Span], index: int) -> int:
        """Give where the next claim starts, or the sentence ends."""
        return spans[index + 1][0] if index + 1 < len(spans) else len(self.low)

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a stretch has nothing that sets off what follows."""
        return _CONTRAST.search(self.low, start, end) is None

    def _closing(self, spans: list[Span], index: int) -> int | None:
        """Give the time that closes a clause, behind its last claim and whatever is said of it."""
        at = bisect_left(self.starts, spans[-1][1])
        if at >= len(self.times) or not self._goes_on(spans[-1][1], self.starts[at]) or self._is_planned(at):
            return None
        return at if self._reaches(at, spans[index][1], self.starts[at]) else None

    def _reaches(self, at: int, start: int, end: int) -> bool:
        """Whether a deadline reaches back over a stretch: nothing in it promises or reports anew."""
        time = self.times[at]
        period = _TWO_YEARS.search(self.low[time.start : time.end])  # belongs to the figure it stands with
        return not period and time.role == "when" and not any(start < one <= end for one, _ in self.cues)
