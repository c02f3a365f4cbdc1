"""An environment with our wheel and exactly what it declares: built without a network, linked from the one in use."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from tempfile import mkdtemp

from packaging.requirements import Requirement

from support.cli import ROOT


def build(what: str, source: Path, to: Path) -> Path:
    """Build with the backend that pyproject.toml names, in this environment (no download, no isolation)."""
    subprocess.run(
        (sys.executable, "-m", "hatchling", "build", "-t", what, "-d", str(to)),
        cwd=source,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (built,) = to.glob("*.whl" if what == "wheel" else "*.tar.gz")
    return built


@cache
def built_wheel() -> Path:
    """Build the wheel, once a run of the tests."""
    return build("wheel", ROOT, Path(mkdtemp(prefix="hntrack-wheel-")))


def bare_environment(home: Path) -> Path:
    """Make an environment of the wheel and the distributions that it declares, without its extras."""
    subprocess.run((sys.executable, "-m", "venv", str(home)), check=True)
    python = home / "bin" / "python"
    subprocess.run(
        (python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-compile", str(built_wheel())),
        check=True,
    )
    found = subprocess.run(
        (python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"),
        check=True,
        capture_output=True,
        text=True,
    )
    site = Path(found.stdout.strip())
    for name in _declared("hntrack"):
        _link(name, site)
    return home


def _declared(name: str) -> set[str]:
    """Give everything that a distribution requires without extras, and what that requires in turn."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            requirement = Requirement(line)
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if wanted and requirement.name not in found:
                found.add(requirement.name)
                waiting.append(requirement.name)
    return found


def _link(name: str, site: Path) -> None:
    """Link a distribution's top-level files into another site-packages."""
    installed = distribution(name)
    tops = {file.parts[0] for file in installed.files or () if file.parts[0] not in ("..", "__pycache__")}
    for top in tops:
        if not (site / top).exists():
            (site / top).symlink_to(Path(str(installed.locate_file(top))).resolve())
