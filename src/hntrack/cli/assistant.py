"""What an assistant may ask: the views of the commands, as the same JSON, over the Model Context Protocol.

Every tool reads and nothing else; none opens a connection, or a file that the caller names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Literal, ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from hntrack.__about__ import __version__
from hntrack.assess import assess
from hntrack.classes import replace
from hntrack.cli.commands import current
from hntrack.cli.diff import compared_within
from hntrack.cli.session import Session, Shared, open_session
from hntrack.cli.show import shown
from hntrack.errors import HntrackError
from hntrack.report import View
from hntrack.report.glance import glance, progress_view
from hntrack.report.select import Selection, select, select_indicators
from hntrack.report.sources import found_view, quotes_view
from hntrack.text.characters import visible

P = ParamSpec("P")
_MOST = 200
_LONGEST = 2000

_ABOUT = (
    "Public promises and what became of them, from a curated catalog. Cite what you say: every figure has an id, and "
    "'quote' gives the words that it rests on, as printed, with document, line and address. Standing and pace are two "
    "verdicts; 'not assessable' means that the data do not carry one: say so, do not guess."
)
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Words = Annotated[str, Field(max_length=200, description="Words, blind to case and marks.")]
Name = Annotated[str, Field(max_length=200, description="An id as the other tools give it.")]
Lang = Annotated[Literal["vi", "en"] | None, Field(description="Language of titles and labels.")]
AsOf = Annotated[
    str, Field(max_length=40, description="Only what was published by this day (2025-12-31). Empty: today.")
]
Limit = Annotated[
    int, Field(ge=1, le=_MOST, description="Items at most; 'left_out' says how many there are more.")
]


def answer(options: Shared) -> None:
    """Serve the tools over stdin and stdout until stdin ends.

    Args:
        options: Where the data is; ``as_of`` and ``lang`` hold where a call names none.
    """
    server = MCPServer("hntrack", instructions=_ABOUT, version=__version__, log_level="CRITICAL")
    tools = Tools(options)
    for tool in (tools.search, tools.show, tools.progress, tools.compare, tools.quote):
        server.add_tool(_guarded(tool), annotations=_READS, structured_output=False)
    server.run("stdio")


def _guarded(tool: Callable[P, str]) -> Callable[P, str]:
    """Answer a fault with its cause and remedy; of a fault of our own only its kind is told."""

    @wraps(tool)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return tool(*args, **kwargs)
        except HntrackError as error:
            lang = str(kwargs.get("lang") or current())
            told = (one.within(lang) for one in (error.message, error.hint))
            raise ToolError(visible(" ".join(one for one in told if one), limit=_LONGEST)) from None
        except Exception as error:  # noqa: BLE001  (the boundary: no traceback goes out
            raise ToolError(f"hntrack could not answer ({type(error).__name__}).") from None

    return guarded


class Tools:
    """The tools; each answers with the JSON of the command that says the same."""

    def __init__(self, options: Shared) -> None:
        """Keep where the data is; it is read anew for every call."""
        self.options = replace(options, form="json", output=None)

    def search(self, text: Words, lang: Lang = None, as_of: AsOf = "", limit: Limit = 50) -> str:
        """Find indicators, targets, measurements and claims that say all of the words. Begin here: it gives ids."""
        session = self._session(lang, as_of)
        view = found_view(session.catalog(), text, **session.head)
        return session.text_of(_at_most(view, limit))

    def show(self, name: Name, lang: Lang = None, as_of: AsOf = "") -> str:
        """Tell all about one indicator or target: what was promised, what is measured, the verdict and its reasons."""
        session = self._session(lang, as_of)
        return session.text_of(shown(session, name))

    def progress(
        self,
        *,
        ids: Annotated[
            list[Name], Field(max_length=_MOST, description="Ids of targets or indicators; empty: all.")
        ] = [],  # noqa: B006  (the SDK copies it)
        year: Annotated[str, Field(max_length=40, description="Milestone year, or 'undated'.")] = "",
        words: Words = "",
        lang: Lang = None,
        as_of: AsOf = "",
        limit: Limit = 50,
    ) -> str:
        """Say where each promise stands: target, latest measurement, gap, pace needed, standing, pace and reason."""
        session = self._session(lang, as_of)
        catalog = session.known(session.publishable(strict=False))
        selection = Selection(ids=tuple(ids), years=(year,) if year else (), search=words)
        judged = [(one, assess(catalog, one, session.as_of)) for one in select(catalog, selection)]
        counted = glance(catalog, judged, session.as_of, select_indicators(catalog, selection))
        view = progress_view(catalog, judged, **session.head, glance=counted)
        return session.text_of(_at_most(view, limit))

    def compare(self, left: Name, right: Name, lang: Lang = None, as_of: AsOf = "", limit: Limit = 50) -> str:
        """Say what differs between two days (@2024-12-31 @2025-12-31), milestones (2030 2045) or documents (ids)."""
        session = self._session(lang, as_of)
        return session.text_of(_at_most(compared_within(session, left, right), limit))

    def quote(self, name: Name, lang: Lang = None, as_of: AsOf = "") -> str:
        """Give the words behind a figure: as printed, with line, document, its day and address.

        Name an indicator, a target, a measurement, or a claim (source/claim).
        """
        session = self._session(lang, as_of)
        return session.text_of(quotes_view(session.catalog(), name, **session.head))

    def _session(self, lang: str | None, as_of: str) -> Session:
        session = open_session(replace(self.options, as_of=as_of or self.options.as_of))
        return session._replace(lang=lang) if lang else session


def _at_most(view: View, limit: int) -> View:
    """Keep the first items, and say how many more there are."""
    left_out = max(len(view.items) - limit, 0)
    return view._replace(items=view.items[:limit], extra={**view.extra, "left_out": left_out})
