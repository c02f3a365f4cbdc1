"""``hntrack export``: the catalog in other people's formats."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

from hntrack.assess import assess
from hntrack.classes import replace
from hntrack.cli.declare import option
from hntrack.cli.language import say, spoken
from hntrack.cli.options import Common, Strict
from hntrack.cli.session import Session, one_of, open_session
from hntrack.cli.streams import note, write_blocks, write_bytes, write_out
from hntrack.errors import InputError, UsageError
from hntrack.errors.os_errors import cause
from hntrack.exchange.content import Exported
from hntrack.exchange.formats import EXPORTS, TABLES, Document, Files, export, losses
from hntrack.text.messages import _

To = Annotated[
    str | None, option("--to", "Format (default: by the name of --output, else csv).", "|".join(EXPORTS))
]
TableName = Annotated[str, option("--table", "Which table (csv only).", "|".join(TABLES))]


def export_catalog(
    common: Common, to: To = None, table: TableName = "measurements", strict: Strict = False
) -> int:
    """Write what was known on the day."""
    if common.form is not None:
        raise UsageError(
            _("--format is for reports; an export has --to."),
            _("For example: --to {form}.", form=_meant(common.form)),
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


def _meant(form: str) -> str:
    """Give the format of ours that a report's format is nearest to."""
    return {"csv-safe": "csv"}.get(form, form if form in EXPORTS else "csv")


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
