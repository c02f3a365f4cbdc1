"""Why a row, or a whole file, of somebody else's cannot be taken."""

from __future__ import annotations

from hntrack.errors import Problem, Where, declare, error, fill
from hntrack.text.characters import visible

LONGEST_SHOWN = 160

declare(
    "importing",
    {
        "import-encoding": error(
            "The file is not in the encoding {expected}: {found}.",
            "Save it as UTF-8, or add --encoding (utf-8, utf-16, windows-1252, windows-1258, tcvn3).",
        ),
        "import-encoding-seems": error(
            "The file is not in the encoding {expected} ({found}); it seems to be {seems}.",
            "If so, add --encoding {seems}, or write 'encoding: {seems}' in the mapping file.",
        ),
        "import-no-wide": error(
            "No column is a period, or one that 'wide' names. The columns are: {columns}.",
            "Name the columns in 'wide: {{columns: […]}}', or the heading with 'header_row' and 'header_rows'.",
        ),
        "import-empty": error(
            "The file has no heading row.",
            "The first row must name the columns; if it stands lower, write 'header_row: …' in the "
            "mapping file.",
        ),
        "import-too-large": error(
            "{what} is larger than allowed ({most}).", "Split the file, or export only what is needed."
        ),
        "import-line-too-long": error(
            "This line is longer than {most} characters.",
            "See whether a closing quote or a line end is missing, or whether it has more than 1000 columns.",
        ),
        "import-quote": error(
            "A quote opened from this line on is not closed properly: {cause}.",
            "Close the quote; a quote within a cell is written twice.",
        ),
        "import-cell-too-long": error(
            "A cell that starts in this line is longer than {most} characters.",
            "Shorten it; if it is not meant to be so long, see whether a closing quote is missing.",
        ),
        "import-columns-double": error("Two columns have the name '{column}'.", "Rename one of the two."),
        "import-column-missing": error(
            "There is no column '{column}', which was named for '{field}'.", "The columns are: {columns}."
        ),
        "import-map-needed": error(
            "It is not known which column is '{field}'. The columns are: {columns}.",
            "See the mapping that is proposed (--write-map FILE), mend it and add --map; docs/exchange.md "
            "has examples.",
        ),
        "import-not-this-format": error(
            "This is no usable {form} file: {cause}.", "Look at the file, or name its format with --from."
        ),
        "import-too-many": error(
            "{found} measurements, more than the {most} of one import.",
            "Choose rows with 'where' in the mapping file, or split the file.",
        ),
        "import-many-refused": error(
            "{found} rows are refused; only the first {most} are listed.",
            "Mend those that are listed and import again.",
        ),
        "import-collection": error(
            "This is a JSON-stat collection: its {count} items only point to datasets elsewhere.",
            "Download a dataset by its 'href' in the file and import that; nothing is ever fetched from "
            "the network.",
        ),
        "import-outside": error(
            "'{path}' is not inside the folder of the data package.",
            "Only files beside datapackage.json are read; nothing is ever fetched from the network.",
        ),
        "import-which": error(
            "The file has several {what}: {names}.",
            "Choose one: --sheet for a workbook, or '{key}: …' in a mapping file.",
        ),
        "import-ragged": error(
            "The row has {count} cells, the heading has {columns}.",
            "Look at the separators and quotes of this row.",
        ),
        "import-field-missing": error(
            "'{field}' is missing{column}.", "Fill the cell in, or give a constant in the mapping file."
        ),
        "import-hidden": error(
            "'{field}'{column} holds the hidden character {character}.", "Delete it in the original."
        ),
        "import-too-long": error(
            "'{field}'{column} has {length} characters, more than {most}.", "Shorten the cell."
        ),
        "import-not-number": error(
            "'{text}'{column} is no number with the decimal mark '{decimal}'.",
            "Give 'decimal: …' (and 'thousands: …') in the mapping file if other marks hold; write bare "
            "numbers only.",
        ),
        "import-two-ways": error(
            "'{text}'{column} can be read as {one} or as {other}.",
            "Add --decimal . or --decimal , ('decimal: …' in a mapping file) to say which mark is the "
            "decimal one.",
        ),
        "import-not-period": error(
            "'{text}'{column} is not a period.",
            "It is 2026, 2026-06, 2026-Q2, 2026-H1, 2016/2020 or 'Prel. 2025'; give other labels under "
            "'words'.",
        ),
        "import-two-periods": error(
            "'{text}' can be the month {one} or the years {other}.",
            "Write 'two_digits: months' or 'two_digits: years' for period in the mapping file, or each "
            "under 'words': {text}: {other}; a financial year by its first and last month.",
        ),
        "import-not-day": error("'{text}'{column} is not a day.", "Write it like 2026-11-22."),
        "import-not-word": error(
            "'{text}'{column} is no value of '{field}'.",
            "It takes: {allowed}. Give the file's own words under 'words'.",
        ),
        "import-unlisted": error(
            "'{text}'{column} is not among the 'words' of '{field}'.",
            "Add it, or write 'skip_others: true' to leave such rows out.",
        ),
        "import-not-text": error(
            "'{text}'{column} cannot be used for '{field}'.",
            "See docs/catalog.md for how this field is written.",
        ),
        "import-deletes": error(
            "The row asks for something to be deleted or replaced (ACTION={action}).",
            "Measurements are never deleted; use 'hntrack withdraw' or 'hntrack revise'.",
        ),
        "import-no-source": error(
            "It is not known where this measurement comes from.",
            "Add --url … --title … --published …, or --source ID, or such columns in the mapping file.",
        ),
        "import-no-date": error(
            "Citing a page takes the day it was published.",
            "Add --published 2026-11-22, or a column 'published'.",
        ),
        "import-no-line": error(
            "Citing the document '{source}' takes its line and words; this file has no lines.",
            "Use --url … --published … instead.",
        ),
        "workbook-column": error(
            "'{column}' is no column of this sheet.", "It has: {known}. Correct the heading, or empty it."
        ),
        "workbook-twice": error(
            "The id '{id}' stands twice in this sheet.", "Give one of the rows another id, or delete it."
        ),
        "workbook-owner": error(
            "There is no source '{id}' that this claim could belong to.",
            "Give it a row in the sheet of sources, or correct the id.",
        ),
        "workbook-differs": error(
            "{id} has another value.",
            "Change it in a row of its own: a target by its id, a measurement by a row with 'revises' and 'why'.",
        ),
        "workbook-measured": error(
            "The measurement {id} is recorded otherwise ({fields}); what is recorded is never changed.",
            "Put the row back, and add one with its own id, 'revises' {id} and 'why'.",
        ),
        "import-parted": error(
            "Rows of several groups would become one series of {indicator}: the column '{column}' has "
            "{values}.",
            "Choose with --where '{column}=…' ('where' of a mapping file); name it under 'ignore' if it "
            "parts nothing.",
        ),
        "import-indicator": error(
            "The catalog has no indicator '{indicator}'.",
            "The nearest: {near}. Give the file's own names under 'words' of 'indicator'.",
        ),
        "import-unit": error(
            "The unit '{text}' is not the one of {indicator} ({unit}).",
            "Convert before importing, or give it under 'words' of 'unit' where only the spelling differs.",
        ),
        "import-differs": error(
            "{indicator} for {period} already has another value: {there} ({id}); the file says {given}.",
            "If the file is right: hntrack revise {id} {given} --why … (the whole file: import --revise "
            "--why …)",
        ),
        "import-id-taken": error(
            "The id '{id}' already belongs to another record.",
            "Change the id in the file, or leave the column out.",
        ),
        "import-twice": error(
            "The file gives {indicator} for {period} twice, with different values; first at {first}.",
            "Keep one of the rows; if they are of different groups, choose with 'where'.",
        ),
    },
)


def refusal(code: str, where: Where, excerpt: str = "", /, **facts: object) -> Problem:
    """Make the problem for one of these codes; hidden characters of facts are made visible, long texts cut."""
    return fill(code, where, visible(excerpt, limit=LONGEST_SHOWN), facts, limit=LONGEST_SHOWN)
