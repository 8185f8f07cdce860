"""Which documents of the inputs are wanted: --limit, --sample, --since, --where.

In:  what the caller wrote.
Out: a Selection, which says of a document why it is left out. It depends on the document alone,
     never on chance or on its neighbours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from heapq import nsmallest
from typing import Any, Final

from stancewire.normalise.document import normalise
from stancewire.types import Article, Failure, Given, Meta

FIELDS: Final = ("publisher", "kind", "language", "sender", "byline", "recipients", "title", "url", "published")
_SPACE: Final = 2**64


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a run is to take of its inputs; the default takes everything."""

    limit: int | None = None  # records
    share: float | None = None  # of the documents
    number: int | None = None  # of documents in the sample
    since: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    where: tuple[tuple[str, str], ...] = ()  # field, value; of several values of a field any will do

    def leaves_out(self, item: Article | Failure) -> str | None:
        """Which option leaves a document out, for what it says of itself. What cannot be read is never left out."""
        if isinstance(item, Failure) or not (self.since or self.where):
            return None
        try:
            meta = normalise(item).meta
        except Exception:  # the tagger meets it again and writes its error record
            return None
        return self._dated_out(meta) or self._other(meta)

    def _dated_out(self, meta: Meta) -> str | None:
        if self.since is None:
            return None
        if meta.published is None:
            return "undated"
        return "since" if _last_day(meta.published) < self.since else None

    def _other(self, meta: Meta) -> str | None:
        for field in dict.fromkeys(field for field, _ in self.where):
            wanted = {value.casefold() for name, value in self.where if name == field}
            if (getattr(meta, field) or "").casefold() not in wanted:
                return f"where {field}"
        return None

    def in_share(self, item: Article | Failure) -> bool:
        """Whether a document is in a sample by share."""
        return self.share is None or _draw(item.id) < self.share * _SPACE

    def drawn(self, items: Iterable[Article | Failure]) -> frozenset[int]:
        """The places, counted from 0, of the documents in a sample by number. Keeps no more of them than it gives."""
        draws = ((_draw(item.id), place) for place, item in enumerate(items))
        return frozenset(place for _, place in nsmallest(self.number or 0, draws))

    def options(self) -> dict[str, Any]:
        """As a manifest says it: what is set."""
        return {name: value for name, value in asdict(self).items() if value not in (None, ())}


EVERYTHING: Final = Selection()


def _draw(name: str) -> int:
    """A number below 2**64 for an id: the same on every machine, and in no order."""
    digest = hashlib.sha256(f"sample\0{name}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")


def _last_day(published: str) -> str:
    """The last day a date may mean: what is known to be of 2014 may be of its December."""
    return "-".join([*published.split("-"), "99", "99"][:3])


def parsed_sample(text: str) -> dict[str, Any]:
    """share or number, from "0.1", "10%" or "500". Raises ValueError."""
    if text.endswith("%") or "." in text:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        if not 0 < share <= 1:
            raise ValueError(f"{text!r} is no share between 0 and 1")
        return {"share": share}
    number = int(text)
    if number < 1:
        raise ValueError(f"{text!r} is no number of documents")
    return {"number": number}


def parsed_where(text: str) -> tuple[str, str]:
    """Field and value, from "kind=letter". Raises ValueError."""
    field, sign, value = (part.strip() for part in text.partition("="))
    if not sign or field not in FIELDS:
        raise ValueError(f"{text!r} is not FIELD=VALUE, where FIELD is one of {', '.join(FIELDS)}")
    if field == "kind":
        Given(kind=value)  # says which kinds there are
    return field, value


def parsed_since(text: str) -> str:
    """A date that is one. Raises ValueError."""
    Given(published=text)
    return text
