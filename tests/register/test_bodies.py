"""The table of national bodies, and what it refuses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from stancewire.errors import RegisterError
from stancewire.register.bodies import Body, load_bodies
from stancewire.types import MENTION_KINDS


def bodies_of(tmp_path: Path, content: str) -> tuple[Body, ...]:
    path = tmp_path / "bodies.toml"
    path.write_text(content, encoding="utf-8")
    return load_bodies(path)


def test_forms_start_with_the_name_and_hold_no_abbreviation() -> None:
    body = Body(
        name="Marsh Agency", kind="other", aliases=("Agency of the Marsh", "Marsh Agency"), abbreviations=("MA",)
    )
    assert body.forms == ("Marsh Agency", "Agency of the Marsh")


def test_a_kind_outside_the_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        bodies_of(tmp_path, '[[body]]\nname = "Marsh Agency"\nkind = "agency"\n')
    assert "[[body]] 'Marsh Agency' is not usable (kind 'agency' is not one of lmc, ccg, pct" in str(caught.value)


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ('aliases = ["the Marsh"]', 'aliases = ["The Marsh"]', "the marsh"),
        ('aliases = ["Fen Agency"]', "", "fen agency"),
        ('abbreviations = ["MFA"]', 'abbreviations = ["MFA"]', "MFA"),
    ],
    ids=["alias in another case", "the name of another", "abbreviation"],
)
def test_a_shared_form_names_both_bodies(tmp_path: Path, first: str, second: str, form: str) -> None:
    rows = f'[[body]]\nname = "Marsh Agency"\nkind = "other"\n{first}\n[[body]]\nname = "Fen Agency"\nkind = "other"\n{second}\n'
    with pytest.raises(RegisterError, match=f"'{form}' is claimed by 'Marsh Agency' and by 'Fen Agency'"):
        bodies_of(tmp_path, rows)


def test_abbreviations_differ_by_case(tmp_path: Path) -> None:
    rows = '[[body]]\nname = "A"\nkind = "other"\nabbreviations = ["DoM"]\n[[body]]\nname = "B"\nkind = "other"\nabbreviations = ["DOM"]\n'
    assert [body.abbreviations for body in bodies_of(tmp_path, rows)] == [("DoM",), ("DOM",)]


def test_the_packaged_table_keeps_its_rules() -> None:
    bodies = load_bodies()
    assert {body.kind for body in bodies} <= set(MENTION_KINDS)
    assert [name for name, count in Counter(body.name for body in bodies).items() if count > 1] == []
    assert [body.name for body in bodies if bool(body.id) != bool(body.id_scheme)] == []
    assert [body.name for body in bodies if body.until and body.since > body.until] == []
    assert [f for body in bodies for f in (*body.forms, *body.abbreviations) if not f or f != f.strip()] == []
    assert [body.name for body in bodies if not body.evidence] == []


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("GPC", "BMA General Practitioners Committee", "gpc"),
        ("BMA", "British Medical Association", "bma"),
        ("DH", "Department of Health", "government"),
        ("SSLMCs", "Surrey and Sussex LMCs", "lmc"),
        ("NAPC", "National Association of Primary Care", "gp_body"),
    ],
)
def test_the_bodies_of_the_codebook_are_there(form: str, name: str, kind: str) -> None:
    assert [(b.name, b.kind) for b in load_bodies() if form in b.abbreviations] == [(name, kind)]
