"""Which files ``data/series.yaml`` names, and their bytes: nothing outside the folder of the data is opened.

Parquet is read by DuckDB (the extra ``bulk``): every cell as the exact text of what is stored.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hntrack.classes import Any
from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.store.node_kinds import Faults, Mapping, Node, Scalar, Sequence
from hntrack.store.nodes import compose
from hntrack.text.messages import _

MOST_SERIES = 200
MOST_UNPACKED = 48_000_000  # as many as all files of a catalog may have
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def series_paths(data: Path, content: bytes) -> list[Path]:
    """Give the files that the bytes of ``series.yaml`` name, each once, as far as they may be looked at."""
    text = content.decode("utf-8", "replace")
    # What hides characters is refused when it is read as a whole; here, no parser shall meet it.
    plain = text.isprintable() or not _CONTROL.search(text)
    root = compose(text, Faults("")) if plain else None
    paths = (safe_path(data, name) for name in _names(root))
    return list(dict.fromkeys(path for path in paths if path is not None))[:MOST_SERIES]


def safe_path(data: Path, name: str) -> Path | None:
    """Give the file of a name within a folder; ``None`` where the name, or a link on its way, leads out of it."""
    parts = PurePosixPath(name).parts
    if not parts or "\\" in name or "\0" in name or ":" in parts[0] or {"..", "/", "//"} & set(parts):
        return None
    path = data.joinpath(*parts)
    try:
        inside = os.path.realpath(path).startswith(os.path.realpath(data) + os.sep)
    except (OSError, ValueError):
        return None
    return path if inside else None


def _names(root: Node | None) -> Iterator[str]:
    listed = root.keys.get("series") if type(root) is Mapping else None
    for entry in listed[1].items if listed is not None and type(listed[1]) is Sequence else ():
        original = entry.keys.get("original") if type(entry) is Mapping else None
        file = original[1].keys.get("file") if original is not None and type(original[1]) is Mapping else None
        if file is not None and type(file[1]) is Scalar:
            yield file[1].text


def _must_have_room(connection: Any, path: str, most: int) -> None:
    """Refuse what is packed into few bytes and unpacks to more than a catalog's files may have.

    Raises:
        InputError: So it is.
    """
    sizes = connection.execute(
        "SELECT sum(1 + length(COALESCE(CAST(COLUMNS(*) AS VARCHAR), ''))) "
        "FROM (SELECT * FROM read_parquet(?) LIMIT ?)",
        [path, most + 1],
    ).fetchone()
    if sum(size or 0 for size in sizes) > MOST_UNPACKED:
        raise _too_large()


def _too_large() -> InputError:
    return InputError(
        _("What it holds is larger than {most} bytes.", most=MOST_UNPACKED),
        _("Keep the rows and columns that the catalog needs; 'hntrack bulk' judges tables of any size."),
    )


def rows_of(content: bytes, most: int) -> tuple[list[str], list[list[str]]]:
    """Give the heading and the rows of Parquet, at most one more than are allowed; nothing is an empty text.

    Raises:
        MissingExtraError: DuckDB is not installed.
        InputError: It is no Parquet.
    """
    try:
        import duckdb  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise MissingExtraError("bulk", _("A series in Parquet")) from missing
    with TemporaryDirectory(prefix="hntrack-series-") as folder:
        path = Path(folder) / "rows.parquet"
        path.write_bytes(content)
        connection = duckdb.connect()
        try:
            connection.execute(
                "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false"
            )
            connection.execute("SET memory_limit = '300MB'; SET threads = 1")
            table = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)])
            heading = [column[0] for column in table.description or ()]
            _must_have_room(connection, str(path), most)
            texts = "COALESCE(CAST(COLUMNS(*) AS VARCHAR), '')"
            rows = connection.execute(f"SELECT {texts} FROM read_parquet(?) LIMIT ?", [str(path), most + 1])  # noqa: S608  (no text of others)
            return heading, [list(row) for row in rows.fetchall()]
        except duckdb.OutOfMemoryException as error:
            raise _too_large() from error
        except duckdb.Error as error:
            first = str(error).strip().splitlines()[0][:300]
            raise InputError(_("DuckDB cannot read this: {first}", first=first)) from error
        finally:
            connection.close()
