"""A table joined to documents: by id, by path, by name; what fits nothing or two things is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers import article
from stancewire.config import InputConfig
from stancewire.errors import InputError, MalformedRow, MissingInput, UnreadableInput
from stancewire.sources.inputs import Input
from stancewire.sources.metadata import Metadata, load_metadata
from stancewire.types import Article, Given

FILES = ("in/letters/a.txt", "in/letters/b.txt", "in/2014/b.txt", "in/rows.jsonl", "in/all.zip")


def load(folder: Path, table: str, files: tuple[str, ...] = FILES) -> Metadata:
    path = folder / "meta.csv"
    path.write_text(table, encoding="utf-8")
    return load_metadata(str(path), [Input(uri=uri, path=Path(uri)) for uri in files], InputConfig())


def placed(uri: str, member: str | None = None, name: str = "", **given: str) -> Article:
    """An article as it would be read from some place; name: its id."""
    whole = article("Text.", uri=uri, **given)
    return replace(whole, id=name or whole.id, source=replace(whole.source, member=member))


@pytest.mark.parametrize(
    ("key", "uri", "member", "name"),
    [
        ("a.txt", "in/letters/a.txt", None, ""),
        ("a", "in/letters/a.txt", None, ""),
        ("letters/a.txt", "in/letters/a.txt", None, ""),
        ("./in/letters/a.txt", "in/letters/a.txt", None, ""),
        ("letters\\b.txt", "in/letters/b.txt", None, ""),
        ("n5", "in/rows.jsonl", "3", "n5"),
        ("rows.jsonl", "in/rows.jsonl", "3", "n5"),
        ("rows.jsonl!3", "in/rows.jsonl", "3", "n5"),
        ("c.txt", "in/all.zip", "deep/c.txt", ""),
        ("deep/c.txt", "in/all.zip", "deep/c.txt", ""),
        ("all.zip!deep/c.txt", "in/all.zip", "deep/c.txt", ""),
        ("all.zip", "in/all.zip", "deep/c.txt", ""),
    ],
)
def test_a_document_is_found_by_its_id_its_path_or_its_name(
    tmp_path: Path, key: str, uri: str, member: str | None, name: str
) -> None:
    metadata = load(tmp_path, f"file,publisher,date\n{key},Westmarch Post,8 October 2014\n")
    (joined,) = metadata.join(placed(uri, member, name))
    assert joined.given == Given(publisher="Westmarch Post", published="2014-10-08")
    assert metadata.unused() is None


@pytest.mark.parametrize(
    ("key", "uri", "member"),
    [("b.txt", "in/ab.txt", None), ("3", "in/rows.jsonl", "3"), ("in/letters", "in/letters/a.txt", None)],
)
def test_half_a_name_and_the_number_of_a_row_are_no_match(
    tmp_path: Path, key: str, uri: str, member: str | None
) -> None:
    metadata = load(tmp_path, f"id,publisher\n{key},Westmarch Post\n", ("in/ab.txt",))
    (joined,) = metadata.join(placed(uri, member))
    assert joined.given == Given()


def test_the_table_goes_before_the_row_and_leaves_what_it_does_not_say(tmp_path: Path) -> None:
    metadata = load(tmp_path, "file,publisher,kind,headline\na.txt,Westmarch Post,,\n")
    (joined,) = metadata.join(placed("in/letters/a.txt", publisher="Ashmere Echo", kind="news"))
    assert joined.given == Given(publisher="Westmarch Post", kind="news")


def test_the_surest_match_goes_first(tmp_path: Path) -> None:
    metadata = load(tmp_path, "file,publisher\nletters/b.txt,Long\n2014/b.txt,Other\nn1,Id\n")
    assert [next(iter(metadata.join(placed(uri)))).given.publisher for uri in FILES[1:3]] == ["Long", "Other"]
    assert next(iter(metadata.join(placed(FILES[1], name="n1")))).given.publisher == "Id"


def test_what_cannot_be_used_is_a_warning_of_its_document(tmp_path: Path) -> None:
    metadata = load(tmp_path, "file,date,kind\na.txt,soon,poem\n")
    (joined,) = metadata.join(placed("in/letters/a.txt"))
    assert joined.given == Given()
    assert [warning.split(": ", 1)[1][:27] for warning in joined.warnings] == [
        "published 'soon' is not usa",
        "kind 'poem' is not usable; ",
    ]
    assert all(warning.startswith(f"{metadata.name}, line 2: ") for warning in joined.warnings)


def test_rows_that_match_nothing_are_told_in_a_sentence(tmp_path: Path) -> None:
    table = "id,kind\na.txt,news\n" + "".join(f"x{k},news\n" for k in range(7))
    metadata = load(tmp_path, table)
    list(metadata.join(placed("in/letters/a.txt")))
    assert metadata.unused() == (
        f"{metadata.name}: 7 rows match no document: x0 (line 3), x1 (line 4), x2 (line 5), x3 (line 6), x4 (line 7) "
        "and 2 more; give file names, paths or ids as the documents have them"
    )
    one = load(tmp_path, "id,kind\nx,news\n")
    assert (one.unused() or "").startswith(f"{one.name}: 1 row matches no document: x (line 2); ")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("file,kind\na.txt,news\n\na.txt,letter\n", ", line 4: names 'a.txt', as line 2 does; keep one row for each document"),
        ("file,kind\nb.txt,news\n", ", line 2: 'b.txt' fits in/letters/b.txt and in/2014/b.txt; give the path of each, from the folder named on"),
        ("file,kind\nb,news\n", ", line 2: 'b' fits in/letters/b.txt and in/2014/b.txt"),
        ("file,kind\n,news\n", ", line 2: has no file; say which document it is about, or take the row out"),
        ("file,kind\na.txt,news,x\n", ", line 2: has 3 cells where the header has 2"),
        ("name,kind\na.txt,news\n", ": has no column file or id; name the documents in one; there are name, kind"),
        ("file,colour\na.txt,blue\n", ": has no column that says anything of a document; give one or more of title, published, url"),
        ("", ": its header has no row"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_joined_says_why(tmp_path: Path, table: str, sentence: str) -> None:
    with pytest.raises(MalformedRow) as caught:
        load(tmp_path, table)
    assert str(caught.value).removeprefix(str(tmp_path / "meta.csv")).startswith(sentence)


@pytest.mark.parametrize(("name", "kind"), [("gone.csv", MissingInput), (".", UnreadableInput)])
def test_a_table_that_cannot_be_opened_says_why(tmp_path: Path, name: str, kind: type[InputError]) -> None:
    with pytest.raises(kind):
        load_metadata(str(tmp_path / name), [], InputConfig())
