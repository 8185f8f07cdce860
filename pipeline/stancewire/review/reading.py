"""A reading: what somebody, model or person, says a document does. The unit that is accepted or corrected.

In:  a record, or what the page sends, which may be anything.
Out: frozen Readings; what breaks a rule is a Refused that says which field, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from stancewire.errors import StancewireError
from stancewire.types import ACTS, HOLDER_KINDS

Json = dict[str, Any]
_LONGEST: Final = 500  # characters of a name
_MOST: Final = 500  # statements of a document beside those that its record has
_NAMES: Final = ("holder", "speaker", "target", "policy")


class Refused(StancewireError, ValueError):
    """What the page sends cannot be kept as it is."""

    hint = "nothing was saved; correct it and send it again"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)

    def __str__(self) -> str:
        field, reason = self.args
        return f"{field}: {reason}; {self.hint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One statement as it is coded; start:end are half-open code points of the record's text."""

    start: int
    end: int
    holder: str
    holder_kind: str
    speaker: str
    act: str
    target: str
    policy: str
    direct: bool
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Labels and statements of a document. primary is None until somebody has said."""

    primary: str | None
    present: tuple[str, ...]
    statements: tuple[Coded, ...]

    def to_json(self) -> Json:
        """As plain JSON values, the same that `parse` reads."""
        return asdict(self) | {"present": list(self.present), "statements": [asdict(s) for s in self.statements]}


EMPTY: Final = Reading(primary=None, present=(), statements=())
_FIELDS: Final = tuple(Coded.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a reading of one record may say: its labels in order, how long its text is, how many statements it may have."""

    classes: tuple[str, ...]
    names: tuple[str, ...]  # classes without the one that means no stance
    characters: int
    statements: int


def bounds_of(record: Json) -> Bounds:
    """The labels are those the record gives probabilities for: ours, or another scheme's."""
    stance = record["stance"]
    return Bounds(
        classes=tuple(stance["primary_probabilities"]),
        names=tuple(stance["probabilities"]),
        characters=record["document"]["characters"],
        statements=_MOST + len(record["statements"]),
    )


def reading_of(record: Json) -> Reading:
    """What the model says."""
    return Reading(
        primary=record["stance"]["primary"],
        present=tuple(record["stance"]["present"]),
        statements=_ordered(Coded(**{name: s[name] for name in _FIELDS}) for s in record["statements"]),
    )


def _ordered(statements: Iterable[Coded]) -> tuple[Coded, ...]:
    return tuple(sorted(statements, key=lambda one: (one.start, one.end)))


def from_json(values: Json) -> Reading:
    """A reading as it was stored; it passed `parse` before."""
    return Reading(
        primary=values["primary"],
        present=tuple(values["present"]),
        statements=tuple(Coded(**statement) for statement in values["statements"]),
    )


def parse(values: Any, bounds: Bounds) -> Reading:
    """What the page sends, with every field looked at. Raises Refused."""
    if not isinstance(values, dict):
        raise Refused("reading", "is no JSON object")
    primary, present, statements = (values.get(name) for name in ("primary", "present", "statements"))
    if primary is not None and primary not in bounds.classes:
        raise Refused("primary", f"is not one of {', '.join(bounds.classes)}")
    if not isinstance(present, list) or not all(label in bounds.names for label in present):
        raise Refused("present", f"is no list out of {', '.join(bounds.names)}")
    if not isinstance(statements, list) or len(statements) > bounds.statements:
        raise Refused("statements", f"is no list of at most {bounds.statements:,} statements; take some out")
    coded = [_coded(statement, bounds, f"statement {k}") for k, statement in enumerate(statements, 1)]
    return Reading(
        primary=primary,
        present=tuple(name for name in bounds.names if name in present),
        statements=_ordered(coded),
    )


def _coded(values: Any, bounds: Bounds, where: str) -> Coded:
    if not isinstance(values, dict) or set(values) != set(_FIELDS):
        raise Refused(where, f"is no object with the fields {', '.join(_FIELDS)}")
    for name in _NAMES:
        if not isinstance(values[name], str) or len(values[name]) > _LONGEST:
            raise Refused(f"{where}, {name}", f"is no text of at most {_LONGEST} characters")
    _one_of(values, "act", ACTS, where)
    _one_of(values, "holder_kind", HOLDER_KINDS, where)
    _one_of(values, "label", (*bounds.names, None), where)
    if not isinstance(values["direct"], bool):
        raise Refused(f"{where}, direct", "is neither true nor false")
    _refuse_span(values["start"], values["end"], bounds.characters, where)
    return Coded(**values | {name: values[name].strip() for name in _NAMES})


def _one_of(values: Mapping[str, Any], name: str, allowed: Sequence[str | None], where: str) -> None:
    if not isinstance(values[name], str | None) or values[name] not in allowed:
        raise Refused(f"{where}, {name}", f"is not one of {', '.join(str(value) for value in allowed)}")


def _refuse_span(start: Any, end: Any, characters: int, where: str) -> None:
    whole = type(start) is int and type(end) is int  # True is an int too
    if not whole or not 0 <= start < end <= characters:
        raise Refused(where, f"its span is empty, reversed or outside the {characters:,} characters of the text")
