"""Policy terms by the words of the lexicon."""

from __future__ import annotations

import pytest

from builders import by_hand, mentions_of
from stancewire.entities.terms import wordings
from stancewire.entities.wording import patterns
from stancewire.register.folding import orders, skeleton
from stancewire.register.lexicon import Policy, load_policies


def found(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.policy) for t in mentions_of(by_hand(text)).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is about co-commissioning.", ("co-commissioning", "co-commissioning")),
        ("It is about co commissioning.", ("co commissioning", "co-commissioning")),
        ("CO-COMMISSIONING IS NEAR", ("CO-COMMISSIONING", "co-commissioning")),
        ("It is about practice based commissioning.", ("practice based commissioning", "practice-based commissioning")),
        ("New is the GP contract.", ("GP contract", "GP contract")),
        ("Old are the GP contracts.", ("GP contracts", "GP contract")),
        ("The QOF stays.", ("QOF", "Quality and Outcomes Framework")),
        ("Practices lose two LESs.", ("LESs", "Local Enhanced Service")),
        ("The PCN DES stays.", ("PCN DES", "Network Contract DES")),
    ],
)  # fmt: skip
def test_a_term_in_its_spellings(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


def test_the_longest_term_stands() -> None:
    assert found("A new GP contract is near.") == [("new GP contract", "new GP contract")]


@pytest.mark.parametrize("text", ["Le qof et les des.", "DESK and UNLESS", "a contract"])
def test_abbreviations_match_only_as_written_and_whole(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Red Book lists the fees of the day.", [("Red Book", "Statement of Fees and Allowances")]),
        ("He read a red book in bed.", []),
        ("The 1990 contract bound every practice.", [("1990 contract", "1990 GP contract")]),
        ("The 1990 contract bound the shipyard.", []),
    ],
)
def test_an_ambiguous_form_counts_only_beside_its_matter(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


QUALITY = "Quality and Outcomes Framework"


@pytest.mark.parametrize(
    ("surface", "policy"),
    [
        ("primary-care network", "primary care networks"),
        ("any-willing-provider", "any qualified provider"),
        ("any-qualified-provider policy", "any qualified provider"),
        ("quality-and-outcomes framework", QUALITY),
        ("quality-and-outcomes-framework", QUALITY),
        ("Quality & Outcomes Framework", QUALITY),
        ("quality & outcomes framework", QUALITY),
        ("out of hours care", "out-of-hours care"),
        ("out-of-hours care", "out-of-hours care"),
        ("out‑of‑hours care", "out-of-hours care"),
        ("practice–based commissioning", "practice-based commissioning"),
        ("poly-clinics", "polyclinics"),
        ("poly clinic", "polyclinics"),
        ("minimum-practice-income-guarantee", "minimum practice income guarantee"),
        ("minimum practice income-guarantee", "minimum practice income guarantee"),
        ("Additional-Roles Reimbursement-Scheme", "Additional Roles Reimbursement Scheme"),
        ("multi-specialty community provider", "multispecialty community provider"),
        ("abolition of practice boundaries", "practice boundaries"),
        ("abolition of the practice boundary", "practice boundaries"),
        ("GPs' contract", "GP contract"),
        ("GPs’ contracts", "GP contract"),
        ("GP's contract", "GP contract"),
        ("GP contract", "GP contract"),
        ("prime minister’s Challenge Fund", "Prime Minister's Challenge Fund"),
        ("Prime Minister Challenge Fund", "Prime Minister's Challenge Fund"),
    ],
)  # fmt: skip
def test_hyphens_number_and_possessives_make_no_difference(surface: str, policy: str) -> None:
    assert found(f"It is about {surface} again.") == [(surface, policy)]


@pytest.mark.parametrize(
    ("surface", "policy"),
    [
        ("GP appointment data", "GP appointments data"),
        ("GP appointments data", "GP appointments data"),
        ("data on GP appointments", "GP appointments data"),
        ("appointments data of GPs", "GP appointments data"),
        ("practice boundary abolition", "practice boundaries"),
        ("urgent care redesign", "urgent care reform"),
        ("redesign of urgent care", "urgent care reform"),
        ("redesign of the urgent care", "urgent care reform"),
    ],
)
def test_the_order_of_the_words_makes_no_difference(surface: str, policy: str) -> None:
    assert found(f"It is about {surface} again.") == [(surface, policy)]


def test_extended_hours_may_be_hours_extended() -> None:
    assert found("The surgery has had its hours extended.") == [("hours extended", "extended hours")]


@pytest.mark.parametrize(
    "text",
    [
        "A wider choice for patients goes with it.",
        "He keeps a list of patients.",
        "She had care in hospital.",
        "He blamed GPs for the failings of a service.",
        "The contract is a new GP.",
        "It left it funding nothing for GPs.",
        "Notice was served on one practice it should expect.",
    ],
)
def test_everyday_speech_is_no_policy(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("form", "others"),
    [
        ("toll data", ["data of toll", "data of the toll"]),
        ("redesign of urgent care", ["redesign of the urgent care", "urgent care redesign"]),
        ("redesign of the bridge", ["redesign of bridge", "bridge redesign"]),
        ("Bridge Review", []),  # a name
        ("national toll", []),  # how a thing is, not what it is about
        ("failing bridges", []),
        ("patient list", []),  # "a list of patients" is everyday speech
        ("bridge doctor", []),
        ("toll", []),
        ("tolls and levies", []),
        ("2013/14 toll", []),
    ],
)
def test_other_orders_of_a_form(form: str, others: list[str]) -> None:
    assert list(orders(form)) == others


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("bridge toll", {"bridge toll", "bridge - toll"}),
        ("road-side fee", {"road side fee", "road - side fee", "road side - fee", "road - side - fee"}),
        ("GP toll", {"GP toll", "GP - toll", "GP ' toll"}),
        ("Marsh's toll", {"Marsh toll", "Marsh - toll", "Marsh ' toll"}),
        ("polytoll", {"polytoll", "poly toll", "poly - toll"}),
        ("co-tolling", {"co tolling", "co - tolling", "cotolling"}),
        ("toll", {"toll"}),
    ],
)
def test_how_a_form_may_be_written(form: str, written: set[str]) -> None:
    assert {" ".join(token.text for token in doc) for doc in patterns(form)} == written


