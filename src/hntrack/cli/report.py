"""``hntrack report``: what a reader needs to know, as a page, a mail, a document, a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from hntrack.assess import assess
from hntrack.classes import NamedTuple, dataclass, replace
from hntrack.cli.commands import command, one_of, option, say
from hntrack.cli.session import (
    Choice,
    Common,
    Session,
    Strict,
    day_option,
    open_session,
    screen_width,
    web_address,
)
from hntrack.cli.streams import write_bytes, write_out
from hntrack.cli.targets import Narrowing, nothing
from hntrack.errors import UsageError
from hntrack.model.catalog import Catalog
from hntrack.render.report_paper import LAYOUTS, ND30, PLAIN
from hntrack.render.reports import PRINTED, REPORTS, render_report
from hntrack.report import View
from hntrack.report.briefing import Briefing, briefing
from hntrack.report.changes import changes_between_catalogs, changes_between_dates
from hntrack.report.select import select, select_indicators
from hntrack.text.messages import LANGUAGES, _, day_text

MAIL, BOTH, GIT = "eml", "both", "git:"
FORMS = (*REPORTS, MAIL)
_BY_SUFFIX = MappingProxyType({"txt": "text", "htm": "html"} | {form: form for form in FORMS})


@dataclass(frozen=True)
class Reported(Common):
    """The shared options, with the formats and the languages of a report."""

    lang: Annotated[str | None, option("--lang", "Language, or both.", "vi|en|both")] = None
    form: Annotated[
        str | None,
        option(
            "--format -f",
            "Format (by default after --output's name, else text); html and eml need the extra 'report', "
            "docx the extra 'office', pdf the extra 'pdf'.",
            "|".join(FORMS),
        ),
    ] = None


class Mailing(NamedTuple):
    """Whom a mail goes to, and what it carries."""

    to: Annotated[
        list[str] | None,
        option("--to", "Recipient (eml): a@b.vn, 'Name <a@b.vn>'; may be repeated.", say("ADDRESS")),
    ] = None
    sender: Annotated[str | None, option("--from", "Sender (eml).", say("ADDRESS"))] = None
    subject: Annotated[
        str | None, option("--subject", "Subject (default: the catalog's title, the day).", say("TEXT"))
    ] = None
    attach: Annotated[list[str] | None, option("--attach", "Attachments (eml).", "csv,xlsx")] = None
    images: Annotated[
        str | None,
        option("--images", "Put charts into the mail as PNG (eml; needs the extra 'charts').", "cid"),
    ] = None

    link: Annotated[
        str | None,
        option(
            "--link",
            "Where the whole report stands; a mail that must leave out anything names it (eml).",
            "URL",
        ),
    ] = None

    @property
    def asked(self) -> bool:
        """Whether any of these was given."""
        return bool(self.to or self.sender or self.subject or self.attach or self.images or self.link)


Since = Annotated[
    str | None,
    option("--since", "Tell what changed since that day or revision, and why.", say("DATE|git:REV")),
]
Template = Annotated[
    str | None, option("--template", "A Jinja2 template of yours (needs the extra 'report').", say("FILE.j2"))
]

Layout = Annotated[
    str,
    option(
        "--layout",
        "Layout of docx and pdf; nd30: the administrative form of Decree 30/2020 (in Vietnamese).",
        "|".join(LAYOUTS),
    ),
]


class Look(NamedTuple):
    """How a report is laid out: by whose template, in which layout of pages, for a screen of how many columns."""

    template: str | None
    layout: str
    width: int | None


@command(
    "report",
    "publish",
    _("A report to send, print or publish."),
    (
        "hntrack report -f html -o report.html",
        "hntrack report -f eml --lang vi --to a@b.vn --from c@d.vn | msmtp -t",
    ),
    about=_("A report to send, print or publish: mail, page, Markdown, spreadsheet."),
    own_output=True,
)
def report(
    choice: Choice,
    narrowing: Narrowing,
    mailing: Mailing,
    options: Reported,
    *,
    since: Since = None,
    template: Template = None,
    layout: Layout = PLAIN,
    strict: Strict = False,
) -> int:
    """Write a report about the selected targets."""
    one_of("--layout", layout, LAYOUTS)
    session = open_session(_settled(options), forms=FORMS)
    _must_fit(session.form, mailing, template)
    _must_be_printed(session.form, layout, options.lang)
    everything = session.publishable(strict=strict)
    catalog = session.known(everything)
    targets = select(catalog, choice.selection())
    if not targets:
        session.hint(nothing(catalog, choice.selection()))
    targets = narrowing.narrow(catalog, targets, session.as_of)
    judged = [(target, assess(catalog, target, session.as_of)) for target in targets]
    compare = _comparison(session, everything, since)
    briefings = [
        briefing(
            catalog,
            judged,
            compare(lang) if compare else None,
            as_of=session.as_of,
            lang=lang,
            since=_since_text(since, lang),
            indicators=select_indicators(catalog, choice.selection()),
        )
        for lang in _languages(session, layout, options.lang)
    ]
    width = None if options.output else screen_width()
    drawn = _drawn(session.form, briefings, mailing, Look(template, layout, width))
    _write(drawn, session.form, options.output)
    _hint_at_letters(
        session, layout, charts=any(one.charts for one in briefings), images=mailing.images is not None
    )
    return 0


def _settled(options: Reported) -> Reported:
    """Decide the format by the name of the file where it is not given; both languages are none for the session."""
    suffix = (options.output or "").rpartition(".")[2].lower()
    form = options.form or _BY_SUFFIX.get(suffix, "text")
    return replace(options, form=form, lang=None if options.lang == BOTH else options.lang)


def _must_fit(form: str, mailing: Mailing, template: str | None) -> None:
    if mailing.asked and form != MAIL:
        raise UsageError(
            _("--to, --from, --subject, --attach, --images and --link go with --format eml only."),
            _("Add --format eml."),
        )
    if form == MAIL and not (mailing.to and mailing.sender):
        raise UsageError(
            _("A mail needs --to and --from."),
            _("As in: --from reports@example.org --to office@example.org."),
        )
    if template is not None and form in (MAIL, *PRINTED, "xlsx", "json"):
        raise UsageError(
            _("--template does not go with --format {form}.", form=form), _("Leave out one of them.")
        )


def _hint_at_letters(session: Session, layout: str, *, charts: bool, images: bool) -> None:
    """Say what the reader of a picture or a page would miss because this machine lacks letters."""
    if session.form == "pdf":
        from hntrack.render.report_paper import other_letters  # noqa: PLC0415  (only pages pay for it)

        told = other_letters(layout)
    elif charts and (session.form == "docx" or (session.form == MAIL and images)):
        from hntrack.render.chart_svg import no_letters  # noqa: PLC0415  (only pictures pay for it)

        told = no_letters()
    else:
        return
    if told is not None:
        session.hint(told)


def _languages(session: Session, layout: str, lang: str | None) -> tuple[str, ...]:
    """Give the report's languages; the administrative form is Vietnamese, whatever the interface speaks."""
    if layout == ND30:
        return ("vi",)
    return LANGUAGES if lang == BOTH else (session.lang,)


