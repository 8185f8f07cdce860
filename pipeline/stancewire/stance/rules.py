"""The rules backend: stance follows from role and act of the statements, and from where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from stancewire.config import StanceConfig
from stancewire.stance.chances import label_chances, prediction_set, primary_chances
from stancewire.stance.labels import NAMES, label_of
from stancewire.stance.primary import choose_primary
from stancewire.statements.cues import CueMatch, load_cues
from stancewire.statements.reader import StatementReader
from stancewire.types import Document, Mentions, PassageStance, Span, Stance, Statement, Verdict

_SET_MASS: Final = 0.9
_DIGITS: Final = 4  # of every probability in a record


class RuleStance:
    """No weights: what it knows beyond the codebook is in the model's cue words."""

    def __init__(self, reader: StatementReader, config: StanceConfig) -> None:
        self._reader = reader
        self._config = config

    def judge(self, document: Document, mentions: Mentions) -> Verdict:
        """Take the statements that cue words find as they are."""
        statements = tuple(s for told in self._reader.read(document, mentions) for s in told.statements)
        return Verdict(statements=statements, stance=self.stance(document, statements))

    def cues_of(self, document: Document, statement: Statement) -> tuple[CueMatch, ...]:
        """The cue words that announce a statement of this document, in text order."""
        return self._reader.cues(document, statement)

    def warm(self) -> None:
        """Nothing is loaded late."""

    def stance(self, document: Document, statements: Sequence[Statement]) -> Stance:
        """Say which stances the document takes; without statements the answer is none."""
        labels = tuple(label_of(statement) for statement in statements)
        chances = label_chances(statements, labels)
        present = self._present(chances)
        choice = choose_primary(document, list(zip(statements, labels, strict=True)), present)
        primary = primary_chances(choice.label, choice.trust, chances)
        reason = self._reason(document, choice.trust)
        return Stance(
            present=present,
            primary=choice.label,
            probabilities=_rounded(chances),
            primary_probabilities=_rounded(primary),
            prediction_set=prediction_set(primary, _SET_MASS),
            abstained=reason is not None,
            reason=reason,
            passages=tuple(self._passage(passage, statements, labels) for passage in document.passages),
            statement_labels=labels,
        )

    def _passage(self, passage: Span, statements: Sequence[Statement], labels: Sequence[str | None]) -> PassageStance:
        first = bisect_left(statements, passage.start, key=lambda s: s.start)
        last = bisect_left(statements, passage.end, key=lambda s: s.start)
        chances = label_chances(statements[first:last], labels[first:last])
        return PassageStance(
            start=passage.start, end=passage.end, labels=self._present(chances), probabilities=_rounded(chances)
        )

    def _present(self, chances: dict[str, float]) -> tuple[str, ...]:
        return tuple(name for name in NAMES if chances[name] >= self._config.present_at)

    def _reason(self, document: Document, trust: float) -> str | None:
        if document.meta.language not in (None, "en"):
            return None  # an honest "none", with the document's warning; not a doubt
        if not document.passages:
            return "there is no body text to read a stance from"
        if trust < self._config.abstain_below:
            return f"its primary label reaches only {trust:.2f}, below abstain_below = {self._config.abstain_below}"
        return None


def rules(folder: Path, config: StanceConfig) -> RuleStance:
    """The rules of a folder's cues.toml."""
    return RuleStance(StatementReader(load_cues(folder / "cues.toml")), config)


def _rounded(chances: dict[str, float]) -> dict[str, float]:
    return {name: round(chance, _DIGITS) for name, chance in chances.items()}
