"""From text to nodes: each with its line and column, scalars still as text."""

from __future__ import annotations

from hntrack.store.node_kinds import MOST_NODES, Node
from hntrack.store.plain_nodes import compose_plain
from hntrack.store.problem_collector import Faults


def compose(text: str, faults: Faults, *, most: int = MOST_NODES, pure: bool = False) -> Node | None:
    """Build the nodes of a file's one document.

    Args:
        text: The file's text, already free of control characters.
        faults: Where faults are noted.
        most: How many parts (starts, ends and scalars) it may have.
        pure: Use the parser written in Python even where libyaml is there.

    Returns:
        The root, or ``None`` where the file is empty or its structure cannot be trusted.
    """
    plain = None if pure else compose_plain(text, most)
    if plain is not None:
        faults.nodes = plain[1]
        return plain[0]
    from hntrack.store.yaml_nodes import compose_yaml  # noqa: PLC0415  (plainly written files need no YAML)

    return compose_yaml(text, faults, most=most, pure=pure)
