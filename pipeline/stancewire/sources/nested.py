"""Inputs within inputs: names of members, a budget for what an archive unpacks to, and the way back to the readers.

Nothing is written to disk. A member is a stream that its reader takes as if it
were a file, so a compressed dump or web archive may be of any size; what comes
out is counted against the budgets of all archives it stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from stancewire.config import InputConfig
from stancewire.errors import UnsafeArchive
from stancewire.sources.inputs import Input
from stancewire.sources.passed import is_none, kind_of, may_pass
from stancewire.sources.reading import read_stream
from stancewire.sources.unpacking import HEAD_BYTES, Stream, unpacked_stream
from stancewire.types import Article, Failure

_SMALL: Final = 5_000_000  # bytes; a ratio says nothing about an archive that unpacks to less
_LONGEST_NAME: Final = 1_000  # characters
_HINT: Final = "unpack it by hand if you trust it, or raise {} under [input] in a config"


@dataclass(slots=True, kw_only=True)
class Budget:
    """What one archive, with all archives inside it, may still unpack to."""

    name: str
    limits: InputConfig
    packed: Callable[[], int]  # its size, or how many bytes were read of it so far
    outer: Budget | None = None
    unpacked: int = 0
    members: int = 0
    passed: Counter[str] = field(default_factory=Counter)  # members that are no documents, by kind

    def spend(self, size: int) -> None:
        """Count unpacked bytes. Raises UnsafeArchive beyond a limit."""
        self.unpacked += size
        if self.unpacked > self.limits.max_unpacked_bytes:
            raise self._breach(f"{self.limits.max_unpacked_bytes:,} bytes", "max_unpacked_bytes")
        if self._is_bomb():
            raise self._breach(f"{self.limits.max_ratio} times its size", "max_ratio")
        if self.outer:
            self.outer.spend(size)

    def admit(self) -> None:
        """Count a member. Raises UnsafeArchive beyond the limit."""
        self.members += 1
        if self.members > self.limits.max_members:
            reason = f"holds more than {self.limits.max_members:,} members; those behind are not read"
            raise UnsafeArchive(self.name, reason, _HINT.format("max_members"))
        if self.outer:
            self.outer.admit()

    @property
    def is_spent(self) -> bool:
        """Whether it, or an archive around it, went beyond a limit: a Failure said so, and there is no going on."""
        own = self.unpacked > self.limits.max_unpacked_bytes or self.members > self.limits.max_members
        return own or self._is_bomb() or (self.outer is not None and self.outer.is_spent)

    def _is_bomb(self) -> bool:
        return self.unpacked > _SMALL and self.unpacked > self.limits.max_ratio * self.packed()

    def _breach(self, bound: str, setting: str) -> UnsafeArchive:
        reason = f"unpacks to more than {bound}; what stands behind is not read"
        return UnsafeArchive(self.name, reason, _HINT.format(setting))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Input):
    """Something unpacked, which spends from the budget of its archive."""

    budget: Budget


def budget_for(item: Input, limits: InputConfig, packed: Callable[[], int]) -> Budget:
    """The budget of an archive, within that of the archive it stands in. Raises UnsafeArchive if it stands too deep."""
    if item.depth >= limits.max_depth:
        reason = f"is an archive within {item.depth} others"
        raise UnsafeArchive(item.name, reason, _HINT.format("max_depth"))
    return Budget(name=item.name, limits=limits, packed=packed, outer=item.budget if isinstance(item, Member) else None)


def member_of(item: Input, name: str, budget: Budget) -> Member:
    """Something of a name within an archive."""
    return Member(uri=item.uri, member=item.part(name), depth=item.depth + 1, columns=item.columns, budget=budget)


def read_member(
    item: Member, stream: Stream, limits: InputConfig, *, paid: bool = False
) -> Iterator[Article | Failure]:
    """Yield the documents of a member, or count it as none. paid: the bytes were counted as they came."""
    spend = _nothing if paid else item.budget.spend
    content = unpacked_stream(stream, item.name, spend)
    if may_pass(item.name) and is_none(item.name, content.peek(HEAD_BYTES)):
        item.budget.passed[kind_of(item.name)] += 1
    else:
        yield from read_stream(item, content, limits)


def _nothing(size: int) -> None:
    """Bytes of a tar cost nothing beyond those of the tar itself."""


def shown_name(name: str) -> str:
    """A member's name without what a terminal would obey, without a leading './', and of a length one can read."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name[:_LONGEST_NAME])
    while shown.startswith("./"):
        shown = shown[2:].lstrip("/")
    return shown or "unnamed"


def distinct(name: str, taken: dict[str, int]) -> str:
    """The name, or if it is taken 'name#2.suffix' and so on: two members of one name are two documents.

    taken: how often each name was given out; brought up to date.
    """
    number = taken[name] = taken.get(name, 0) + 1
    if number == 1:
        return name
    suffix = PurePosixPath(name).suffix
    while (new := f"{name.removesuffix(suffix)}#{number}{suffix}") in taken:
        number += 1
    taken[name], taken[new] = number, 1
    return new
