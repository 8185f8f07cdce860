"""Which one-byte encoding a text was saved in that is no UTF-8: the one whose letters stand where letters stand.

Archives of the 2000s are Windows-1252 more often than anything else, and a
detector named such letters cp852; so it is asked only where neither Windows
nor an old Macintosh or DOS machine gives a likely text.
"""

from __future__ import annotations

import re
from typing import Final

_WINDOWS: Final = ("cp1252", "Windows-1252")
_OTHERS: Final = (("mac_roman", "Mac Roman"), ("cp850", "DOS code page 850"))
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LIKELY: Final = re.compile(
    r"[‘“«](?=\S)|(?<=\S)[’”»]|’(?=\w)"  # quotes lean on words
    r"|[£€](?=[\d\s])|[–—…•·©®™°½¼¾²³§×\xa0]"
    r"|(?<=[A-Za-z])[ß-öø-ÿœšž]|[ß-öø-ÿœšž](?=[A-Za-z])"  # "café": a small letter among letters
    r"|(?<![a-z])[À-ÖØ-ÞŒŠŽ](?=[a-z])|(?<=[A-Z])[À-ÖØ-ÞŒŠŽ]|[À-ÖØ-ÞŒŠŽ](?=[A-Z]{2})"  # "Éire", "CAFÉ", never "DoctorsÕ"
)
# As Windows-1252 shows Polish and Czech: signs that stand within no word, or Danish and Italian letters in one text.
_WITHIN: Final = re.compile(r"(?<=[A-Za-z])[³¹±¿¶¼¾]{1,2}(?=[a-z])")
_FEWEST_CENTRAL: Final = 2
_LIKELY_ENOUGH: Final = 0.6  # of the characters beyond ASCII
_CLEARLY_BETTER: Final = 0.25
_READ: Final = 200_000  # bytes that are looked at
_FEWEST_FOR_DETECTOR: Final = 16  # bytes beyond ASCII; below that it guesses at random
_NEVER_SAVED: Final = [  # tables of mainframes, where even "a" is another byte, and of Macintoshes sold elsewhere
    *("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"),
    *("mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_turkish"),
]


def best_guess(content: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding, None if it is a text in none. content: no valid UTF-8."""
    sample = content[:_READ]
    if central := _central(content, sample):
        return central
    windows = _likelihood(sample, _WINDOWS[0])
    if windows >= _LIKELY_ENOUGH:
        return content.decode(_WINDOWS[0], "replace"), _WINDOWS[1]
    chance, best = max((_likelihood(sample, encoding[0]), encoding) for encoding in _OTHERS)
    if chance >= max(_LIKELY_ENOUGH, windows + _CLEARLY_BETTER):
        return content.decode(best[0]), best[1]
    return _detected(content, sample) or _windows(content)


def _central(content: bytes, sample: bytes) -> tuple[str, str] | None:
    """Latin-2, or what Windows made of it, which puts letters and quotes where Latin-2 has nothing."""
    text = sample.decode(_WINDOWS[0], "replace")
    both = text.count("ø") if "ì" in text and "è" in text else 0
    if max(both, len(_WITHIN.findall(text))) < _FEWEST_CENTRAL:
        return None
    encoding = "cp1250" if any(0x80 <= byte < 0xA0 for byte in sample) else "iso-8859-2"
    return content.decode(encoding, "replace"), encoding


def _likelihood(sample: bytes, encoding: str) -> float:
    """The share of the characters beyond ASCII that stand where Western text has them."""
    text = sample.decode(encoding, "replace")
    return len(_LIKELY.findall(text)) / len(_NOT_ASCII.findall(text) or ".")


def _detected(content: bytes, sample: bytes) -> tuple[str, str] | None:
    if sum(byte > 0x7F for byte in sample) < _FEWEST_FOR_DETECTOR:
        return None
    from charset_normalizer import from_bytes  # 30 ms, for one file in thousands

    found = from_bytes(sample, cp_exclusion=_NEVER_SAVED).best()
    if found is None or found.encoding == "ascii":
        return None
    try:
        return content.decode(found.encoding), found.encoding
    except (UnicodeDecodeError, LookupError):
        return None


def _windows(content: bytes) -> tuple[str, str] | None:
    """Every byte but five has a meaning in Windows-1252, however odd."""
    try:
        return content.decode(_WINDOWS[0]), _WINDOWS[1]
    except UnicodeDecodeError:
        return None
