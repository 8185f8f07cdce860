"""One decided record as a corpus row: places become lines, names become words that stand in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from hashlib import sha256
from itertools import accumulate
from typing import Any, Final

from stancewire.corpus.address import is_address
from stancewire.corpus.jsonl import is_id
from stancewire.corpus.types import ERAS, PASSAGE_ZONES, CorpusDocument, SecondReading
from stancewire.review.exporters import Choices
from stancewire.review.reading import Coded
from stancewire.review.verdicts import Judged, Verdict
from stancewire.types import HOLDER_KINDS

Json = dict[str, Any]
_NO_SIGN: Final = re.compile(r"[^A-Za-z0-9._-]+")
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")
_QUOTED: Final = re.compile(r"[“\"‘']")
_SURE, _ONE = 3, 2  # confidence of a document that two coders agree on, and of one that a single coder saw


class Lines:
    """From code points of a text to its lines, counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def of(self, start: int) -> int:
        """The line on which the first letter from `start` on stands."""
        letters = self.text[start:]
        return bisect_right(self._starts, start + len(letters) - len(letters.lstrip()))

    def line(self, number: int) -> str:
        """A line's text."""
        return self.lines[number - 1]


def row_of(judged: Judged, text: str, verdict: Verdict, choices: Choices) -> Json:
    """The row of a document. What breaks a rule of the corpus is left to its rules to say."""
    record, reading, lines = judged.record, verdict.reading, Lines(text)
    document = record["document"]
    zones = [[lines.of(zone["start"]), lines.of(zone["end"] - 1), zone["zone"]] for zone in document["zones"]]
    zone_of = {number: name for first, last, name in zones for number in range(first, last + 1)}
    statements = [_statement(statement, lines, record) for statement in reading.statements]
    by_line: dict[int, set[str]] = defaultdict(set)
    for statement, row in zip(reading.statements, statements, strict=True):
        if statement.label and zone_of.get(row["line"]) in PASSAGE_ZONES:
            by_line[row["line"]].add(statement.label)
    year = document["published"] or choices.undated
    sender = document.get("sender") or ""
    return {
        "id": name_of(record["id"]),
        "kind": document["kind"],
        "publisher": document["publisher"] or "",
        "year": year,
        "url": document["url"] if document.get("url") and is_address(document["url"]) else "",
        "sender": sender,
        "sender_kind": _kind_of(sender, reading.statements),
        "event": _event(record),
        "era": next((era for era, years in ERAS.items() if year[:4].isdigit() and int(year[:4]) in years), ""),
        "nation": choices.nation,
        "fictional": False,
        "register": choices.media,
        "hard": "",
        "confidence": _SURE if sum(not v.skipped for v in judged.verdicts) > 1 and not judged.disputed else _ONE,
        "text": text,
        "zones": zones,
        "present": list(reading.present),
        "primary": reading.primary,
        "passages": [{"line": line, "labels": sorted(found)} for line, found in sorted(by_line.items())],
        "organisations": _organisations(record, lines),
        "policy_terms": list(dict.fromkeys(term["text"] for term in record["policy_terms"])),
        "statements": statements,
    }


def name_of(name: str) -> str:
    """An id that a corpus can bear; one that cannot be kept gets a hash, so that two stay two."""
    if is_id(name):
        return name
    words = _NO_SIGN.sub("-", name).strip("-._")[-60:].lstrip("-._") or "document"
    return f"{words}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _event(record: Json) -> str:
    """Copies are of one event, and stand on one side of the corpus."""
    name = name_of(record["duplicate_of"] or record["id"])
    return "review-" + (_NO_SLUG.sub("-", name.lower()).strip("-") or "document")


def _statement(statement: Coded, lines: Lines, record: Json) -> Json:
    number = lines.of(statement.start)
    return {
        "line": number,
        "speaker": statement.speaker if _surname(statement.speaker) in lines.text else "",
        "holder": statement.holder,
        "holder_kind": statement.holder_kind,
        "act": statement.act,
        "target": statement.target,
        "policy": _policy(statement, lines, record),
        "direct": statement.direct and bool(_QUOTED.search(lines.line(number))),
    }


def _surname(speaker: str) -> str:
    return "".join(speaker.split()[-1:])


def _policy(statement: Coded, lines: Lines, record: Json) -> str:
    """The policy as the text writes it; a corpus knows no other names."""
    if statement.policy.lower() in lines.text.lower():
        return statement.policy
    terms = [term for term in record["policy_terms"] if term["policy"] == statement.policy]
    near = min(terms, key=lambda term: abs(term["start"] - statement.start), default=None)
    return near["text"] if near else ""


def _organisations(record: Json, lines: Lines) -> list[Json]:
    """Each string once, where it first stands."""
    found: dict[str, Json] = {}
    for body in record["organisations"]:
        line = lines.of(body["start"])
        if body["text"] in lines.line(line):
            known = {"mention": body["text"], "kind": body["kind"], "canonical": body["name"], "line": line}
            found.setdefault(body["text"], known)
    return list(found.values())


def _kind_of(sender: str, statements: tuple[Coded, ...]) -> str:
    """What kind of holder a sender is, by the statements that are his own."""
    if not sender:
        return ""
    return next((s.holder_kind for s in statements if s.holder.lower() == sender.lower()), HOLDER_KINDS[-1])


def second_of(item: CorpusDocument, verdict: Verdict) -> SecondReading:
    """What another coder said of a document, line by line."""
    lines = Lines(item.text)
    labels: dict[int, set[str]] = defaultdict(set)
    acts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for statement in verdict.reading.statements:
        number = lines.of(statement.start)
        acts[number].append((statement.holder_kind, statement.act))
        if statement.label and item.zone_of.get(number) in PASSAGE_ZONES:
            labels[number].add(statement.label)
    return SecondReading(
        id=item.id,
        present=verdict.reading.present,
        primary=verdict.reading.primary or "none",
        confidence=_ONE,
        labels={number: tuple(sorted(found)) for number, found in labels.items()},
        acts={number: tuple(found) for number, found in acts.items()},
    )
