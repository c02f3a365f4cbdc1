# /// script
# requires-python = ">=3.11"
# dependencies = ["hntrack", "numpy", "scipy"]
# [tool.uv.sources]
# hntrack = { path = "..", editable = true }
# ///
"""Make the evidence tables of ``hntrack extract`` from annotated texts, and publish the scores of the folds.

usage: uv run tools/train_extract.py [--set TEXTS GOLD [INDEX]] [--also TEXTS GOLD [INDEX]]
           [--articles FILE …] [--negatives FOLDER …] [--folds 5] [--scorer FILE] [--write]

Each set is a folder of .txt articles, annotations as JSON lines (the keys that ``extract -f json`` prints), and
optionally a CSV with the columns doc and doc_date.  ``--articles`` takes files in the form of
tests/unit/extract/texts/unseen.txt; those marked ``held`` are left out, and FILE:4 lets each count four times, where
each stands for a kind of its own.  Those of ``--set``, which are real, count three times.  Every article with a date is
read with and without it.

Three models are fitted, all linear in the evidence, and all tell how likely each of some choices is:

- readings: of all pairs of a time and a kind that a figure may have;
- claims: that a figure is a claim, or none;
- subjects: of the stretches of text that may name what a figure is about.

With ``--folds N`` the documents of ``--set`` are dealt into N folds, and each fold is read with tables fitted on the
others and on all else; the claims of all folds together are scored by ``--scorer``.  With ``--write`` the tables are
fitted on everything.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import subprocess
import sys
import tempfile
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import hntrack.extract.run as reading_room
from hntrack.extract import DraftClaim, survey, to_scorer_json
from hntrack.extract.evidence import Option, Reading
from hntrack.extract.subject_choice import Case, Scales
from hntrack.extract.subjects import Place
from hntrack.extract.weights import KINDS, Table
from hntrack.text.characters import nfc
from hntrack.text.periods import parse_period
from hntrack.text.quantity import Quantity

ROOM = Path(__file__).resolve().parents[1] / "src" / "hntrack" / "extract"
SCALES = {
    "million billion": 15, "triệu tỷ": 15, "nghìn tỷ": 12, "trillion": 12, "thousand billion": 12, "billion": 9,
    "tỷ": 9, "tỉ": 9, "million": 6, "triệu": 6, "thousand": 3, "nghìn": 3, "megatonnes": 6, "crore": 7, "lakh": 5,
}  # fmt: skip
# Words that say nothing of what a subject is, as the scorer takes them.
_EMPTY = frozenset(
    [
        "của", "và", "các", "có", "trong", "cho", "với", "là", "được", "số", "tỷ", "lệ",
        "đến", "năm", "về", "tại", "từ", "the", "of", "and", "in", "to", "a", "for",
        "with", "by", "at", "share", "rate", "number",
    ]
)  # fmt: skip
_SUBJECTS = ("subject_vi", "subject_en", "subject")
_RIGHT = 0.5  # of the words shared
_PENALTY, _SUBJECT_PENALTY = 2.0, 2.0  # how strongly weights are held near 0
_HOLD = 5.0  # so much more strongly those of seldom evidence on subjects: 1 + 5 / how often it was seen
# Evidence of what the figures before were read as.  Each decision is learnt with it and without: beside annotations
# these readings are always right, later they are the reader's own, and a wrong one must not draw all others with it.
_OF_BEFORE = re.compile(
    r"(?:(?:vi |en )?(?:not )?as (?:before|last told)|(?:and |in brackets )?after |goes on from "
    r"|last (?:told|target|measurement|baseline)|so far )"
)
_REAL = 3  # so many times the articles of --set count: they are real, the others retold or invented
_SELDOM, _SELDOM_SUBJECT = 3, 5  # evidence seen less often is not weighed
_LEAST, _LEAST_SUBJECT = 0.2, 0.08  # a weight that is written
_MOST_ROUNDS = 100
_NEVER = -1e9
Column = tuple[str, int]  # a piece of evidence, and the column of the table that it weighs in
Choice = tuple[list[Column], float]  # the evidence on it, and how right it is, from 0 to 1
Gold = dict[str, object]


@dataclass
class Article:
    """An annotated text, read with or without its date."""

    name: str
    text: str
    published: date | None
    gold: list[Gold]
    group: str
    dated: tuple[bool, ...]  # in which of the two scores its claims count: with dates, without


@dataclass
class Example:
    """A figure: its evidence, its options, and which pairs of option and kind are right."""

    evidence: list[str]
    options: list[list[str]]
    right: list[tuple[int, int]]


@dataclass
class Lesson:
    """What one article teaches."""

    readings: list[Example] = field(default_factory=list)
    claims: list[tuple[list[str], bool]] = field(default_factory=list)
    subjects: list[tuple[list[list[str]], list[float]]] = field(
        default_factory=list
    )  # evidence, how right it is


def scaled(gold: Gold, key: str = "value") -> float | None:
    """Give a value of an annotation times the scale words of its unit."""
    value = gold.get(key)
    if value is None:
        return None
    unit = str(gold.get("unit") or "").lower()
    exponent = next((power for word, power in SCALES.items() if word in unit), 0)
    return float(str(value)) * 10.0**exponent


class Teacher:
    """Stands beside the reader of an article and says which choice is right, as far as the annotations tell."""

    def __init__(self, article: Article) -> None:
        self.gold = [dict(gold, used=False) for gold in article.gold]
        self.lesson = Lesson()
        self.last: Gold | None = None

    def choose(
        self, reading: Reading, figure: Quantity | None, evidence: list[str], options: list[Option]
    ) -> tuple[int, int] | None:
        """Note an example; give the right choice, or ``None`` where the annotations say nothing."""
        gold = self.find(reading, figure, evidence)
        if figure is not None:
            self.last = gold
        if gold is None:
            return None
        years = {gold.get("year"), *_list(gold.get("alt_year"))}
        if gold.get("year_source") == "doc_date" and reading.document.year is None:
            years.add(None)  # else what is reported without a year is of the document's
        kinds = {gold["kind"], *_list(gold.get("alt_kind"))}
        right = [
            (at, kind)
            for at, option in enumerate(options)
            for kind in (0, 1, 2)
            if option.year in years and KINDS[kind] in kinds
        ]
        self.lesson.readings.append(Example(evidence, [option.evidence for option in options], right))
        if right:
            return right[0] if len(right) == 1 else None
        kind = next((k for k in (0, 1, 2) if KINDS[k] in kinds), 0)
        return (len(options) - 1, kind)

    def name(self, names: dict[str, list[str]], evidence: list[list[str]]) -> int:
        """Note which names of a subject are right; give the best of them, else the nearest."""
        told = [str(self.last[key]) for key in _SUBJECTS if self.last.get(key)] if self.last else []
        right = [max((_likeness(name, subject) for subject in told), default=0.0) for name in names]
        if max(right) >= _RIGHT:
            self.lesson.subjects.append((evidence, right))
            return right.index(max(right))
        return 0

    def find(self, reading: Reading, figure: Quantity | None, evidence: list[str]) -> Gold | None:
        """Find the annotation of a figure: on its line, with its value, the first that is not taken."""
        number = reading.line.number
        if figure is None:
            return self._aim(reading, number)
        value = float(figure.value) * 10.0**figure.exponent
        high = None if figure.value_high is None else float(figure.value_high) * 10.0**figure.exponent
        for gold in self.gold:
            if gold["used"] or gold.get("comparator") == "qualitative":
                continue
            if number not in {gold["line"], *_list(gold.get("also_lines"))}:
                continue
            if _near(value, scaled(gold)) and (high is None or _near(high, scaled(gold, "value_high"))):
                gold["used"] = True
                return gold
        del evidence
        return None

    def _aim(self, reading: Reading, number: int) -> Gold | None:
        low = reading.sentence.low
        for gold in self.gold:
            if gold["used"] or gold.get("comparator") != "qualitative" or number != gold["line"]:
                continue
            printed = str(gold.get("as_printed") or "").lower()
            words = set(printed.split())
            if printed in low or len(words & set(low.split())) > len(words) / 2:
                gold["used"] = True
                return gold
        return None


def _likeness(name: str, subject: str) -> float:
    """Say how many words of content two names share."""
    first, second = _content(name), _content(subject)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@cache
def _content(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]\w*", nfc(name).lower()) if word not in _EMPTY)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _near(value: float, other: float | None) -> bool:
    return other is not None and abs(value - other) <= 1e-6 * max(1.0, abs(value))


class Learner(reading_room.Reader):
    """A reader that notes, for each figure, what the annotations say of it."""

    def __init__(self, article: Article) -> None:
        self.teacher = Teacher(article)
        super().__init__(survey(article.text, article.name, None, article.published), 0.0, self._ask)
        self._known = False
        self._asked: deque[tuple[Gold | None, bool]] = deque()  # of the figures of a sentence

    def _ask(
        self, reading: Reading, figure: Quantity | None, evidence: list[str], options: list[Option]
    ) -> tuple[int, int] | None:
        before = len(self.teacher.lesson.readings)
        choice = self.teacher.choose(reading, figure, evidence, options)
        if figure is not None:
            self._asked.append((self.teacher.last, len(self.teacher.lesson.readings) > before))
        return choice

    def _name_subject(self, place: Place, evidence: list[str]) -> str:
        self.teacher.last, self._known = self._asked.popleft()
        return super()._name_subject(place, evidence)

    def _choose_subject(self, names: dict[str, list[str]], case: Case) -> int:
        return self.teacher.name(names, [case.evidence(index) for index in range(len(names))])

    def _worth(self, evidence: list[str]) -> float:
        self.teacher.lesson.claims.append((evidence, self._known))
        return 1.0


def learn(article: Article) -> Lesson:
    """Read an article beside its annotations."""
    learner = Learner(article)
    learner.read()
    return learner.teacher.lesson


def fit_readings(examples: list[Example]) -> Table:
    """Fit the model of readings: of each pair of a time and a kind, for those examples of which one is right."""
    told = [example for example in examples if example.right]
    cases = [list(_pairs(example)) for example in (*told, *map(_forget, told))]
    weights = fit_choices(cases, seldom=2 * _SELDOM, penalty=2 * _PENALTY)  # each decision stands twice
    rows: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for (piece, column), weight in weights.items():
        rows[piece][column] = weight
    return {
        piece: (row[0], row[1], row[2], row[3]) for piece, row in rows.items() if max(map(abs, row)) >= _LEAST
    }


def _forget(example: Example) -> Example:
    """Leave out what the figures before were read as."""
    options = [[piece for piece in option if not _OF_BEFORE.match(piece)] for option in example.options]
    return Example(
        [piece for piece in example.evidence if not _OF_BEFORE.match(piece)], options, example.right
    )


def _pairs(example: Example) -> Iterable[Choice]:
    """Give each pair of a time and a kind; what speaks of the kind alone weighs the same for all times."""
    for at, option in enumerate(example.options):
        for kind in (0, 1, 2):
            alone = [(piece, kind + 1) for piece in example.evidence]
            of_time = [(piece, column) for piece in option for column in (0, kind + 1)]
            yield alone + of_time, float((at, kind) in example.right)


def fit_claims(examples: list[tuple[list[str], bool]]) -> Table:
    """Fit the model of what is a claim at all: a choice between its evidence and nothing."""
    cases: list[list[Choice]] = [
        [([(piece, 0) for piece in evidence], float(is_claim)), ([], float(not is_claim))]
        for evidence, is_claim in examples
    ]
    weights = fit_choices(cases, seldom=1, penalty=1.0)
    return {piece: (weight, 0.0, 0.0, 0.0) for (piece, _), weight in weights.items()}


def fit_subjects(examples: list[tuple[list[list[str]], list[float]]]) -> Table:
    """Fit the model of subjects: the more words of the right one a name shares, the better."""
    cases: list[list[Choice]] = [
        [
            ([(piece, 0) for piece in pieces], likeness**2 if likeness >= _RIGHT else 0.0)
            for pieces, likeness in zip(names, right, strict=True)
        ]
        for names, right in examples
        if len(names) > 1
    ]
    weights = fit_choices(cases, seldom=_SELDOM_SUBJECT, penalty=_SUBJECT_PENALTY, hold=_HOLD)
    return {
        piece: (weight, 0.0, 0.0, 0.0)
        for (piece, _), weight in weights.items()
        if abs(weight) >= _LEAST_SUBJECT
    }


def fit_choices(
    cases: Sequence[Sequence[Choice]], *, seldom: int, penalty: float, hold: float = 0.0
) -> dict[Column, float]:
    """Fit a log-linear model: the weights under which the right choices are the likeliest (L-BFGS, quadratic penalty).

    Args:
        cases: For each decision its choices.
        seldom: Evidence of fewer decisions is not weighed.
        penalty: How strongly weights are held near 0.
        hold: How much more strongly those of seldom evidence: ``penalty * (1 + hold / decisions)``.
    """
    seen = Counter(
        piece for case in cases for piece in {piece for evidence, _ in case for piece, _ in evidence}
    )
    columns: dict[Column, int] = {}
    places, ends, starts, goodness = array("i"), array("q", [0]), array("q"), array("d")
    for case in cases:
        starts.append(len(goodness))
        for evidence, rightness in case:
            places.extend(
                columns.setdefault(column, len(columns)) for column in evidence if seen[column[0]] >= seldom
            )
            ends.append(len(places))
            goodness.append(np.log(rightness) if rightness else _NEVER)
    matrix = csr_matrix((np.ones(len(places)), places, ends), shape=(len(goodness), len(columns)))
    back, first, good = matrix.T.tocsr(), np.asarray(starts), np.asarray(goodness)
    case_of = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(good))))
    held = np.array([penalty * (1 + hold / seen[piece]) for piece, _ in columns])

    def chances(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give for each case the logarithm of its sum, and for each choice its share."""
        top = np.maximum.reduceat(scores, first)
        mass = np.exp(scores - top[case_of])
        total = np.add.reduceat(mass, first)
        return top + np.log(total), mass / total[case_of]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        (all_sum, every), (right_sum, right) = chances(scores), chances(scores + good)
        penalties = held * weights
        return float((all_sum - right_sum).sum() + weights @ penalties / 2), back @ (
            every - right
        ) + penalties

    found = minimize(
        loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": _MOST_ROUNDS}
    )
    return dict(zip(columns, map(float, found.x), strict=True))


