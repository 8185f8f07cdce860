"""A tiny corpus that breaks no rule, as annotators write it; all bodies, places and people are invented."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from stancewire.corpus.check import check
from stancewire.corpus.rules.reference import Reference
from stancewire.corpus.typed import document_of, pair_of, second_of
from stancewire.corpus.types import CorpusDocument, PairPassage, SecondReading

Row = dict[str, Any]

TEXT = (
    "Westmarch LMC refuses the weekend hubs\n"
    "\n"
    "Westmarch LMC has voted against the weekend hubs. Nobody had asked its members, Dr Ivo Larch told NHS Westmarch CCG.\n"
    "\n"
    "NHS Westmarch CCG plans three hubs under the winter access scheme.\n"
    "Kestle Hospital is ‘glad of it’.\n"
    "\n"
    "More on this: hubs elsewhere"
)


def claim(holder: str, holder_kind: str, act: str, line: int | None = None, **values: Any) -> Row:
    row = {
        "speaker": "",
        "holder": holder,
        "holder_kind": holder_kind,
        "act": act,
        "target": "",
        "policy": "",
        "direct": False,
    }
    return row | ({} if line is None else {"line": line}) | values


_DOCUMENT: Row = {
    "id": "t-01",
    "kind": "news",
    "publisher": "The Westmarch Star",
    "year": "2014-10",
    "url": "",
    "sender": "",
    "sender_kind": "",
    "event": "invented-westmarch-hubs",
    "era": "2013-2019",
    "nation": "England",
    "fictional": True,
    "register": "local",
    "hard": "",
    "confidence": 3,
    "text": TEXT,
    "zones": [[1, 1, "title"], [3, 6, "body"], [8, 8, "related"]],
    "present": ["lmc_objection", "ccg_plan"],
    "primary": "lmc_objection",
    "passages": [{"line": 3, "labels": ["lmc_objection"]}, {"line": 5, "labels": ["ccg_plan"]}],
    "organisations": [
        {"mention": "Westmarch LMC", "kind": "lmc", "canonical": "Westmarch LMC", "line": 1},
        {"mention": "NHS Westmarch CCG", "kind": "ccg", "canonical": "NHS Westmarch CCG", "line": 3},
        {"mention": "Kestle Hospital", "kind": "trust", "canonical": "Kestle Hospital", "line": 6},
    ],
    "policy_terms": ["winter access scheme"],
    "statements": [
        claim("Westmarch LMC", "lmc", "objects", 1, target="NHS Westmarch CCG"),
        claim("Westmarch LMC", "lmc", "objects", 3, target="NHS Westmarch CCG", speaker="Dr Ivo Larch"),
        claim("NHS Westmarch CCG", "local_commissioner", "plans", 5, policy="winter access scheme"),
        claim("Kestle Hospital", "provider", "supports", 6, direct=True),
    ],
}


def document(**changes: Any) -> Row:
    """A document; `changes` replace fields."""
    return deepcopy(_DOCUMENT) | changes


def other(number: int, **changes: Any) -> Row:
    """A short document of another event, unlike all others of another number."""
    words = " ".join(f"w{number}x{k}" for k in range(30))
    text = f"NHS Wold{number} CCG plans a hub.\n\n{words}"
    values: Row = {
        "id": f"o-{number:03}",
        "event": f"invented-event-{number}",
        "text": text,
        "zones": [[1, 3, "body"]],
        "present": ["ccg_plan"],
        "primary": "ccg_plan",
        "passages": [{"line": 1, "labels": ["ccg_plan"]}],
        "organisations": [],
        "policy_terms": [],
        "statements": [claim(f"NHS Wold{number} CCG", "local_commissioner", "plans", 1)],
    }
    return document(**(values | changes))


def pair(**changes: Any) -> list[Row]:
    """A group of two; `changes` concern the second member."""
    one = {
        "id": "q-01a",
        "pair": "q-01",
        "flips": "negation",
        "text": "Westmarch LMC will sign the weekend contract before the month is out.",
        "context_title": "Weekend hubs",
        "labels": [],
        "statements": [claim("Westmarch LMC", "lmc", "supports", target="NHS Westmarch CCG")],
    }
    two = one | {
        "id": "q-01b",
        "text": "Westmarch LMC will not sign the weekend contract before the month is out.",
        "labels": ["lmc_objection"],
        "statements": [claim("Westmarch LMC", "lmc", "objects", target="NHS Westmarch CCG")],
    }
    return [one, two | changes]


def second(**changes: Any) -> Row:
    """A second reading of t-01."""
    row: Row = {
        "id": "t-01",
        "present": ["lmc_objection", "ccg_plan"],
        "primary": "lmc_objection",
        "confidence": 2,
        "lines": {
            "3": {"labels": ["lmc_objection"], "acts": [["L", "objects"]]},
            "5": {"labels": ["ccg_plan"], "acts": [["local_commissioner", "plans"]]},
        },
    }
    return row | changes


def typed(**changes: Any) -> CorpusDocument:
    return document_of(document(**changes))


def typed_pair() -> list[PairPassage]:
    return [pair_of(row) for row in pair()]


def typed_second(**changes: Any) -> SecondReading:
    return second_of(second(**changes))


def write(path: Path, rows: Iterable[Row | str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def corpus(folder: Path) -> Path:
    """A folder with two batches, a pair and a second reading."""
    write(folder / "batches" / "b1.jsonl", [document()])
    write(folder / "batches" / "b2.jsonl", [other(number) for number in range(1, 4)])
    write(folder / "pairs" / "q1.jsonl", pair())
    write(folder / "second" / "s1.jsonl", [second()])
    return folder


def errors(folder: Path, *rows: Any, pairs: Any = (), second: Any = (), against: Reference | None = None) -> list[str]:
    """What check says of rows, as sentences."""
    return found(folder, *rows, pairs=pairs, second=second, against=against)[0]


def found(
    folder: Path, *rows: Any, pairs: Any = (), second: Any = (), against: Reference | None = None
) -> tuple[list[str], list[str]]:
    """Errors and warnings."""
    write(folder / "batches" / "b.jsonl", rows)
    write(folder / "pairs" / "q.jsonl", pairs)
    write(folder / "second" / "s.jsonl", second)
    _, findings = check(folder, against or Reference())
    return [str(error) for error in findings.errors], [str(warning) for warning in findings.warnings]
