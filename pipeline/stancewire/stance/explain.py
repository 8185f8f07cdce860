"""Which passages and words carried a label: what the model holds of the document without them.

In:  a stance model, a Document with its Mentions, and what the model said of it.
Out: an Explanation. A weight is the drop of the log odds when the words, or a whole part of the document, are taken
     out; the model is run again for each, at most RUNS times a document. Of the rules nothing is taken out: their
     statements and cue words are the reasons.

One word at a time says little of two that mean the same: without either the label still stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from stancewire.spans import first_come
from stancewire.stance.explanation import Carrier, Explanation, LabelExplained, Part
from stancewire.stance.model import StanceModel
from stancewire.stance.occlusion import HEADS, blanked, left_out, told_as_one, word_runs
from stancewire.stance.odds import Odds, odds_of
from stancewire.stance.rules import RuleStance
from stancewire.stance.trained import TrainedStance
from stancewire.statements.cues import CueMatch
from stancewire.types import Document, Mentions, PassageStance, Span, Stance, Verdict

PASSAGES: Final = 5  # of one label
PARTS: Final = 30  # of a document that are left out, one at a time
WORDS: Final = 100  # runs of words that are taken out, one at a time
RUNS: Final = 1 + PARTS + WORDS  # of the model on one document
_LONGEST: Final = 3  # words that are taken out together
_DIGITS: Final = 4
Ask = Callable[[Document, Mentions], Odds]


def explain(model: StanceModel, document: Document, mentions: Mentions, verdict: Verdict) -> Explanation:
    """Say what carried the labels of a verdict that this model gave."""
    if isinstance(model, RuleStance):
        return _by_cues(model, document, verdict)
    ask = model.odds if isinstance(model, TrainedStance) else lambda d, m: odds_of(model.judge(d, m))
    # Any other model judges the whole text by itself: a label of the document may be none of its passages'.
    whole_text = not isinstance(model, TrainedStance)
    return _Occlusion(ask, document, mentions).explanation(verdict.stance, nearest=whole_text)


class _Occlusion:
    """One document and the model that is asked about it."""

    def __init__(self, ask: Ask, document: Document, mentions: Mentions) -> None:
        self._ask, self._document, self._mentions = ask, document, mentions
        self._whole = ask(document, mentions)
        self._runs = 1

    def explanation(self, stance: Stance, *, nearest: bool = False) -> Explanation:
        """Of all labels and of the primary one. nearest: as of carriers_of."""
        carriers = {label: carriers_of(stance, label, nearest=nearest) for label in labels_of(stance)}
        runs, untried = self._words(list(_best_first(carriers.values())))
        without = {place: [(run, self._without(run)) for run in found] for place, found in runs.items()}
        labels = tuple(
            LabelExplained(
                label=label,
                probability=stance.probabilities.get(label),
                passages=tuple(self._carrier(p, label, without.get(p.start, [])) for p in _in_order(found)),
            )
            for label, found in carriers.items()
        )
        parts = self._parts(stance)
        return Explanation(method="occlusion", labels=labels, parts=parts, runs=self._runs, untried=untried)

    def _words(self, passages: Sequence[PassageStance]) -> tuple[dict[int, tuple[Span, ...]], int]:
        """What is taken out of each passage: as few words at a time as the limit allows; and how much is left over."""
        bodies, text = told_as_one(self._mentions), self._document.text
        for longest in range(1, _LONGEST + 1):
            runs = {p.start: word_runs(text, p.start, p.end, bodies, longest) for p in passages}
            count = sum(map(len, runs.values()))
            if count <= WORDS:
                return runs, 0
        left = WORDS
        for place, found in runs.items():
            runs[place] = found[:left]
            left -= len(runs[place])
        return runs, count - WORDS

    def _without(self, run: Span) -> Odds:
        self._runs += 1
        return self._ask(*blanked(self._document, self._mentions, run.start, run.end))

    def _carrier(self, passage: PassageStance, label: str, without: Sequence[tuple[Span, Odds]]) -> Carrier:
        before = self._whole.passages[passage.start][label]
        return Carrier(
            start=passage.start,
            end=passage.end,
            probability=passage.probabilities[label],
            words=tuple(_part(run, before - odds.passages[passage.start][label]) for run, odds in without),
            carries=label in passage.labels,
        )

    def _parts(self, stance: Stance) -> tuple[Part, ...]:
        parts = []
        for part, unit in _units(self._document, stance):
            self._runs += 1
            odds = self._ask(*left_out(self._document, self._mentions, unit))
            parts.append(_part(unit, self._whole.primary[stance.primary] - odds.primary[stance.primary], part))
        return tuple(parts)


def labels_of(stance: Stance) -> list[str]:
    """The primary class, then the other labels that are present, the surest first."""
    others = [label for label in stance.present if label != stance.primary]
    return [stance.primary, *sorted(others, key=lambda label: -stance.probabilities[label])]


def carriers_of(stance: Stance, label: str, *, nearest: bool = False) -> list[PassageStance]:
    """The passages that carry a label, the surest first, at most PASSAGES. nearest: where none does, the likeliest."""
    ranked = sorted((p for p in stance.passages if label in p.probabilities), key=lambda p: -p.probabilities[label])
    return [p for p in ranked if label in p.labels][:PASSAGES] or ranked[: int(nearest)]


def _best_first(carriers: Iterable[Sequence[PassageStance]]) -> Iterable[PassageStance]:
    """Each passage once: the surest of every label, then the second of every label, and so on."""
    lists = list(carriers)
    ranked = [found[rank] for rank in range(PASSAGES) for found in lists if rank < len(found)]
    return {p.start: p for p in ranked}.values()


def _units(document: Document, stance: Stance) -> list[tuple[str, Span]]:
    """Title, standfirst and passages in text order; of a long document the passages with the likeliest labels."""
    heads: list[tuple[str, Span]] = [(z.zone, z) for z in document.zones if z.zone in HEADS]
    opening: list[tuple[str, Span]] = [("opening", p) for p in document.passages[:1]]
    chances = {p.start: max(p.probabilities.values(), default=0.0) for p in stance.passages}
    rest = sorted(document.passages[1:], key=lambda p: -chances.get(p.start, 0.0))
    units = [*heads, *opening, *(("passage", p) for p in rest)][:PARTS]
    return sorted(units, key=lambda item: item[1].start)


def _by_cues(model: RuleStance, document: Document, verdict: Verdict) -> Explanation:
    """The statements that carry a label, as evidence; the cue words that announce them weigh what they are trusted."""
    stance = verdict.stance
    labelled = list(zip(verdict.statements, stance.statement_labels, strict=True))
    labels = []
    for label in labels_of(stance):
        surest = sorted((s for s, carried in labelled if carried == label), key=lambda s: -s.probability)[:PASSAGES]
        carriers = tuple(
            Carrier(
                start=s.start,
                end=s.end,
                probability=s.probability,
                words=tuple(_part(cue, cue.cue.strength) for cue in _apart(model.cues_of(document, s))),
            )
            for s in sorted(surest, key=lambda s: s.start)
        )
        labels.append(LabelExplained(label=label, probability=stance.probabilities.get(label), passages=carriers))
    parts = []
    for part, unit in _units(document, stance):
        chances = [s.probability for s, carried in labelled if carried == stance.primary and unit.holds(s.start, s.end)]
        parts.append(_part(unit, max(chances, default=0.0), part))
    return Explanation(method="cues", labels=tuple(labels), parts=tuple(parts), runs=0)


def _apart(cues: Sequence[CueMatch]) -> tuple[CueMatch, ...]:
    """Of cues that overlap ("plans to", "plans") the longest."""
    return first_come(sorted(cues, key=lambda cue: cue.start - cue.end))


def _part(span: Span | CueMatch, weight: float, part: str = "words") -> Part:
    return Part(start=span.start, end=span.end, weight=round(weight, _DIGITS) + 0.0, part=part)


def _in_order(passages: Iterable[PassageStance]) -> list[PassageStance]:
    return sorted(passages, key=lambda p: p.start)
