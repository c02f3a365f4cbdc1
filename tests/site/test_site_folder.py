"""Putting the site into a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hntrack.errors import InputError, UsageError
from hntrack.render.site import write_site
from support.cli import AS_OF, invoke

FILES = [("vi/index.html", b"one"), ("assets/site.css", b"two"), ("index.html", b"three")]


def content(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.slow
def test_the_command_writes_a_site(tmp_path: Path) -> None:
    """``hntrack site build`` makes a folder with both trees, says so on stderr, and prints nothing else."""
    result = invoke("site", "build", str(tmp_path / "a" / "public"), "--as-of", AS_OF)
    assert (result.code, result.out) == (0, "")
    assert "files to" in result.err
    names = content(tmp_path / "a" / "public")
    assert {"index.html", "vi/index.html", "en/feed.atom", "assets/site.js", "hntrack-site.json"} <= names


@pytest.mark.slow
def test_building_again_changes_nothing(tmp_path: Path) -> None:
    """A second build on the same day leaves the same bytes, whatever the language of the command."""
    folder = tmp_path / "public"
    snapshots = []
    for lang in ("en", "vi"):
        assert invoke("site", "build", str(folder), "--as-of", AS_OF, "--lang", lang).code == 0
        snapshots.append({name: (folder / name).read_bytes() for name in content(folder)})
    assert snapshots[0] == snapshots[1]


def test_pages_that_are_gone_are_removed_and_other_files_stay(tmp_path: Path) -> None:
    """Of the earlier site only its own files go; what somebody put beside them stays."""
    write_site(tmp_path / "s", [*FILES, ("vi/indicator/old.html", b"x")], AS_OF)
    (tmp_path / "s" / "CNAME").write_text("example.org")
    assert write_site(tmp_path / "s", FILES, AS_OF) == 4
    assert content(tmp_path / "s") == {"CNAME", "hntrack-site.json", *(name for name, _ in FILES)}


@pytest.mark.parametrize("marker", [None, "", "[]", "{}", '{"schema": "other"}', "\x00", "[" * 100_000])
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, marker: str | None) -> None:
    """A folder that is not empty and holds no site of ours is left as it is."""
    (tmp_path / "mine.txt").write_text("mine")
    if marker is not None:
        (tmp_path / "hntrack-site.json").write_text(marker)
    with pytest.raises(UsageError):
        write_site(tmp_path, FILES, AS_OF)
    assert content(tmp_path) == {"mine.txt"} | ({"hntrack-site.json"} if marker is not None else set())


def test_a_marker_cannot_name_files_outside(tmp_path: Path) -> None:
    """What the marker lists is removed only where it is a path that a site of ours can have."""
    (tmp_path / "precious.html").write_text("keep")
    site = tmp_path / "s"
    write_site(site, FILES, AS_OF)
    listed = ["../precious.html", "/etc/hostname", "vi/../../precious.html", 7, None, "a\nb.html"]
    (site / "hntrack-site.json").write_text(json.dumps({"schema": "hntrack/site", "files": listed}))
    write_site(site, FILES, AS_OF)
    assert (tmp_path / "precious.html").read_text() == "keep"


def test_a_link_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    """A symbolic link inside an earlier site leads nowhere outside it."""
    site = tmp_path / "s"
    write_site(site, FILES, AS_OF)
    elsewhere = tmp_path / "elsewhere"
    (site / "vi").rename(elsewhere)
    (site / "vi").symlink_to(elsewhere)
    with pytest.raises(UsageError):
        write_site(site, [("vi/index.html", b"new")], AS_OF)
    assert (elsewhere / "index.html").read_bytes() == b"one"


def test_a_build_that_breaks_off_leaves_the_earlier_site(tmp_path: Path) -> None:
    """A fault on the way to the last file changes nothing of what is there; the next build mends the rest."""
    write_site(tmp_path / "s", FILES, AS_OF)

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "vi/index.html", b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="the disk is full"):
        write_site(tmp_path / "s", broken(), AS_OF)
    assert (tmp_path / "s" / "vi" / "index.html").read_bytes() == b"one"
    write_site(tmp_path / "s", [("vi/index.html", b"new")], AS_OF)
    assert content(tmp_path / "s") == {"vi/index.html", "hntrack-site.json"}


def test_a_first_build_that_broke_off_can_be_made_again(tmp_path: Path) -> None:
    """A folder with nothing but the remains of a broken build counts as empty."""
    (tmp_path / ".hntrack-new" / "vi").mkdir(parents=True)
    (tmp_path / ".hntrack-new" / "vi" / "index.html").write_text("half")
    assert write_site(tmp_path, FILES, AS_OF) == 4


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A path that is a file is no place for a site."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError):
        write_site(tmp_path / "file", FILES, AS_OF)


@pytest.mark.parametrize(
    "url", ["ftp://x", "javascript:alert(1)", "https://x y", "example.org", 'https://x/"']
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    """``--url`` takes an http or https address only, and nothing is written otherwise."""
    result = invoke("site", "build", str(tmp_path / "s"), "--url", url)
    assert result.code == 2
    assert not (tmp_path / "s").exists()
