"""The policy lexicon, and what it refuses."""

from __future__ import annotations

from collections import Counter
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
    assert str(caught.value).endswith("'bridge-tolls' is below 'tolls', which is not there; correct its key broader")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ('id = "a"\nname = "tolls"', 'id = "a"\nname = "levies"', "'a' is claimed by 'tolls' and by 'levies'"),
        ('id = "a"\nname = "tolls"\nvariants = ["Road Fee"]', 'id = "b"\nname = "levies"\nvariants = ["road fee"]', "'road fee' is claimed by 'a' and by 'b'"),
        ('id = "a"\nname = "tolls"', 'id = "b"\nname = "levies"\nvariants = ["Tolls"]', "'tolls' is claimed by 'a' and by 'b'"),
        ('id = "a"\nname = "tolls"\nabbreviations = ["TL"]', 'id = "b"\nname = "levies"\nabbreviations = ["TL"]', "'TL' is claimed by 'a' and by 'b'"),
    ],
    ids=["id", "variant", "name as variant", "abbreviation"],
)  # fmt: skip
def test_what_two_rows_claim_names_both(tmp_path: Path, first: str, second: str, message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        policies_of(tmp_path, f"[[policy]]\n{first}\n[[policy]]\n{second}\n")


def test_the_packaged_lexicon_keeps_its_rules() -> None:
    policies = load_policies()
    assert [key for key, count in Counter(p.id for p in policies).items() if count > 1] == []
    assert [p.id for p in policies if p.context and not p.needs] == [], "context without the words it needs"
    assert [p.id for p in policies if p.needs and not p.context] == [], "needs without context have no effect"
    assert [p.id for p in policies if p.until and p.since > p.until] == []
    assert [f for p in policies for f in (p.name, *p.variants, *p.abbreviations) if not f or f != f.strip()] == []


def test_no_policy_is_broader_than_itself() -> None:
    above = {policy.id: policy.broader for policy in load_policies()}
    for start in above:
        path = [start]
        while above[path[-1]]:
            path.append(above[path[-1]])
            assert len(path) == len(set(path)), " -> ".join(path)


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
