"""The program's own help."""

from __future__ import annotations

from typing import Annotated

import typer

from hntrack.cli.language import say
from hntrack.text.wording import LANGUAGES


def overview(app: typer.Typer) -> typer.Typer:
    """Give the app its introduction and the options it has without a command."""
    about = say(
        "hntrack follows a public promise from the words it was made in to the number that shows "
        "whether it is kept."
    )

    @app.callback(help=about)
    def _main(
        version: Annotated[  # noqa: ARG001  (answered before the app is built)
            bool, typer.Option("--version", "-V", help=say("Show the version."))
        ] = False,
        lang: Annotated[
            str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help=say("Language."))
        ] = None,
    ) -> None:
        if lang is not None:  # it was read before the app was built, so that help speaks it
            from hntrack.cli.session import one_of  # noqa: PLC0415  (help and slips need no session)

            one_of("--lang", lang, LANGUAGES)

    return app
