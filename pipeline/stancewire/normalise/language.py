"""Which language a text is in: function words decide, a library only names what they say is not English.

The rule, in this order. What says "not English" costs a document its labels, so it takes evidence:

1. More than half of the letters are of another script than the Latin: the script's language, or what
   the library makes of it.
2. Fewer than four words, or fewer than four different ones of two letters or more: nothing is said.
3. A fifth of the words are English function words: English.
4. The function words of other languages are a fifth of all words where there are fewer than twenty, a
   twelfth where there are more, and outnumber the English ones: what the library says, unless that is no
   language. Words that English writes too are none, nor is DES or LES in capitals, nor are the "van der"
   of names where nothing else is foreign. For languages not listed here, letters with signs on them are
   evidence too: three of a hundred in twenty words or more, and in fewer a fifth of the words, capitals aside.
5. Everything else is English: headlines, lists of names, tables, which have no function words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    "the of and to in a is that for it was on with as be by at this are from which have has had not but or an they "
    "their we will would been were who said".split()
)
# By language: French, German, Dutch, Spanish, Italian, Portuguese, the Scandinavian ones, Welsh, Irish, Polish, Romanian, Turkish,
# Malay and Indonesian, Swahili, Finnish, Hungarian, Czech and Slovak. None is an English word, a usual name or a short form in health policy.
_FOREIGN: Final = frozenset(
    "le la les des du et est dans une qui que pour sur avec pas ce cette aux ont sont nous vous il elle mais ou où leur été ne "
    "der das und ist nicht mit dem den ein eine einen auf für von zu im sich auch dass wird wurde haben hat bei nach zum zur "
    "de het een van niet zijn voor op aan dat maar ook werd wordt hebben naar bij uit deze geen "
    "el los las en y del por para como más sus fue han pero este esta se lo al "
    "di che della dei delle gli nel alla sono è ha più anche questo come degli "
    "os dos das da um uma não com mais foi ao pelo são às "
    "og av som til det på ikke har med blev blir ett och att som av för inte är på ska vil være fra "
    "yn y mae i’r i'r wedi gan ar nad yr bod ei eu am ac oedd fod hwn hynny nid sydd ddim ond neu gyda "
    "agus ag ar na an-bhfuil tá bhí gur sa "
    "nie się że jest w z na przez oraz dla przy który "
    "şi și în la care cu nu din pentru este sunt "
    "ve bir bu için ile olarak daha çok "
    "yang dan di untuk dengan ini itu dari tidak dalam akan telah "
    "ya wa kwa katika ni hii kuwa "
    "ja ei että hän oli ovat mutta sen "
    "az és nem hogy egy volt meg "
    "že se je by jako ale ve pro podle ktoré sú".split()
) - _ENGLISH - frozenset("am by come na da an on at op as or were up y w z sa".split())  # fmt: skip
_IN_NAMES: Final = frozenset("al da das de della den der di dos du el han la las le los ter van von y".split())
_ENOUGH: Final = 0.2  # English prose stands at 0.3 to 0.5, other European languages below 0.1
_PLENTY: Final = 0.3  # at first glance, with the signs still on the words
_GLANCE: Final = 1_000  # characters, with which nine documents of ten are settled
_WORDS_READ: Final = 400
_FEWEST: Final = 4  # words
_SHORT: Final = 20  # words, in fewer of which a name or two may look like function words
_FOREIGN_SHORT: Final = 0.2
_FOREIGN_LONG: Final = 1 / 12
_SIGNED: Final = 0.03  # of the letters; in English a café or a résumé
_LATIN_ENDS: Final = 0x0370  # the first letter behind the Latin ones and their signs
_SCRIPTS: Final = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\u1100-\u11ff\uac00-\ud7af]"), "ko"),
    (re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), "el"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0530-\u058f]"), "hy"),
    (re.compile("[\u0a80-\u0aff]"), "gu"),
    (re.compile("[\u0a00-\u0a7f]"), "pa"),
    (re.compile("[\u0b80-\u0bff]"), "ta"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
)
_SHARED: Final = (  # by languages that the library may tell apart, and the commonest of them
    (re.compile("[\u0400-\u04ff]"), frozenset("be bg kk ky mk mn ru sr uk".split()), "ru"),
    (re.compile("[\u0600-\u06ff\u0750-\u077f]"), frozenset("ar fa ps ug ur".split()), "ar"),
    (re.compile("[\u0900-\u097f]"), frozenset("hi mr ne".split()), "hi"),
    (re.compile("[\u0980-\u09ff]"), frozenset(("as", "bn")), "bn"),
)


def language_of(text: str) -> str | None:
    """ISO 639-1 code, None where there is too little to tell."""
    head = text[:_GLANCE].lower().split()
    if len(text) > _GLANCE and _english(head) >= _PLENTY * len(head):
        return "en"
    written = _WORD.findall(text[: _WORDS_READ * 12])[:_WORDS_READ]
    words = [word.lower() for word in written]
    letters = "".join(words)
    if not letters.isascii() and 2 * sum(letter >= chr(_LATIN_ENDS) for letter in letters) > len(letters):
        return _by_script(letters, words)
    if len(words) < _FEWEST or len({word for word in words if len(word) > 1}) < _FEWEST:
        return None
    if _english(words) >= _ENOUGH * len(words) or not _is_foreign(written, words):
        return "en"
    named = _named(words)
    return named if len(named) == 2 and named.isascii() else "en"


def _english(words: Sequence[str]) -> int:
    return sum(map(_ENGLISH.__contains__, words))


def _is_foreign(written: Sequence[str], words: Sequence[str]) -> bool:
    """Whether there is evidence of a language that is not English. words: as written, in lower case."""
    found = [word.lower() for word in written if word.lower() in _FOREIGN and not (word.isupper() and len(word) > 1)]
    foreign = 0 if all(word in _IN_NAMES for word in found) else len(found)
    if len(words) < _SHORT:
        small = sum(word.islower() and not word.isascii() for word in written)  # names have capitals
        return max(foreign, small) >= max(2, _FOREIGN_SHORT * len(words)) and max(foreign, small) > _english(words)
    letters = "".join(words)
    signed = sum(not letter.isascii() for letter in letters)
    return (foreign >= _FOREIGN_LONG * len(words) and foreign > _english(words)) or signed >= _SIGNED * len(letters)


def _by_script(letters: str, words: Sequence[str]) -> str | None:
    """The language of a script, Japanese by its own letters among Chinese ones; None for one that is not known here."""
    for script, language in _SCRIPTS:
        if len(script.findall(letters)) * 5 > len(letters):
            return language
    for script, known, commonest in _SHARED:
        if len(script.findall(letters)) * 5 > len(letters):
            return named if (named := _named(words)) in known else commonest
    named = _named(words)
    return named if len(named) == 2 and named != "en" else None


def _named(words: Sequence[str]) -> str:
    """What the library says: a code of two letters, or zxx for no language."""
    import py3langid

    return str(py3langid.classify(" ".join(words))[0])
