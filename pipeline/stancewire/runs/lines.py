"""What passes between reading, tagging and writing: a Job goes to a worker, a Line or a LeftOut comes back.

A Mark says how far into the inputs a job stands, so that a run can be taken up behind it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stancewire.records.record import Record, as_copy
from stancewire.runs.selection import EVERYTHING, Selection
from stancewire.types import Article, Failure

if TYPE_CHECKING:
    from stancewire.tagger import Tagger  # a process that only reads and writes loads no models


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place among the documents of all inputs."""

    inputs: int = 0  # documents read so far
    chain: str = ""  # hash of the ids and contents of all of them, in order
    unsampled: int = 0  # how many of them --sample left out

    def after(self, item: Article | Failure) -> Mark:
        """The place behind one more document."""
        known = "\0".join((self.chain, item.id, item.source.uri, item.source.member or "", item.source.sha256))
        chain = hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()
        return replace(self, inputs=self.inputs + 1, chain=chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to tag, the id of the one it is a copy of, and where it stands."""

    item: Article | Failure
    original: str | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record as it is written, with what a summary needs to know of it."""

    id: str
    status: str
    primary: str | None
    message: str | None  # of an error
    json: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A document that the caller did not ask for: no record, but it is counted."""

    reason: str  # the option that left it out


def line_of(tagger: Tagger, job: Job, with_text: bool, selection: Selection = EVERYTHING) -> Line | LeftOut:
    """Tag one document, unless it is left out. Never raises for what the document holds."""
    if (reason := selection.leaves_out(job.item)) is not None:
        return LeftOut(reason=reason)
    record = tagger.record_of(job.item)
    if job.original is not None:
        record = as_copy(record, job.original)
    try:
        return _written(record, with_text)
    except TypeError as error:  # a string that is no Unicode text, which JSON cannot hold
        return _written(tagger.record_of(Failure(id=record.id, source=job.item.source, error=error)), with_text)


def _written(record: Record, with_text: bool) -> Line:
    return Line(
        id=record.id,
        status=record.status,
        primary=record.stance.primary if record.stance else None,
        message=record.error["message"] if record.error else None,
        json=record.to_json(with_text=with_text),
    )
