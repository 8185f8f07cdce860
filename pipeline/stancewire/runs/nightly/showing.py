"""What a terminal shows of a night or a retag while it works; nothing where nobody looks on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from stancewire.runs.lines import Line
from stancewire.runs.nightly.night import Seams


@contextmanager
def shown_seams(total: int | None = None) -> Iterator[Seams]:
    """The usual seams, with a bar on standard error that counts documents."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield Seams()
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=" documents", file=sys.stderr, leave=False) as bar:

        def saw(_: Line) -> None:
            bar.update()

        yield Seams(saw=saw)
