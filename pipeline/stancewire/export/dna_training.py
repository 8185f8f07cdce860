"""What was coded by hand in a study, as a table that `stancewire train` reads: one statement a row, with the side it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

Json = dict[str, Any]
LABELS: Final = {True: "supports", False: "objects"}
_QUALIFIER, _TARGET = "agreement", "concept"


def training_rows(lines: Iterable[Json], coders: tuple[str, ...] = ()) -> Iterator[Json]:
    """Rows with id, text (of the statement), label, target (its concept), and what else is coded.

    Statements without a side, without a concept or without a word have no row. coders: theirs alone.
    """
    for line in lines:
        for statement in line.get("statements", ()):
            if not coders or statement["coder"] in coders:
                yield from _row(line, statement)


def _row(line: Json, statement: Json) -> Iterator[Json]:
    values = statement["values"]
    label, target = LABELS.get(values.get(_QUALIFIER)), values.get(_TARGET)
    if label and target and statement["text"].strip():
        also = {name: value for name, value in values.items() if name not in (_QUALIFIER, _TARGET)}
        # Not the title: a model would read it with the statement, and coders write into titles what they know of the speaker.
        about = {name: line[name] for name in ("published", "publisher") if name in line}
        yield (
            also
            | about
            | {
                "id": f"{line['id']}-{statement['id']}",
                "text": statement["text"],
                "label": label,
                "target": target,
                "coder": statement["coder"],
                "document": line["id"],
            }
        )
