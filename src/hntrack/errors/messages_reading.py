"""Messages of the store: what can be wrong with a file before its content is looked at."""

from __future__ import annotations

from hntrack.errors.entry import Entry, error, warning

_FILE: dict[str, Entry] = {
    "file-too-large": error(
        "The file is larger than {most} bytes.",
        "A catalog is read into memory as a whole; see whether this really is a data file.",
    ),
    "not-utf8": error(
        "Byte {byte} at position {position} is not UTF-8.", "Save the file again in the UTF-8 encoding."
    ),
    "hidden-character": error(
        "Hidden character {character}: an editor does not show what is really there.",
        "Delete it; where it is really meant, write it as \\u… within double quotes.",
    ),
    "source-file-name": error(
        "The file name '{name}' is not a source id followed by .yaml.",
        "Use a–z, 0–9 and - only, at most 80 characters, then .yaml.",
    ),
    "file-not-read": warning(
        "The file {name} is not read: it has none of the names of data files.",
        "Name it targets-….yaml or measurements-….yaml, put it into data/measurements/, or move it elsewhere.",
    ),
    "too-many-sources": error(
        "The folder has more than {most} source files.", "Split it into several catalogs."
    ),
    "too-many-problems": error(
        "This file has more than {most} problems; the rest is not listed.",
        "Mend those above and check again.",
    ),
}

_YAML: dict[str, Entry] = {
    "yaml-syntax": error(
        "This is not readable YAML.", "Look at this line and the one above: indentation, colons, quotes."
    ),
    "yaml-open-quote": error(
        "The quote opened here is never closed.",
        "Close it; a single quote within single quotes is written twice.",
    ),
    "yaml-open-bracket": error(
        "The bracket opened here is not closed properly, or a comma is missing inside.",
        "Close it within the same entry; quote texts that hold commas, brackets or colons.",
    ),
    "yaml-colon": error(
        "There must be no colon here.",
        ("If it belongs to a text, quote the whole text; if a new field was meant, look at the indentation."),
    ),
    "yaml-missing-colon": error(
        "The field name here lacks its colon.", "Write 'name: value', with a space after the colon."
    ),
    "yaml-first-character": error("A value cannot start with this character.", "Quote the text."),
    "yaml-tab": error("The line is indented with a tab.", "YAML takes spaces only: replace the tab."),
    "yaml-dash": error(
        "A list entry's '-' cannot stand here.", "Put the entry on a line of its own, or quote the text."
    ),
    "yaml-escape": error(
        "YAML knows no such escape after \\.", "Write \\\\ for the backslash itself, or use single quotes."
    ),
    "yaml-two-roots": error(
        "This stands outside the fields of the file.",
        "Look at the indentation, and that every line is 'name: value' or '- entry'.",
    ),
    "yaml-indentation": error(
        "The indentation here does not fit the lines above.",
        "The fields of an entry start in the same column; nothing may follow a closing quote.",
    ),
    "yaml-empty": error("The file is empty.", "It needs at least 'format: 1'; see docs/catalog.md."),
    "yaml-too-deep": error(
        "This is nested deeper than {most} levels.", "No record needs that; take brackets away."
    ),
    "yaml-too-many-nodes": error(
        "With this file the catalog has more than {most} nodes; no more was read.",
        "Split it into several catalogs; 'hntrack bulk' judges tables of any size.",
    ),
    "yaml-alias": error(
        "The YAML alias '*{name}' is not accepted.",
        "Write the content out here; quote a text that starts with *.",
    ),
    "yaml-anchor": error(
        "The YAML anchor '&{name}' is not accepted.", "Delete it; quote a text that starts with &."
    ),
    "yaml-tag": error(
        "The YAML tag '{name}' is not accepted.", "Delete it; quote a text that starts with !."
    ),
    "yaml-directive": error(
        "YAML directives (lines that start with %) are not accepted.", "Delete the line."
    ),
    "yaml-documents": error(
        "A file holds one YAML document; a second one starts here.", "Delete the '---' line."
    ),
    "key-no-word": error("A field's name must be a word.", "Write 'name: value'."),
    "duplicate-key": error("The field '{field}' is given twice, first on line {first}.", "Keep one of them."),
    "text-too-long": error("The text has {length} characters, more than {most}.", "Shorten it."),
    "half-character": error(
        "A \\ud8… escape is half a character and cannot be kept.", "Write the character itself."
    ),
}

