"""Offsets as Java counts them: UTF-16 code units, of which a character beyond U+FFFF takes two; and back to code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

_LAST_OF_ONE_UNIT: Final = "\uffff"


class Units:
    """The two ways of counting in one text."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        # The code points that take two units, in order; most texts have none.
        self._wide = [place for place, letter in enumerate(text) if letter > _LAST_OF_ONE_UNIT]
        # The unit behind each of them: before it stand as many more units as there are wide ones before.
        self._after = [place + number + 2 for number, place in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """How many units stand before a code point."""
        return point + bisect_left(self._wide, point)

    def points(self, unit: int, *, up: bool = False) -> int:
        """How many code points stand before a unit; of one inside a pair its beginning, or with `up` its end.

        A unit behind the end of the text is the end.
        """
        whole = bisect_right(self._after, unit)
        inside = whole < len(self._wide) and self._after[whole] - 1 == unit
        return min(unit - whole - inside + (inside and up), self.length)
