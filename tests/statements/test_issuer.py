"""Who demands what practices "must" do."""

from __future__ import annotations

import pytest

from stancewire.statements.actors import Actor
from stancewire.statements.issuer import issuer_of


def body(name: str, kind: str, pronoun: str = "") -> Actor:
    return Actor(start=0, end=1, name=name, kind=kind, pronoun=pronoun)


PRACTICES = body("practices", "provider")
CCG, OTHER_CCG = body("Stow CCG", "local_commissioner"), body("Marl CCG", "local_commissioner")
NHSE = body("NHS England", "national_authority")
LMC = body("Westmarch LMC", "lmc")
UNION = body("Porters’ Union", "union")
PLAIN = "Practices must open."
NATIONAL = "Practices must open under the new regulations."

# sentence, subject, speaker, sender, known, named -> name of the issuer; "" is the codebook's empty holder
CASES = {
    "a speaking authority": (PLAIN, PRACTICES, NHSE, None, CCG, (), "NHS England"),
    "the sender of a letter": (PLAIN, PRACTICES, None, CCG, NHSE, (), "Stow CCG"),
    "a speaker goes before the sender": (PLAIN, PRACTICES, LMC, CCG, NHSE, (), "NHS England"),
    "the authority spoken of last": (PLAIN, PRACTICES, None, None, NHSE, (), "NHS England"),
    "a GP body reports somebody else's mandate": (PLAIN, PRACTICES, LMC, None, NHSE, (), "NHS England"),
    "nobody": (PLAIN, PRACTICES, None, None, None, (), None),
    "nobody, but national": (NATIONAL, PRACTICES, None, None, None, (), ""),
    "no subject": (PLAIN, None, None, None, NHSE, (), "NHS England"),
    "commissioners obey a national authority": (PLAIN, CCG, None, None, NHSE, (), "NHS England"),
    "commissioners obey one named in the sentence": (PLAIN, CCG, None, None, OTHER_CCG, (NHSE,), "NHS England"),
    "commissioners obey no commissioner": (PLAIN, CCG, None, None, OTHER_CCG, (), None),
    "nobody is ordered by themself": (PLAIN, body("NHS England", "provider"), None, None, NHSE, (), None),
    "a demand on an authority is no mandate": (PLAIN, NHSE, LMC, None, CCG, (), None),
    "a demand on a GP body is no mandate": (PLAIN, LMC, None, None, NHSE, (), None),
    "unless it is a pronoun": (PLAIN, body("Westmarch LMC", "lmc", "body"), None, None, NHSE, (), "NHS England"),
    "a union speaks for no authority": (PLAIN, PRACTICES, UNION, None, NHSE, (), None),
}


@pytest.mark.parametrize(
    ("sentence", "subject", "speaker", "sender", "known", "named", "expected"), CASES.values(), ids=CASES
)
def test_issuer(
    sentence: str,
    subject: Actor | None,
    speaker: Actor | None,
    sender: Actor | None,
    known: Actor | None,
    named: tuple[Actor, ...],
    expected: str | None,
) -> None:
    issuer = issuer_of(sentence, subject, speaker, sender, known, named)
    assert (issuer.name if issuer else None) == expected


def test_an_issuer_without_name_is_a_national_authority() -> None:
    issuer = issuer_of(NATIONAL, PRACTICES, None, None, None)
    assert issuer is not None
    assert (issuer.name, issuer.kind) == ("", "national_authority")