def _must_be_printed(form: str, layout: str, lang: str | None) -> None:
    if layout == PLAIN:
        return
    if form not in PRINTED:
        raise UsageError(
            _("--layout {layout} goes with --format docx or pdf only.", layout=layout),
            _("Add --format docx."),
        )
    if lang not in (None, "vi"):
        raise UsageError(
            _("The administrative form is Vietnamese."), _("Leave out --lang, or say --lang vi.")
        )


def _comparison(session: Session, everything: Catalog, since: str | None) -> Callable[[str], View] | None:
    """Give what tells the changes in a language; ``None`` where nothing is compared."""
    if since is None:
        return None
    if since.startswith(GIT):
        from hntrack.workspace.revision import at_revision  # noqa: PLC0415  (only this operand needs Git)

        earlier = at_revision(session.place, since.removeprefix(GIT))
        return lambda lang: changes_between_catalogs(
            (since, earlier), (say("now"), everything), session.as_of, lang
        )
    day = day_option("--since", since)
    return lambda lang: changes_between_dates(everything, day, session.as_of, lang)


def _since_text(since: str | None, lang: str) -> str:
    if since is None or since.startswith(GIT):
        return since or ""
    day: date = day_option("--since", since)
    return day_text(day, lang)


def _drawn(form: str, briefings: Sequence[Briefing], mailing: Mailing, look: Look) -> str | bytes:
    if look.template is not None:
        from hntrack.render.report_pages import draw_own  # noqa: PLC0415  (each format pays only for itself)

        return draw_own(Path(look.template), briefings)
    if form != MAIL:
        return render_report(briefings, form, look.layout, look.width)
    from hntrack.render.mail import Letter, message  # noqa: PLC0415

    if mailing.images is not None:
        one_of("--images", mailing.images, ("cid",))
    attachments = tuple(
        one_of("--attach", word.strip(), ("csv", "xlsx"))
        for text in mailing.attach or ()
        for word in text.split(",")
    )
    letter = Letter(
        to=tuple(mailing.to or ()),
        sender=mailing.sender or "",
        subject=mailing.subject,
        attachments=tuple(dict.fromkeys(attachments)),
        images=mailing.images is not None,
        link=web_address("--link", mailing.link) if mailing.link else "",
    )
    return message(letter, briefings)


def _write(drawn: str | bytes, form: str, output: str | None) -> None:
    """Write text as text; a mail too where stdout takes text only, for it is ASCII."""
    if isinstance(drawn, str):
        write_out(drawn, output)
    elif form == MAIL and output is None and (sys.stdout.isatty() or not hasattr(sys.stdout, "buffer")):
        write_out(drawn.decode("ascii"))
    else:
        write_bytes(drawn, output)