@dataclass(frozen=True)
class Tables:
    """The fitted tables."""

    readings: Table
    claims: Table
    subjects: Table


def fit(articles: Iterable[Article]) -> Tables:
    """Fit all tables."""
    articles = list(articles)
    lessons = [learn(article) for article in articles]
    once = [lesson for article, lesson in zip(articles, lessons, strict=True) if article.dated[0]]
    return Tables(
        fit_readings([example for lesson in lessons for example in lesson.readings]),
        fit_claims([claim for lesson in lessons for claim in lesson.claims]),
        fit_subjects([subject for lesson in once for subject in lesson.subjects]),
    )


def read_with(tables: Tables, article: Article) -> tuple[DraftClaim, ...]:
    """Read an article by some tables."""
    document = survey(article.text, article.name, None, article.published)
    if document.genre:
        return ()
    reader = reading_room.Reader(document)
    reader.readings, reader.claim_weights = tables.readings, tables.claims
    reader.subjects = Scales(tables.subjects)
    reader.read()
    return reader.result()


def write(tables: Tables) -> None:
    """Write the tables into the package, the heaviest evidence first."""
    for name, table in (
        ("readings", tables.readings),
        ("claims", tables.claims),
        ("subjects", tables.subjects),
    ):
        columns = 4 if name == "readings" else 1
        head = (
            "# evidence\tany\ttarget\tmeasurement\tbaseline" if columns == 4 else f"# evidence\t{name[:-1]}"
        )
        rows = sorted(table.items(), key=lambda item: (-max(map(abs, item[1])), item[0]))
        lines = [
            "# Made by tools/train_extract.py; see docs/extract.md.",
            head,
            *(
                "\t".join([piece, *(f"{weight:.2f}".replace("-0.00", "0.00") for weight in row[:columns])])
                for piece, row in rows
            ),
        ]
        (ROOM / f"{name}.weights").write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_set(texts: Path, gold: Path | None, index: Path | None, group: str) -> list[Article]:
    """Read a set of articles; those with a date twice, with and without it."""
    days: dict[str, date] = {}
    if index is not None:
        with index.open(encoding="utf-8", newline="") as file:
            days = {
                row["doc"]: parse_period(row["doc_date"]).end
                for row in csv.DictReader(file)
                if row["doc_date"]
            }
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()] if gold else []
    found = []
    for path in sorted(texts.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        own = [row for row in rows if path.stem.startswith(row["doc"])]
        for published in dict.fromkeys((days.get(path.stem), None)):
            dated = (published is not None,) if days.get(path.stem) else (True, False)
            found.append(Article(path.stem, text, published, own, f"{group}/{path.stem}", dated))
    return found


def load_articles(path: Path, group: str) -> list[Article]:
    """Read a file of invented articles with the claims in them; those that are held back are left out."""
    found = []
    for block in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.strip("\n").split("\n")
        name, _, day, place, split = (part.strip() for part in head.split("|"))
        if split == "held":
            continue
        text = "\n".join(line for line in lines if line and not line.startswith(("= ", "? ", "#"))) + "\n"
        published = parse_period(day).end if day != "-" else None
        gold = [_gold(line, text, place, published) for line in lines if line.startswith(("= ", "? "))]
        for given in dict.fromkeys((published, None)):
            dated = (given is not None,) if published else (True, False)
            found.append(Article(name, text, given, gold, f"{group}/{name}", dated))
    return found


def _gold(line: str, text: str, place: str, published: date | None) -> Gold:
    """Read a claim as it stands behind an invented article; ``2025~`` is a year that only the article's date gives."""
    said, number, subject = (part.strip() for part in line[2:].split("|"))
    kinds, sign, value, *unit, told = said.split()
    told, by_date = told.removesuffix("~"), told.endswith("~")
    years = [None if year == "None" else int(year) for year in told.split(",") if year != "--"]
    low, _, high = value.partition("..")
    where = text.split("\n")[int(number) - 1] if published and published.year == (years or [0])[0] else text
    printed = not by_date and (not years or years[0] is None or str(years[0]) in where)
    return {
        "kind": kinds.split(",")[0],
        "alt_kind": kinds.split(",")[1:],
        "comparator": "qualitative" if value == "-" else sign,
        "value": None if value == "-" else float(low),
        "value_high": float(high) if high else None,
        "unit": " ".join(unit),
        "as_printed": subject if value == "-" else low,
        "year": years[0] if years else None,
        "alt_year": years[1:] if years else list(range(1990, 2100)),
        "year_source": "stated" if printed else "doc_date",
        "subject": subject,
        "jurisdiction": place,
        "line": int(number),
        "tier": "core" if line.startswith("=") else "context",
        "also_lines": [],
    }


def main() -> int:
    """Fit, score by folds, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", nargs="+", action="append", default=[], type=Path, metavar="PATH")
    parser.add_argument("--also", nargs="+", action="append", default=[], type=Path, metavar="PATH")
    parser.add_argument("--articles", nargs="+", default=[], metavar="FILE[:TIMES]")
    parser.add_argument("--negatives", action="append", default=[], type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sets = [
        load_set(paths[0], paths[1], paths[2] if len(paths) > 2 else None, str(number))
        for number, paths in enumerate(options.set)
    ]
    negatives = [
        article for folder in options.negatives for article in load_set(folder, None, None, str(folder))
    ]
    invented = []
    for said in options.articles:
        path, _, times = said.partition(":")
        invented += load_articles(Path(path), Path(path).stem) * int(times or 1)
    also = [
        article
        for paths in options.also
        for article in load_set(paths[0], paths[1], paths[2] if len(paths) > 2 else None, str(paths[0]))
    ]
    scored = [article for group in sets for article in group]
    if options.folds:
        _score_folds(scored, [*also, *invented, *negatives], options)
    if options.write:
        write(fit((*scored * _REAL, *also, *invented, *negatives)))
    return 0


def _score_folds(articles: list[Article], always: list[Article], options: argparse.Namespace) -> None:
    groups = sorted({article.group for article in articles})
    random.Random(3).shuffle(groups)
    fold_of = {group: number % options.folds for number, group in enumerate(groups)}
    found: dict[tuple[str, bool], list[DraftClaim]] = defaultdict(list)
    told: list[tuple[DraftClaim, Article]] = []
    for fold in range(options.folds):
        others = [article for article in articles if fold_of[article.group] != fold]
        tables = fit((*always, *others * _REAL))
        for article in articles:
            if fold_of[article.group] == fold:
                claims = read_with(tables, article)
                told += [(claim, article) for claim in claims]
                for dated in article.dated:
                    found[article.group.split("/")[0], dated] += claims
    for number, paths in enumerate(options.set):
        _score(number, paths, found, options.scorer)
    _calibrate([(claim, article) for claim, article in told if article.gold])


def _calibrate(told: list[tuple[DraftClaim, Article]]) -> None:
    """Print how often the claims of each chance and each confidence were right, over all folds."""
    bins: dict[str, list[bool]] = defaultdict(list)
    for claim, article in told:
        right = _is_right(claim, article.gold)
        if right is not None and claim.value is not None:
            bins[f"{claim.worth * claim.likely:.1f}"].append(right)
            bins[f"{claim.confidence}"].append(right)
            bins[f"{claim.confidence} {claim.lang}"].append(right)
    print("== right by chance and confidence")
    for name, rights in sorted(bins.items()):
        print(f"{name:12} {len(rights):5} {sum(rights) / len(rights):.3f}")


def _is_right(claim: DraftClaim, golds: list[Gold]) -> bool | None:
    """Whether value, year and kind of a claim are those of an annotation; ``None`` for what counts neither way."""
    assert claim.value is None or claim.scaled is not None
    matched = [
        gold
        for gold in golds
        if claim.line in {gold["line"], *_list(gold.get("also_lines"))}
        and _near(float(claim.scaled or 0), scaled(gold))
    ]
    if any(gold.get("tier") == "context" for gold in matched):
        return None
    for gold in matched:
        years = {gold.get("year"), *_list(gold.get("alt_year"))}
        if gold.get("year_source") == "doc_date":
            years.add(None)
        if claim.kind in {gold["kind"], *_list(gold.get("alt_kind"))} and claim.year in years:
            return True
    return False


def _score(
    number: int, paths: list[Path], found: dict[tuple[str, bool], list[DraftClaim]], scorer: Path
) -> None:
    for dated in (True, False):
        claims = found.get((str(number), dated), [])
        if not dated or claims:
            with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as out:
                json.dump(to_scorer_json(tuple(claims)), out, ensure_ascii=False, default=float)
                out.flush()
                print(f"== {paths[0]} {'with' if dated else 'without'} dates", flush=True)
                subprocess.run(
                    [sys.executable, scorer, out.name, "--gold", paths[1], "--texts", paths[0], "--details"],
                    check=False,
                )


if __name__ == "__main__":
    sys.exit(main())
