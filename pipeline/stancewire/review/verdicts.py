"""What coders decided, gathered for the ways out: of each record its text, and what each coder said of it last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from stancewire.review.decisions import DECIDED, SKIPPED, Decision, Decisions
from stancewire.review.reading import Reading
from stancewire.review.store import Store
from stancewire.review.view import text_of

Json = dict[str, Any]
DISPUTED: Final = "coders disagree: name one with --coder, or settle them in the review"
NO_TEXT: Final = "no text: begin the review with --texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one coder said of a record, or that he passed over it."""

    coder: str
    at: str  # UTC, ISO 8601
    skipped: bool
    reading: Reading
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A record and its verdicts, at least one, in the order of coders' names."""

    record: Json
    text: str | None
    verdicts: tuple[Verdict, ...]

    def of(self, coder: str | None) -> tuple[Verdict, ...]:
        """The coder's, or all where none is named."""
        return tuple(v for v in self.verdicts if coder in (None, v.coder))

    def settled(self, coder: str | None = None) -> Verdict | None:
        """The one that stands: the coder's, or the last where all say the same of primary and present."""
        decided = [v for v in self.of(coder) if not v.skipped]
        answers = {(v.reading.primary, v.reading.present) for v in decided}
        return max(decided, key=lambda verdict: verdict.at) if len(answers) == 1 else None

    @property
    def disputed(self) -> bool:
        """Whether coders said different things of primary or present."""
        return len({(v.reading.primary, v.reading.present) for v in self.verdicts if not v.skipped}) > 1


def gathered(store: Store) -> Iterator[Judged]:
    """Every record that somebody decided or skipped, in the order of the store, one at a time."""
    done = [one for one in Decisions(store).latest() if one.step.state in (*DECIDED, SKIPPED)]
    for number, decisions in groupby(done, key=lambda one: one.step.item):
        record = store.record(number)
        if record is not None:
            yield Judged(record=record, text=text_of(record)[0], verdicts=tuple(map(_verdict, decisions)))


def standing(store: Store, coder: str | None, left_out: Counter[str]) -> Iterator[tuple[Judged, str, Verdict]]:
    """Every record with a verdict that stands, its text and that verdict. left_out: gets the reasons of the others."""
    for judged in gathered(store):
        verdict = judged.settled(coder)
        if verdict is None:
            left_out[_unsettled(judged, coder)] += 1
        elif judged.text is None:
            left_out[NO_TEXT] += 1
        else:
            yield judged, judged.text, verdict


def spoken(
    store: Store, coder: str | None, left_out: Counter[str]
) -> Iterator[tuple[Judged, str, tuple[Verdict, ...]]]:
    """Every record that was decided or skipped, its text and what the coder, or each of all, said. left_out: as above."""
    for judged in gathered(store):
        found = judged.of(coder)
        if not found:
            left_out[_unsettled(judged, coder)] += 1
        elif judged.text is None:
            left_out[NO_TEXT] += 1
        else:
            yield judged, judged.text, found


def _unsettled(judged: Judged, coder: str | None) -> str:
    """Why no verdict stands."""
    if not judged.of(coder):
        return f"not decided by {coder}"
    return DISPUTED if coder is None and judged.disputed else SKIPPED


def _verdict(decision: Decision) -> Verdict:
    step = decision.step
    return Verdict(
        coder=step.coder,
        at=decision.at,
        skipped=step.state == SKIPPED,
        reading=step.reading,
        comment=step.comment,
    )
