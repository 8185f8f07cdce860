"""The packaged register: found by name and date, followed through time, whole."""

from __future__ import annotations

import importlib
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
        ("sslmcs", "", []),  # texts write it in capitals
        ("sslmcs of old", "", []),
    ],
)
def test_a_name_and_a_date(name: str, on: str, expected: list[str]) -> None:
    assert sorted(ids(name, on)) == sorted(expected)


def test_kinds_narrow_the_search() -> None:
    assert [body.kind for body in REGISTER.find("NHS Barnet", kinds=("ccg",))] == ["ccg"]


def test_successions_are_followed_to_today() -> None:
    steps = [(step.depth, step.before.id, step.body.id) for step in REGISTER.successors("07M")]
    assert steps == [(1, "07M", "93C"), (2, "93C", "QMJ"), (3, "QMJ", "icb-west-north-london")]
    assert [step.body.id for step in REGISTER.successors("07M", on="2021")] == ["93C"]
    # The merger of 2026 was announced; that it came about nobody has checked, so that both count.
    assert [body.id for body in REGISTER.today("07M")] == ["QMJ", "icb-west-north-london"]
    assert "07M" in {step.before.id for step in REGISTER.predecessors("93C")}


def test_other_codes_lead_to_the_same_body() -> None:
    assert REGISTER.body("E38000005") is REGISTER.body("07M")


@pytest.mark.parametrize("code", ["99J", "99j", " e38000199 ", "X24", "x24", "LMC-Kent"])
def test_codes_are_known_in_any_case(code: str) -> None:
    assert code.strip().lower() in {c.lower() for c in (REGISTER.body(code).id, *REGISTER.body(code).codes)}


@pytest.mark.parametrize(
    ("term", "kinds", "expected"),
    [("99J", None, ["99J"]), ("99j", None, ["99J"]), ("99j", ("pct",), []), ("sslmcs", None, ["lmc-surrey-sussex"]), ("nhse", None, ["X24"]), ("nhse", ("pct",), []), ("Barnet LMC", None, ["lmc-barnet"]), ("0ZZ", None, [])],
)  # fmt: skip
def test_people_may_look_up_a_code_and_an_abbreviation_in_any_case(
    term: str, kinds: tuple[str, ...] | None, expected: list[str]
) -> None:
    assert [body.id for body in REGISTER.look_up(term, kinds=kinds)] == expected


@pytest.mark.parametrize(
    ("code", "when", "name"),
    [
        ("01H", "2014", "NHS Cumbria CCG"),
        ("01H", "2018", "NHS North Cumbria CCG"),
        ("01K", "2015", "NHS Lancashire North CCG"),
        ("Q70", "2016", "NHS England South (Wessex)"),
        ("E54000028", "2017", "North Central London STP"),
        ("E54000032", "2018", "Kent and Medway STP"),
        ("E54000032", "2021", "Kent and Medway ICS"),
        ("regulator-national-institute-for-health-care-excellence", "2004", "National Institute for Clinical Excellence"),
        ("regulator-national-institute-for-health-care-excellence", "2010", "National Institute for Health and Clinical Excellence"),
        ("other-resolution", "2008", "NHS Litigation Authority"),
    ],
)  # fmt: skip
def test_a_name_for_its_time(code: str, when: str, name: str) -> None:
    assert REGISTER.body(code).name_on(when) == name


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


