"""What titles, names, roles and the letters behind a name look like, as parts of patterns."""

from __future__ import annotations

from typing import Final

TITLES: Final = "Dr Drs Prof Professor Mr Mrs Ms Miss Sir Dame Lord Lady Baroness Cllr Councillor".split()
TITLE: Final = rf"(?:{'|'.join(TITLES)})\.?"
IN_WORDS: Final = r"\w’'-"
# Atomic: a name ends where its letters do, and a search that tries shorter ones takes twice as long. Groups are not made
# possessive: Python 3.11.2 matches such groups beyond what they hold.
REST: Final = r"[a-zß-ɏḀ-ỿ]*+(?>(?:(?![’']s\b)[’'-][A-Z]?[a-zß-ɏḀ-ỿ]+)*)(?>(?:[A-Z][a-z]+)?)"
# To the end of a word: no "C" of "CBE"; but the number of a note may stand behind it.
NAME: Final = rf"[A-Z]{REST}(?![A-Za-zÀ-ɏḀ-ỿ])"
SPACE: Final = r"[^\S\n]"  # "Dr Jane Kemp / National Director": the next line is another matter
NAMES: Final = rf"(?:[A-Z]\.{SPACE}?)*{NAME}(?:{SPACE}(?:[A-Z]\.{SPACE}?)?(?:de{SPACE}|van{SPACE}|al-)?{NAME}){{0,2}}"
# What a director is "of" is in small letters, whatever the case of the role: in "Director of Kent LMC" it is the body.
ROLE: Final = (
    r"(?:(?:(?i:shadow)|joint|acting|interim|deputy|vice|co|lead|former|outgoing|then|national|regional|senior|honorary|associate|assistant)[\s-])*"
    r"(?:chair(?:man|woman|person)?|chief (?:executive|officer|operating officer|medical officer)|medical (?:secretary|director|officer)|(?i:secretary of state(?: for health(?: and social care)?)?)"
    r"|(?i:(?:health |public health |care |primary care )(?:secretary|minister))|secretary|minister|president|director(?-i: of [a-z ]{3,40}?)?|accountable officer|managing director|negotiator|spokes(?:man|woman|person)"
    r"|(?:clinical |policy |executive |prescribing |workforce |contracts? )?lead|leader|officer|member|treasurer|executive|representative|(?i:prime minister|chancellor)|head(?-i: of [a-z ]{3,40}?)?)"
)
# "Dr X CBE, chair of Kent LMC": letters behind a name are no part of it, and what is said of it comes after them.
LETTERS: Final = rf"(?:,?{SPACE}(?:CBE|OBE|MBE|KBE|DBE|MP|MSP|MS|MLA|QC|KC|FRCGP|MRCGP|FRCP|MRCP|FRCS|FRSA|FMedSci|MBBS|MBChB|MD|PhD|DL|JP)\b)+"
