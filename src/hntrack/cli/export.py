"""``hntrack export``, ``workbook`` and ``schema``: the catalog in other formats, as a workbook, and what JSON holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

from hntrack.assess import assess
from hntrack.classes import TYPE_CHECKING, replace
from hntrack.cli.commands import Registry, argument, command, one_of, option, purpose, say, spoken
from hntrack.cli.session import Common, DryRun, Session, Strict, open_session
from hntrack.cli.streams import note, write_blocks, write_bytes, write_out
from hntrack.errors import InputError, UsageError, cause, unknown
from hntrack.exchange.content import Exported
from hntrack.exchange.formats import EXPORTS, TABLES, Document, Files, export, losses
from hntrack.model.catalog import Catalog
from hntrack.text.characters import visible
from hntrack.text.messages import _
from hntrack.workspace import now, writable

if TYPE_CHECKING:
    from hntrack.exchange.workbook_in import Deed, Planned
    from hntrack.report.schemas import Schema

To = Annotated[
    str | None, option("--to", "Format (default: by the name of --output, else csv).", "|".join(EXPORTS))
]
TableName = Annotated[str, option("--table", "Which table (csv only).", "|".join(TABLES))]


@command(
    "export",
    "publish",
    _("The catalog in the formats of other programs."),
    ("hntrack export --to xlsx -o catalog.xlsx", "hntrack export --to csv --table measurements"),
    about=_("The catalog as CSV, JSON, XLSX, SQLite, Data Package, Open SDG, SDMX-CSV, JSON-stat."),
    own_output=True,
    after="mcp",
)
def export_catalog(
    common: Common, to: To = None, table: TableName = "measurements", strict: Strict = False
) -> int:
    """Write what was known on the day."""
    if common.form is not None:
        raise UsageError(
            _("--format is for reports; an export has --to."),
            _("For example: --to {form}.", form=common.form if common.form in EXPORTS else "csv"),
        )
    session = open_session(replace(common, form="plain"))
    to = to or _by_name(session.options.output)
    form = EXPORTS[one_of("--to", to, EXPORTS)]
    one_of("--table", table, TABLES)
    output = session.options.output
    _must_agree(to, output)
    if output is None and (form.folder or form.binary):
        raise UsageError(
            _("--to {to} needs a place to write to.", to=to),
            _("Add --output DIR.") if form.folder else _("Add --output FILE."),
        )
    made = _exported(session, strict=strict)
    files = export(to, made, table)
    for loss in losses(to, made):
        note(spoken(loss))
    if form.folder:
        _write_folder(files, Path(output or "."))
    else:
        _write_file(files[""], output)
    return 0


def _by_name(output: str | None) -> str:
    """Give the format that the name of the file says.

    Raises:
        UsageError: Its ending is that of no format.
    """
    suffix = Path(output).suffix.lower() if output is not None else ""
    found = next((name for name, form in EXPORTS.items() if suffix in form.suffixes), None)
    if found is None and suffix and not Path(output or "").is_dir():
        listed = ", ".join(EXPORTS)
        raise UsageError(
            _("--output: no format ends in {suffix}.", suffix=suffix),
            _("Name it with --to: {listed}.", listed=listed),
        )
    return found or "csv"


def _must_agree(to: str, output: str | None) -> None:
    """Refuse a name that says another format than was asked for: nobody could open such a file."""
    suffix = Path(output).suffix.lower() if output is not None else ""
    others = {one for form in EXPORTS.values() for one in form.suffixes} - set(EXPORTS[to].suffixes)
    if suffix in others and not EXPORTS[to].folder:
        raise UsageError(
            _("--output: a name that ends in {suffix} is no file of --to {to}.", suffix=suffix, to=to),
            _("Choose a name that ends in {suffix}.", suffix=EXPORTS[to].suffixes[0]),
        )


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
            raise InputError(
                _("Cannot make the folder {parent}: {cause}.", parent=path.parent, cause=cause(error))
            ) from error
        _write_file(content, str(path))
    count = len(files)
    write_out(say("{count} files written to {folder}.\n", count=count, folder=folder))


def _write_file(content: bytes | Document, output: str | None) -> None:
    if isinstance(content, bytes) and output is None:
        write_out(content.decode())
    elif isinstance(content, bytes):
        write_bytes(content, str(output))
    elif output is None:
        for text in _at_once(content):
            write_out(text)
    else:
        write_blocks(lambda: (text.encode() for text in _texts(content)), output)


_PIECES, _BLOCK = 256, 1_000_000  # items of a list, and letters, that are written together


def _texts(document: Document) -> Iterator[str]:
    """Write a document in blocks."""
    from hntrack.render.json_text import pieces  # noqa: PLC0415  (only for JSON)

    gathered: list[str] = []
    for piece in chain(pieces(document.content), "\n"):
        gathered.append(piece)
        if len(gathered) == _PIECES:
            yield "".join(gathered)
            gathered.clear()
    yield "".join(gathered)


def _at_once(document: Document) -> Iterator[str]:
    """Give a document when all of it is written: what fails on the way has printed nothing."""
    from tempfile import TemporaryFile  # noqa: PLC0415  (only for JSON on stdout)

    with TemporaryFile("w+", encoding="utf-8", newline="") as whole:
        whole.writelines(_texts(document))
        whole.seek(0)
        while text := whole.read(_BLOCK):
            yield text


_DEEDS = {
    "new": _("new"),
    "changed": _("changed"),
    "removed": _("removed"),
    "missing": _("has no row; it stays"),
}


@command(
    "workbook",
    "record",
    _("The whole catalog as a workbook (XLSX) to fill in, and back."),
    ("hntrack workbook write catalog.xlsx", "hntrack workbook read catalog.xlsx --dry-run"),
    members={
        "write": (
            "hntrack workbook write catalog.xlsx",
            "hntrack workbook write trial.xlsx --data my-city/data",
        ),
        "read": (
            "hntrack workbook read catalog.xlsx --dry-run",
            "hntrack workbook read catalog.xlsx --data my-city/data",
        ),
    },
    own_output=True,
    after="series",
)
def register_workbook(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("workbook", about=purpose("workbook"), helps=True)
    group.command("write", write, about=say("Write the catalog as a workbook."))
    group.command("read", read, about=say("Read a workbook: show what it changes, check it, write it."))


File = Annotated[str, argument("The workbook.", say("FILE.xlsx"))]
Remove = Annotated[
    bool, option("--remove", "Take out what has no row any more (never measurements, documents).")
]


def write(file: File, common: Common) -> int:
    """Write the workbook."""
    session = open_session(common)
    from hntrack.exchange.workbook_out import workbook  # noqa: PLC0415  (only here)

    write_bytes(workbook(session.everything(), session.lang), file)
    note(say("Written: {file}.", file=visible(file)))
    return 0


def read(file: File, common: Common, dry_run: DryRun = False, remove: Remove = False) -> int:
    """Read the workbook; exit 3 where a cell is wrong, with nothing written."""
    session = open_session(common)
    folder = session.place.folder if dry_run else writable(session.place)
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)
    from hntrack.exchange.workbook_in import plan_workbook, read_workbook  # noqa: PLC0415  (as above)
    from hntrack.exchange.workbook_out import languages_of  # noqa: PLC0415  (as above)
    from hntrack.store.entries import Changes, rewrite  # noqa: PLC0415  (as above)

    told = read_workbook(Path(file), visible(file), languages_of(session.everything()), session.lang)
    recorded = now()
    done: list[Planned] = []

    def make(catalog: Catalog) -> Changes:
        done.append(plan_workbook(catalog, told, recorded=recorded, check=check, remove=remove))
        return done[-1].changes

    rewrite(folder, make, dry_run=dry_run)
    _tell(session, done[-1], dry_run=dry_run)
    return 0


def _tell(session: Session, done: Planned, *, dry_run: bool) -> None:
    from hntrack.cli.streams import problem_lines  # noqa: PLC0415  (only with something to warn of)

    for line in problem_lines(done.warned):
        note(line)
    write_out("".join(f"{_deed_line(deed, session.lang)}\n" for deed in done.deeds), session.options.output)
    counts = {name: sum(deed.deed == name for deed in done.deeds) for name in _DEEDS}
    note(say("{new} new, {changed} changed, {removed} removed, {missing} without a row.", **counts))
    if dry_run:
        note(spoken(_("A dry run: nothing was written.")))


def _deed_line(deed: Deed, lang: str) -> str:
    fields = f" ({', '.join(deed.fields)})" if deed.fields else ""
    where = f"  {deed.where}" if deed.where else ""
    return visible(f"{_DEEDS[deed.deed].within(lang)}: {deed.sheet} {deed.id}{fields}{where}")


SchemaName = Annotated[str | None, argument("Without a name: list them.", say("[NAME]"))]


@command(
    "schema",
    "connect",
    _("The JSON Schema of each output and each data file."),
    ("hntrack schema", "hntrack schema progress"),
    after="check",
)
def schema(name: SchemaName = None) -> int:
    """Print one schema, or the names of all."""
    from hntrack.render.json_text import dumps  # noqa: PLC0415  (only for JSON)

    schemas = _schemas()
    if name is None:
        write_out("".join(f"{one}\n" for one in schemas))
    elif name in schemas:
        write_out(dumps(schemas[name]()) + "\n")
    else:
        raise unknown(name, schemas, "hntrack schema")
    return 0


def _schemas() -> dict[str, Callable[[], Schema]]:
    """Give what makes each schema: of the outputs that share an envelope, of the two others, of the files."""
    from hntrack.exchange.all_tables import export_schema  # noqa: PLC0415  (only who asks for a schema)
    from hntrack.report.schemas import drafts_schema, output_schema, outputs  # noqa: PLC0415  (as above)
    from hntrack.store.decode import FILES, schema_for  # noqa: PLC0415  (as above)

    return {
        **{output: partial(output_schema, output) for output in outputs()},
        "extract": drafts_schema,
        "export": export_schema,
        **{f"file:{file}": partial(schema_for, file) for file in FILES},
    }