_FIELDS: dict[str, Entry] = {
    "format-unknown": error("The format version '{text}' is not known.", "Write 'format: {known}'."),
    "field-unknown": error("There is no field '{field}' here.", "The fields are: {known}."),
    "field-misspelt": error("There is no field '{field}' here.", "Did you mean '{near}'?"),
    "field-missing": error("The field '{field}' is missing.", "Add '{field}: …'; see docs/catalog.md."),
    "field-empty": error(
        "The field is there but says nothing.", "Give its value, or delete the field where it is not known."
    ),
    "not-a-mapping": error("Fields ('name: value') must stand here.", "See docs/catalog.md."),
    "not-a-list": error(
        "A list must stand here.", "Write each entry on a line that starts with '- ', or [a, b]."
    ),
    "not-a-scalar": error("A single value must stand here.", "Quote a text that holds brackets or colons."),
    "not-a-wording": error("A text by language must stand here, not '{text}'.", "Write {{vi: …, en: …}}."),
    "wording-unknown-language": error(
        "'{field}' is no language.", "Write {{vi: …, en: …}}; quote a text that holds a comma."
    ),
    "wording-empty": error("There is no text in any language.", "Give at least one: {{vi: …, en: …}}."),
    "not-id": error(
        "'{text}' is not an id.",
        "Use a–z, 0–9 and - only, starting with a letter or digit, at most 80 characters.",
    ),
    "text-looks-otherwise": warning(
        "'{text}' stands where words are wanted, and looks like a date, a number, or yes or no.",
        'Move it to its field; if these are the words, put them in quotes: "{text}".',
    ),
    "id-looks-otherwise": error(
        "'{text}' is no id: it is a number, or yes or no.",
        "Choose an id with a letter in it that names the thing, such as share-2030.",
    ),
    "not-claim": error("'{text}' does not name a claim of a source.", "Write source-id/claim-id."),
    "not-language": error("'{text}' is not a language tag.", "Write it like vi or en."),
    "not-url": error(
        "'{text}' is not a web address.",
        "Write the whole address, starting with https:// or http://, without spaces.",
    ),
    "not-sha256": error(
        "'{text}' is not a SHA-256.", "It has 64 characters 0–9 a–f, as sha256sum prints it."
    ),
    "not-number": error(
        "'{text}' is not a number.",
        (
            "Write a plain number with a point (25.2, 1000, -65), without thousands marks, at most {most} "
            "characters."
        ),
    ),
    "number-quoted": error("The number '{text}' is quoted.", "Take the quotes away."),
    "number-with-comma": error(
        "The comma before '{text}' separates two fields, it is no decimal mark.",
        "Write the number with a point: 25.2.",
    ),
    "number-two-ways": error(
        "'{text}' can be read in two ways.",
        "Write {whole} if the point groups thousands, {decimal} if it is the decimal point.",
    ),
    "not-whole": error(
        "'{text}' is not a whole number from 1.",
        "Write digits only, without a leading zero and without quotes.",
    ),
    "not-true-or-false": error(
        "'{text}' is neither true nor false.", "Write true or false, or delete the field."
    ),
    "not-period": error(
        "'{text}' is not a real period.", "Write 2030, 2030-06, 2030-06-15, 2030-Q2, 2030-H1 or 2016/2020."
    ),
    "not-day": error("'{text}' is not a real day.", "Write year-month-day: 2025-12-31."),
    "not-instant": error(
        "'{text}' is not a real point in time.", "Write 2026-11-22T09:00:00+07:00 or 2026-11-22."
    ),
    "not-one-of": error("'{text}' is none of the words used here.", "Use one of: {allowed}."),
    "source-id-differs": error(
        "The source id '{id}' differs from the file name {name}.", "Make them the same."
    ),
}

READING: dict[str, Entry] = {**_FILE, **_YAML, **_FIELDS}
