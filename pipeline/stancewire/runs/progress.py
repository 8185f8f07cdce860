"""What a terminal shows of a run: rate, time left where the number of documents is known, what came of them so far.

Errors are said as they come, the first of them; nothing else is shown where nobody looks on.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from tqdm import tqdm

from stancewire.runs.lines import LeftOut, Line
from stancewire.sources.inputs import Input

if TYPE_CHECKING:
    from stancewire.runs.archive import Plan
    from stancewire.runs.commit import Counts
    from stancewire.runs.feed import Feed

ERRORS_SHOWN: Final = 20
_ONE_EACH: Final = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".eml")
_EVERY: Final = 16  # documents between two looks at the counts


class Progress:
    """A bar on standard error, and the sentences of errors."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._feed: Feed | None = None
        self._status: Counter[str] = Counter()
        self._primary: Counter[str] = Counter()
        self._seen = 0
        self._errors = 0

    def begin(self, feed: Feed, plan: Plan, counts: Counts) -> None:
        """Show what was done before as done."""
        self._feed = feed
        self._status, self._primary = counts.status.copy(), counts.primary.copy()
        self._bar = tqdm(
            total=_number(plan),
            initial=counts.status.total(),
            unit=" documents",
            disable=not sys.stderr.isatty(),
            file=sys.stderr,
        )

    def saw(self, line: Line | LeftOut) -> None:
        """Count it; say what is wrong with it."""
        if self._bar is None or isinstance(line, LeftOut):
            return
        self._status[line.status] += 1
        if line.primary:
            self._primary[line.primary] += 1
        if line.status == "error":
            self._say(line)
        self._seen += 1
        if self._seen % _EVERY == 0 and not self._bar.disable:
            self._look()
        self._bar.update()

    def over(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, for a run of which nothing but them is known."""
        self._bar = tqdm(unit=" documents", disable=not sys.stderr.isatty(), file=sys.stderr)
        with self._bar:
            for line in lines:
                yield line
                self.saw(line)

    @property
    def hidden(self) -> int:
        """Errors whose sentences were not shown."""
        return max(0, self._errors - ERRORS_SHOWN)

    def _say(self, line: Line) -> None:
        """The sentence of an error, if there were not too many."""
        self._errors += 1
        if self._errors <= ERRORS_SHOWN:
            tqdm.write(f"stancewire: {line.message}", file=sys.stderr)

    def _look(self) -> None:
        assert self._bar is not None
        if self._feed and self._feed.number:  # known once all inputs are read once
            self._bar.total = self._feed.number
        both = (*self._status.most_common(), *self._primary.most_common())
        self._bar.set_postfix_str(", ".join(f"{name} {number}" for name, number in both), refresh=False)

    def end(self) -> None:
        """Leave the last state on the screen."""
        if self._bar is not None:
            self._bar.close()


def _number(plan: Plan) -> int | None:
    """How many documents there will be, where that can be known beforehand."""
    selection = plan.selection
    if selection.limit or selection.number:
        return min(filter(None, (selection.limit, selection.number)))
    known = all(isinstance(i, Input) and i.uri.lower().endswith(_ONE_EACH) for i in plan.inputs)
    return len(plan.inputs) if known and selection.share is None else None
