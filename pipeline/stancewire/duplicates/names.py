"""Ids told apart, so that `duplicate_of` names one record: of two inputs with one id the later is "id#2".

Rows of two tables, or of one, may bear the same id for the same text or for two. What a record
points at must be one of them, and never itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stancewire.types import Article, Failure


def told_apart(items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """The same items in the same order, each with an id that none before it has; a new one is said in a warning."""
    taken: dict[str, int] = {}  # how often each id came
    for item in items:
        name = _distinct(item.id, taken)
        if name == item.id:
            yield item
        elif isinstance(item, Failure):
            yield replace(item, id=name)
        else:
            remark = f"the id {item.id!r} stands at an earlier input as well: this one is {name!r}"
            yield replace(item, id=name, warnings=(*item.warnings, remark))


def _distinct(name: str, taken: dict[str, int]) -> str:
    number = taken[name] = taken.get(name, 0) + 1
    if number == 1:
        return name
    while (new := f"{name}#{number}") in taken:
        number += 1
    taken[name], taken[new] = number, 1
    return new
