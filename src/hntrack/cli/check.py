"""``hntrack check``: is the data sound?  And, with ``progress``: how a pipeline is stopped, and its formats."""

from __future__ import annotations

from datetime import date

from hntrack.classes import TYPE_CHECKING, Annotated, NamedTuple, dataclass
from hntrack.cli.commands import command, option, say
from hntrack.cli.session import Common, Shared, open_session
from hntrack.cli.streams import note, problem_lines
from hntrack.errors import EXIT_DATA, EXIT_GATE, EXIT_OK, UsageError
from hntrack.model.catalog import Catalog
from hntrack.render import PIPELINE, RENDERERS
from hntrack.report import Json, View
from hntrack.report.glance import Judged
from hntrack.text.messages import _
from hntrack.workspace import examine

if TYPE_CHECKING:
    from hntrack.report.findings import Checked

FORMS = (*RENDERERS, *PIPELINE)


PipedForm = Annotated[
    str | None,
    option("--format -f", "Format; default table on a terminal, plain in a pipe.", "|".join(FORMS)),
]


@dataclass(frozen=True)
class Piped(Common):
    """The shared options, with the formats of pipelines."""

    form: PipedForm = None


class Gating(NamedTuple):
    """What stops a pipeline (exit code 1), what only warns, and how near is near enough."""

    fail_on: Annotated[
        list[str] | None,
        option(
            "--fail-on",
            "Exit with 1 on: missed, behind, stalled, reversing, due_not_assessed, no_measurement, "
            "stale=400d, no_number, no_date, no_baseline, no_source … (catalog: only the catalog's own gate "
            "sections).",
            say("CODE[,CODE…]"),
        ),
    ] = None
    warn_on: Annotated[list[str] | None, option("--warn-on", "Only warn of these.", say("CODE[,CODE…]"))] = (
        None
    )
    tolerance: Annotated[
        str | None,
        option(
            "--tolerance",
            "So near is neither missed nor behind (percentage points, % of the target, units).",
            "1pp|2%|5",
        ),
    ] = None

    @property
    def asked(self) -> bool:
        """Whether a gate was asked for."""
        return bool(self.fail_on or self.warn_on)


def gate(  # noqa: PLR0917  (the way from the options to the findings, called in one place)
    gating: Gating, catalog: Catalog, judged: Judged, as_of: date, lang: str, form: str
) -> Checked | None:
    """Hold verdicts against the gate; ``None`` where neither an option nor the format asks for one.

    Raises:
        UsageError: A code or tolerance that is none, or a tolerance without a gate.
    """
    if not gating.asked and gating.tolerance is not None:
        raise UsageError(
            _("--tolerance needs --fail-on or --warn-on."),
            _("As in: --fail-on missed,behind --tolerance 1pp."),
        )
    if not gating.asked and form not in PIPELINE:
        return None
    from hntrack.report.findings import default_gate, examine, read_gate  # noqa: PLC0415  (only a gate pays for it)

    if gating.asked:
        asked = read_gate(gating.fail_on or (), gating.warn_on or (), gating.tolerance)
        return examine(catalog, judged, asked, as_of=as_of, lang=lang)
    found = examine(catalog, judged, default_gate(), as_of=as_of, lang=lang)
    # the catalog's own sections trip nothing that nobody asked for
    warnings = tuple(finding._replace(level="warning") for finding in found.findings)
    return found._replace(findings=warnings)


def with_findings(view: View, found: Checked | None) -> View:
    """Give the view with what the gate found, as exact data too."""
    if found is None:
        return view
    from hntrack.report.findings import finding_item  # noqa: PLC0415  (only a gate pays for it)

    told: dict[str, Json] = {
        "tripped": found.tripped,
        "findings": [finding_item(finding) for finding in found.findings],
        "held_back": list(found.held_back),
    }
    return view._replace(checked=found, extra={**view.extra, "gate": told})


def announce(found: Checked | None) -> int:
    """Say on stderr what tripped the gate, worst first.

    Returns:
        The exit code.
    """
    if found is None:
        return EXIT_OK
    from hntrack.text.characters import visible  # noqa: PLC0415

    words = {"error": say("error"), "warning": say("warning")}
    for finding in found.findings:
        what = f"{words[finding.level]}[{finding.rule}]: {finding.case}: {visible(finding.message)}"
        note(f"{visible(str(finding.where))}: {what}")
    for name in found.held_back:
        note(say("held back by the tolerance: {name}", name=name))
    return EXIT_GATE if found.tripped else EXIT_OK


@dataclass(frozen=True)
class Checking(Shared):
    """The shared options, with the formats of pipelines."""

    form: PipedForm = None


@command(
    "check",
    "connect",
    _("Is the data sound? All problems at once."),
    ("hntrack check", "hntrack check --data my-city/data -f github"),
)
def check(common: Checking) -> int:
    """Check the catalog; exit 3 where it has errors."""
    session = open_session(common, forms=FORMS)
    catalog, problems = examine(session.place)
    from hntrack.report.findings import of_problems, problems_view  # noqa: PLC0415  (`progress` pays for no problem)

    view = problems_view(catalog, problems, **session.head)
    if session.form in ("table", "plain"):
        lines = [*problem_lines(problems), *view.summary]
        session.emit_text("".join(f"{line}\n" for line in lines))
    elif session.form in PIPELINE:
        session.emit(view._replace(checked=of_problems(problems, session.lang)))
    else:
        session.emit(view)
    return EXIT_DATA if any(p.severity == "error" for p in problems) else 0
