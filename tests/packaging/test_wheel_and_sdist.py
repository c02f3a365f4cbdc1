"""What we hand out: built without a network, opened, and tried where there is no checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

from hntrack.cli.help import TOPICS
from support.bare import bare_environment, build, built_wheel
from support.cli import ROOT, environment

pytestmark = pytest.mark.slow

CATALOG = tuple(
    sorted(
        path.relative_to(ROOT).as_posix()
        for top in ("data", "seeds")
        for path in (ROOT / top).glob("**/*.yaml")
    )
)


@pytest.fixture(scope="module")
def wheel() -> Path:
    return built_wheel()


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(to, filter="data")
    (top,) = to.iterdir()
    return top


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and exactly the distributions that it declares, linked from this one."""
    return bare_environment(tmp_path_factory.mktemp("bare"))


def test_the_wheel_has_what_help_tells(wheel: Path, bare: Path, tmp_path: Path) -> None:
    """Each page of a topic, and the manual page, come with it; where there is no checkout they are found."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {page.file for topic in TOPICS.values() for page in topic.pages.values()}
    assert {f"hntrack/pages/{file}" for file in wanted} <= names
    for folder in ("man1", "vi/man1"):
        assert any(name.endswith(f".data/data/share/man/{folder}/hntrack.1") for name in names)
    for topic, start in (("data-model", "## The data model"), ("periods", "# Days and periods")):
        done = hntrack(bare, "help", topic, "--lang", "en", cwd=tmp_path)
        assert done.stdout.startswith(start)


def hntrack(bare: Path, *argv: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (bare / "bin" / "hntrack", *argv),
        cwd=cwd,
        env={**environment(), "HOME": "/nonexistent"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """An empty folder that cannot be written to."""
    tmp_path.chmod(0o500)
    yield tmp_path
    tmp_path.chmod(0o700)


def test_the_wheel_carries_the_catalog(wheel: Path) -> None:
    """Every file of data/ and seeds/ is in the wheel, byte for byte."""
    assert CATALOG
    with zipfile.ZipFile(wheel) as archive:
        for name in CATALOG:
            assert archive.read(f"hntrack/bundled/{name}") == (ROOT / name).read_bytes(), name


def test_the_wheel_carries_the_program_and_nothing_else(wheel: Path) -> None:
    """Only hntrack, its pages for help, its licences and metadata are in the wheel: no tests, no tools."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"hntrack"}
    assert "hntrack/py.typed" in names
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert sorted(name.rpartition("/")[2] for name in licences) == ["LICENSE", "LICENSE-DATA"]
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").glob("**/*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    own = {
        name
        for name in names
        if not re.search(r"\.dist-info/|\.data/data/share/man/|/bundled/|/pages/", name)
    }
    assert own == sources


def test_the_sdist_carries_what_a_packager_needs(unpacked: Path) -> None:
    """The sdist has the catalog, the tests, the documents and the checks, so that it can be tested and rebuilt."""
    for name in (*CATALOG, "README.md", "LICENSE", "LICENSE-DATA", "pyproject.toml", ".ci/run", "action.yml"):
        assert (unpacked / name).read_bytes() == (ROOT / name).read_bytes(), name
    for top in ("src", "tests", "docs", "tools", "benchmarks", "schemas"):
        assert any((unpacked / top).iterdir()), top


def test_the_sdist_builds_the_same_wheel(wheel: Path, unpacked: Path, tmp_path: Path) -> None:
    """A wheel built from the sdist has the same files as one built from the checkout."""
    again = build("wheel", unpacked, tmp_path)
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert {(i.filename, i.CRC) for i in one.infolist()} == {
            (i.filename, i.CRC) for i in other.infolist()
        }


def test_no_article_is_handed_out(wheel: Path, unpacked: Path) -> None:
    """The source articles are other people's texts: no text file travels with the wheel's or the sdist's catalog."""
    with zipfile.ZipFile(wheel) as archive:
        bundled = [name for name in archive.namelist() if "/bundled/" in name]
    assert all(name.endswith(".yaml") for name in bundled)
    assert not [path for path in unpacked.glob("seeds/**/*") if path.is_file() and path.suffix != ".yaml"]


def test_the_wheel_needs_only_what_it_declares(bare: Path, elsewhere: Path) -> None:
    """In an environment of the wheel and its declared dependencies, progress works from any directory."""
    done = hntrack(bare, "progress", cwd=elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert "25.2" in done.stdout or "25,2" in done.stdout


def test_the_installed_catalog_is_the_bundled_one(bare: Path, elsewhere: Path) -> None:
    """The installed program reads the catalog inside the package, and that one is sound."""
    where = subprocess.run(
        (
            bare / "bin" / "python",
            "-c",
            "from hntrack.workspace import bundled; print(bundled().folder.data)",
        ),
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=elsewhere,
        env=environment(),
    )
    folder = Path(where.stdout.strip())
    assert folder.parts[-3:] == ("hntrack", "bundled", "data")
    assert bare in folder.parents
    done = hntrack(bare, "check", cwd=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_installed_program_gives_the_checkouts_json(bare: Path, elsewhere: Path) -> None:
    """The same question gives byte for byte the same JSON as in the checkout."""
    question = ("targets", "--year", "2030", "--as-of", "2026-01-01", "-f", "json")
    done = hntrack(bare, *question, cwd=elsewhere)
    here = subprocess.run(
        (sys.executable, "-m", "hntrack", *question),
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env=environment(),
    )
    assert done.stdout == here.stdout
    assert json.loads(done.stdout)["items"]


def test_module_and_script_are_one(bare: Path, elsewhere: Path) -> None:
    """`python -m hntrack` and `hntrack` say the same."""
    script = hntrack(bare, "--version", cwd=elsewhere)
    module = subprocess.run(
        (bare / "bin" / "python", "-m", "hntrack", "--version"),
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=elsewhere,
        env={**environment(), "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", "1")},
    )
    assert script.stdout == module.stdout == f"hntrack {distribution('hntrack').version}\n"
