"""``hntrack export``: the catalog in other people's formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hntrack.assess import assess
from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Common, Strict
from hntrack.cli.session import Session, one_of, open_session
from hntrack.cli.streams import write_bytes, write_out
from hntrack.errors import InputError, UsageError
from hntrack.exchange.content import Exported
from hntrack.exchange.exports import EXPORTS, TABLES, Document, Files, export
from hntrack.text.messages import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "export",
        help=say("The catalog as CSV, JSON, XLSX, SQLite, Data Package, Open SDG, SDMX-CSV, JSON-stat."),
        short_help=say("The catalog in the formats of other programs."),
    )(flat(export_catalog))


To = Annotated[str, typer.Option("--to", metavar="|".join(EXPORTS), help=say("Format."))]
TableName = Annotated[
    str,
    typer.Option("--table", metavar="|".join(TABLES), help=say("Which table (csv only).")),
]


def export_catalog(
    common: Common, to: To = "csv", table: TableName = "measurements", strict: Strict = False
) -> int:
    """Write what was known on the day."""
    session = open_session(common)
    form = EXPORTS[one_of("--to", to, EXPORTS)]
    one_of("--table", table, TABLES)
    output = session.options.output
    if output is None and (form.folder or form.binary):
        raise UsageError(
            _("--to {to} needs a place to write to.", to=to),
            _("Add --output DIR.") if form.folder else _("Add --output FILE."),
        )
    files = export(to, _exported(session, strict=strict), table)
    if form.folder:
        _write_folder(files, Path(output or "."))
    else:
        _write_file(files[""], output)
    return 0


def _exported(session: Session, *, strict: bool) -> Exported:
    current = session.known(session.publishable(strict=strict))
    return Exported(
        catalog=current.public,
        current=current,
        judged=[(target, assess(current, target, session.as_of)) for target in current.targets],
        as_of=session.as_of.isoformat(),
        lang=session.lang,
    )


def _write_folder(files: Files, folder: Path) -> None:
    """Write every file whole, in their order; what else is in the folder stays."""
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            cause = getattr(error, "strerror", None) or str(error)
            raise InputError(
                _("Cannot make the folder {parent}: {cause}.", parent=path.parent, cause=cause)
            ) from error
        _write_file(content, str(path))
    count = len(files)
    write_out(say("{count} files written to {folder}.\n", count=count, folder=folder))


def _write_file(content: bytes | Document, output: str | None) -> None:
    if isinstance(content, Document):
        from hntrack.render.json_text import dumps  # noqa: PLC0415  (only for JSON)

        content = (dumps(content.content) + "\n").encode()
    if output is None:
        write_out(content.decode())
    else:
        write_bytes(content, output)
