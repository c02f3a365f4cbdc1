"""``hntrack check``: is the data sound?"""

from __future__ import annotations

from hntrack.classes import dataclass
from hntrack.cli.commands import command
from hntrack.cli.gating import FORMS, PipedForm
from hntrack.cli.options import Shared
from hntrack.cli.session import open_session
from hntrack.cli.streams import problem_lines
from hntrack.errors import EXIT_DATA
from hntrack.render import PIPELINE
from hntrack.report.findings import problems_view
from hntrack.text.messages import _
from hntrack.workspace import examine


@dataclass(frozen=True)
class Checked(Shared):
    """The shared options, with the formats of pipelines."""

    form: PipedForm = None


@command(
    "check",
    "connect",
    _("Is the data sound? All problems at once."),
    ("hntrack check", "hntrack check --data my-city/data -f github"),
)
def check(common: Checked) -> int:
    """Check the catalog; exit 3 where it has errors."""
    session = open_session(common, forms=FORMS)
    catalog, problems = examine(session.place)
    view = problems_view(catalog, problems, lang=session.lang, as_of=session.as_of.isoformat())
    if session.form in ("table", "plain"):
        lines = [*problem_lines(problems), *view.summary]
        session.emit_text("".join(f"{line}\n" for line in lines))
    elif session.form in PIPELINE:
        from hntrack.report.findings import of_problems  # noqa: PLC0415  (only a pipeline pays for it)

        session.emit(view._replace(checked=of_problems(problems, session.lang)))
    else:
        session.emit(view)
    return EXIT_DATA if any(p.severity == "error" for p in problems) else 0
