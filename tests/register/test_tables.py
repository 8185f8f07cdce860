"""Tables of TOML: a row that does not fit is refused in a sentence that names it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from stancewire.errors import RegisterError
from stancewire.register.tables import DATA, read_rows, refuse_shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Well:
    """A row type of no importance."""

    name: str
    depths: tuple[int, ...] = ()
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


def test_a_file_without_the_table_has_no_rows(tmp_path: Path) -> None:
    assert read_rows(table(tmp_path, 'title = "wells"\n'), "well", Well) == ()


def test_an_unknown_key_is_named_with_its_row_and_the_known_ones(tmp_path: Path) -> None:
    path = table(tmp_path, '[[well]]\nname = "Old Well"\ncolour = "blue"\n')
    with pytest.raises(RegisterError) as caught:
        read_rows(path, "well", Well)
    assert str(caught.value) == (
        f"{path}: [[well]] 'Old Well' has the unknown key 'colour'; known are depths, name, since, until"
    )


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "[[well]]\ndepths = [3]\n")
    with pytest.raises(RegisterError, match=r"\[\[well\]\] '\?' is not usable .*'name'.*; correct the row"):
        read_rows(path, "well", Well)


@pytest.mark.parametrize("content", [b"[[well]\n", b"name = \xff\n"], ids=["no TOML", "no UTF-8"])
def test_a_file_that_is_no_toml_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wells.toml"
    path.write_bytes(content)
    with pytest.raises(RegisterError, match=r"cannot be read .*; install stancewire again, or correct the file"):
        read_rows(path, "well", Well)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"gone\.toml: cannot be read"):
        read_rows(tmp_path / "gone.toml", "well", Well)


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
