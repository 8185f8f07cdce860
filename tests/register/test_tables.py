"""Tables of TOML: a row that does not fit is refused in a sentence that names it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from stancewire.errors import RegisterError
from stancewire.register.lexicon import Policy
from stancewire.register.tables import DATA, read_rows, refuse_shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Well:
    """A row type of no importance."""

    name: str
    depths: tuple[int, ...] = ()
    keepers: tuple[str, ...] = ()
    context: bool = False
    since: int = 0
    until: int = 0


def table(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "wells.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_rows_become_the_row_type_and_lists_become_tuples(tmp_path: Path) -> None:
    path = table(tmp_path, '[[well]]\nname = "Old Well"\ndepths = [3, 5]\n\n[[well]]\nname = "New Well"\n')
    assert read_rows(path, "well", Well) == (Well(name="Old Well", depths=(3, 5)), Well(name="New Well"))


def test_from_and_to_are_the_years_that_python_calls_otherwise(tmp_path: Path) -> None:
    path = table(tmp_path, '[[well]]\nname = "Old Well"\nfrom = 1901\nto = 1950\n')
    assert read_rows(path, "well", Well) == (Well(name="Old Well", since=1901, until=1950),)


@pytest.mark.parametrize(("key", "other"), [("from", "since"), ("to", "until")])
def test_one_date_under_two_names_is_refused(tmp_path: Path, key: str, other: str) -> None:
    said = complaint(tmp_path, f'[[well]]\nname = "Old Well"\n{key} = 1901\n{other} = 1902\n')
    assert said == f"[[well]] 'Old Well': it has both '{key}' and '{other}', which are one thing; give only '{key}'"


def complaint(tmp_path: Path, content: str) -> str:
    path = table(tmp_path, content)
    with pytest.raises(RegisterError) as caught:
        read_rows(path, "well", Well)
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    return said.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('title = "wells"\n', "has the unknown table or key 'title'; call every row [[well]]"),
        ('[[wells]]\nname = "Old Well"\n', "has the unknown table or key 'wells'; call every row [[well]]"),
        ("# nothing\n", "has no row; write [[well]] over each, or take the file out of the config"),
        ("well = []\n", "has no row; write [[well]] over each, or take the file out of the config"),
        ('[well]\nname = "Old Well"\n', "has 'well', but not as a list of rows; write [[well]] over each row"),
        ("well = [7]\n", "has 'well', but not as a list of rows; write [[well]] over each row"),
    ],
)
def test_a_file_without_such_rows_is_refused(tmp_path: Path, content: str, said: str) -> None:
    assert complaint(tmp_path, content) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('name = "Old Well"\ncolour = "blue"', "[[well]] 'Old Well': it has the unknown key 'colour'; known are context, depths, from, keepers, name, to"),
        ("depths = [3]", "[[well]] number 2: it has no 'name'; give it one"),
        ('name = ""', "[[well]] number 2: it has an empty 'name'; give it one"),
        ('name = " "', "[[well]] ' ': it has an empty 'name'; give it one"),
        ("name = 7", "[[well]] number 2: it has name = 7, but that must be text; correct the row"),
        ('name = "Old Well"\ndepths = 3', "[[well]] 'Old Well': it has depths = 3, but that must be a list; put it in [ ]"),
        ('name = "Old Well"\ndepths = ["deep"]', "[[well]] 'Old Well': it has depths = 'deep', but that must be a whole number; correct the row"),
        ('name = "Old Well"\nkeepers = "Ann"', "[[well]] 'Old Well': it has keepers = 'Ann', but that must be a list; put it in [ ]"),
        ('name = "Old Well"\nkeepers = [""]', "[[well]] 'Old Well': it has an empty text in keepers; take that out of the list"),
        ('name = "Old Well"\ncontext = 1', "[[well]] 'Old Well': it has context = 1, but that must be true or false; correct the row"),
        ('name = "Old Well"\nfrom = "soon"', "[[well]] 'Old Well': it has from = 'soon', but that must be a year, as a whole number; correct the row"),
        ('name = "Old Well"\nfrom = true', "[[well]] 'Old Well': it has from = True, but that must be a year, as a whole number; correct the row"),
        ('name = "Old Well"\nfrom = 1990-01-01', "[[well]] 'Old Well': it has from = 1990-01-01, but that must be a year, as a whole number; correct the row"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_named_with_file_row_and_key(tmp_path: Path, row: str, said: str) -> None:
    assert complaint(tmp_path, f'[[well]]\nname = "New Well"\n[[well]]\n{row}\n') == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('id = "tolls"\nname = "tolls"\nfrom = "soon"', "'tolls': it has from = 'soon', but that must be a year, as a whole number; correct the row"),
        ('id = "tolls"\nname = ""', "number 1: it has an empty 'name'; give it one"),
        ('name = "tolls"', "'tolls': it has no 'id'; give it one"),
        ('id = "tolls"\nname = "tolls"\nvariants = "levy"', "'tolls': it has variants = 'levy', but that must be a list; put it in [ ]"),
    ],
)  # fmt: skip
def test_the_lexicon_is_read_by_the_same_rules(tmp_path: Path, row: str, said: str) -> None:
    path = table(tmp_path, f"[[policy]]\n{row}\n")
    with pytest.raises(RegisterError) as caught:
        read_rows(path, "policy", Policy)
    assert str(caught.value) == f"{path}: [[policy]] {said}"


@pytest.mark.parametrize("content", [b"[[well]\n", b"name = \xff\n"], ids=["no TOML", "no UTF-8"])
def test_a_file_that_is_no_toml_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wells.toml"
    path.write_bytes(content)
    with pytest.raises(RegisterError, match=r"cannot be read .*; correct the file"):
        read_rows(path, "well", Well)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match=r"gone\.toml: cannot be read \(No such file .*; correct its path in the config"
    ):
        read_rows(tmp_path / "gone.toml", "well", Well)


def test_a_file_of_another_kind_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"wells\.yaml: is neither \.toml nor \.json; write the table as TOML"):
        read_rows(tmp_path / "wells.yaml", "well", Well)


@pytest.mark.parametrize("content", ["{", "[]", '{"well": [7]}', '{"well": [{"depth": 3}]}'])
def test_only_what_is_packaged_is_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setattr("stancewire.register.tables.DATA", tmp_path)
    (tmp_path / "wells.json").write_text(content, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"; install stancewire again$"):
        read_rows(tmp_path / "wells.json", "well", Well)


def test_a_form_claimed_twice_names_both_rows() -> None:
    with pytest.raises(RegisterError) as caught:
        refuse_shared(Path("wells.toml"), [("deep", "Old Well"), ("wide", "New Well"), ("deep", "New Well")])
    assert str(caught.value) == (
        "wells.toml: 'deep' is claimed by 'Old Well' and by 'New Well'; leave it to one of them"
    )


def test_a_row_may_claim_its_own_form_twice() -> None:
    refuse_shared(Path("wells.toml"), [("deep", "Old Well"), ("deep", "Old Well")])  # raises nothing


def test_the_packaged_lexicon_is_the_one_that_people_edit() -> None:
    source = DATA / "policies.toml"
    packaged = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    assert packaged == tomllib.loads(source.read_text(encoding="utf-8")), "run python scripts/build_tables.py"
