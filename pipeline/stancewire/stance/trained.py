"""The trained backends: chances of units and document in, statements and stance out.

Labels are decided in labelling.py; every label of a passage has a statement that carries it, drafted
from who speaks and acts there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from stancewire.config import StanceConfig
from stancewire.stance.cascade import CascadeChances
from stancewire.stance.decision import Chancer, Chances, Decision, load_decision
from stancewire.stance.encoder import EncoderScorer
from stancewire.stance.labelling import Labels, labels_of
from stancewire.stance.labels import CLASSES, LABELS, NAMES, NONE, label_of
from stancewire.stance.linear import LinearScorer
from stancewire.stance.odds import Odds, named_odds, odds_of
from stancewire.stance.outputs import DEEDS
from stancewire.stance.reading import Reading, Unit, reading_of
from stancewire.stance.scores import Scorer
from stancewire.statements.cues import load_cues
from stancewire.statements.drafts import Deed, Drafter
from stancewire.statements.reader import StatementReader
from stancewire.types import Document, Mentions, PassageStance, Stance, Statement, Verdict

_DIGITS: Final = 4  # of every probability in a record
_FIRST_DEED: Final = len(NAMES)


class TrainedStance:
    """One trained model; an instance serves any number of documents, one at a time."""

    def __init__(self, model: Chancer, reader: StatementReader, config: StanceConfig) -> None:
        self._model = model
        self._reader = reader
        self._config = config

    def judge(self, document: Document, mentions: Mentions) -> Verdict:
        """Say which stances the document takes, and whose statements carry them."""
        if document.meta.language not in (None, "en"):
            return _silent(document)
        reading = reading_of(document, mentions)
        chances = self._model.chances(reading)
        labels = labels_of(reading, chances, self._config.present_at)
        statements = tuple(self._statements(document, mentions, reading, chances, labels.units))
        return Verdict(
            statements=tuple(statement for statement, _ in statements),
            stance=self._stance(document, reading, chances, labels, tuple(label for _, label in statements)),
        )

    def odds(self, document: Document, mentions: Mentions) -> Odds:
        """What a verdict rests on, unrounded and without its statements."""
        if document.meta.language not in (None, "en"):
            return odds_of(_silent(document))
        reading = reading_of(document, mentions)
        chances = self._model.chances(reading)
        return Odds(
            passages={
                unit.start: named_odds(NAMES, row[:_FIRST_DEED])
                for unit, row in zip(reading.units, chances.units.tolist(), strict=True)
            },
            primary=named_odds(CLASSES, chances.primary.tolist()),
        )

    def warm(self) -> None:
        """Load weights now; an interrupt while they are loaded late would be taken for a fault of the document."""
        self._model.warm()

    def _statements(
        self,
        document: Document,
        mentions: Mentions,
        reading: Reading,
        chances: Chances,
        labels: Sequence[tuple[str, ...]],
    ) -> Iterator[tuple[Statement, str | None]]:
        deeds = [
            list(_deeds(unit, row, chances.deed_at, labels[index]))
            for index, (unit, row) in enumerate(zip(reading.units, chances.units, strict=True))
        ]
        wanted = {unit.start for unit, found in zip(reading.units, deeds, strict=True) if found}
        drafter = Drafter(self._reader.read(document, mentions, wanted=wanted) if wanted else (), mentions)
        for unit, found, allowed in zip(reading.units, deeds, labels, strict=True):
            drafted = [statement for deed in found for statement in drafter.draft(deed)]
            for statement in sorted(drafted, key=lambda s: (s.start, -s.probability)):
                yield statement, _label_in(statement, unit, allowed)

    def _stance(
        self,
        document: Document,
        reading: Reading,
        chances: Chances,
        labels: Labels,
        statement_labels: tuple[str | None, ...],
    ) -> Stance:
        of_class = dict(zip(CLASSES, chances.primary.tolist(), strict=True))
        reason = self._reason(document, of_class[labels.primary])
        return Stance(
            present=labels.present,
            primary=labels.primary,
            probabilities=_rounded(NAMES, chances.present.tolist()),
            primary_probabilities=_rounded(CLASSES, chances.primary.tolist()),
            prediction_set=_prediction_set(of_class, labels.primary, chances.set_at),
            abstained=reason is not None,
            reason=reason,
            passages=tuple(
                PassageStance(
                    start=unit.start, end=unit.end, labels=found, probabilities=_rounded(NAMES, row[:_FIRST_DEED])
                )
                for unit, row, found in zip(reading.units, chances.units.tolist(), labels.units, strict=True)
                if unit.zone == "body"
            ),
            statement_labels=statement_labels,
        )

    def _reason(self, document: Document, trust: float) -> str | None:
        if not document.passages:
            return "there is no body text to read a stance from"
        if trust < self._config.abstain_below:
            return f"its primary label reaches only {trust:.2f}, below abstain_below = {self._config.abstain_below}"
        return None


class ScoredChances:
    """One scorer and its decision."""

    def __init__(self, scorer: Scorer, decision: Decision) -> None:
        self._scorer = scorer
        self._decision = decision

    def warm(self) -> None:
        """Load what the scorer loads late."""
        self._scorer.warm()

    def chances(self, reading: Reading) -> Chances:
        """Probabilities of a reading."""
        return self._decision.chances(reading, self._scorer.score(reading))


def linear(folder: Path, config: StanceConfig) -> TrainedStance:
    """The linear model of a folder."""
    return _trained(folder, config, lambda: ScoredChances(LinearScorer(folder), load_decision(folder, "linear")))


def encoder(folder: Path, config: StanceConfig) -> TrainedStance:
    """The encoder of a folder."""
    return _trained(folder, config, lambda: ScoredChances(EncoderScorer(folder), load_decision(folder, "encoder")))


def cascade(folder: Path, config: StanceConfig) -> TrainedStance:
    """Both, the encoder where the linear model is not sure."""
    return _trained(folder, config, lambda: CascadeChances(folder))


def _trained(folder: Path, config: StanceConfig, make: Callable[[], Chancer]) -> TrainedStance:
    return TrainedStance(make(), StatementReader(load_cues(folder / "cues.toml")), config)


def _deeds(unit: Unit, row: Sequence[float], at: float, labels: Sequence[str]) -> Iterator[Deed]:
    """What is done in a unit; of a label that no deed carries the likeliest that would."""
    found = {index for index in range(len(DEEDS)) if row[_FIRST_DEED + index] >= at}
    for label in labels:
        carriers = _CARRIERS[label]
        if not found.intersection(carriers):
            found.add(max(carriers, key=lambda index: row[_FIRST_DEED + index]))
    for index in sorted(found):
        side, act = DEEDS[index]
        yield Deed(unit=unit, side=side, act=act, probability=round(float(row[_FIRST_DEED + index]), _DIGITS))


_CARRIERS: Final = {
    label.name: tuple(
        index
        for index, (side, act) in enumerate(DEEDS)
        if side in label.holder_kinds and act in label.acts | label.acts_on_practices
    )
    for label in LABELS
}


def _label_in(statement: Statement, unit: Unit, labels: Sequence[str]) -> str | None:
    """The label a statement carries: in the body one that its passage has, in a headline by the codebook alone."""
    if unit.zone == "title":
        return label_of(statement)
    deed = (statement.holder_kind, statement.act)
    return next((name for name in labels if deed in {DEEDS[index] for index in _CARRIERS[name]}), None)


def _prediction_set(of_class: dict[str, float], primary: str, at: float) -> tuple[str, ...]:
    names = sorted(CLASSES, key=lambda name: (-of_class[name], CLASSES.index(name)))
    return tuple(name for name in names if of_class[name] >= at or name == primary)


def _silent(document: Document) -> Verdict:
    """An honest "none" for a text in another language, with the document's warning; not a doubt."""
    nothing = dict.fromkeys(NAMES, 0.0)
    return Verdict(
        statements=(),
        stance=Stance(
            present=(),
            primary=NONE,
            probabilities=nothing,
            primary_probabilities={name: float(name == NONE) for name in CLASSES},
            prediction_set=(NONE,),
            abstained=False,
            reason=None,
            passages=tuple(
                PassageStance(start=p.start, end=p.end, labels=(), probabilities=nothing) for p in document.passages
            ),
        ),
    )


def _rounded(names: Sequence[str], chances: Sequence[float]) -> dict[str, float]:
    return {name: round(chance, _DIGITS) for name, chance in zip(names, chances, strict=True)}