def test_what_a_user_gives_no_evidence_for_is_unverified(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[body]]\nname = "Fenmarsh LMC"\nkind = "lmc"\nfrom = 2004-07-01\n', encoding="utf-8")
    body = load_register(path).body("lmc-fenmarsh")
    assert (body.verified, body.since) == (False, "2004-07-01")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("name = 7", "it has name = 7, but that must be text; correct the row"),
        ('name = "Wex LMC"\naliases = "Wexford LMC"', "it has aliases = 'Wexford LMC', but that must be a list; put it in [ ]"),
        ('name = "Wex LMC"\naliases = [""]', "it has an empty text in aliases; take that out of the list"),
        ('name = "Wex LMC"\nparents = ["lmc-kent"]', "it has 'lmc-kent' in parents; write a table there, such as { id = \"…\" }"),
        ('name = "Wex LMC"\nparents = [{ on = 2009 }]', "in its parents, it has no 'id'; give it one"),
        ('name = "Wex LMC"\nparents = [{ id = "lmc-kent", on = "soon" }]', "in its parents, its on is 'soon', which is no date: give YYYY, YYYY-MM or YYYY-MM-DD; correct the row"),
        ('name = "Wex LMC"\nsince = 3.5', "it has since = 3.5, but that must be a date: YYYY, YYYY-MM or YYYY-MM-DD; correct the row"),
        ('name = "Wex LMC"\nfrom = "soon"', "its from is 'soon', which is no date: give YYYY, YYYY-MM or YYYY-MM-DD; correct the row"),
        ('name = "Wex LMC"\nto = "2010-13"', "its to is '2010-13', which is no date: give YYYY, YYYY-MM or YYYY-MM-DD; correct the row"),
        ('name = "Wex LMC"\nsince = "soon"', "its since is 'soon', which is no date: give YYYY, YYYY-MM or YYYY-MM-DD; correct the row"),
        ('name = "Wex LMC"\nid = "wex"', "it has an id, but no id_scheme: give one of ODS, ONS, stancewire; correct the row"),
    ],
)  # fmt: skip
def test_a_users_row_that_cannot_be_is_a_sentence(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'[[body]]\nkind = "lmc"\n{row}\n', encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        load_register(path)
    start, reason = str(caught.value).split("]] ", 1)
    assert (start, reason.split(": ", 1)[1]) == (f"{path}: [[body", said)


def test_a_users_row_without_a_kind_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[body]]\nname = "Wex LMC"\n', encoding="utf-8")
    with pytest.raises(RegisterError, match=r"\[\[body\]\] 'Wex LMC': it has no 'kind'; give it one"):
        load_register(path)


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


def test_a_build_without_its_files_is_a_sentence(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "scripts" / "build_register.py"
    built = subprocess.run([sys.executable, script, tmp_path, "--check"], check=False, capture_output=True, text=True)
    assert (built.returncode, built.stdout) == (1, "")
    assert built.stderr.endswith("cannot be read (No such file or directory); give the folder of the reference files\n")


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("body", 'kind = "pct"\nname = "Fen PCT"\nsince = "soon"', "local.toml: body 'Fen PCT': its since is 'soon', which is no date"),
        ("body", 'kind = "pct"', "local.toml: body 'number 1': it has no 'name'"),
        ("body", 'name = "Fen PCT"\nkind = "agency"', "'Fen PCT' (no id): its kind 'agency' is not one of"),
        ("addition", 'id = "5A9"\naliases = "Barnet"', "local.toml: addition '5A9': it has aliases = 'Barnet', but that must be a list"),
        ("addition", 'id = "0ZZ"\naliases = []', "'0ZZ' is no id of a row"),
        ("succession", 'id = "5A9"', "local.toml: succession '5A9': 'into'"),
        ("other", 'id = "5A9"', "has the unknown table 'other'; known are body, addition, succession"),
    ],
)  # fmt: skip
@pytest.mark.skipif(not SHARED.exists(), reason="the reference files (../shared/registers) are not here")
def test_a_build_names_the_row_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, row: str, said: str
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "scripts"))
    build = importlib.import_module("build_register")
    monkeypatch.setattr(build, "DATA", tmp_path)
    (tmp_path / "national.toml").write_text("", encoding="utf-8")
    (tmp_path / "local.toml").write_text(f"[[{table}]]\n{row}\n", encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        build.rows_of(SHARED)
    assert said in str(caught.value)


def test_an_empty_register_finds_nothing() -> None:
    assert Register(()).find("Barnet PCT") == ()


@pytest.mark.parametrize("code", ["Q30", "Q36", "Q39"])
def test_an_authority_that_ended_last_leads_to_the_region_of_its_area(code: str) -> None:
    (step,) = [step for step in REGISTER.successors(code) if step.depth == 1]
    assert (step.body.kind, step.tie.on, step.tie.verified) == ("nhs_england", "2013-04-01", False)
    assert "inferred by area" in step.tie.evidence


@pytest.mark.parametrize(
    ("code", "heir", "why"),
    [("RV8", "R1K", "at the same address"), ("RC3", "R1K", "opened on the day after"), ("RYH", "", "")],
    ids=["address", "day and area", "nothing in the list"],
)
def test_what_followed_a_closed_trust_is_inferred_from_the_list_and_flagged(code: str, heir: str, why: str) -> None:
    ties = REGISTER.body(code).successors
    assert [tie.id for tie in ties] == ([heir] if heir else [])
    assert all(why in tie.evidence and not tie.verified for tie in ties)
