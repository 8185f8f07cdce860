"""Ids: the same on every run, different wherever place, row or content differ."""

from __future__ import annotations

from stancewire.sources.identity import digest, stable_id


def test_digest_is_sha256() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_an_id_never_changes_between_versions() -> None:
    # Written down once: whoever joins records to other tables relies on it.
    assert stable_id("in/a.txt", None, digest(b"text")) == "7fa0826ec01dc8a5"
    assert stable_id("in/rows.jsonl", "7", digest(b"text")) == "683b20582fae782c"


def test_place_row_and_content_each_make_another_document() -> None:
    ids = {
        stable_id("a.txt", None, digest(b"text")),
        stable_id("b.txt", None, digest(b"text")),
        stable_id("a.txt", "1", digest(b"text")),
        stable_id("a.txt", "2", digest(b"text")),
        stable_id("a.txt", None, digest(b"text ")),
    }
    assert len(ids) == 5


def test_parts_do_not_run_into_each_other() -> None:
    assert stable_id("ab", "c", digest(b"d")) != stable_id("a", "bc", digest(b"d"))
    assert stable_id("a", "b", digest(b"cd")) != stable_id("a", "bc", digest(b"d"))


def test_a_file_name_that_is_no_unicode_has_an_id() -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    assert len(stable_id(name, None, digest(b""))) == 16
    assert stable_id(name, None, digest(b"")) != stable_id("caf.txt", None, digest(b""))
