"""Records as columns of numbers: what the page's charts, filters and list need of them, and no text but titles.

A text that comes often (an actor, a policy, a publisher) is a number that stands for its place in a list; -1 is
nothing. A chance is a whole number of ten-thousandths, as records round them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any, Final, Generic, TypeVar

from stancewire.report.names import called
from stancewire.report.page.areas import WAYS, Areas

Json = dict[str, Any]
Value = TypeVar("Value", bound=Hashable)
NOTHING: Final = -1
_CHANCE: Final = 10_000
_STATEMENT: Final = ("holder", "holder_kind", "act", "target", "policy", "label")
_DOCUMENT: Final = ("id", "title", "published", "publisher", "kind", "status", "primary", "chance", "present", "doubted", "copy", "size")  # fmt: skip


class Places(Generic[Value]):
    """Values by number, each once, in the order they came; None and the empty text are NOTHING."""

    def __init__(self) -> None:
        self._places: dict[Value, int] = {}

    def of(self, value: Value | None) -> int:
        """The number of a value."""
        if value is None or value == "":
            return NOTHING
        return self._places.setdefault(value, len(self._places))

    def __iter__(self) -> Any:
        return iter(self._places)


def is_evidence(statement: Json) -> bool:
    """Whether a statement says something: it carries a label, or acts in favour of something or against it."""
    return bool(statement["label"]) or statement["act"] != "neutral"


class Columns:
    """The columns of the records added so far."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas
        self.labels: Places[str] = Places()
        self.classes: Places[str] = Places()
        self._lists: dict[str, Places[str]] = {
            name: Places() for name in ("published", "publisher", "kind", "status", *_STATEMENT[:5])
        }
        self._present: Places[tuple[int, ...]] = Places()
        self._areas_sets: Places[tuple[int, ...]] = Places()
        self._area_names: Places[str] = Places()
        self._documents: dict[str, list[Any]] = {name: [] for name in _DOCUMENT}
        self._chances: list[dict[int, int]] = []
        self._statements: dict[str, list[int]] = {name: [] for name in (*_STATEMENT, "chance", "area")}
        self._ways: Counter[str] = Counter()
        self._faults: Counter[tuple[str, str]] = Counter()
        self._models: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._chances)

    def add(self, record: Json) -> None:
        """Take in one record, of any status and scheme of labels."""
        model = record["model"]
        self._models[f"{model['name']} {model['version']} ({model['scheme']})"] += 1
        stance = record["stance"] or {"probabilities": {}, "primary_probabilities": {}, "present": [], "primary": None}
        chances, primary = dict(stance["probabilities"]), dict(stance["primary_probabilities"])
        for name in primary:
            self.classes.of(name)
        self._chances.append({self.labels.of(name): _whole(chance) for name, chance in chances.items()})
        size = self._add_statements(record)
        self._add_document(record, stance, _whole(primary.get(stance["primary"])), size)
        if error := record["error"]:
            self._faults[(error["class"], error["hint"])] += 1

    def _add_document(self, record: Json, stance: Json, chance: int, size: int) -> None:
        document: Mapping[str, Any] = record["document"] or {}
        values = {
            "id": record["id"],
            "title": document.get("title") or called(record),
            "status": self._lists["status"].of(record["status"]),
            "primary": self.classes.of(stance["primary"]),
            "chance": chance,
            "present": self._present.of(tuple(sorted(self.labels.of(name) for name in stance["present"]))),
            "doubted": int(bool(stance.get("abstained"))),
            "copy": int(record["status"] == "duplicate"),
            "size": size,
        }
        for name in ("published", "publisher", "kind"):
            values[name] = self._lists[name].of(document.get(name))
        for name, value in values.items():
            self._documents[name].append(value)

    def _add_statements(self, record: Json) -> int:
        """How many of them are evidence."""
        number = 0
        for statement, (areas, way) in zip(record["statements"], self._areas.of(record), strict=True):
            if is_evidence(statement):
                number += 1
                self._ways[way] += 1
                self._add_statement(statement, areas)
        return number

    def _add_statement(self, statement: Json, areas: tuple[str, ...]) -> None:
        columns = self._statements
        for name in _STATEMENT[:5]:
            columns[name].append(self._lists[name].of(statement[name]))
        columns["label"].append(self.labels.of(statement["label"]))
        columns["chance"].append(_whole(statement["probability"]))
        numbers = tuple(self._area_names.of(name) for name in areas)
        columns["area"].append(self._areas_sets.of(numbers) if numbers else NOTHING)

    def as_json(self) -> Json:
        """All of it, as plain JSON values."""
        return {
            "labels": list(self.labels),
            "classes": list(self.classes),
            "lists": {name: list(places) for name, places in self._lists.items()},
            "present": [list(numbers) for numbers in self._present],
            "areas": list(self._area_names),
            "area_sets": [list(numbers) for numbers in self._areas_sets],
            "documents": self._documents,
            "probabilities": [[row.get(n, NOTHING) for row in self._chances] for n, _ in enumerate(self.labels)],
            "statements": self._statements,
            "ways": {way: self._ways[way] for way in WAYS},
            "faults": [[*fault, number] for fault, number in self._faults.most_common()],
            "models": self._models.most_common(),
        }


def _whole(chance: float | None) -> int:
    return NOTHING if chance is None else round(chance * _CHANCE)
