"""Sort documents into clusters of copies, whatever the order they come in.

In:  documents one after the other; of each about 1 KB stays in memory and its
     hashes in a temporary file, never its text.
Out: for every copy the id of its original: the one published first, then the lowest id.

MinHash only proposes pairs; whether two documents are copies is decided on all
their hashes. Clusters are what such pairs connect.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from stancewire.duplicates.shelf import Shelf
from stancewire.duplicates.signature import Signature, is_copy, signature
from stancewire.duplicates.sketches import Sketches
from stancewire.types import Article, Document, Failure

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
        self._parents = array("L")  # of each number, another of its cluster or itself
        self._names: list[tuple[str, Place]] = []  # of each number: when published, place

    def add(self, article: Article, document: Document) -> None:
        """Take in one document. A body of a sentence or two has no copies."""
        if found := signature(document):
            self._add((_day(document.meta.published), place_of(article)), found)

    def _add(self, name: tuple[str, Place], found: Signature) -> None:
        number = len(self._names)
        self._names.append(name)
        self._parents.append(number)
        self._shelf.append(found)
        # What is the same word for word need not be proposed, nor compared with all others again.
        twin = self._different.setdefault(found.key, number)
        if twin != number and self._shelf[twin] == found:
            self._join(number, twin)
        else:
            self._sketches.append(number, found.key, found.runs)

    def originals(self) -> dict[Place, str]:
        """The id of the original for every copy so far."""
        for one, other in self._sketches.pairs():
            if self._root(one) != self._root(other) and is_copy(self._shelf[one], self._shelf[other]):
                self._join(one, other)
        first: dict[int, int] = {}
        for number, name in enumerate(self._names):
            root = self._root(number)
            if name <= self._names[first.setdefault(root, number)]:
                first[root] = number
        pairs = ((number, first[self._root(number)]) for number in range(len(self._names)))
        return {self._names[number][1]: self._names[best][1][0] for number, best in pairs if number != best}

    def _root(self, number: int) -> int:
        while (parent := self._parents[number]) != number:
            self._parents[number] = number = self._parents[parent]
        return number

    def _join(self, one: int, other: int) -> None:
        self._parents[self._root(one)] = self._root(other)


def _day(published: str | None) -> str:
    """Sorts after every day it may mean: a text known to be of "2014" is not said to come before one of 2014-03-01."""
    return "-".join([*(published or "9999").split("-"), "99", "99"][:3])
