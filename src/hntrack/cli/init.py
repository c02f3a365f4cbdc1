"""``hntrack init``: a catalog of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from hntrack.cli.declare import argument, option
from hntrack.cli.language import current, say, spoken
from hntrack.cli.session import here, one_of
from hntrack.cli.streams import write_bytes, write_out
from hntrack.errors import UsageError
from hntrack.text.messages import LANGUAGES, _
from hntrack.text.visible import visible
from hntrack.workspace import examine, find
from hntrack.workspace.new_catalog import start

Where = Annotated[str, argument("Where to make it.", say("DIR"))]
Template = Annotated[bool, option("--from-template", "A blank one (the default).")]
Example = Annotated[bool, option("--example", "A fictional city, to try things on.")]
Workbook = Annotated[bool, option("--workbook", "Also a workbook (catalog.xlsx) to fill in.")]
Only = Annotated[
    str | None,
    option(
        "--only",
        "Its texts are in this language only (default: Vietnamese and English).",
        "|".join(LANGUAGES),
    ),
]
Lang = Annotated[str | None, option("--lang", "Language.", "|".join(LANGUAGES))]

_NEXT = _("Next: cd {folder} && hntrack add source … · hntrack add indicator … · hntrack progress")


_FILLED = _("Next: fill in {file}, then cd {folder} && hntrack workbook read {name} && hntrack check")
_NAME = "catalog.xlsx"


def init(
    folder: Where,
    *,
    from_template: Template = False,
    example: Example = False,
    workbook: Workbook = False,
    only: Only = None,
    lang: Lang = None,
) -> int:
    """Make the files, check them, and say what comes next."""
    del lang  # read before the command line is parsed
    if from_template and example:
        raise UsageError(_("Choose one: --from-template or --example."))
    if only is not None:
        one_of("--only", only, LANGUAGES)
    made = start(Path(folder), "example" if example else "blank", only=only)
    lines = [str(path) for path in made]
    catalog, problems = examine(find(folder, {}, here()))
    assert catalog is not None, "what we ship can be read"
    lines.append(say("hntrack check: no problems.") if not problems else f"hntrack check: {len(problems)}")
    if workbook:
        file = Path(folder) / _NAME
        from hntrack.exchange.workbook_out import workbook as filled  # noqa: PLC0415  (only where asked for)

        write_bytes(filled(catalog, current()), str(file))
        lines.append(str(file))
        lines.append(spoken(_FILLED).format(folder=folder, file=file, name=_NAME))
    else:
        lines.append(spoken(_NEXT).format(folder=folder))
    write_out("".join(f"{visible(line)}\n" for line in lines))
    return 0
