"""The policy lexicon, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.errors import RegisterError
from stancewire.register.lexicon import Policy, load_policies


def policies_of(tmp_path: Path, content: str) -> tuple[Policy, ...]:
    path = tmp_path / "policies.toml"
    path.write_text(content, encoding="utf-8")
    return load_policies(path)[len(load_policies()) :]


def test_rows_become_policies(tmp_path: Path) -> None:
    rows = '[[policy]]\nid = "tolls"\nname = "tolls"\n[[policy]]\nid = "bridge-tolls"\nname = "bridge tolls"\nfrom = 1990\nbroader = "tolls"\n'
    assert policies_of(tmp_path, rows) == (
        Policy(id="tolls", name="tolls"),
        Policy(id="bridge-tolls", name="bridge tolls", since=1990, broader="tolls"),
    )


def test_a_broader_term_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        policies_of(tmp_path, '[[policy]]\nid = "bridge-tolls"\nname = "bridge tolls"\nbroader = "tolls"\n')
    assert str(caught.value).endswith("'bridge tolls' is below 'tolls', which is not there; correct its key broader")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ('id = "a"\nname = "tolls"', 'id = "a"\nname = "levies"', "the id 'a' is claimed by 'tolls' and by 'levies'"),
        ('id = "a"\nname = "tolls"', 'id = "a"\nname = "tolls"', "the id 'a' is claimed by 'tolls' and by 'tolls'"),
        ('id = "a"\nname = "tolls"', 'id = "b"\nname = "Tolls"', "'tolls' is claimed by 'a' and by 'b'"),
        ('id = "a"\nname = "tolls"\nvariants = ["Road Fee"]', 'id = "b"\nname = "levies"\nvariants = ["road fee"]', "'road fee' is claimed by 'tolls' and by 'levies'"),
        ('id = "a"\nname = "tolls"\nvariants = ["road & bridge fee"]', 'id = "b"\nname = "levies"\nvariants = ["road-and-bridge fee"]', "'road and bridge fee' is claimed by 'tolls' and by 'levies'"),
        ('id = "a"\nname = "tolls"', 'id = "b"\nname = "levies"\nvariants = ["Tolls"]', "'tolls' is claimed by 'tolls' and by 'levies'"),
        ('id = "a"\nname = "tolls"\nabbreviations = ["TL"]', 'id = "b"\nname = "levies"\nabbreviations = ["TL"]', "'TL' is claimed by 'tolls' and by 'levies'"),
    ],
    ids=["id", "row", "name", "variant", "variant with hyphens", "name as variant", "abbreviation"],
)  # fmt: skip
def test_what_two_rows_claim_names_both(tmp_path: Path, first: str, second: str, message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        policies_of(tmp_path, f"[[policy]]\n{first}\n[[policy]]\n{second}\n")
    assert str(caught.value).endswith(f"policies.toml: {message}; leave it to one of them")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("from = 2010\nto = 2009", "'tolls' ends in 2009, before it begins in 2010; correct its from or its to"),
        ("timeless = true\nfrom = 2010", "'tolls' is timeless and has the year 2010; leave out one of them"),
        ("timeless = true\nto = 2012", "'tolls' is timeless and has the year 2012; leave out one of them"),
        ("context = true", "'tolls' counts in context only, but names no words of it; give it needs, or take out its context"),
        ('needs = ["road"]', "'tolls' has needs, which do nothing without context; say context = true, or take out its needs"),
        ('near = ["road"]', "'tolls' has near, which is for abbreviations, and no abbreviation; give it one, or take out its near"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        policies_of(tmp_path, f'[[policy]]\nid = "a"\nname = "tolls"\n{row}\n')
    assert str(caught.value).endswith(f"policies.toml: {message}")


def test_a_year_that_is_both_first_and_last_is_no_contradiction(tmp_path: Path) -> None:
    rows = policies_of(tmp_path, '[[policy]]\nid = "a"\nname = "tolls"\nfrom = 2010\nto = 2010\n')
    assert [(row.since, row.until) for row in rows] == [(2010, 2010)]


@pytest.mark.parametrize(
    ("above", "circle"),
    [
        ({"a": "a"}, "'tolls a' below 'tolls a'"),
        ({"a": "b", "b": "a"}, "'tolls a' below 'tolls b' below 'tolls a'"),
        ({"a": "b", "b": "c", "c": "b"}, "'tolls b' below 'tolls c' below 'tolls b'"),
    ],
)
def test_a_circle_of_broader_terms_is_named(tmp_path: Path, above: dict[str, str], circle: str) -> None:
    rows = "".join(f'[[policy]]\nid = "{x}"\nname = "tolls {x}"\nbroader = "{y}"\n' for x, y in above.items())
    with pytest.raises(RegisterError) as caught:
        policies_of(tmp_path, rows)
    assert str(caught.value).endswith(f"broader terms run in a circle: {circle}; correct one key broader")


def test_the_packaged_lexicon_has_no_empty_form() -> None:
    forms = [form for p in load_policies() for form in (p.name, *p.variants, *p.abbreviations, *p.needs, *p.near)]
    assert [form for form in forms if not form or form != form.strip()] == []


def test_each_packaged_policy_has_a_first_year_or_is_timeless() -> None:
    policies = load_policies()
    assert [p.id for p in policies if not p.since and not p.timeless] == []
    assert [p.id for p in policies if p.since and not 1900 < p.since <= 2026] == []
    assert [p.id for p in policies if p.until and not 1997 <= p.until <= 2026] == []


def test_the_lexicon_has_the_concepts_of_its_purpose() -> None:
    policies = load_policies()
    assert len(policies) >= 400
    assert sum(bool(p.since) for p in policies) >= 300, "most are schemes whose beginning is known"


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [
        ("fundholding", 1991, 1999),
        ("seniority", 1966, 2020),
        ("control-of-entry", 1987, 2012),
        ("gp-forward-view", 2016, 2021),
        ("practice-based-commissioning", 2005, 2013),
    ],
)
def test_years_of_schemes_that_have_ended(key: str, since: int, until: int) -> None:
    assert [(p.since, p.until) for p in load_policies() if p.id == key] == [(since, until)]


@pytest.mark.parametrize("form", ["PMS", "DES", "LES", "LIS", "LCS", "LIFT", "PA", "PBC", "UTC", "SCR"])
def test_short_forms_that_stand_for_several_things_need_their_matter(form: str) -> None:
    assert [bool(p.near or p.needs) for p in load_policies() if form in p.abbreviations] == [True]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("QOF", "Quality and Outcomes Framework"),
        ("LES", "Local Enhanced Service"),
        ("DES", "Directed Enhanced Service"),
    ],
)
def test_the_abbreviations_of_the_codebook_are_there(form: str, name: str) -> None:
    assert [policy.name for policy in load_policies() if form in policy.abbreviations] == [name]


@pytest.mark.parametrize(
    ("own", "packaged"),
    [
        ("CO COMMISSIONINGS", "'co-commissioning' (co-commissioning)"),
        ("poly-clinics", "'polyclinics' (polyclinics)"),
        ("qof", "'Quality and Outcomes Framework' (qof)"),
        ("data on the GP appointment", "(appointments-data)"),
    ],
    ids=["case and number", "compound", "abbreviation", "order"],
)
@pytest.mark.parametrize("key", ["name", "variants"])
def test_a_users_wording_may_not_be_a_packaged_one_to_the_matcher(tmp_path: Path, own: str, packaged: str, key: str) -> None:  # fmt: skip
    row = f'name = "{own}"' if key == "name" else f'name = "tolls"\nvariants = ["{own}"]'
    with pytest.raises(RegisterError) as caught:
        policies_of(tmp_path, f'[[policy]]\nid = "own"\n{row}\n')
    assert repr(own) in str(caught.value)
    assert packaged in str(caught.value)
    assert "(own)" in str(caught.value)


def test_two_rows_of_a_user_may_not_be_one_to_the_matcher(tmp_path: Path) -> None:
    rows = '[[policy]]\nid = "a"\nname = "ferry toll data"\n[[policy]]\nid = "b"\nname = "data on ferry tolls"\n'
    with pytest.raises(RegisterError, match=r"'data on ferry tolls' \(b\).*'ferry toll data' \(a\)"):
        policies_of(tmp_path, rows)


@pytest.mark.parametrize("form", ["practices", "The", "LMC", "IT"])
def test_a_wording_that_stands_in_every_text_is_refused(tmp_path: Path, form: str) -> None:
    with pytest.raises(RegisterError, match=f"'tolls' has the wording '{form}', an everyday word"):
        policies_of(tmp_path, f'[[policy]]\nid = "tolls"\nname = "tolls"\nvariants = ["{form}"]\n')


def test_an_id_with_a_blank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="the id 'road tolls' of 'tolls' has a blank in it"):
        policies_of(tmp_path, '[[policy]]\nid = "road tolls"\nname = "tolls"\n')
