"""A user's register and lexicon are held against each other, and against the packaged tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from stancewire.cli.register import register
from stancewire.config import load_config
from stancewire.errors import RegisterError
from stancewire.register.together import check_together
from stancewire.tagger import Tagger

ROOT = Path(__file__).parents[2]
FEN_LMC = 'name = "Fen LMC"\nkind = "lmc"'
TOLLS = 'id = "tolls"\nname = "tolls"'


def tables(tmp_path: Path, body: str | None, policy: str | None) -> tuple[list[Path], list[Path]]:
    """The paths of a user's registers and lexicons, of one row each."""
    paths: tuple[list[Path], list[Path]] = ([], [])
    for which, table, row in ((0, "body", body), (1, "policy", policy)):
        if row:
            path = tmp_path / f"{table}.toml"
            path.write_text(f"[[{table}]]\n{row}\n", encoding="utf-8")
            paths[which].append(path)
    return paths


@pytest.mark.parametrize(
    ("body", "policy", "rows"),
    [
        ('name = "QOF"\nkind = "other"', None, ["'QOF' (other-qof, other,", "'Quality and Outcomes Framework' (qof)"]),
        (f'{FEN_LMC}\naliases = ["GP Contracts"]', None, ["'Fen LMC' (lmc-fen, lmc,", "(gp-contract)"]),
        (None, f'{TOLLS}\nabbreviations = ["BMA"]', ["'British Medical Association' (bma-", "'tolls' (tolls)"]),
        (None, 'id = "tolls"\nname = "royal college of general practitioners"', ["(royal-college-", "(tolls)"]),
        (f'{FEN_LMC}\nabbreviations = ["FT"]', f'{TOLLS}\nabbreviations = ["FT"]', ["(lmc-fen, lmc,", "'tolls' (tolls)"]),
        (f'{FEN_LMC}\naliases = ["Ferry Toll"]', f'{TOLLS}\nvariants = ["ferry-tolls"]', ["(lmc-fen, lmc,", "'tolls' (tolls)"]),
    ],
    ids=["body: abbreviation", "body: wording", "policy: abbreviation", "policy: name", "own abbreviations", "own wordings"],
)  # fmt: skip
def test_a_name_of_a_body_and_a_policy_is_refused_with_both_rows(
    tmp_path: Path, body: str | None, policy: str | None, rows: list[str]
) -> None:
    paths = tables(tmp_path, body, policy)
    with pytest.raises(RegisterError) as caught:
        check_together(*paths)
    said = str(caught.value)
    assert said.startswith(str((paths[0] or paths[1])[0]))
    assert said.endswith("; leave it to one of them")
    assert [row for row in rows if row not in said] == [], said


def test_rows_with_names_of_their_own_pass(tmp_path: Path) -> None:
    check_together((), ())
    check_together(*tables(tmp_path, FEN_LMC, TOLLS))
    examples = ROOT / "configs" / "examples"
    check_together((examples / "register.toml",), (examples / "lexicon.toml",))


def test_whoever_loads_both_tables_holds_them_against_each_other(tmp_path: Path) -> None:
    tables(tmp_path, FEN_LMC.replace("Fen LMC", "QOF"), None)
    path = tmp_path / "own.toml"
    model = (ROOT / "models" / "rules-1").as_posix()
    path.write_text(f'[model]\npath = "{model}"\n[entities]\nregister = ["body.toml"]\n', encoding="utf-8")
    with pytest.raises(RegisterError, match="a wording of the policy"):
        Tagger(load_config(path))
    done = CliRunner().invoke(register, ["find", "Barnet PCT", "--config", str(path)])
    assert isinstance(done.exception, RegisterError)
