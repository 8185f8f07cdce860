"""What became of the inputs: tagged, abstained, copies, failed; as a whole, by folder, by publisher and by month."""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.archive.store import Store

UNKNOWN: Final = "(not known)"
_SMALLEST: Final = 20  # inputs; of fewer, one failure says nothing about a source or a month
# Covered: there is a verdict that the model stands by. A copy has its own, under another status.
_COVERED: Final = "status IN ('ok', 'duplicate') AND NOT coalesce(abstained, false)"
_COUNTS: Final = f"""count(*), count_if(status = 'ok'), count_if(status = 'abstained'), count_if(status = 'duplicate'),
    count_if(status = 'error'), count_if({_COVERED})"""

_ALL: Final = "'all'"
# Years and months as archives are laid out: 2014/05, 2014-05, 201405.
_DATED: Final = r"((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])"
# Of a path without a date both parts are empty, and of no path, as shared records have none, there are none.
_MONTH: Final = f"""coalesce(month, nullif(nullif(concat_ws('-', regexp_extract(uri, '{_DATED}', 1),
    regexp_extract(uri, '{_DATED}', 2)), '-'), ''), '(no date)')"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The inputs of one folder, publisher or month, or all of them, by status."""

    name: str
    inputs: int
    tagged: int
    abstained: int
    duplicates: int
    failed: int
    covered: int

    @property
    def share(self) -> float:
        """Of inputs with a verdict that stands, in [0, 1]; of none, all."""
        return self.covered / self.inputs if self.inputs else 1.0

    def sentence(self) -> str:
        """For somebody who reads nothing else."""
        lost = f"{self.failed:,} failed, {self.inputs - self.covered - self.failed:,} abstained"
        return f"only {self.share:.1%} of {self.name} is covered ({lost} of {self.inputs:,} inputs)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A class of errors, with one of them as an example."""

    kind: str
    count: int
    uri: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All that `stancewire coverage` tells."""

    whole: Share
    folders: tuple[Share, ...]  # most inputs first
    publishers: tuple[Share, ...]  # likewise; of a failed input none is known
    months: tuple[Share, ...]  # in time
    faults: tuple[Fault, ...]  # most frequent first

    def low(self, at_least: float) -> Iterator[Share]:
        """What is covered too little: the whole, and each folder, publisher and month of some size."""
        if self.whole.share < at_least:
            yield self.whole
        for share in (*self.folders, *self.publishers, *self.months):
            if share.name != UNKNOWN and share.inputs >= _SMALLEST and share.share < at_least:
                yield share


def coverage(store: Store) -> Coverage:
    """Count what became of every input.

    A folder is the top one below the folder that all inputs share, or the archive or table an input stands in.
    A month is YYYY-MM, or YYYY where no more is known; of a failed input, what its path says.
    """
    [whole] = _shares(store, _ALL)
    return Coverage(
        whole=whole,
        folders=tuple(_shares(store, _folder(_common(store)), "2 DESC, 1")),
        publishers=tuple(_shares(store, f"coalesce(publisher, '{UNKNOWN}')", "2 DESC, 1")),
        months=tuple(_shares(store, _MONTH)),
        faults=tuple(_faults(store)),
    )


def _shares(store: Store, name: str, order: str = "1") -> Iterator[Share]:
    query = f"SELECT {name}, {_COUNTS} FROM records GROUP BY ALL HAVING count(*) > 0 ORDER BY {order}"
    rows = list(store.ask(query).rows()) or ([("all", 0, 0, 0, 0, 0, 0)] if name == _ALL else [])
    for label, *counts in rows:
        inputs, tagged, abstained, duplicates, failed, covered = counts
        yield Share(
            name=label,
            inputs=inputs,
            tagged=tagged,
            abstained=abstained,
            duplicates=duplicates,
            failed=failed,
            covered=covered,
        )


def _common(store: Store) -> int:
    """How many code points of every uri are one folder that all share."""
    [(first, last)] = store.ask("SELECT min(uri), max(uri) FROM records").rows()
    # Letter by letter is right here, as what is not a whole folder is cut off again.
    return len(os.path.commonprefix([first or "", last or ""]).rpartition("/")[0])  # noqa: RUF071


def _folder(common: int) -> str:
    rest = f"ltrim(substr(uri, {common + 1}), '/')"
    return (
        f"CASE WHEN contains({rest}, '/') THEN split_part({rest}, '/', 1) || '/' "
        f"WHEN member IS NOT NULL THEN {rest} ELSE '(top folder)' END"
    )


def _faults(store: Store) -> Iterator[Fault]:
    # The first by name, so that the same records give the same example.
    query = """SELECT error_class, count(*), min(uri), arg_min(error_message, (uri, coalesce(member, ''), id))
        FROM records WHERE status = 'error' GROUP BY 1 ORDER BY 2 DESC, 1"""
    for kind, count, uri, message in store.ask(query).rows():
        yield Fault(kind=kind or "(not said)", count=count, uri=uri or "", message=message or "")
