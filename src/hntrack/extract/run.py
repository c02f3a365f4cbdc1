"""Read the claims of an article, line by line, carrying horizons from one line to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from hntrack.extract.aims import aims_of
from hntrack.extract.areas import areas_in, main_area
from hntrack.extract.body import BodyLine, body_lines
from hntrack.extract.draft import DraftClaim
from hntrack.extract.figures import figures_of, is_earlier_value, is_figure, is_indicator_noun
from hntrack.extract.fold_claims import folded
from hntrack.extract.kinds import Dating, Scene, cues_in, kind_of, nearest_cue, time_for
from hntrack.extract.sentences import Sentence, sentences_of
from hntrack.extract.subjects import subject_of
from hntrack.extract.times import Time, find_times
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import lower

_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_PRINTED_DAY = re.compile(
    r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:199|20\d)\d)(?!\d)|(?<!\d)((?:199|20\d)\d)-(\d\d)-(\d\d)(?!\d)"
)


def extract(
    text: str, *, published: date | None = None, doc: str = "", lang: str | None = None
) -> tuple[DraftClaim, ...]:
    """Propose the claims of an article.

    Args:
        text: The article, possibly with the page around it.
        published: When it appeared; dates what it reports without a year.
        doc: Its name, copied into the claims.
        lang: ``vi`` or ``en``; found from the text where ``None``.

    Returns:
        Claims in the order of the text, repeats folded into the fullest of them.
    """
    lines = body_lines(text)
    lang = lang or language_of(lines)
    reader = _Reader(lang, doc, lines, published)
    for line in lines:
        reader.read(line)
    return folded(reader.claims)


def language_of(lines: tuple[BodyLine, ...]) -> str:
    """Tell Vietnamese from English by its letters."""
    sample = " ".join(one.text for one in lines[:60])[:20_000].lower()
    return "vi" if len(_VIETNAMESE.findall(sample)) * 50 > len(sample) else "en"


@dataclass
class _Reader:
    """Reads one article; ``scene`` is what the sentences so far have set."""

    lang: str
    doc: str
    lines: tuple[BodyLine, ...]
    published: date | None
    scene: Scene = field(default_factory=Scene)
    claims: list[DraftClaim] = field(default_factory=list)
    area: str = ""
    reference: int | None = None

    def __post_init__(self) -> None:
        lows = [lower(one.text) for one in self.lines]
        self.area = main_area(lows)
        self.reference = self.published.year if self.published else printed_year(self.lines)

    def read(self, line: BodyLine) -> None:
        for sentence in sentences_of(line.text):
            self._sentence(line, sentence)

    def _sentence(self, line: BodyLine, sentence: Sentence) -> None:
        times = find_times(sentence.low, self.lang)
        cues = cues_in(sentence.low, self.lang)
        figures = figures_of(sentence, self.lang)
        first = figures[0].start if figures else len(sentence.low)
        self._enter(line, sentence, times, cues, first)
        spans = [(one.start, one.end) for one in figures]
        blanks = [(one.start, one.end) for one in times]
        subject = ""
        for index, one in enumerate(figures):
            subject = subject_of(sentence, figures, index, subject, self.lang, blanks)
            time = time_for(sentence.low, times, spans, index, self.lang)
            claim = self._claim(line, sentence, one, subject, time, cues)
            if claim is None:
                continue
            if is_earlier_value(sentence, figures, index, self.lang):
                claim = self._earlier(claim, sentence, one, times)
            if claim.kind == "target" and one.unit == "rank" and not sentence.low[one.spans[0][0]].isdigit():
                continue  # a first place in words is an aim in words
            self.claims.append(claim)
        self._aims(line, sentence, times, cues, spans)

    def _enter(
        self,
        line: BodyLine,
        sentence: Sentence,
        times: tuple[Time, ...],
        cues: list[tuple[int, str]],
        first: int,
    ) -> None:
        """Let what a sentence says before its first figure set the scene for it and the ones after it."""
        kinds = [kind for _, kind in cues]
        opening = [one for one in times if one.role == "when" and one.end <= first]
        if opening:
            time = opening[-1]
            cue = nearest_cue(cues, first) or (kinds[0] if kinds else "")
            kind = kind_of(time, cue, self.scene, self.reference)
            self.scene = Scene(kind, time.year, time.basis, line.number)
        elif any(one.role == "now" and one.end <= first for one in times):
            self.scene = Scene("measurement", None, "as_of", line.number)
        elif "target" in kinds and self.scene.kind != "target":
            titles = [one for one in times if one.role == "title"]
            later = [one for one in times if one.role == "when"]
            if not later:
                year = titles[0].year if titles else None
                self.scene = Scene("target", year, "by_end" if year else "", line.number)
        elif (
            kinds
            and "target" not in kinds
            and not re.match(r"\s*[-–•*+]", sentence.text)
            and self.scene.kind == "target"
        ):
            strong = [k for k in kinds if k == "measurement"]
            if len(strong) >= 2:
                self.scene = Scene("measurement", None, "", line.number)

    def _dating(self, time: Time | None, kind: str) -> Dating:
        if time is not None and time.role != "title":
            year = time.year or self.reference
            basis = "by_end" if kind == "target" and time.basis != "during" else time.basis
            return Dating(year, basis, "stated" if time.year else "doc_date")
        scene = self.scene
        if scene.year is not None and scene.kind == kind:
            return Dating(scene.year, scene.basis, "carried", scene.line)
        if kind == "target":
            return Dating(None, "", "none")
        return Dating(self.reference, "as_of", "doc_date" if self.reference else "none")

    def _claim(
        self,
        line: BodyLine,
        sentence: Sentence,
        one: Quantity,
        subject: str,
        time: Time | None,
        cues: list[tuple[int, str]],
    ) -> DraftClaim | None:
        if not is_figure(sentence, one, self.lang):
            return None
        cue = nearest_cue(cues, one.end)
        kind = kind_of(time, cue, self.scene, self.reference)
        if not kind and one.unit is not None:
            kind = "measurement"
        if not kind or not self._worth(one, kind, cue, time):
            return None
        dating = self._dating(time, kind)
        start, end = _printed_span(sentence, one)
        return DraftClaim(
            doc=self.doc,
            kind=kind,
            subject=subject,
            lang=self.lang,
            comparator=one.comparator or "exactly",
            qualifier=one.qualifier,
            value=one.value,
            value_high=one.value_high,
            of=one.of,
            exponent=one.exponent,
            unit=one.unit,
            noun=_counted(one.noun, self.lang),
            per=one.per,
            share_of=one.share_of,
            as_printed=sentence.text[start:end].strip(),
            line=line.number,
            year=dating.year,
            year_basis=dating.basis,
            year_source=dating.source,
            carried_from=dating.carried_from if dating.carried_from != line.number else None,
            area=self._area(sentence, start),
            confidence="high" if cue and dating.year else "medium" if cue or dating.year else "low",
        )

    def _worth(self, one: Quantity, kind: str, cue: str, time: Time | None) -> bool:
        if kind == "target":
            return True
        spoken = bool(cue or time or self.scene.kind)
        if one.unit in {"percent", "rank", "index", "point"} or (one.unit or "").startswith("per_"):
            return spoken
        if one.unit is not None or one.of is not None:
            return spoken
        return spoken and is_indicator_noun(one.noun, self.lang)

    def _earlier(
        self, claim: DraftClaim, sentence: Sentence, one: Quantity, times: tuple[Time, ...]
    ) -> DraftClaim:
        compared = [
            t for t in times if t.role == "compared" or (t.start >= one.end and t.start - one.end < 12)
        ]
        near = [t for t in compared if t.start >= one.end and t.start - one.end < 12] or compared
        year = near[0].year if near and near[0].year else None
        return replace(
            claim, kind="baseline", year=year, year_basis="during", year_source="stated" if year else "none"
        )

    def _area(self, sentence: Sentence, position: int) -> str:
        before = [name for at, name in areas_in(sentence.low) if at <= position]
        return before[-1] if before else self.area

    def _aims(
        self,
        line: BodyLine,
        sentence: Sentence,
        times: tuple[Time, ...],
        cues: list[tuple[int, str]],
        taken: list[tuple[int, int]],
    ) -> None:
        numeric = [span for span in taken if sentence.low[slice(*span)].strip()[-1:] != ""]
        figures = [span for span in numeric if any(c.isdigit() for c in sentence.low[slice(*span)])]
        spans = aims_of(sentence, self.lang, figures)
        for index, (start, end) in enumerate(spans):
            time = time_for(sentence.low, times, spans, index, self.lang)
            cue = nearest_cue(cues, end)
            if kind_of(time, cue, self.scene, self.reference) != "target":
                continue
            dating = self._dating(time, "target")
            clause_start, _ = sentence.clause_of(start)
            self.claims.append(
                DraftClaim(
                    doc=self.doc,
                    kind="target",
                    subject=_aim_subject(sentence.text[clause_start:end]),
                    lang=self.lang,
                    comparator="text",
                    qualifier="exact",
                    value=None,
                    as_printed=sentence.text[start:end].strip(" ,.;:"),
                    line=line.number,
                    year=dating.year,
                    year_basis=dating.basis,
                    year_source=dating.source,
                    carried_from=dating.carried_from if dating.carried_from != line.number else None,
                    area=self._area(sentence, start),
                    confidence="medium" if cue else "low",
                )
            )


def printed_year(lines: tuple[BodyLine, ...]) -> int | None:
    """Give the year of the latest full date that an article prints in its first and last lines' datelines."""
    years = []
    for one in lines[:6]:
        for match in _PRINTED_DAY.finditer(one.text):
            years.append(int(match[3] or match[4]))
    return max(years) if years else None


def _printed_span(sentence: Sentence, one: Quantity) -> tuple[int, int]:
    noun = one.noun.split()
    if one.unit is None and noun:
        words = " ".join(noun[:2])
        at = sentence.text.find(words, one.end)
        if 0 <= at - one.end <= 2:
            return one.start, at + len(words)
    return one.start, one.end


def _counted(noun: str, lang: str) -> str:
    words = noun.split()
    return " ".join(words[: 2 if lang == "vi" else 1])


def _aim_subject(text: str) -> str:
    return " ".join(text.strip(" ,.;:-–•").split()[-22:])
