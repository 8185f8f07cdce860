"""The form of a row: each field there, of its type and within its vocabulary. The first thing that is looked at.

In:  a JSON object as annotators write it (the published form is turned back first: published.py).
Out: complaints; a row without any can be made into its typed object (typed.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from reprlib import Repr
from typing import Any, Final

from stancewire.corpus.jsonl import Row, is_id
from stancewire.corpus.types import ERAS, FLIPS, NATIONS, REGISTERS
from stancewire.corpus.violations import Complaint
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.types import ACTS, DOCUMENT_KINDS, HOLDER_KINDS, MENTION_KINDS, ZONES

DOCUMENT: Final[dict[str, type]] = {
    "id": str, "kind": str, "publisher": str, "year": str, "url": str, "sender": str, "sender_kind": str,
    "event": str, "era": str, "nation": str, "fictional": bool, "register": str, "hard": str, "confidence": int,
    "text": str, "zones": list, "present": list, "primary": str, "passages": list, "organisations": list,
    "policy_terms": list, "statements": list,
}  # fmt: skip
# May be left out, which means false; published of all documents as soon as one document has it true.
OPTIONAL: Final[dict[str, type]] = {"retold_form": bool}
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
_LINE_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
_LONGEST_PASSAGE: Final = 1_000  # characters of a member of a pair, which is one to three sentences
_LONGEST_NAME: Final = 40
_REPR: Final = Repr()
_REPR.maxstring = _REPR.maxother = 80


def document_form(row: Row) -> Iterator[Complaint]:
    """The fields of a document, outside and inside."""
    broken = [*_id(row), *_fields(row, DOCUMENT, optional=OPTIONAL, kinds=DOCUMENT_KINDS)]
    yield from broken
    if broken:
        return
    yield from _items(row["passages"], PASSAGE, "passages")
    yield from _items(row["organisations"], MENTION, "organisations")
    yield from _items(row["statements"], STATEMENT, "statements")
    yield from _labels(row["present"], "present")
    for k, term in enumerate(row["policy_terms"]):
        if not isinstance(term, str) or not term:
            yield f"policy_terms[{k}]", f"{shown(term)} is not a term; write the words that stand in the text"
    for k, zone in enumerate(row["zones"]):
        if not is_zone(zone):
            yield f"zones[{k}]", f"{shown(zone)} is not [first_line, last_line, zone]; zones are {', '.join(ZONES)}"


def pair_form(row: Row) -> Iterator[Complaint]:
    """The fields of one member of a minimal pair."""
    yield from (*_id(row), *_fields(row, PAIR))
    if isinstance(row.get("text"), str) and len(row["text"]) > _LONGEST_PASSAGE:
        yield "text", f"longer than {_LONGEST_PASSAGE:,} characters; a member is one to three sentences"
    if "labels" in row:
        yield from _labels(row["labels"], "labels")
    if isinstance(row.get("statements"), list):
        yield from _items(row["statements"], CLAIM, "statements")


def second_form(row: Row) -> Iterator[Complaint]:
    """The fields of a second reading."""
    broken = [*_id(row), *_fields(row, SECOND)]
    yield from broken
    if broken:
        return
    yield from _labels(row["present"], "present")
    for number, item in row["lines"].items():
        where = f"lines[{named(number)}]"
        if not _LINE_NUMBER.fullmatch(number) or not isinstance(item, dict):
            yield where, "is not a line number with an object; write the line's number in quotes, then labels and acts"
            continue
        yield from _fields(item, SECOND_LINE, where + ".")
        if isinstance(item.get("labels"), list):
            yield from _labels(item["labels"], where + ".labels")
        if isinstance(item.get("acts"), list):
            yield from _acts(item["acts"], where + ".acts")


def shown(value: object) -> str:
    """A value as sentences show it, however long or deep it is."""
    return _REPR.repr(value)


def named(name: str) -> str:
    """A field's name as sentences show it: as it is, unless it could not be read there."""
    return name if name.isprintable() and 0 < len(name) <= _LONGEST_NAME else shown(name)


def unknown(row: Row, known: Collection[str], where: str = "") -> Iterator[Complaint]:
    """Fields that a row or an object inside it must not have."""
    for name in sorted(set(row) - set(known)):
        yield (
            where + named(name),
            f"no such field; remove it or correct its spelling; the fields are {', '.join(known)}",
        )


def wrong_type(row: Row, fields: Mapping[str, type], where: str = "") -> Iterator[Complaint]:
    """Fields that are there and not of their type."""
    for name, kind in fields.items():
        if name in row and (not isinstance(row[name], kind) or (kind is int and isinstance(row[name], bool))):
            yield where + name, f"{shown(row[name])} is not {kind.__name__}; write it as {kind.__name__}"


def _id(row: Row) -> Iterator[Complaint]:
    if isinstance(row.get("id"), str) and not is_id(row["id"]):
        yield "id", f"{shown(row['id'])} is no id; write 1 to 80 letters, digits, hyphens, dots or underscores"


def _fields(
    row: Row,
    fields: Mapping[str, type],
    where: str = "",
    *,
    optional: Mapping[str, type] | None = None,
    kinds: tuple[str, ...] | None = None,
) -> Iterator[Complaint]:
    """`kinds`: the vocabulary of the field `kind`, which means one thing of a document and another of a body."""
    known = {**fields, **(optional or {})}
    for name in fields:
        if name not in row:
            yield where + name, f"missing; add it as {fields[name].__name__}"
    yield from wrong_type(row, known, where)
    for name, allowed in (_VOCABULARY | ({"kind": kinds} if kinds else {})).items():
        if name in known and isinstance(row.get(name), str) and row[name] not in allowed:
            yield where + name, f"{shown(row[name])} is not one of {', '.join(allowed)}; correct it"
    yield from unknown(row, tuple(known), where)


def _items(items: list[Any], fields: dict[str, type], name: str) -> Iterator[Complaint]:
    for k, item in enumerate(items):
        where = f"{name}[{k}]"
        if not isinstance(item, dict):
            yield where, f"{shown(item)} is not an object; write it as one"
            continue
        yield from _fields(item, fields, where + ".", kinds=MENTION_KINDS)
        if "labels" in item:
            yield from _labels(item["labels"], where + ".labels")


def _labels(labels: object, where: str) -> Iterator[Complaint]:
    known = isinstance(labels, list) and all(isinstance(label, str) and label in NAMES for label in labels)
    if not known or len(set(labels)) != len(labels):  # type: ignore[call-overload, arg-type]
        yield where, f"{shown(labels)} is not a list of distinct labels out of {', '.join(NAMES)}; correct it"


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
                f"{shown(pair)} is not [holder kind, act]; kinds are {', '.join(HOLDER_KINDS)}, acts {', '.join(ACTS)}",
            )


def is_zone(zone: object) -> bool:
    """Whether a value is [first_line, last_line, zone]."""
    return isinstance(zone, list) and [type(part) for part in zone] == [int, int, str] and zone[2] in ZONES
