"""Substitutions that keep what a sentence says and who does what: old form to new, each in one tense and number.

Small letters match with a capital at the start too. Where two begin alike, the longer is tried first.
"""

from __future__ import annotations

from typing import Final

REPORTING: Final = {
    "said that": "stated that", "has said": "has stated", "have said": "have stated", "says that": "states that",
    "added that": "went on to say that", "explained that": "made clear that", "pointed out that": "noted that",
    "has announced that": "has made known that", "announced that": "made known that", "warned that": "gave warning that",
    "argued that": "contended that", "argues that": "contends that", "insisted that": "maintained that", "insists that": "maintains that",
    "claimed that": "asserted that", "claims that": "asserts that", "confirmed that": "affirmed that", "spokesman": "spokesperson",
    "spokeswoman": "spokesperson", "wrote to": "sent a letter to", "has written to": "has sent a letter to", "have written to": "have sent a letter to",
    "asked for": "requested", "answered that": "replied that", "replied that": "answered that", "believes that": "is of the opinion that",
    "believe that": "are of the opinion that", "believed that": "was of the opinion that", "told members that": "informed members that",
    "told practices that": "informed practices that",
}  # fmt: skip
DEEDS: Final = {
    "rejected": "turned down", "rejects": "turns down", "rejecting": "turning down", "condemned": "denounced", "condemns": "denounces",
    "criticised": "found fault with", "opposed to": "against", "opposes": "is against", "refused to": "declined to", "refuses to": "declines to",
    "refusing to": "declining to", "unacceptable": "not acceptable", "called on": "urged", "deplored": "denounced", "deplores": "denounces",
    "demanded that": "insisted that", "is planning to": "is preparing to", "are planning to": "are preparing to", "intends to": "means to",
    "intend to": "mean to", "proposes to": "plans to", "has proposed": "has put forward", "will close": "will shut", "launched": "started",
    "has decided to": "has resolved to", "have decided to": "have resolved to", "decided to": "resolved to", "introduce": "bring in",
    "introduced": "brought in", "introducing": "bringing in", "abolish": "do away with", "scrap": "do away with", "setting up": "establishing",
    "is required to": "is obliged to", "are required to": "are obliged to", "be required to": "be obliged to", "instructed": "directed",
    "compulsory": "mandatory", "mandatory": "compulsory", "obligatory": "compulsory", "have been told to": "have been instructed to",
    "has been told to": "has been instructed to", "voted to": "decided by vote to", "postponed": "put off", "wants to": "would like to",
}  # fmt: skip
CONNECTIVES: Final = {
    "although": "though", "because of": "owing to", "because": "since", "as a result": "in consequence", "therefore": "for that reason",
    "in addition": "besides", "in order to": "so as to", "due to": "because of", "despite": "in spite of", "instead of": "rather than",
    "for example": "for instance", "for instance": "for example", "more than": "over", "nearly": "almost", "almost": "nearly",
    "at present": "currently", "currently": "at the moment", "prior to": "before", "regarding": "about", "a number of": "several",
    "the majority of": "most of", "often": "frequently", "throughout": "across", "immediately": "at once", "at once": "immediately",
    "meanwhile": "in the meantime", "in the meantime": "meanwhile", "moreover": "what is more", "however,": "nevertheless,",
}  # fmt: skip
NOUNS: Final = {
    "general practitioners": "GPs", "family doctors": "GPs", "family doctor": "GP", "medics": "doctors", "employees": "staff",
    "proposals": "plans", "proposal": "plan", "money": "funds", "workload": "burden of work", "concerns": "worries",
    "residents": "local people", "chairman": "chair", "chairwoman": "chair", "document": "paper", "documents": "papers",
    "figures": "numbers", "huge": "enormous", "big": "large", "enough": "sufficient", "extra": "additional",
    "additional": "extra", "entire": "whole", "received": "got", "deadline": "final date", "spending": "expenditure",
}  # fmt: skip
CONTRACTIONS: Final = {
    "do not": "don’t", "does not": "doesn’t", "did not": "didn’t", "will not": "won’t", "would not": "wouldn’t", "cannot": "can’t",
    "could not": "couldn’t", "is not": "isn’t", "are not": "aren’t", "was not": "wasn’t", "were not": "weren’t", "has not": "hasn’t",
    "have not": "haven’t", "should not": "shouldn’t", "we are": "we’re", "we have been": "we’ve been", "it will": "it’ll", "they are": "they’re",
}  # fmt: skip
PHRASES: Final = REPORTING | DEEDS | CONNECTIVES | NOUNS | CONTRACTIONS
# Verbs whose past tense is their participle, so that "X rejected the plan" can be turned round.
TURNED_VERBS: Final = (
    "rejected",
    "approved",
    "condemned",
    "criticised",
    "opposed",
    "welcomed",
    "endorsed",
    "imposed",
    "launched",
    "abandoned",
)
