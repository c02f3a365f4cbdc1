"""Templates of reports: every value is escaped, and hidden characters in it are made visible."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from hntrack.__about__ import __version__
from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.render.chart_svg import DARK, LIGHT, rules, svg
from hntrack.report.bars import Bullet
from hntrack.report.briefing import Briefing, say, subject
from hntrack.text.characters import held_together, visible
from hntrack.text.messages import _

# A bullet bar as a row of pieces in whole hundredths of its length: what table cells and page elements can draw.

_WHOLE = Decimal(1)


class Segment(NamedTuple):
    """A piece of a bar.

    Attributes:
        width: In hundredths of the bar; the pieces of a bar add up to 100.
        kind: ``reached`` (as far as the value), ``wanted`` (what satisfies the target) or ``rest``.
        bound: A bound of the target lies at its left edge.
    """

    width: int
    kind: str
    bound: bool


def segments(bullet: Bullet) -> tuple[Segment, ...]:
    """Cut a bar where the value, and where what is wanted, begins or ends."""
    reached = 0 if bullet.reached is None else _hundredths(bullet.reached)
    low, high = _hundredths(bullet.wanted_from), _hundredths(bullet.wanted_to)
    cuts = sorted({0, reached, low, high, 100})
    bounds = {one for one in (low, high) if 0 < one < 100}
    return tuple(
        Segment(end - start, _kind(start, reached, low, high), start in bounds)
        for start, end in pairwise(cuts)
    )


def _kind(start: int, reached: int, low: int, high: int) -> str:
    if start < reached:
        return "reached"
    return "wanted" if low <= start < high else "rest"


def _hundredths(fraction: Decimal) -> int:
    inside = min(max(fraction, Decimal(0)), _WHOLE)
    return int((inside * 100).to_integral_value(ROUND_HALF_EVEN))


OURS = ("report.html.j2", "mail.html.j2")
_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg")


def draw(name: str, briefings: Sequence[Briefing], **more: Any) -> str:
    """Draw one of our own templates.

    Raises:
        InputError: Jinja2 is not installed.
    """
    drawn = _environment().get_template(name).render({**_context(briefings), **more})
    return _clean(held_together(drawn, by_style=name == OURS[0]))  # a mail has no room for more elements


def draw_own(path: Path, briefings: Sequence[Briefing]) -> str:
    """Draw a template that somebody brings.

    It runs in Jinja2's sandbox and sees the same as ours: ``briefings`` (one for each language), ``report`` (the
    first of them), ``say``, ``segments``, ``subject`` and ``version``.  What is named ``….html.j2`` (or ``.xml``,
    ``.svg``) is escaped for markup; for Markdown there is the filter ``md``.  Our own templates can be included
    or extended as ``hntrack/report.html.j2``.

    Raises:
        InputError: Jinja2 is not installed, or the template cannot be read, or fails; with its line.
    """
    environment = _environment(path.parent)
    from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415  (an extra)

    try:
        with bounded():
            return _clean(environment.get_template(path.name).render(_context(briefings)))
    except TooMuchError as error:
        raise _failed(f"{path}: {error}") from error
    except TemplateSyntaxError as error:
        raise _failed(f"{path}:{error.lineno}: {error.message}") from error
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        raise _failed(f"{path}: {type(error).__name__}: {error}") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        # what an expression of the template does with the values that it was given
        raise _failed(f"{path}: {type(error).__name__}: {error}") from error


def _failed(cause: str) -> InputError:
    shown = visible(cause, limit=300)
    return InputError(
        _("The template fails: {shown}", shown=shown),
        _("docs/mail.md says what a template sees."),
    )


def _clean(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _context(briefings: Sequence[Briefing]) -> dict[str, Any]:
    return {
        "briefings": tuple(briefings),
        "report": briefings[0],
        "say": say,
        "segments": segments,
        "subject": subject,
        "version": __version__,
    }


def markup_type() -> Any:
    """Give the type of text that is markup already; whoever draws pages asks for it first.

    Raises:
        MissingExtraError: Jinja2, or what it stands on, is not installed.
    """
    try:
        import jinja2  # noqa: F401, PLC0415  (an extra)
        from markupsafe import Markup  # noqa: PLC0415
    except ImportError as missing:
        raise MissingExtraError("report", _("The HTML report")) from missing
    return Markup


def _environment(folder: Path | None = None) -> Any:
    markup = markup_type()
    from jinja2 import (  # noqa: PLC0415  (an extra)
        ChoiceLoader,
        DictLoader,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    def inert(value: Any) -> Any:
        return visible(value) if isinstance(value, str) and not isinstance(value, markup) else value

    ours = DictLoader(
        {name: (files("hntrack.render") / "report_templates" / name).read_text("utf-8") for name in OURS}
    )
    theirs = [] if folder is None else [FileSystemLoader(str(folder))]
    environment = bind(ImmutableSandboxedEnvironment)(
        loader=ChoiceLoader([*theirs, PrefixLoader({"hntrack": ours})] if theirs else [ours]),
        autoescape=_is_markup,
        finalize=inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["md"] = _markdown
    return environment


def _is_markup(name: str | None) -> bool:
    return name is None or name.removesuffix(".j2").lower().endswith(_MARKUP)


def _markdown(value: object) -> str:
    from hntrack.render.markdown import escape  # noqa: PLC0415  (only templates that ask for it)

    return escape(str(value))


def render_html(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other.

    Raises:
        MissingExtraError: Jinja2 is not installed.
    """
    markup = markup_type()

    def picture(lang: str, number: int) -> Any:
        chart = next(briefing for briefing in briefings if briefing.lang == lang).charts[number]
        return markup(svg(chart, alone=False, uid=f"c-{lang}-{number}"))  # drawn and escaped by us

    style = f"{rules(LIGHT, '.chart')}@media(prefers-color-scheme:dark){{{rules(DARK, '.chart')}}}"
    return draw("report.html.j2", briefings, picture=picture, chart_style=markup(style))


