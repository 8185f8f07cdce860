"""Sort documents into clusters of copies, whatever the order they come in.

In:  documents one after the other; of each about 1 KB stays in memory and its
     hashes in a temporary file, never its text.
Out: for every copy the id of its original.

The documents are gone through by the day they were published, then by id. One that is a copy of
an original before it is given the first such; every other is an original itself. So a copy is
always near its original, and no original a copy: of a text that drifts from one version to the
next, the version that is no longer near the first begins anew.

MinHash only proposes pairs; whether two documents are copies is decided on all their hashes.
What pairs connect is a cluster, and only within one is an original looked for. A text too short
for hashes is a copy of one that is the same, sign for sign.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from typing import Final

from stancewire.duplicates.shelf import Shelf
from stancewire.duplicates.signature import Signature, is_copy, signature
from stancewire.duplicates.sketches import Sketches
from stancewire.types import Article, Document, Failure

_MOST_TRIED: Final = 1_000  # originals of one cluster that a document is compared with
_NOTHING: Final = Signature(runs=frozenset(), facts=frozenset())
Place = tuple[str, str, str]  # id, uri and member: what names an article among all inputs


def place_of(item: Article | Failure) -> Place:
    """The name of a document among all inputs; ids that users give need not be unique."""
    return item.id, item.source.uri, item.source.member or ""


def originals(documents: Iterable[tuple[Article, Document]]) -> dict[Place, str]:
    """The id of the original for every document that is a copy. Reads the documents once."""
    with Shelf() as shelf:
        clusters = Clusters(shelf)
        for article, document in documents:
            clusters.add(article, document)
        return clusters.originals()


class Clusters:
    """A growing set of documents, and the copies among them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._sketches = Sketches()
        self._different: dict[int, int] = {}  # hash of a signature -> the first number that has it
        self._short: dict[bytes, int] = {}  # digest of a text too short for hashes -> the first number that has it
        self._parents = array("L")  # of each number, another of its cluster or itself
        self._names: list[tuple[str, Place]] = []  # of each number: when published, place

    def add(self, article: Article, document: Document) -> None:
        """Take in one document. One without a word has no copies."""
        name = _day(document.meta.published), place_of(article)
        if found := signature(document):
            number = self._numbered(name, found)
            # What is the same word for word need not be proposed, nor compared with all others again.
            twin = self._different.setdefault(found.key, number)
            if twin != number and self._shelf[twin] == found:
                self._join(number, twin)
            else:
                self._sketches.append(number, found.key, found.runs)
        elif text := document.text.strip():
            digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            number = self._numbered(name, _NOTHING)
            self._join(number, self._short.setdefault(digest, number))

    def _numbered(self, name: tuple[str, Place], found: Signature) -> int:
        number = len(self._names)
        self._names.append(name)
        self._parents.append(number)
        self._shelf.append(found)
        return number

    def originals(self) -> dict[Place, str]:
        """The id of the original for every copy so far."""
        for one, other in self._sketches.pairs():
            if self._root(one) != self._root(other) and is_copy(self._shelf[one], self._shelf[other]):
                self._join(one, other)
        sizes = Counter(map(self._root, range(len(self._names))))
        several = [number for number in range(len(self._names)) if sizes[self._root(number)] > 1]
        firsts: dict[int, list[int]] = {}  # of each cluster, the originals met so far
        found: dict[Place, str] = {}
        for number in sorted(several, key=self._names.__getitem__):
            known = firsts.setdefault(self._root(number), [])
            if (original := self._near(number, known)) is None:
                known.append(number)
            else:
                found[self._names[number][1]] = self._names[original][1][0]
        return found

    def _near(self, number: int, known: list[int]) -> int | None:
        """The first original of which a document is a copy."""
        own = self._shelf[number]
        return next((other for other in islice(known, _MOST_TRIED) if is_copy(self._shelf[other], own)), None)

    def _root(self, number: int) -> int:
        while (parent := self._parents[number]) != number:
            self._parents[number] = number = self._parents[parent]
        return number

    def _join(self, one: int, other: int) -> None:
        self._parents[self._root(one)] = self._root(other)


def _day(published: str | None) -> str:
    """Sorts after every day it may mean: a text known to be of "2014" is not said to come before one of 2014-03-01."""
    return "-".join([*(published or "9999").split("-"), "99", "99"][:3])
