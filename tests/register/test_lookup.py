"""The packaged register: found by name and date, followed through time, whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stancewire.errors import RegisterError, UnknownBody
from stancewire.register.lookup import Register, load_register

SHARED = Path(__file__).parents[3] / "shared" / "registers"
REGISTER = load_register()


def ids(name: str, on: str = "") -> list[str]:
    return [body.id for body in REGISTER.find(name, on=on)]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Barnet PCT", "2009-05-01", ["5A9"]),
        ("NHS Barnet", "2009-05-01", ["5A9"]),
        ("NHS Barnet", "2014", ["07M"]),
        ("NHS Barnet", "2013", ["07M", "5A9"]),
        ("Barnet CCG", "2009", ["07M"]),  # named before its time: the nearest
        ("Barnet PCT", "2004", ["5A9"]),  # "by 2009" is no birth
        ("Barnet LMC", "2014", ["lmc-barnet"]),
        ("99J", "", []),
        ("Nowhere CCG", "", []),
        ("SSLMCs", "", ["lmc-surrey-sussex"]),
        ("sslmcs of old", "", []),
    ],
)
def test_a_name_and_a_date(name: str, on: str, expected: list[str]) -> None:
    assert sorted(ids(name, on)) == sorted(expected)


def test_kinds_narrow_the_search() -> None:
    assert [body.kind for body in REGISTER.find("NHS Barnet", kinds=("ccg",))] == ["ccg"]


def test_successions_are_followed_to_today() -> None:
    steps = [(step.depth, step.before.id, step.body.id) for step in REGISTER.successors("07M")]
    assert steps == [(1, "07M", "93C"), (2, "93C", "QMJ")]
    assert [step.body.id for step in REGISTER.successors("07M", on="2021")] == ["93C"]
    assert [body.id for body in REGISTER.today("07M")] == ["QMJ"]
    assert "07M" in {step.before.id for step in REGISTER.predecessors("93C")}


def test_other_codes_lead_to_the_same_body() -> None:
    assert REGISTER.body("E38000005") is REGISTER.body("07M")


def test_an_unknown_id_is_a_sentence() -> None:
    with pytest.raises(UnknownBody, match="register: no body has the id '0ZZ'; look it up by name"):
        REGISTER.body("0ZZ")


@pytest.mark.parametrize(
    ("kind", "on", "number"), [("ccg", "2013-04-01", 211), ("ccg", "2022-06-30", 106), ("icb", "2022-07-01", 42)]
)
def test_as_many_as_there_were(kind: str, on: str, number: int) -> None:
    assert sum(body.kind == kind and body.lives(on) for body in REGISTER.bodies) == number


def test_every_ccg_reaches_a_board_of_today() -> None:
    lost = [b.id for b in REGISTER.bodies if b.kind == "ccg" and {t.kind for t in REGISTER.today(b.id)} != {"icb"}]
    assert lost == []


def test_every_row_says_where_it_is_from() -> None:
    assert [body.id for body in REGISTER.bodies if not body.evidence] == []
    assert sum(not body.verified for body in REGISTER.bodies) > 0  # what nobody checked is flagged, not hidden


def test_a_users_own_table_is_put_to_it(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[body]]\nname = "Fenmarsh LMC"\nkind = "lmc"\nevidence = "its letterhead"\n', encoding="utf-8")
    assert [body.id for body in load_register(path).find("LMC for Fenmarsh")] == ["lmc-fenmarsh"]


def test_a_users_table_that_contradicts_is_refused_with_both_rows(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[body]]\nid = "mine"\nid_scheme = "stancewire"\nname = "Barnet LMC"\nkind = "lmc"\n', encoding="utf-8"
    )
    with pytest.raises(RegisterError) as caught:
        load_register(path)
    said = str(caught.value)
    assert [words for words in (str(path), "lmc-barnet", "mine") if words not in said] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the reference files (../shared/registers) are not here")
def test_the_packaged_register_is_what_the_build_makes() -> None:
    script = Path(__file__).parents[2] / "scripts" / "build_register.py"
    built = subprocess.run([sys.executable, script, SHARED, "--check"], check=False, capture_output=True, text=True)
    assert built.returncode == 0, f"run python scripts/build_register.py {built.stderr}"


def test_an_empty_register_finds_nothing() -> None:
    assert Register(()).find("Barnet PCT") == ()
