"""splits.json: the side that every document and every minimal pair was published on, what was read twice, and which
events are two.

In:  FOLDER/splits.json, which building writes; a corpus without it is as its published files say.
Out: Sides. What stands in a published file against it was moved by hand, and is brought back by building again.
Whoever wants to move a document changes its side here. A reading is recorded with a hash of its document's text, as it
stood when the reading was first published: a later change of the text is seen, an earlier one is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from stancewire.corpus.types import SPLITS
from stancewire.corpus.violations import Findings, Place
from stancewire.errors import UnreadableInput

SIDES_FILE: Final = "splits.json"
_PARTS: Final = ("documents", "pairs")
_READINGS: Final = ("first", "second")  # in the record since readings may vanish too; older records lack them
_HASH: Final = re.compile(r"[0-9a-f]{16}")
_MEND: Final = "take back its last version, or take it away and build again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What splits.json records. `apart`: pairs of events that look like one, and were read and are two."""

    documents: Mapping[str, str] = field(default_factory=dict)  # id -> side
    pairs: Mapping[str, str] = field(default_factory=dict)  # name of the group -> side
    first: Mapping[str, str] = field(default_factory=dict)  # id of the document -> hash of the text that was read
    second: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()

    @property
    def recorded(self) -> bool:
        """Whether there is any record."""
        return bool(self.documents or self.pairs)


def text_hash(text: str) -> str:
    """What tells a text from the one that was read: 16 digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_sides(folder: Path, findings: Findings) -> Sides:
    """The record of a folder; none if there is none, or a broken one, which is a violation.

    Raises UnreadableInput for what is no file.
    """
    path = folder / SIDES_FILE
    if not path.exists():
        return Sides()
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(path.as_posix(), f"cannot be read ({error})", _MEND) from None
    except (ValueError, RecursionError):
        values = None
    wrong = list(_wrong(values))
    findings.add(Place(file=SIDES_FILE, name="record"), wrong)
    if wrong:
        return Sides()
    apart = frozenset(frozenset(names) for names in values.get("apart", ()))
    readings = {name: values.get(name, {}) for name in _READINGS}
    return Sides(documents=values["documents"], pairs=values["pairs"], apart=apart, **readings)


def _wrong(values: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(values, dict):
        yield "row", f"not a JSON object; {_MEND}"
        return
    for name in _PARTS:
        part = values.get(name)
        if not isinstance(part, dict) or not all(side in SPLITS for side in part.values()):
            yield name, f"does not give each name one of {', '.join(SPLITS)}; correct it, or {_MEND}"
    for name in _READINGS:
        part = values.get(name, {})
        if not isinstance(part, dict) or not all(_is_hash(value) for value in part.values()):
            yield name, f"does not give each id the hash of a text, 16 digits; correct it, or {_MEND}"
    if not all(_are_two(names) for names in _listed(values.get("apart", []))):
        yield "apart", "is no list of pairs of two different events; correct it"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _are_two(names: Any) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names) and len(names) == len({*names}) == 2


def sides_lines(sides: Sides) -> list[str]:
    """The lines of splits.json, in the order of names; one entry a line, so that a change is a line of its own."""
    parts = [
        f' "{name}": {{{_entries(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in sorted(part.items()))}}}'
        for name, part in _recorded(sides).items()
    ]
    apart = sorted(sorted(names) for names in sides.apart)
    parts.append(f' "apart": [{_entries(json.dumps(names, ensure_ascii=False) for names in apart)}]')
    return ["{", *",\n".join(parts).split("\n"), "}"]


def _recorded(sides: Sides) -> dict[str, Mapping[str, str]]:
    """The parts that a record holds; readings only where documents were read twice."""
    readings = {name: part for name, part in (("first", sides.first), ("second", sides.second)) if part}
    return {"documents": sides.documents, "pairs": sides.pairs} | readings


def _entries(items: Iterable[str]) -> str:
    return ",".join(f"\n  {item}" for item in items)
