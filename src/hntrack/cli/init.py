"""``hntrack init``: a catalog of one's own, from a blank template or a fictional example."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from hntrack.cli.commands import argument, command, current, one_of, option, say, spoken
from hntrack.cli.session import Lang, here
from hntrack.cli.streams import write_bytes, write_out
from hntrack.errors import InputError, UsageError, cause
from hntrack.store.decode import FILES, schema_text
from hntrack.text.characters import visible
from hntrack.text.messages import LANGUAGES, _
from hntrack.workspace import examine, find

# What stands under another name in the package (a dot file would be overlooked there) → where it goes.
_SHARED = (
    ("gitattributes", ".gitattributes"),
    ("gitignore", ".gitignore"),
    ("README.md", "README.md"),
    ("workflow.yml", ".github/workflows/hntrack.yml"),
)

_TARGETS = "data/targets.yaml"
_HEAD = b"catalog:\n"


def start(folder: Path, starter: str, *, only: str | None = None) -> tuple[Path, ...]:
    """Make a catalog.

    Args:
        folder: Where; it may exist, as long as nothing of ours would be overwritten.
        starter: ``blank`` or ``example``.
        only: The one language of its texts; Vietnamese and English where ``None``.

    Returns:
        The files made, in the order of making.

    Raises:
        UsageError: A file is there already.
        InputError: The system refuses.
    """
    files = dict(_files(starter))
    if only is not None:
        files[_TARGETS] = files[_TARGETS].replace(_HEAD, _HEAD + f"  languages: [{only}]\n".encode(), 1)
    there = [str(folder / name) for name in files if (folder / name).exists()]
    if there:
        raise UsageError(_("There is {there} already.", there=there[0]), _("Choose an empty folder."))
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        raise InputError(
            _("Cannot make {folder}: {cause}.", folder=folder, cause=cause(error)),
            _("Choose a place where you may write."),
        ) from error
    return tuple(folder / name for name in files)


def _files(starter: str) -> Iterator[tuple[str, bytes]]:
    base = Path(__file__).resolve().parent.parent / "starters"
    for path in sorted((base / starter).rglob("*")):
        if path.is_file():
            yield str(path.relative_to(base / starter)).replace(os.sep, "/"), path.read_bytes()
    for inside, outside in _SHARED:
        yield outside, (base / "shared" / inside).read_bytes()
    for name in FILES:
        yield f"schemas/{name}.schema.json", schema_text(name).encode()


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

_NEXT = _("Next: cd {folder} && hntrack add source … · hntrack add indicator … · hntrack progress")


_FILLED = _("Next: fill in {file}, then cd {folder} && hntrack workbook read {name} && hntrack check")
_NAME = "catalog.xlsx"


@command(
    "init",
    "record",
    _("Make a catalog of your own."),
    ("hntrack init my-city", "hntrack init trial --example"),
    own_output=True,
)
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
