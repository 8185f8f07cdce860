"""The form of a row: each field there, of its type and within its vocabulary. The first thing that is looked at.

In:  a JSON object as annotators write it (the published form is turned back first: published.py).
Out: complaints; a row without any can be made into its typed object (typed.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from stancewire.corpus.types import ERAS, FLIPS, NATIONS, REGISTERS
from stancewire.corpus.violations import Complaint
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.types import ACTS, DOCUMENT_KINDS, HOLDER_KINDS, MENTION_KINDS, ZONES

Row = Mapping[str, Any]

DOCUMENT: Final[dict[str, type]] = {
    "id": str, "kind": str, "publisher": str, "year": str, "url": str, "sender": str, "sender_kind": str,
    "event": str, "era": str, "nation": str, "fictional": bool, "register": str, "hard": str, "confidence": int,
    "text": str, "zones": list, "present": list, "primary": str, "passages": list, "organisations": list,
    "policy_terms": list, "statements": list,
}  # fmt: skip
PAIR: Final[dict[str, type]] = {
    "id": str, "pair": str, "flips": str, "text": str, "context_title": str, "labels": list, "statements": list,
}  # fmt: skip
SECOND: Final[dict[str, type]] = {"id": str, "present": list, "primary": str, "confidence": int, "lines": dict}
CLAIM: Final[dict[str, type]] = {
    "speaker": str, "holder": str, "holder_kind": str, "act": str, "target": str, "policy": str, "direct": bool,
}  # fmt: skip
STATEMENT: Final[dict[str, type]] = {**CLAIM, "line": int}
PASSAGE: Final[dict[str, type]] = {"line": int, "labels": list}
MENTION: Final[dict[str, type]] = {"mention": str, "kind": str, "canonical": str, "line": int}
SECOND_LINE: Final[dict[str, type]] = {"labels": list, "acts": list}
# Annotators who write by hand may give the kind of a holder as a letter.
LETTERS: Final = dict(zip("LGBCNRPTUKMO", HOLDER_KINDS, strict=True))

_VOCABULARY: Final[dict[str, tuple[str, ...]]] = {
    "register": REGISTERS, "nation": NATIONS, "era": tuple(ERAS), "primary": CLASSES,
    "sender_kind": ("", *HOLDER_KINDS), "act": ACTS, "holder_kind": HOLDER_KINDS, "flips": FLIPS,
}  # fmt: skip


def document_form(row: Row) -> Iterator[Complaint]:
    """The fields of a document, outside and inside."""
    broken = list(_fields(row, DOCUMENT, kinds=DOCUMENT_KINDS))
    yield from broken
    if broken:
        return
    yield from _items(row["passages"], PASSAGE, "passages")
    yield from _items(row["organisations"], MENTION, "organisations")
    yield from _items(row["statements"], STATEMENT, "statements")
    yield from _labels(row["present"], "present")
    for k, term in enumerate(row["policy_terms"]):
        if not isinstance(term, str) or not term:
            yield f"policy_terms[{k}]", f"{term!r} is not a term; write the words that stand in the text"
    for k, zone in enumerate(row["zones"]):
        if not _is_zone(zone):
            yield f"zones[{k}]", f"{zone!r} is not [first_line, last_line, zone]; zones are {', '.join(ZONES)}"


def pair_form(row: Row) -> Iterator[Complaint]:
    """The fields of one member of a minimal pair."""
    yield from _fields(row, PAIR)
    if "labels" in row:
        yield from _labels(row["labels"], "labels")
    if isinstance(row.get("statements"), list):
        yield from _items(row["statements"], CLAIM, "statements")


def second_form(row: Row) -> Iterator[Complaint]:
    """The fields of a second reading."""
    broken = list(_fields(row, SECOND))
    yield from broken
    if broken:
        return
    yield from _labels(row["present"], "present")
    for number, item in row["lines"].items():
        where = f"lines[{number}]"
        if not number.isdecimal() or not isinstance(item, dict):
            yield where, "is not a line number with an object; write the line's number in quotes, then labels and acts"
            continue
        wrong = list(_fields(item, SECOND_LINE, where + "."))
        yield from wrong
        if not wrong:
            yield from _labels(item["labels"], where + ".labels")
            yield from _acts(item["acts"], where + ".acts")


def _fields(
    row: Row, fields: dict[str, type], where: str = "", *, kinds: tuple[str, ...] | None = None
) -> Iterator[Complaint]:
    """`kinds`: the vocabulary of the field `kind`, which means one thing of a document and another of a body."""
    vocabulary = _VOCABULARY | ({"kind": kinds} if kinds else {})
    for name, kind in fields.items():
        if name not in row:
            yield where + name, f"missing; add it as {kind.__name__}"
        elif not isinstance(row[name], kind) or (kind is int and isinstance(row[name], bool)):
            yield where + name, f"{row[name]!r} is not {kind.__name__}; write it as {kind.__name__}"
        elif name in vocabulary and row[name] not in vocabulary[name]:
            yield where + name, f"{row[name]!r} is not one of {', '.join(vocabulary[name])}; correct it"
    for name in sorted(set(row) - set(fields)):
        yield where + name, "no such field; remove it or correct its spelling"


def _items(items: list[Any], fields: dict[str, type], name: str) -> Iterator[Complaint]:
    for k, item in enumerate(items):
        where = f"{name}[{k}]"
        if not isinstance(item, dict):
            yield where, f"{item!r} is not an object; write it as one"
            continue
        yield from _fields(item, fields, where + ".", kinds=MENTION_KINDS)
        if "labels" in item:
            yield from _labels(item["labels"], where + ".labels")


def _labels(labels: object, where: str) -> Iterator[Complaint]:
    known = isinstance(labels, list) and all(isinstance(label, str) and label in NAMES for label in labels)
    if not known or len(set(labels)) != len(labels):  # type: ignore[call-overload, arg-type]
        yield where, f"{labels!r} is not a list of distinct labels out of {', '.join(NAMES)}; correct it"


def _acts(acts: list[object], where: str) -> Iterator[Complaint]:
    for k, pair in enumerate(acts):
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or pair[0] not in (*LETTERS, *HOLDER_KINDS)
            or pair[1] not in ACTS
        ):
            yield (
                f"{where}[{k}]",
                f"{pair!r} is not [holder kind, act]; kinds are {', '.join(HOLDER_KINDS)}, acts {', '.join(ACTS)}",
            )


def _is_zone(zone: object) -> bool:
    return isinstance(zone, list) and [type(part) for part in zone] == [int, int, str] and zone[2] in ZONES
