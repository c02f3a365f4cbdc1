"""Days and periods as a person types them, in any form that the country writes; what is doubtful is refused or said."""

from __future__ import annotations

from datetime import date

from hntrack.errors import UsageError
from hntrack.text.messages import InLanguages, Message, _, day_text
from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, read_day, read_period


def typed_period(name: str, text: str) -> Period:
    """Read a period: ``2026``, ``tháng 10/2026``, ``quý III/2026``, ``9 tháng 2026``, ``năm học 2025-2026``.

    Args:
        name: The option or question that it answers, as messages name it; ``""`` for none.
        text: As typed.

    Raises:
        UsageError: It is none, or could be two (``2009-10``: October, or a financial year); both are shown.
    """
    try:
        return read_period(text).period
    except NotAPeriod as error:
        raise _refused(name, text, error, _EXAMPLES) from None


def typed_day(name: str, text: str) -> date:
    """Read a day: ``31/12/2025`` (day before month), ``2025-12-31``, ``31 December 2025``.

    Raises:
        UsageError: It is none.
    """
    try:
        return read_day(text)[0]
    except NotAPeriod as error:
        raise _refused(name, text, error, _DAYS) from None


def swapped_note(name: str, text: str | None) -> Message | None:
    """Say how ``5/6/2026`` was read where day and month could change places; ``None`` where they could not."""
    try:
        read = read_period(text, months=True) if text is not None else None
    except NotAPeriod:
        return None
    if read is None or read.swapped is None:
        return None
    lead = f"{name}: " if name else ""
    return _(
        "{lead}'{text}' is read day before month: {day}. If {swapped} is meant, write it so.",
        lead=lead,
        text=text,
        day=InLanguages(read.period.start, day_text),
        swapped=read.swapped,
    )


_EXAMPLES = _(
    "Write it like 2026, 2025-12-31, October 2026 (2026-10), Q3 2026 (2026-Q3), 2026-H1, 9 months "
    "of 2026, school year 2025-2026 or 2016/2020."
)
_DAYS = _("Write it like 2026-11-22 or 22/11/2026.")


def _refused(name: str, text: str, error: NotAPeriod, examples: Message) -> UsageError:
    lead = f"{name}: " if name else ""
    if error.why in ("two-ways", "financial"):
        one, other = error.readings
        month = error.why == "two-ways"
        first = _("a month") if month else _("a financial year")
        return UsageError(
            _("{lead}'{text}' may be {first} or two whole years.", lead=lead, text=text, first=first),
            _("Write {one} or {other}; a financial year by its first and last month.", one=one, other=other),
        )
    why = _WHY.get(error.why, _("is not a period or date"))
    return UsageError(_("{lead}'{text}' {why}.", lead=lead, text=text, why=why), examples)


_WHY = {"no-year": _("does not say which year"), "no-day": _("is no real date")}