# Bounds on a template that somebody brings: its time, its memory, and the numbers and texts that it multiplies.

MOST_SECONDS = 20
MOST_MEMORY = 1_000_000_000  # bytes of addresses more than there were before
MOST_CHARACTERS = 5_000_000
MOST_BITS = 10_000


class TooMuchError(Exception):
    """A template takes more time, memory or room than any report needs."""


@contextmanager
def bounded() -> Iterator[None]:
    """Stop what takes too long or too much memory, where the system can: in the main thread, not on Windows.

    Raises:
        TooMuchError: A bound was reached.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    import resource  # noqa: PLC0415  (not on Windows)

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooMuchError(f"more than {MOST_SECONDS} s")

    was, (soft, hard) = signal.signal(signal.SIGALRM, stop), resource.getrlimit(resource.RLIMIT_AS)
    before = _addressed()
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        if before and (soft == resource.RLIM_INFINITY or soft > before + MOST_MEMORY):
            resource.setrlimit(resource.RLIMIT_AS, (before + MOST_MEMORY, hard))
        yield
    except (MemoryError, OverflowError) as error:
        raise TooMuchError("more memory than a report needs") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, was)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _addressed() -> int:
    """Give the bytes of addresses that this process has; 0 where the system does not say so."""
    try:
        with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123  (no path to be found)
            return int(sizes.read().split()[0]) * 4096
    except OSError:
        return 0


def bind(kind: type[Any]) -> type[Any]:
    """Give a sandbox of Jinja2 in which nothing is multiplied without end."""

    class Bounded(kind):  # type: ignore[misc]  # given when the extra is there
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            _must_be_small(operator, left, right)
            return super().call_binop(context, operator, left, right)

    return Bounded


def _must_be_small(operator: str, left: Any, right: Any) -> None:
    sizes = [one.bit_length() if isinstance(one, int) else 64 for one in (left, right)]
    if operator == "**":
        large = sizes[1] > 16 or sizes[0] * abs(float(right)) > MOST_BITS
    else:
        texts = [len(one) for one in (left, right) if hasattr(one, "__len__")]
        times = [one for one in (left, right) if isinstance(one, int)]
        large = sum(sizes) > MOST_BITS or bool(texts and times and texts[0] * times[0] > MOST_CHARACTERS)
    if large:
        raise TooMuchError(f"{operator} makes more than a report needs")
