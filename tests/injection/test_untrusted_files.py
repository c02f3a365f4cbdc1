"""Files and repositories of strangers: each kind of trap ends in a sentence, within bounds, and nothing is obeyed."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from hntrack.documents import Refused
from hntrack.documents.office import read_docx, read_odt
from hntrack.documents.reading import form_of
from hntrack.documents.saved_pages import decoded, read_web
from hntrack.errors import DataError, HntrackError
from hntrack.exchange.mapping import Map, read_map
from hntrack.exchange.tabled import open_table
from support.cli import ROOT, invoke
from support.own_catalog import copy_of_example

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOMB = (
    "<!DOCTYPE a ["
    + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    + '<!ENTITY e0 "x">]>'
)
_FILE = '<!DOCTYPE a [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>'
XML = {
    "entities": f'<?xml version="1.0"?>{_BOMB}<a>&e9;</a>',
    "a file": f'<?xml version="1.0"?>{_FILE}<a>&e9;</a>',
    "unknown encoding": '<?xml version="1.0" encoding="UTF-4"?><a/>',
    "encoding of several bytes": '<?xml version="1.0" encoding="big5"?><a/>',
    "deep": "<a>" * 100_000,
    "attributes": "<a " + " ".join(f'x{n}="1"' for n in range(50_000)) + "/>",
    "not closed": "<a><b>",
    "nothing": "",
}
PARTS = {
    "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"),
    "ods": ("content.xml",),
    "docx": ("word/document.xml", "word/styles.xml", "word/numbering.xml"),
    "odt": ("content.xml", "styles.xml"),
}


def test_a_part_that_unpacks_without_end_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what its list of parts says, or by what comes out of it, whichever is first."""
    for form in ("docx", "odt"):
        known = dict.fromkeys(PARTS[form], b"<a/>")
        large = _zip({**known, PARTS[form][0]: b"<a>" + b" " * 70_000_000 + b"</a>"})
        many = _zip({**known, **{f"{n}.xml": b"" for n in range(6_000)}})
        entities = _zip({**known, PARTS[form][0]: b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"})
        for data in (large, many, entities):
            with pytest.raises(Refused) as refused:
                (read_docx if form == "docx" else read_odt)(data)
            assert refused.value.reason == "bomb"
    real = zipfile.ZipExtFile.read

    def read(part: zipfile.ZipExtFile, count: int = -1) -> bytes:
        assert 0 <= count <= 100_000, "more than a look at its start"
        return real(part, count)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", read)
    for form in ("xlsx", "ods"):
        path = tmp_path / f"a.{form}"
        for data in (
            _zip({PARTS[form][0]: b"<a>" + b" " * 30_000_000}),
            _zip({f"{n}.xml": b"" for n in range(2_100)}),
        ):
            path.write_bytes(data)
            with pytest.raises(DataError) as told:
                list(open_table(path, path.name, Map(), form).rows)
            assert [problem.code for problem in told.value.problems] == ["import-too-large"]


def _zip(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return whole.getvalue()


def _read(form: str, data: bytes, folder: Path) -> None:
    """Read a file of a form to its end; only errors of ours may come out."""
    if form in ("docx", "odt"):
        with suppress(Refused):
            (read_docx if form == "docx" else read_odt)(data)
        return
    path = folder / f"a.{form}"
    path.write_bytes(data)
    with suppress(HntrackError):
        list(open_table(path, path.name, Map(), form).rows)


@pytest.mark.parametrize("what", XML)
@pytest.mark.parametrize("form", PARTS)
def test_xml_in_a_packed_file_is_no_trap(tmp_path: Path, form: str, what: str) -> None:
    """Entities, foreign files, encodings that are none, depth without end: refused, or read as nothing."""
    for part in PARTS[form]:
        known = dict.fromkeys(PARTS[form], b"<a/>")
        _read(form, _zip({**known, part: XML[what].encode()}), tmp_path)


@pytest.mark.parametrize(
    ("part", "before"),
    [
        *((part, "") for part in (*PARTS["xlsx"], "xl/_rels/workbook.xml.rels", "docProps/app.xml")),
        *((part, f"<!--{'-x' * 40_000}-->") for part in PARTS["xlsx"]),
    ],
    ids=lambda text: text[:30],
)
def test_a_workbook_with_a_document_type_is_refused_for_it(tmp_path: Path, part: str, before: str) -> None:
    """A sound workbook with a harmless document type in one part: not read, and the document type is the reason."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("figures")
    book.remove(book["Sheet"])
    sheet.append(("indicator", "period", "value"))
    sheet.append(("a", "2025", 12))
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert part in parts

    def written(root: str) -> None:
        text = re.sub(r"^<\?xml[^>]*>\s*", "", parts[part].decode())
        declared = f'<?xml version="1.0" encoding="utf-8"?>{before}{root}{text}'
        (tmp_path / "a.xlsx").write_bytes(_zip({**parts, part: declared.encode()}))

    written("")
    assert len(list(open_table(tmp_path / "a.xlsx", "a.xlsx", Map(), "xlsx").rows)) == 1
    written("<!DOCTYPE a>")
    with pytest.raises(DataError) as told:
        list(open_table(tmp_path / "a.xlsx", "a.xlsx", Map(), "xlsx").rows)
    assert "<!DOCTYPE>" in told.value.problems[0].message.en


@pytest.mark.parametrize("what", XML)
def test_xml_of_sdmx_is_no_trap(tmp_path: Path, what: str) -> None:
    """The same for SDMX-ML, which is not packed."""
    path = tmp_path / "a.xml"
    path.write_text(XML[what], "utf-8")
    with pytest.raises(HntrackError):
        list(open_table(path, path.name, Map(), "sdmx-ml").rows)


@pytest.mark.slow
@pytest.mark.parametrize("form", PARTS)
def test_a_packed_bomb_is_not_unpacked(tmp_path: Path, form: str) -> None:
    """A hundred million bytes in a hundred thousand; so many members; damaged, encrypted and unknown packing."""
    part = PARTS[form][0]
    large = _zip({part: b"<a>" + b" " * 100_000_000})
    assert len(large) < 200_000
    _read(form, large, tmp_path)
    _read(form, _zip({f"{n}.xml": b"" for n in range(20_000)}), tmp_path)
    small = bytearray(_zip({part: b"<a>" + os.urandom(2000).hex().encode() + b"</a>"}))
    for at, value in ((6, 1), (8, 99), (60, 0xFF), (200, 0xFF)):  # encrypted, unknown packing, damaged twice
        damaged = small.copy()
        damaged[at] ^= value
        _read(form, bytes(damaged), tmp_path)


def test_a_page_nested_without_end_is_refused() -> None:
    """100 000 elements within each other, as HTML: what the parser left out would be missing."""
    for tag in ("div", "table><tr><td", "ul><li", "b", "font"):
        page = f"<html><body>{f'<{tag}>' * 100_000}Đến năm 2030 đạt 30%"
        with pytest.raises(Refused) as refused:
            read_web(page.encode(), "html")
        assert refused.value.reason == "deep"


def test_our_own_bound_of_depth_holds_where_the_parser_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is nested more deeply than we go is counted, and told; the parser's own bound comes before ours today."""
    deep = f"<html><body><p>Năm 2025</p>{'<div>' * 40}Đến năm 2030 đạt 30%".encode()
    whole = read_web(deep, "html")
    assert ("30%" in whole.lines[-1].text, whole.too_deep) == (True, 0)
    monkeypatch.setattr("hntrack.documents.saved_pages._MOST_DEPTH", 30)
    cut = read_web(deep, "html")
    assert ([line.text for line in cut.lines], cut.too_deep) == (["Năm 2025"], 1)


@pytest.mark.parametrize(
    "charset",
    [
        "utf-\0\0",
        "punycode",
        "idna",
        "unicode_escape",
        "undefined",
        "base64",
        "zlib",
        "rot13",
        "mbcs",
        "x" * 9999,
    ],
)
def test_a_charset_that_pages_do_not_have_is_passed_over(charset: str) -> None:
    """What a page says of its encoding chooses among those of pages, not among all codecs of Python."""
    assert decoded("đạt \\u0041".encode(), charset) == "đạt \\u0041"
    assert decoded(b"<meta charset='%s'>a" % charset.encode().replace(b"\0", b"")).endswith("a")


@pytest.mark.parametrize(
    "start",
    [b"<!---->" * 280, b"<!-- " * 400, b"-:-\r\n -\r\n" * 200, b"a:\r\n" * 500, b" " * 2000, b"<?xml " * 300],
)
def test_the_form_of_a_file_is_told_at_once(start: bytes) -> None:
    """The first bytes are looked at once, whatever they are."""
    assert form_of(start, "a.txt") in ("text", "html", "mhtml")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(
        ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words),
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture
def hostile_repository(tmp_path: Path) -> Path:
    """A catalog in a repository whose settings and attributes want to run a program when anything is looked at."""
    copy_of_example(tmp_path)
    (tmp_path / "run.sh").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\ncat\n", "utf-8")
    (tmp_path / "run.sh").chmod(0o755)
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-qm", "first")
    attributes = "*.yaml filter=evil diff=evil merge=evil text=auto ident export-subst\ndata/measurements.yaml export-ignore\n"
    (tmp_path / ".gitattributes").write_text(attributes, "utf-8")
    _git(tmp_path, "add", ".gitattributes")
    _git(tmp_path, "commit", "-qm", "second")
    (tmp_path / ".git" / "info" / "attributes").write_text(attributes, "utf-8")
    for key in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv"):
        _git(tmp_path, "config", key, str(tmp_path / "run.sh"))
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "core.hooksPath"):
        _git(tmp_path, "config", key, str(tmp_path / "run.sh"))
    for key, value in (
        ("protocol.ext.allow", "always"),
        ("remote.evil.url", f"ext::{tmp_path}/run.sh"),
        ("remote.evil.promisor", "true"),
        ("extensions.partialClone", "evil"),
        ("filter.evil.required", "true"),
    ):
        _git(tmp_path, "config", key, value)
    return tmp_path


REVISIONS = (
    *(
        "git:HEAD",
        "git:main",
        "git:HEAD~1",
        "git:--output=ran",
        "git:--exec=./run.sh",
        "git:-p",
        "git:HEAD:data",
    ),
    *(
        "git:HEAD^{/x}",
        "git:$(touch ran)",
        "git:;touch ran",
        "git:../..",
        "git:HEAD\n--output=ran",
        "git:@{-1}",
        "git:",
    ),
)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_revision_runs_nothing(
    hostile_repository: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``git:REV`` is a revision or refused, and neither filter nor setting of a stranger's repository runs."""
    monkeypatch.chdir(hostile_repository)
    result = invoke("diff", revision, "git:HEAD", "--data", str(hostile_repository))
    assert result.code in {0, 1, 2, 3, 4}, result.err
    assert not (hostile_repository / "ran").exists()


def test_what_somebody_names_is_never_an_option_of_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever git makes of it, a revision stands behind the mark that ends options."""
    copy_of_example(tmp_path)
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-qm", "first")
    called: list[list[str]] = []
    real = subprocess.Popen.__init__

    def noted(process: subprocess.Popen[bytes], words: list[str], *more: Any, **options: Any) -> None:
        called.append([*map(str, words)])
        real(process, words, *more, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    assert invoke("diff", "git:--help", "git:HEAD", "--data", str(tmp_path)).code != 0
    (words,) = [words for words in called if any("--help" in word for word in words)]
    assert words.index("--end-of-options") < next(at for at, word in enumerate(words) if "--help" in word)


def test_a_revision_is_read_as_it_was_kept(hostile_repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Attributes neither leave out files of a revision nor change them: what is the same shows no difference."""
    monkeypatch.chdir(hostile_repository)
    result = invoke(
        "diff", "git:HEAD", str(hostile_repository), "-f", "json", "--data", str(hostile_repository)
    )
    assert result.code == 0, result.err
    same = invoke("diff", str(hostile_repository), str(hostile_repository), "-f", "json")
    assert json.loads(result.out)["items"] == json.loads(same.out)["items"] == []


def test_what_a_revision_lacks_is_not_fetched(
    hostile_repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the repository says to be elsewhere is missing: nothing is asked for it, by whatever program."""
    told = subprocess.run(
        ("git", "rev-parse", "HEAD:data/targets.yaml"),
        cwd=hostile_repository,
        check=True,
        capture_output=True,
    )
    sha = told.stdout.decode().strip()
    (hostile_repository / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
    monkeypatch.chdir(hostile_repository)
    result = invoke("diff", "git:HEAD", "git:HEAD", "--data", str(hostile_repository))
    assert result.code == 4, result.err
    assert not (hostile_repository / "ran").exists()


def test_a_revision_leads_to_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in a revision is no file of it, nor is a name that leads out of the folder."""
    copy_of_example(tmp_path)
    _git(tmp_path, "init", "-q", "-b", "main")
    measurements = tmp_path / "data" / "measurements.yaml"
    kept = measurements.read_bytes()
    measurements.unlink()
    measurements.symlink_to(_secret(tmp_path))
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-qm", "first")
    measurements.unlink()
    measurements.write_bytes(kept)
    monkeypatch.chdir(tmp_path)
    result = invoke("diff", "git:HEAD", str(tmp_path), "--data", str(tmp_path))
    assert (result.code, os.strerror(errno.ELOOP) in result.err) == (4, True), (result.out, result.err)
    assert SECRET not in result.out + result.err


def _object(folder: Path, kind: str, content: bytes) -> bytes:
    """Put an object into a repository, also one that Git itself would not make."""
    made = subprocess.run(
        ("git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"),
        cwd=folder, check=True, capture_output=True, input=content,
    )  # fmt: skip
    return made.stdout.strip()


def test_a_name_in_a_revision_leads_out_of_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree that was made by hand, with ``..`` for a name: nothing is written beside where it is unpacked."""
    folder = tmp_path / "ours"
    folder.mkdir()
    copy_of_example(folder)
    _git(folder, "init", "-q", "-b", "main")
    blob = _object(folder, "blob", b"format: 1\n")
    tree = b""
    for name in (b"planted.yaml", b"..", b"..", b"..", b"data"):
        mode, sha = (b"100644", blob) if name == b"planted.yaml" else (b"40000", tree)
        tree = _object(folder, "tree", mode + b" " + name + b"\0" + bytes.fromhex(sha.decode()))
    commit = _object(
        folder, "commit", b"tree " + tree + b"\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nx\n"
    )
    monkeypatch.chdir(folder)
    temporary = tmp_path / "a" / "b"
    temporary.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    result = invoke("diff", f"git:{commit.decode()}", str(folder), "--data", str(folder))
    assert not list(tmp_path.rglob("planted.yaml"))
    assert (result.code, ".." in result.err) == (4, True), (result.out, result.err)


SECRET = "hush-4711"


def _secret(folder: Path) -> Path:
    """A folder beside the catalog's with files of somebody else's."""
    elsewhere = folder.with_name(f"{folder.name}-elsewhere")
    elsewhere.mkdir()
    for name in ("secret.yaml", "targets.yaml"):
        (elsewhere / name).write_text(f"{SECRET}: 1\n", "utf-8")
    return elsewhere / "secret.yaml"


LINKED = {
    "a file elsewhere": ("data/targets.yaml", "secret.yaml"),
    "measurements elsewhere": ("data/measurements.yaml", "secret.yaml"),
    "one more file elsewhere": ("data/targets-2.yaml", "secret.yaml"),
    "a folder of measurements elsewhere": ("data/measurements", "."),
    "a device": ("data/targets.yaml", "/dev/zero"),
    "a terminal": ("data/measurements-2.yaml", "/dev/tty"),
    "itself": ("data/measurements.yaml", "measurements.yaml"),
    "a document elsewhere": ("seeds/zz.yaml", "secret.yaml"),
    "documents elsewhere": ("seeds", "."),
    "a folder": ("seeds/zz.yaml", "/"),
}
"""What it is → the link, and where it leads: beside the catalog's folder, or as it stands."""


@pytest.mark.parametrize("what", LINKED)
def test_links_in_a_catalog_lead_nowhere(tmp_path: Path, what: str) -> None:
    """A link in data/ or seeds/ is no way to make another file's words appear, to hang, or to write elsewhere."""
    folder = tmp_path / "ours"
    folder.mkdir()
    copy_of_example(folder)
    elsewhere = _secret(folder).parent
    name, target = LINKED[what]
    link = folder / name
    if link.is_dir():
        link.rename(link.with_name("was"))
    link.unlink(missing_ok=True)
    link.symlink_to(target if what == "itself" else elsewhere / target)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    for call in (
        ("check",),
        ("check", "-f", "github"),
        ("progress",),
        ("record", "online-services", "61", "--period", "2026-H1", "--url", "https://example.org/", "--title", "R",
         "--published", "2026-07-01"),
    ):  # fmt: skip
        result = invoke(*call, "--data", str(folder))
        assert result.code in {2, 3, 4}, (call, result.out, result.err)
        assert SECRET not in result.out + result.err
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before


@pytest.mark.parametrize("name", ["data/measurements.yaml", "seeds/zz.yaml", "data/targets-2.yaml"])
def test_a_pipe_in_a_catalog_is_not_waited_for(tmp_path: Path, name: str) -> None:
    """A named pipe in a file's place is said to be no file."""
    copy_of_example(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    result = invoke("check", "--data", str(tmp_path))
    assert (result.code, "not a regular file" in result.err) == (4, True), result.err


def test_links_within_a_catalog_are_followed(tmp_path: Path) -> None:
    """Who keeps files under two names, or the whole catalog behind a link, is not in the way."""
    folder = tmp_path / "ours"
    folder.mkdir()
    copy_of_example(folder)
    (folder / "seeds").rename(folder / "documents")
    (folder / "seeds").symlink_to("documents")
    (folder / "data" / "measurements.yaml").rename(folder / "measured.yaml")
    (folder / "data" / "measurements.yaml").symlink_to("../measured.yaml")
    (tmp_path / "link").symlink_to(folder)
    for named in (folder, tmp_path / "link"):
        result = invoke("check", "--data", str(named))
        assert result.code == 0, (named, result.out, result.err)


TEMPLATES: dict[str, str] = {
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('touch ran').read() }}",
    "format": "{{ '{0.__class__.__init__.__globals__}'.format(cycler) }}",
    "attribute": "{{ report|attr('__class__') }}",
    "map": "{{ [report]|map(attribute='__class__')|list }}",
    "include": "{% include '/etc/passwd' %}",
    "range": "{% for a in range(999999999) %}x{% endfor %}",
    "nested loops": "{% for a in range(99999) %}{% for b in range(99999) %}{{ a*b }}{% endfor %}{% endfor %}",
    "power": "{{ 10 ** (10 ** 9) }}",
    "string": "{{ 'x' * 10 ** 10 }}",
    "padding": "{{ 'x'|center(9999999999) }}",
    "percent": "{{ '%9999999999d' % 1 }}",
    "recursion": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "words": "{{ lipsum(99999) }}",
}


@pytest.mark.parametrize("what", TEMPLATES)
def test_a_template_reaches_nothing_and_ends(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template of a stranger gets out of no sandbox, and takes neither time nor memory without end."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hntrack.render.report_pages.MOST_SECONDS", 2)
    (tmp_path / "t.html").write_text(TEMPLATES[what], "utf-8")
    result = invoke("report", "--template", "t.html", "-o", "out.html", "--as-of", "2026-01-01")
    assert result.code in {0, 2, 3, 4}, result.err
    said = result.err + (
        (tmp_path / "out.html").read_text("utf-8") if (tmp_path / "out.html").exists() else ""
    )
    assert not (tmp_path / "ran").exists()
    assert ("makes more than a report needs" in said) == (what in {"power", "string"})
    assert "<class" not in said
    assert "root:x:0" not in said
    assert len(said) < 5_000_000


def test_a_site_is_not_built_over_what_is_not_its_own(tmp_path: Path) -> None:
    """A folder that holds other files, a link, or a file: nothing in it is touched."""
    foreign = tmp_path / "home"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("mine", "utf-8")
    (foreign / "index.html").write_text("mine", "utf-8")
    result = invoke("site", "build", str(foreign), "--as-of", "2026-01-01")
    assert result.code in {2, 4}, result.err
    assert {path.name: path.read_text("utf-8") for path in foreign.iterdir()} == {
        "thesis.txt": "mine",
        "index.html": "mine",
    }


@pytest.mark.parametrize("linked", [False, True], ids=["file", "link"])
def test_an_export_replaces_whole_what_it_is_told_to(tmp_path: Path, *, linked: bool) -> None:
    """Who names a link names what it leads to, as with a shell's ``>``: that is replaced, whole; the link stays."""
    (tmp_path / "elsewhere").write_text("mine\n" * 5000, "utf-8")
    out = tmp_path / "out.csv"
    if linked:
        out.symlink_to("elsewhere")
    else:
        out.write_text("mine\n" * 5000, "utf-8")
    result = invoke("export", "--to", "csv", "-o", str(out), "--as-of", "2026-01-01")
    assert result.code == 0, result.err
    assert out.is_symlink() == linked
    assert out.read_text("utf-8").count("\n") > 10
    assert "mine" not in out.read_text("utf-8")
    assert linked or (tmp_path / "elsewhere").read_text("utf-8") == "mine\n" * 5000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "out.csv"]


def test_no_input_of_the_action_becomes_part_of_a_script() -> None:
    """What a workflow passes on reaches our scripts through the environment, where it stays a value."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]
    assert not [script for script in scripts if "eval" in script.split()]


NO_NUMBERS = ("2³", "٣", "9" * 5000, "0000001" + "9" * 5000, "-1", "1e9", "1_0", " 1", "", "nan")
_O = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
_O += 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
_O += 'xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
_COUNTED = {
    "html": "<html><body><table><tr><td colspan='{n}' rowspan='{n}'>a<td>b<tr><td>c<td>d</table><p>x</p></body></html>",
    "docx": f"<w:document {_W}><w:body><w:p><w:pPr><w:outlineLvl w:val='{{n}}'/><w:numPr><w:ilvl w:val='{{n}}'/><w:numId "
    "w:val='1'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:gridBefore w:val='{n}'/></w:trPr>"
    "<w:tc><w:tcPr><w:gridSpan w:val='{n}'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
    "numbering": f"<w:numbering {_W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='{{n}}'><w:start w:val='{{n}}'/>"
    "</w:lvl><w:lvl w:ilvl='0'><w:start w:val='{n}'/><w:numFmt w:val='upperLetter'/><w:lvlText w:val='%1.'/></w:lvl>"
    "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
    "odt": f"<o:document-content {_O}><o:body><o:text><t:p>a<t:s t:c='{{n}}'/></t:p><b:table><b:table-row "
    "b:number-rows-repeated='{n}'><b:table-cell b:number-columns-repeated='{n}' b:number-columns-spanned='{n}' "
    "b:number-rows-spanned='{n}'><t:p>b</t:p></b:table-cell></b:table-row></b:table></o:text></o:body>"
    "</o:document-content>",
    "ods": f"<o:document-content {_O}><o:body><o:spreadsheet><b:table b:name='a'><b:table-row "
    "b:number-rows-repeated='{n}'><b:table-cell b:number-columns-repeated='{n}' o:value-type='float' o:value='{n}'>"
    "<t:p>{n}</t:p></b:table-cell></b:table-row></b:table></o:spreadsheet></o:body></o:document-content>",
}


@pytest.mark.parametrize("number", [*NO_NUMBERS, "999999999"])
@pytest.mark.parametrize("form", _COUNTED)
def test_a_count_in_a_document_that_is_no_number_is_passed_over(
    tmp_path: Path, form: str, number: str
) -> None:
    """How many columns, rows, blanks or levels: digits that are none, too many of them, and far too large ones."""
    content = _COUNTED[form].replace("{n}", number).encode()
    if form == "html":
        read_web(content, "html")
    elif form == "ods":
        _read("ods", _zip({"content.xml": content}), tmp_path)
    elif form == "odt":
        read_odt(_zip({"content.xml": content}))
    else:
        listed = _COUNTED["docx"].replace("{n}", "0").encode() if form == "numbering" else content
        parts = {"word/document.xml": listed}
        if form == "numbering":
            parts["word/numbering.xml"] = content
        document = read_docx(_zip(parts))
        assert sum(len(line.text) for line in document.lines) < 100


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_a_count_in_a_mapping_that_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    """The row of the heading, in a mapping of somebody else's."""
    path = tmp_path / "m.yaml"
    path.write_text(f"format: 1\nheader_row: '{number}'\nfields: {{}}\n", "utf-8")
    with pytest.raises(DataError) as refused:
        read_map(path, "m.yaml")
    assert [(problem.code, problem.where.line) for problem in refused.value.problems] == [("not-whole", 2)]


@pytest.mark.parametrize("key", ["01", "0000000001", "٣", "1³", "9" * 5000, "-1", "2"])
def test_a_cell_of_a_cube_that_is_nowhere_is_refused(tmp_path: Path, key: str) -> None:
    """A sparse cube whose keys name no cell of it: none is dropped in silence."""
    path = tmp_path / "cube.json"
    time = {"category": {"index": ["2024", "2025"]}}
    cube = {"version": "2.0", "class": "dataset", "id": ["time"], "size": [2], "dimension": {"time": time}}
    path.write_text(json.dumps({**cube, "role": {"time": ["time"]}, "value": {"0": 1, key: 2}}), "utf-8")
    with pytest.raises(HntrackError):
        list(open_table(path, path.name, Map(), "json-stat").rows)


@pytest.mark.slow
def test_a_damaged_xls_is_read_or_refused(tmp_path: Path) -> None:
    """Every thirteenth byte of an XLS damaged, one at a time, and every length it may be cut to: no error but ours."""
    whole = (ROOT / "tests" / "unit" / "exchange" / "office.xls").read_bytes()
    for at in range(0, len(whole), max(len(whole) // 300, 1)):
        for damaged in (whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], whole[:at]):
            _read("xls", damaged, tmp_path)
