"""Who signs a letter, and to whom it goes: role and body on the lines below a name.

"Dr Laura Kemp / Chair, Kent LMC", "Dr Laura Kemp / Chair / Kent LMC", "Dr Laura Kemp, chair / Kent LMC".
Only in those zones: elsewhere the line below a name is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.entities.naming import LETTERS, ROLE, SPACE, TITLE
from stancewire.spans import within
from stancewire.types import Document, Mention

_LINE: Final = r"\n{1,2}"  # letters from Word and web pages have an empty line below each
_BELOW: Final = re.compile(rf"(?:{LETTERS})?(?:,(?:{SPACE}[^,\n]{{3,40}})?)?{_LINE}(?:[Tt]he{SPACE})?(?!{TITLE}\b)")
_ROLE: Final = re.compile(rf"(?:[\w’'&-]+{SPACE}){{0,2}}?((?i:{ROLE}))\b")
_ROLE_BEHIND: Final = re.compile(
    rf"(?:[’']s?)?(?:,?{SPACE}(?:[\w’'&-]+{SPACE}){{0,2}}?|{_LINE})((?i:{ROLE}))\b(?!:|{SPACE}{TITLE}\b)"
)
_UP_TO_BODY: Final = re.compile(
    rf"[^,\n]{{0,50}}(?:,?{SPACE}|,?{_LINE})(?:(?:[Ff]or{SPACE}and{SPACE})?[Oo]n{SPACE}behalf{SPACE}of{SPACE})?(?:the{SPACE})?"
)
_ZONES: Final = frozenset(("signoff", "recipient"))
_REACH: Final = 110  # code points from a role to the body it is in


def signed(
    document: Document, start: int, end: int, organisations: Sequence[Mention]
) -> tuple[str | None, Mention | None]:
    """Role and body of the name at start:end, which opens its line; None for what is not said below it."""
    below = _BELOW.match(document.text, end) if document.zone_at(start) in _ZONES else None
    if below is None or document.zone_at(below.end()) not in _ZONES:
        return None, None
    bodies = within(organisations, below.end(), below.end() + _REACH)
    if bodies and bodies[0].start == below.end():
        role = _ROLE_BEHIND.match(document.text, bodies[0].end)
        return (role[1] if role else None), bodies[0]
    if (role := _ROLE.match(document.text, below.end())) is None:
        return None, None
    body = next((body for body in bodies if _UP_TO_BODY.fullmatch(document.text, role.end(), body.start)), None)
    return role[1], body
