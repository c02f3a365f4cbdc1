"""docs/python.md goes through what `import hntrack` offers; every block of it runs as printed."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import hntrack
from support.cli import ROOT, environment, invoke

PAGE = ROOT / "docs" / "python.md"


def test_the_page_runs_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block gives what stands below it, in a catalog made as the page says."""
    assert invoke("init", str(tmp_path / "my-catalog"), "--example").code == 0
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 15) == (0, True)


def test_the_first_words_of_the_package_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example in the package's own docstring is right about the catalog that we ship."""
    monkeypatch.delenv("HNTRACK_DATA", raising=False)
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(hntrack)
    assert (failed, tried) == (0, 3)


def test_importing_the_package_imports_nothing_else() -> None:
    """`import hntrack` costs the command line nothing: no other module of ours, and no library, comes with it."""
    code = (
        "import sys; before = set(sys.modules); import hntrack; "
        "print(sorted(set(sys.modules) - before - {'hntrack', '__future__', 'typing'}))"
    )
    done = subprocess.run(
        (
            sys.executable,
            "-S",
            "-c",
            f"import sys, typing; sys.path.insert(0, {str(ROOT / 'src')!r}); {code}",
        ),
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=environment(),
    )
    assert done.stdout == "[]\n"


def test_all_that_is_promised_is_there() -> None:
    """Every name of `__all__` can be had, is listed by dir(), and has a docstring; another name is an AttributeError."""
    for name in hntrack.__all__:
        found = getattr(hntrack, name)
        assert name == "__version__" or found.__doc__
        assert name in dir(hntrack)
    with pytest.raises(AttributeError, match="nothing"):
        hntrack.nothing  # noqa: B018
