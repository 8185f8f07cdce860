"""Bodies by what they do in a text, where no word of the name says that it is one.

An abbreviation that speaks or has officers ("the XYZ said", "XYZ chairman Dr Kemp", "according to the XYZ") is a body
wherever the text has it again; a name behind a word for its sort ("the software firm Oakwell") or before its spokesman
is one as well. Abbreviations of the policy lexicon and of everyday life are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import Register
from stancewire.spans import crosses
from stancewire.types import Mention

_ABBREVIATION: Final = re.compile(
    r"[A-Z](?<![\w&-].)[A-Z]{2,6}(?![\w&]|-\w)(?:\s(?:England|Scotland|Wales|Cymru\sWales|Cymru|Northern\sIreland|UK)(?!\w))?"
)
# Titles, units, illnesses, tests, machines, law and money: nobody speaks for them.
_NO_BODY: Final = frozenset(
    "NHS GPS USA CEO CFO COO AGM EGM VAT PDF FAQ FAQS HTML URL FOI GDPR TUPE COPD CVD HIV AIDS MRSA ECG IUD IUCD BMI BST GMT MBE OBE CBE "
    "FRCGP MRCGP FRCP FRCS FRCA PHD MSP MSPS MLA MLAS QOF WTE FTE FTSE HMRC PAYE ISBN ISSN COVID SARS WIFI SMS MMR BCG TIA CPR DNA RNA "
    "AND THE FOR NOT ALL NEW NEWS YES WHY HOW WHO BUT OUR OUT OFF ONE TWO CCG CCGS PCT PCTS TPCT ICB ICBS ICS SHA SHAS LMC LMCS STP STPS "
    "PCN PCNS PCG PCGS PCO PCOS PPG PPGS CSU CSUS APMS GMS PMS SPMS PCTMS PBC QIPP CPD CQUIN MOT HQ AOB TBC TBA CARRIED LOST THAT "
    "SPEAKER STATE TAKEN UNANIMOUSLY AGENDA MINUTES MOTION COMMITTEE LETTER LETTERS MEETING NOTICE NOTES STOP MORE FROM WITH "
    "CTO CIO CMO CNO SRO DPO RFO SLA KPI KPIS NED NEDS LLP PLC LTD CIC PFI ITT PQQ PIN VFM ROI GDP RPI CPI APR ATM PIN CRB DBS NVQ GCSE MBA BSC "
    "XML API CPU GPU SQL PHP CSV JSON HTTP HTTPS CCTV SIM LED LCD DVD USB GPS SIM VPN LAN WAN EHR EHRS EPR EMR VDU BBQ SUV HGV VAR "
    "ICU ITU HDU SAU MAU EAU CCU NICU WIC MIU MIUS CDU OOH OPD INR MRI SSRI FBC TSH PSA DVT CSF PCR ESR CRP LFT LFTS EEG EMG CBT IVF HRT IBS "
    "COC NSAID NSAIDS ADHD CKD CHD CHF AKI TKR THR HPV BSE CJD SAD OCD PTSD ASD STI STIS STD STDS RSV HBA LDL HDL BPM UTI UTIS LVAD".split()
)
_OFFICES: Final = (
    r"(?:(?:deputy |vice[- ]|co-?|joint |former |national )?(?:chair(?:man|woman|person)?|chief|president|secretary|spokes(?:man|woman|person)|director"
    r"|negotiators?|treasurer|leaders?|council|members?|officials?|representatives?|officers?))(?!\w)"
)
_SPEAKS: Final = (
    r"(?:said|says|told|warned|warns|argued|argues|claimed|claims|insisted|insists|believes|believed|urged|urges|accused|accuses"
    r"|welcomed|welcomes|criticised|criticises|wants|wanted|wrote|writes|called|calls|backed|backs|voted|votes|rejected|rejects|agreed|agrees"
    r"|announced|announces|advised|advises|recommended|recommends|fears|hopes|supports|opposes|estimates|estimated|replied|asked|asks|condemned|condemns"
    r"|accepted|accepts|reported|reports|admitted|admits|plans|published|issued|pledged|denied|denies)(?!\w)"
)
_ACTS: Final = re.compile(
    rf"(?:[’']s?)?\s(?:GP\s|medical\s|general\s)?{_OFFICES}|\s(?:has\s|have\s|had\s|also\s|now\s|yesterday\s|later\s)*{_SPEAKS}"
)
_HEARD: Final = re.compile(
    r"(?<!\w)(?:according\sto|told|urged|(?:letter|complaint|submission|evidence)\s(?:from|to|by)|behalf\sof"
    r"|(?:spokes(?:man|woman|person)|chair(?:man|woman)?|president|secretary|director|executive|member|council|leaders?|negotiators?)\s(?:for|of|at))\s(?:the\s)?$",
    re.I,
)
_NATION_BEFORE: Final = re.compile(r"(?<!\w)(?:Scottish|Welsh|UK|England|Northern\sIreland)\s$")
_NAME: Final = r"[A-Z][a-z]+[A-Za-z]*(?:\s(?:of\s|and\s|for\s)?[A-Z][A-Za-z]+){0,3}"
_SORTS: Final = {
    "think tank": "think_tank",
    "think-tank": "think_tank",
    "firm": "company",
    "company": "company",
    "supplier": "company",
    "consultancy": "company",
    "supermarket": "company",
    "charity": "other",
    "pressure group": "other",
    "campaign group": "other",
    "magazine": "media",
    "newspaper": "media",
    "regulator": "regulator",
}
# "The company Chief Executive", "the charity Tuesday lunch": offices, days and things, not what it is called.
_NO_NAME: Final = (
    r"(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Christmas|Easter|Summer|Winter|Annual|Chief|Chair\w*|Director\w*|President|Secretary|Treasurer|Manager\w*|Editor\w*|Executive\w*|Board|Head"
    r"|Chairman|Car|Office|Website|Accounts?|Report|Policy|Act|Law|Number|Commission|Dr|Mr|Mrs|Ms|Professor|Sir|GPs?|NHS|The|And|But|In|It|He|She)\b)"
)
_CALLED: Final = re.compile(rf"{_NO_NAME}{_NAME}(?![\w’'-])")
# "The XYZ has", "the XYZ."; "the XYZ clinic" is no body's, and its own name least of all.
_THE: Final = re.compile(r"(?<!\w)[Tt]he\s$")
_ENDS: Final = re.compile(
    r"[’']s\s|[.,;:?!)]|\s(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|does|did|and|or|to|in|on|at|for|that|which|who|as|with)(?!\w)"
)
_BACK: Final = 40  # characters before an abbreviation that tell whether it is spoken to
# "Dr A ZELL", later "ZELL said": a surname in capitals. "An MRI", "her BMI": a thing, of which there are many.
_PERSON: Final = re.compile(
    r"(?<!\w)(?:Drs?|Mrs?|Ms|Miss|Prof|Professor|Sir|Dame|Cllr|Councillor|DRS?|MRS?|MS|MISS|PROF|CLLR)\.?\s(?:[A-Z][\w.’'-]*\s){0,2}$"
)
_ANY: Final = re.compile(r"(?<!\w)(?:an?|each|every|any|his|her|my|your|no|one|per|another)\s$", re.I)
_ITS_MEMBER: Final = re.compile(
    r"[ -](?:members?|officials?|officers?|spokes\w+|leaders?|representatives?|chair\w*|councils?|meetings?|polls?|surveys?)\b"
)
_SIDES: Final = re.compile(r"[\w&-]")


class AgentFinder:
    """Knows which abbreviations are policies; vocabulary and register are what every finder is given."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab, register
        self.phrases: tuple[Phrases, ...] = ()
        policies = load_policies()
        self._none = _NO_BODY | {form for policy in policies for form in (policy.name, *policy.abbreviations)}

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Names that nothing found before has a part of; with a nation behind it an abbreviation is a longer name."""
        text = scene.text
        found = {text[m.start : m.end] for m in scene.found}
        for short in dict.fromkeys(_ABBREVIATION.findall(text)):
            if short not in found and short.partition(" ")[0] not in self._none:
                yield from _abbreviated(scene, short)
        for sort, kind in _SORTS.items():
            yield from (_mention(text, *span, kind) for span in _called(text, sort) if not crosses(scene.found, *span))


def _called(text: str, sort: str) -> Iterator[tuple[int, int]]:
    """The names behind a word for what bears them: "the software firm Oakwell"."""
    word = f" {sort} "
    start = text.find(word)
    while start >= 0:
        if match := _CALLED.match(text, start + len(word)):
            yield match.span()
        start = text.find(word, start + len(word))


def _abbreviated(scene: Scene, short: str) -> Iterator[Mention]:
    """Its places: with a nation ("XYZ Wales", "Scottish XYZ") as they are, alone where one of them acts."""
    text = scene.text
    spans = list(_places(text, short))
    if " " in short:
        yield from (_mention(text, *span, "other") for span in spans)
        return
    before = [(_NATION_BEFORE.search(text, max(0, start - _BACK), start), end) for start, end in spans]
    yield from (_mention(text, nation.start(), end, "other") for nation, end in before if nation)
    free = [span for span in spans if not crosses(scene.found, *span)]
    if any(_is_agent(text, *span) for span in free) and not _is_thing(text, short):
        yield from (_mention(text, *span, "other") for span in free)


def _is_agent(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation speaks, is spoken to or stands alone behind "the" in one place."""
    first = max(0, start - _BACK)
    if _ACTS.match(text, end) or _HEARD.search(text, first, start):
        return True
    return bool(_THE.search(text, first, start) and _ENDS.match(text, end))


def _is_thing(text: str, short: str) -> bool:
    """Whether a text shows elsewhere that capitals are a surname, a thing with a plural or an article, or a stressed word."""
    if any(_stands(text, word) for word in (f"{short}s", short.lower(), short.capitalize()) if word in text):
        return True
    return any(_is_one_of_many(text, *span) for span in _places(text, short))


def _is_one_of_many(text: str, start: int, end: int) -> bool:
    first = max(0, start - _BACK)
    if _PERSON.search(text, first, start):
        return True
    return bool(_ANY.search(text, first, start)) and not _ITS_MEMBER.match(text, end)


def _stands(text: str, word: str) -> bool:
    return next(_places(text, word), None) is not None


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a text has a word whole; a pattern for each of thousands of words would cost more than all the rest."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        joined = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()
        if not (
            joined
            or _SIDES.match(text, start - 1 if start else len(text))
            or (_SIDES.match(text, end) and text[end] != "-")
        ):
            yield start, end
        start = text.find(word, end)


def _mention(text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(start=start, end=end, kind=kind, canonical=" ".join(text[start:end].split()), finder="agent")
