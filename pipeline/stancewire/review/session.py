"""One coder at work on a store: what the page may ask, without a word of HTTP."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import orjson

from stancewire.review.agreement import agreement
from stancewire.review.decisions import ACCEPTED, CORRECTED, DECIDED, OPEN, SKIPPED, Decision, Decisions, Step
from stancewire.review.queue import ORDERS, TELLING, queue
from stancewire.review.reading import EMPTY, Reading, Refused, bounds_of, parse, reading_of
from stancewire.review.store import Store
from stancewire.review.view import Standing, item_view, saved_view, starting
from stancewire.stance.labels import LABELS
from stancewire.types import ACTS, HOLDER_KINDS

Json = dict[str, Any]
ACTIONS: Final = ("edit", "comment", "decide", "skip")
_LONGEST_COMMENT: Final = 5_000
RULES: Final = tuple(
    {
        "label": label.name,
        "holder_kinds": sorted(label.holder_kinds),
        "acts": sorted(label.acts),
        "may": sorted(label.acts_on_practices),
    }
    for label in LABELS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How somebody goes through the records."""

    coder: str
    blind: bool = False
    order: str = "uncertain"
    seed: int = 1
    limit: int | None = None


class Session:
    """A coder's way through a store. Methods take what the page sends and raise Refused or Overtaken."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._decisions = Decisions(store)
        self._items = store.items()
        self.plan = plan

    def about(self) -> Json:
        """What the page has to know once."""
        plan = self.plan
        return {
            "coder": plan.coder,
            "blind": plan.blind,
            "store": self._store.path.name,
            "order": plan.order,
            "orders": [name for name in ORDERS if not (plan.blind and name in TELLING)],
            "acts": ACTS,
            "holder_kinds": HOLDER_KINDS,
            "rules": RULES,
        }

    def queue(self, order: str) -> Json:
        """The records in an order, with the coder's state of each that is begun."""
        if order not in self.about()["orders"]:
            raise Refused("order", f"is not one of {', '.join(self.about()['orders'])}")
        # The sample is drawn by the order the session was begun with; another order goes through the same records.
        chosen = set(queue(self._items, self.plan.order, seed=self.plan.seed, limit=self.plan.limit))
        numbers = [n for n in queue(self._items, order, seed=self.plan.seed) if n in chosen]
        states = self._decisions.states(self.plan.coder)
        return {"order": order, "items": numbers, "states": {n: states[n] for n in numbers if n in states}}

    def item(self, number: int) -> Json | None:
        """One record as the coder may see it; None where there is none of that number."""
        record = self._store.record(number)
        if record is None:
            return None
        others = [one for one in self._decisions.of_item(number) if one.step.coder != self.plan.coder]
        return item_view(number, record, self._standing(number), [one for one in others if one.step.state in DECIDED])

    def size(self, number: int) -> int | None:
        """Bytes of a record's own reading as JSON; None where there is no such record."""
        record = self._store.record(number)
        return None if record is None else len(orjson.dumps(reading_of(record).to_json()))

    def save(self, number: int, values: Json) -> Json | None:
        """Append a row: {action, reading, comment, seen}. None where there is no such record."""
        record = self._store.record(number)
        if record is None:
            return None
        action, seen = values.get("action"), values.get("seen")
        if action not in ACTIONS or type(seen) is not int:
            raise Refused("action", f"is not one of {', '.join(ACTIONS)}, or the row seen last is not named")
        reading, standing = parse(values.get("reading"), bounds_of(record)), self._standing(number)
        step = Step(
            item=number,
            coder=self.plan.coder,
            action=action,
            state=_state(action, reading, record, standing.last),
            blind=standing.hidden,
            reading=reading,
            comment=_comment(values.get("comment")),
        )
        return self._saved(record, self._decisions.append(step, seen))

    def undo(self) -> Json | None:
        """Take the last step back: the record it was on, as it is now; None where nothing is left to undo."""
        decision = self._decisions.undo(self.plan.coder, self._untouched)
        return self.item(decision.step.item) if decision else None

    def progress(self) -> Json:
        """How far every coder is, of all records of the store."""
        counts: dict[str, Counter[str]] = {}
        for decision in self._decisions.latest():
            counts.setdefault(decision.step.coder, Counter())[decision.step.state] += 1
        coders = [
            {"coder": coder} | {state: states[state] for state in (ACCEPTED, CORRECTED, SKIPPED, OPEN)}
            for coder, states in sorted(counts.items())
        ]
        return {"records": len(self._items), "coders": coders}

    def agreement(self) -> Json:
        """Alpha of every pair of coders. In blind mode it tells of no single record."""
        judged = self._decisions.judged()
        first = self._store.record(next(iter(judged))) if judged else None
        names = bounds_of(first).names if first else ()
        return {"pairs": [pair.to_json() for pair in agreement(judged, names)]}

    def _standing(self, number: int) -> Standing:
        last = self._decisions.last(number, self.plan.coder)
        hidden = self.plan.blind and not self._decisions.was_decided(number, self.plan.coder)
        return Standing(last=last, hidden=hidden)

    def _untouched(self, number: int) -> Reading:
        record = self._store.record(number)
        return starting(record, hidden=self._standing(number).hidden) if record else EMPTY

    def _saved(self, record: Json, decision: Decision) -> Json:
        return saved_view(record, Standing(last=decision, hidden=self._standing(decision.step.item).hidden))


def _state(action: str, reading: Reading, record: Json, last: Decision | None) -> str:
    """Where a coder stands after an action. Raises Refused for a decision without a primary label."""
    if action == "skip":
        return SKIPPED
    if action == "comment":
        return last.step.state or OPEN if last else OPEN
    if action == "edit":
        return OPEN
    if reading.primary is None:
        raise Refused("primary", "is not chosen yet; choose a label or none, or skip the record")
    return ACCEPTED if reading == reading_of(record) else CORRECTED


def _comment(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_COMMENT:
        raise Refused("comment", f"is no text of at most {_LONGEST_COMMENT:,} characters")
    return value.strip()
