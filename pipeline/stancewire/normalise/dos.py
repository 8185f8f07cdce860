"""Find text of a DOS program (code page 850) that was decoded as Windows-1252 ("œ5m", "r‚sum‚") and say how to mend it.

In:  a text of any kind, other mojibake mended.
Out: edits in text order: text[start:end] becomes the string.

One byte stands for one character in both tables, so ftfy has nothing to go by.
Only signs that no good text holds at their place are mended: what DOS made of
"à" and "½" is "…" and "«" in Windows, and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stancewire.normalise.mojibake import Edit

_LETTERS: Final = str.maketrans("‚‡‹¤ŠˆƒŒ‰œ", "éçïñèêâîë£")
# A daggered or quoted word has its sign at one end; within a word none of them is ever right. What stands beside it is
# ASCII, or the letter it becomes would look like the mojibake of another table.
_CERTAIN: Final = re.compile(
    r"[‚‡¤ŠˆƒŒ](?<=[A-Za-z].)(?=[a-z])|‰(?<=[A-Za-z].)(?![^\x00-\x7f])|œ(?<![^\x00-\x7f].)(?<![A-Za-z].)(?= ?[0-9])"
)
# One class finds out much quicker whether there is anything to look at.
_SIGN: Final = re.compile("[‚‡¤ŠˆƒŒ‰œ]")
# "caf‚", "na‹ve": these may be a comma that was typed oddly, or a bracket, unless the text gives DOS away elsewhere.
_LIKELY: Final = re.compile(rf"{_CERTAIN.pattern}|‚(?<=[a-z].)(?=[ \n.,;:!?)]|$)|‹(?<=[A-Za-z].)(?=[a-z])")


def dos(text: str) -> Iterator[Edit]:
    """The edits that mend it; none for clean text."""
    if _SIGN.search(text) and _CERTAIN.search(text):
        for match in _LIKELY.finditer(text):
            yield match.start(), match.end(), match[0].translate(_LETTERS)
