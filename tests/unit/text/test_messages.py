"""Texts of the catalog in any language."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from hntrack.checks import check
from hntrack.exchange.content import Exported
from hntrack.store.folder import Folder
from hntrack.store.read import load
from hntrack.text.messages import Wording

HEAD = """\
format: 1
catalog:
  id: example
  title: {title}
{languages}goals:
  - {{id: goal, title: {title}}}
areas:
  - {{id: here, title: {title}}}
indicators:
  - {{id: share, goal: goal, area: here, title: {title}, measure: share, unit: percent, direction: increase}}
targets: []
"""


def catalog(folder: Path, title: str, languages: str = "") -> Folder:
    """Write a small catalog and give its folder."""
    for name in ("data", "seeds"):
        (folder / name).mkdir()
    text = HEAD.format(title=title, languages=f"  languages: {languages}\n" if languages else "")
    (folder / "data" / "targets.yaml").write_text(text, encoding="utf-8")
    (folder / "data" / "measurements.yaml").write_text("format: 1\nmeasurements: []\n", encoding="utf-8")
    return Folder(folder / "data", folder / "seeds")


@pytest.mark.parametrize(
    ("title", "languages", "missing"),
    [
        ("{vi: Tỷ lệ, en: Share}", "", None),
        ("{en: Share}", "", "vi"),
        ("{en: Share}", "[en]", None),
        ("{vi: Tỷ lệ}", "[vi]", None),
        ("{fr: Part}", "[fr]", None),
        ("{fr: Part}", "", "vi, en"),
        ("{vi: Tỷ lệ, en: Share}", "[vi, en, fr]", "fr"),
    ],
)
def test_a_catalog_is_in_the_languages_that_its_head_names(
    title: str, languages: str, missing: str | None, tmp_path: Path
) -> None:
    """Those and no others are asked for; without the field Vietnamese and English."""
    loaded = load(catalog(tmp_path, title, languages))
    assert loaded.problems == ()
    assert loaded.catalog is not None
    found = [one for one in check(loaded.catalog) if one.code == "wording-in-one-language"]
    assert [one.message.en.rpartition(" its ")[2] for one in found] == (
        [f"{missing} text."] * 4 if missing else []
    )


def test_a_further_language_is_kept(tmp_path: Path) -> None:
    """What is in the file is in the catalog, in whatever language it is."""
    loaded = load(catalog(tmp_path, "{vi: Tỷ lệ, en: Share, fr: Part, pt-BR: Parte}"))
    assert loaded.catalog is not None
    title = loaded.catalog.indicators[0].title
    assert dict(title.texts) == {"vi": "Tỷ lệ", "en": "Share", "fr": "Part", "pt-BR": "Parte"}
    assert [title.within(lang) for lang in ("vi", "en", "fr", "pt-BR", "de")] == [
        "Tỷ lệ",
        "Share",
        "Part",
        "Parte",
        "Share",
    ]


def test_what_is_missing_is_said_in_another_language() -> None:
    """English before Vietnamese before any other; nothing where there is nothing."""
    assert Wording("a", "b").within("fr") == "b"
    assert Wording("a").within("en") == "a"
    assert Wording(fr="c").within("vi") == "c"
    assert Wording().within("vi") == ""


def test_a_text_is_a_value() -> None:
    """Equal texts are equal whatever their order; none changes; they can be copied between processes."""
    one, other = Wording("a", "b"), Wording.of({"en": "b", "vi": "a"})
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(AttributeError):
        one.texts = {}


def test_exports_keep_a_further_language(tmp_path: Path) -> None:
    """A column for each language that some text is in; none where there is no such text."""
    loaded = load(catalog(tmp_path, "{vi: Tỷ lệ, en: Share, fr: Part}"))
    assert loaded.catalog is not None
    tabs = {tab.name: tab for tab in Exported(loaded.catalog, loaded.catalog, (), "2026-01-01", "en").tabs()}
    names = [column.name for column in tabs["indicators"].columns]
    assert names[-1] == "title_fr"
    assert next(iter(tabs["indicators"].rows))[-1] == "Part"
    assert not [column.name for column in tabs["targets"].columns if column.name.endswith("_fr")]
