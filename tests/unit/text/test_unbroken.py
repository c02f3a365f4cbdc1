"""What belongs together stays on one line, in whatever way the page has for it."""

from __future__ import annotations

import pytest

from hntrack.text.unbroken import NO_BREAK, held_together


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>due by 2030-12-31.</p>", '<p>due <span class="k">by 2030-12-31.</span></p>'),
        ("<p>until 2030-12-31, then</p>", '<p>until <span class="k">2030-12-31</span>, then</p>'),
        ("<p>an id: plan-2030-12-31</p>", "<p>an id: plan-2030-12-31</p>"),
        ("<td>&gt; 50% of all</td>", '<td><span class="k">&gt; 50%</span> of all</td>'),
        ("<b>1,200 billion VND</b>", '<b><span class="k">1,200 billion VND</span></b>'),
        (f"<p>a{NO_BREAK}b</p>", '<p><span class="k">a b</span></p>'),
        ('<a title="by 2030">no figure</a>', '<a title="by 2030">no figure</a>'),
        ("<svg><text>by 2030</text></svg>", "<svg><text>by 2030</text></svg>"),
        ("<code>by 2030</code> by 2030<br>", '<code>by 2030</code> <span class="k">by 2030</span><br>'),
        (f"<p>1 {'a' * 60}</p>", f"<p>1 {'a' * 60}</p>"),
    ],
)
def test_a_page_keeps_figures_together_by_its_style(page: str, kept: str) -> None:
    """Blanks and hyphens stay what they are; drawings, codes, attributes and endless words stay as they are."""
    assert held_together(page) == kept


def test_a_mail_keeps_them_together_by_blanks() -> None:
    """Where elements would cost too much room, no-break spaces do it; days keep their hyphens."""
    page = held_together("<p>&gt; 50% by 2030-12-31</p>", by_style=False)
    assert page == f"<p>&gt;{NO_BREAK}50% by{NO_BREAK}2030-12-31</p>"
