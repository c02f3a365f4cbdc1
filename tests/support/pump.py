"""Texts that cost a pattern the most, derived from its own parse tree, and how its time grows with their length.

A pattern that tries again from each place, or that can divide a run in many ways, takes time that grows with the square
of the text or faster.  Such a text is made of a beginning that the pattern accepts, pieces that one or two of its
repetitions accept, many times over, and an end that it does not.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

SHORT, LONG = 24, 3000
"""Lengths of the first look: what is slow below the first may grow exponentially, what is quick at the second is quick."""

SUSPICIOUS = 0.0015
"""Seconds on a text of at most :data:`LONG` characters from which growth is measured: fifty times what most need."""

MARGIN = 2.8
"""Doubling the text may multiply the time by this; linear work gives 2, quadratic 4."""

ENOUGH = 0.006
"""Seconds that the shortest text of a measurement must take, so that the clock can tell."""

_OFTEN = ' \n1a.A,(é;-"x'
_ENDS = ("", "\n\x01")


class Slow(NamedTuple):
    """A pattern that is not linear: how it was used, the text (``head``, many ``piece``, ``tail``), and the ratios."""

    use: str
    head: str
    piece: str
    tail: str
    ratios: tuple[float, ...]


def slowest(text: str, flags: int, uses: Iterable[str]) -> Slow | None:
    """Give a text on which a pattern takes more than linear time, if one of those tried is one.

    Args:
        text: The pattern.
        flags: Its flags.
        uses: ``match``, ``fullmatch``, ``finditer``: how it is used.
    """
    pattern = re.compile(text, flags)
    for use in uses:
        run = _runner(pattern, use)
        for head, piece, tail in pumps(text, flags):
            ratios = _growth(run, head, piece, tail)
            if ratios and min(ratios) > MARGIN:
                return Slow(use, head, piece, tail, ratios)
    return None


def _runner(pattern: re.Pattern[str], use: str) -> Callable[[str], None]:
    if use == "finditer":

        def run(text: str) -> None:
            for _match in pattern.finditer(text):
                pass

        return run
    return getattr(pattern, use)  # type: ignore[no-any-return]


def _growth(run: Callable[[str], None], head: str, piece: str, tail: str) -> tuple[float, ...]:
    """Give by what time multiplies when the text doubles, twice; nothing where it is quick."""

    def least(*times: int, tries: int = 3) -> list[float]:
        # In turn, so that what disturbs the machine for a while disturbs all lengths, and the least of each counts.
        texts = [head + piece * many + tail for many in times]
        rounds = [[_seconds(run, text) for text in texts] for _ in range(tries)]
        return [min(of_one) for of_one in zip(*rounds, strict=True)]

    times = max(2, SHORT // (2 * len(piece)))
    while least(times, tries=1)[0] < SUSPICIOUS:
        if times * len(piece) > LONG:
            return ()
        times = times * (5 if times * len(piece) < 8 * SHORT else 8) // 4 + 1
    if times * len(piece) < 10 * SHORT:
        shorter, longer = least(times, times + 2)
        if longer > 2.2 * shorter:
            return (99.0,)  # exponential: two pieces more are enough
    shorter, longer = least(times, times * 2, tries=2)
    if longer < 2.4 * shorter:
        return ()  # slow, but no slower with more
    while least(times, tries=2)[0] < ENOUGH:
        times *= 2
    return tuple(
        round(longer / shorter, 1) for shorter, longer in pairwise(least(times, times * 2, times * 4))
    )


def _seconds(run: Callable[[str], None], text: str) -> float:
    start = time.process_time()
    run(text)
    return time.process_time() - start


def pumps(text: str, flags: int) -> list[tuple[str, str, str]]:
    """Give heads, pieces and tails made of what the pattern itself is made of."""
    tree = _parser.parse(text, flags)
    shown = _Tree(tree, flags)
    found: dict[tuple[str, str, str], None] = {}
    whole = shown.sample(list(tree))
    cut = shown.sample(list(tree)[:-1])
    pieces = [(("", whole)), ("", cut)]
    for head, bodies in islice(shown.repeats(list(tree), ""), 300):
        for body in bodies:
            pieces += [("", body), (head, body)]
    for head, piece in pieces:
        if piece:
            for tail in _ENDS:
                found[head, piece, tail] = None
    return list(found)


class _Tree:
    """A parse tree, and the characters that its classes accept."""

    def __init__(self, tree: Any, flags: int) -> None:
        self.state = tree.state
        self.flags = flags
        self.offered = "".join(dict.fromkeys([*islice(_literals(tree), 40), *_OFTEN]))

    def accepted(self, node: Any) -> str:
        """Give the offered characters that a node of one character accepts."""
        one = _parser.SubPattern(self.state, [node])
        try:
            compiled = _compiler.compile(one, self.flags)
        except Exception:  # noqa: BLE001  (a node that cannot stand alone)
            return ""
        return "".join(c for c in self.offered if compiled.fullmatch(c))

    def sample(self, nodes: Iterable[Any], most: bool = False) -> str:
        """Give a short text that a sequence accepts, as far as lookarounds allow it."""
        return "".join(self._sample_of(node, most) for node in nodes)[:200]

    def _sample_of(self, node: Any, most: bool) -> str:
        kind, value = node
        if kind in _REPEATS:
            low, high, body = value
            times = max(low, 1) if most and high else low
            return self.sample(body, most) * int(min(times, 20))
        if kind is _constants.SUBPATTERN:
            return self.sample(value[-1], most)
        if kind is _constants.ATOMIC_GROUP:
            return self.sample(value, most)
        if kind is _constants.BRANCH:
            return min((self.sample(branch, most) for branch in value[1]), key=lambda s: (not s, len(s)))
        if kind in _ONE_CHARACTER:
            return self.accepted(node)[:1]
        return ""

    def repeats(self, nodes: list[Any], head: str) -> Iterator[tuple[str, list[str]]]:
        """Give each repetition without a small bound: a text that leads up to it, and pieces that go on in it."""
        open_: list[str] = []
        for at, node in enumerate(nodes):
            before = head + self.sample(nodes[:at], most=True)
            kind, value = node
            if kind in _REPEATS:
                bodies = self._bodies(list(value[2]))
                if value[1] >= _UNBOUNDED:
                    yield before, bodies
                    yield before, [one + other for one in open_[:3] for other in bodies[:3]]
                    rest = self.sample(nodes[at + 1 : -1], most=True)
                    yield head, [before + one + rest for one in bodies[:3]]
                    open_ = bodies
                yield from self.repeats(list(value[2]), before)
            for inside in _inner(node):
                yield from self.repeats(list(inside), before)

    def _bodies(self, body: list[Any]) -> list[str]:
        if len(body) == 1 and body[0][0] in _ONE_CHARACTER:
            return list(self.accepted(body[0])[:12])
        texts = dict.fromkeys(
            (self.sample(body), self.sample(body, most=True), *islice(self.variants(body), 16))
        )
        return [text for text in texts if text]

    def variants(self, nodes: list[Any]) -> Iterator[str]:
        """Give samples of a sequence in which one choice is made differently."""
        for at, node in enumerate(nodes):
            for other in self._variants_of(node):
                yield self.sample(nodes[:at]) + other + self.sample(nodes[at + 1 :])

    def _variants_of(self, node: Any) -> Iterator[str]:
        kind, value = node
        if kind is _constants.BRANCH:
            for branch in value[1]:
                yield self.sample(branch)
                yield from self.variants(list(branch))
        elif kind in _REPEATS:
            yield self.sample(value[2], most=True)
        for inside in _inner(node) if kind is not _constants.BRANCH else ():
            yield from self.variants(list(inside))


_UNBOUNDED = 200
_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})
_ONE_CHARACTER = frozenset(
    {_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY, _constants.CATEGORY}
)


def _inner(node: Any) -> Iterator[Any]:
    kind, value = node
    if kind is _constants.SUBPATTERN:
        yield value[-1]
    elif kind is _constants.ATOMIC_GROUP:
        yield value
    elif kind is _constants.BRANCH:
        yield from value[1][:12]
    elif kind in {_constants.ASSERT, _constants.ASSERT_NOT}:
        yield value[1]


def _literals(nodes: Any) -> Iterator[str]:
    for kind, value in nodes:
        if kind in {_constants.LITERAL, _constants.NOT_LITERAL}:
            yield chr(value)
        elif kind is _constants.IN:
            for one, inside in value:
                if one is _constants.LITERAL:
                    yield chr(inside)
                elif one is _constants.RANGE:
                    yield chr(inside[0])
        elif kind in _REPEATS:
            yield from _literals(value[2])
        else:
            for inside in _inner((kind, value)):
                yield from _literals(inside)