def test_a_long_form_is_written_a_hyphen_at_a_time_or_with_all() -> None:
    written = [" ".join(token.text for token in doc) for doc in patterns("a b c d f g h i j k")]
    assert len(written) == 11
    assert "a b - c d f g h i j k" in written
    assert " - ".join("abcdfghijk") in written


def test_no_two_policies_of_the_lexicon_have_forms_that_count_as_alike() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for policy in load_policies():
        for form in (policy.name, *policy.variants):
            owners.setdefault(skeleton(form), set()).add(policy.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_of_forms_that_count_as_alike_one_is_kept() -> None:
    policies = (Policy(id="a", name="road-side fee", variants=("Road Side Fees", "toll")),)
    assert wordings(policies) == {("road", "side", "fee"): ("road-side fee", 0), ("toll",): ("toll", 0)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She has PMS, premenstrual syndrome, and her GP prescribed pills.", []),
        ("She has premenstrual syndrome (PMS). PMS contracts are near, so is the PCT.", []),
        ("She has PMS and her GP practice prescribed pills.", []),
        ("DES, diethylstilbestrol, was given to mothers; the GP contract does not pay for it.", ["GP contract"]),
        ("DES (data encryption standard) comes to each LMC.", []),
        ("DES stands for data encryption standard, says the LMC.", []),
        ("DES was given to mothers; the GP contract does not pay for it.", ["GP contract"]),
        ("Practices on PMS fear for their premiums.", ["PMS", "premiums"]),
        ("Directed Enhanced Services (DES) are due.", ["Directed Enhanced Services", "DES"]),
        ("The direct enhanced scheme (DES) is due.", ["DES"]),
        ("PMS, the local contract, ends with the LMC's consent.", ["PMS"]),
        ("It offers a LES and a LIS to each practice of the PCT.", ["LES", "LIS"]),
        ("LES MISERABLES was the practice party's film.", []),
        ("She flew LIS to LHR; the practice was shut.", []),
        ("IT funding for GPs is late.", ["IT funding for GPs"]),
        ("the GP's IT budget is late.", ["GP's IT budget"]),
        ("GP IT is late.", ["GP IT"]),
        ("The LES will be cut, and surgeries fear closure.", ["LES"]),
        ("GPs signed the anticoagulation LES. The LES pays little.", ["LES", "LES"]),
        ("GPs signed the LIS, and not the DES.", ["LIS", "DES"]),
        ("Patients of GPs with LES have a weak oesophageal sphincter.", []),
        ("GPs found their IT systems failing. Practices want better surgery IT.", ["surgery IT"]),
        ("Surgery IT systems crash.", ["Surgery IT systems"]),
        ("The police want better IT systems.", []),
        ("Hospital IT systems crashed. GPs were unaffected.", []),
        ("It is late.", []),
    ],
)
def test_a_short_form_counts_only_where_it_means_the_policy(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in found(text)] == expected


def test_the_matter_of_a_short_form_stands_in_its_paragraph() -> None:
    terms = mentions_of(by_hand("The LMC and the PCT met.", "She has PMS.")).terms
    assert terms == ()


def test_a_word_that_counts_as_written_has_its_matter_anywhere_in_the_document() -> None:
    document = by_hand("The GP met them.", "They like federations, and the federation likes them.")
    assert [document.text[t.start : t.end] for t in mentions_of(document).terms] == ["federations"]
    assert found("They like federations.") == []


def test_a_short_form_that_is_spelt_out_counts_everywhere() -> None:
    document = by_hand("Personal Medical Services end.", "She has PMS.")
    assert [document.text[t.start : t.end] for t in mentions_of(document).terms] == ["Personal Medical Services", "PMS"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dementia Enhanced Service (DES) is here. Few want the DES.", ["dementia DES"] * 3),
        ("The Dementia Enhanced Service (the “DES”) is here. Few want the DES.", ["dementia DES"] * 3),
        ("A directed enhanced service (DES) is here. Few want the DES.", ["Directed Enhanced Service"] * 3),
        ("The new GP contract (GMS) is here. Few want GMS.", ["new GP contract", *["General Medical Services"] * 2]),
    ],
    ids=["in brackets", "in quotation marks", "what it always is", "not spelt out"],
)
def test_a_short_form_is_what_the_text_lets_it_stand_for(text: str, expected: list[str]) -> None:
    assert [policy for _, policy in found(text)] == expected


def test_a_short_form_with_two_meanings_keeps_its_own() -> None:
    text = "The Dementia Enhanced Service (DES) and the extended hours directed enhanced service (DES): few want a DES."
    assert found(text)[-1] == ("DES", "Directed Enhanced Service")
