"""Parquet, read by DuckDB (the extra ``bulk``): every cell as the exact text of what is stored."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.text.messages import _


def rows_of(content: bytes, most: int) -> tuple[list[str], list[list[str]]]:
    """Give the heading and the rows of a file, at most one more than are allowed; nothing is an empty text.

    Args:
        content: Its bytes.
        most: How many rows are allowed.

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
            table = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            heading = [column[0] for column in table.description or ()]
            texts = "COALESCE(CAST(COLUMNS(*) AS VARCHAR), '')"
            rows = connection.execute(f"SELECT {texts} FROM read_parquet(?) LIMIT ?", [str(path), most + 1])  # noqa: S608  (no text of others)
            return heading, [list(row) for row in rows.fetchall()]
        except duckdb.Error as error:
            first = str(error).strip().splitlines()[0][:300]
            raise InputError(_("DuckDB cannot read this: {first}", first=first)) from error
        finally:
            connection.close()
