"""Zip and tar archives: every document inside, nothing outside, and an end to every bomb."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, OversizeInput, ParserFailure, UnreadableInput, UnsafeArchive
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

LETTER = b"Westmarch LMC rejects the plan.\n"
SAFE = ("b.txt", LETTER), ("a/c.txt", LETTER), ("a/b.txt", LETTER)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def tarred(*members: tuple[str | tarfile.TarInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def documents(content: bytes, **limits: int) -> list[Article | Failure]:
    return list(read(Input(uri="in.bin", content=content), InputConfig(**limits)))


def members(content: bytes, **limits: int) -> list[tuple[str | None, str]]:
    """Each document's member, and its text or the class of its error."""
    return [
        (item.source.member, item.raw if isinstance(item, Article) else type(item.error).__name__)
        for item in documents(content, **limits)
    ]


def only_failure(content: bytes, **limits: int) -> Failure:
    (item,) = documents(content, **limits)
    assert isinstance(item, Failure)
    return item


def link(kind: bytes, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo("link.txt")
    info.type, info.linkname = kind, target
    return info


def zip_link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_members_of_a_zip_come_sorted_and_those_of_a_tar_as_they_stand() -> None:
    text = LETTER.decode()
    assert members(zipped(*SAFE)) == [("a/b.txt", text), ("a/c.txt", text), ("b.txt", text)]
    assert members(tarred(*SAFE)) == [("b.txt", text), ("a/c.txt", text), ("a/b.txt", text)]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_two_members_of_the_same_text_are_two_documents(pack) -> None:  # type: ignore[no-untyped-def]
    found = documents(pack(*SAFE))
    assert len({item.id for item in found}) == 3
    assert len({item.source.sha256 for item in found}) == 1
    assert [item.id for item in documents(pack(*SAFE))] == [item.id for item in found]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_of_one_name_keep_their_suffix_and_get_a_number(pack) -> None:  # type: ignore[no-untyped-def]
    rows = b'{"text": "one"}\n'
    archive = pack(("a.jsonl", rows), ("a.jsonl", rows), ("a#2.jsonl", rows), ("a.jsonl", rows))
    names = sorted(name or "" for name, _ in members(archive))
    assert len(names) == len(set(names)) == 4
    assert names[:3] == ["a#2.jsonl!1", "a#2.jsonl!1", "a#3.jsonl!1"] or "a.jsonl!1" in names


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_hidden_members_are_left_out(pack) -> None:  # type: ignore[no-untyped-def]
    hidden = [".a", "__MACOSX/b.txt", "c/.git/d", "c/._e.txt"]
    found = members(pack(*((name, LETTER) for name in hidden), ("./c/f.txt", LETTER)))
    assert found == [("c/f.txt", LETTER.decode())]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_without_documents_says_so(pack) -> None:  # type: ignore[no-untyped-def]
    assert type(only_failure(pack((".hidden", LETTER))).error) is EmptyInput


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt", "\\out.txt"]
)
def test_a_name_that_points_outside_is_a_failure_and_the_rest_goes_on(pack, name: str) -> None:  # type: ignore[no-untyped-def]
    found = dict(members(pack((name, LETTER), ("b.txt", LETTER))))
    assert found == {name: "UnsafeArchive", "b.txt": LETTER.decode()}


@pytest.mark.parametrize(
    "info",
    [link(tarfile.SYMTYPE, "/etc/passwd"), link(tarfile.LNKTYPE, "b.txt"), link(tarfile.CHRTYPE, ""), link(tarfile.FIFOTYPE, "")],
    ids=["symlink", "hardlink", "device", "pipe"],
)  # fmt: skip
def test_links_and_devices_of_a_tar_are_not_followed(info: tarfile.TarInfo) -> None:
    assert members(tarred((info, b""), ("b.txt", LETTER))) == [
        ("link.txt", "UnsafeArchive"),
        ("b.txt", LETTER.decode()),
    ]


def test_a_link_of_a_zip_is_not_followed() -> None:
    found = documents(zipped((zip_link(), b"/etc/passwd"), ("b.txt", LETTER)))
    assert isinstance(found[1], Failure)
    assert str(found[1].error) == (
        "in.bin!link.txt: is a link, which is not followed; unpack the archive by hand if you trust it, and name the file it means"
    )


def test_an_encrypted_member_is_named() -> None:
    content = bytearray(zipped(("a.txt", LETTER), ("b.txt", LETTER)))
    content[6] |= 1  # the flag in the member's own header, and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    first, second = documents(bytes(content))
    assert isinstance(first, Failure)
    assert (type(first.error), isinstance(second, Article)) == (UnreadableInput, True)
    assert "is encrypted; unpack it with its password" in str(first.error)


def test_archives_in_archives_are_read_to_a_depth() -> None:
    content = LETTER
    for depth in range(5):
        content = tarred((f"{depth}.x", content)) if depth % 2 else zipped((f"{depth}.x", content))
    assert members(content, max_depth=5) == [("4.x!3.x!2.x!1.x!0.x", LETTER.decode())]
    failure = only_failure(content, max_depth=4)
    assert type(failure.error) is UnsafeArchive
    assert failure.source.member == "4.x!3.x!2.x!1.x"


def test_a_member_of_any_format_goes_to_its_reader() -> None:
    rows = b'{"id": "n1", "text": "one"}\n{"id": "n2", "text": "two"}\n'
    found = documents(
        zipped(("rows.jsonl", rows), ("page.html", b"<html><body><p>Westmarch LMC says no.</p></body></html>"))
    )
    assert [item.id for item in found[1:]] == ["n1", "n2"]
    assert [item.source.member for item in found] == ["page.html", "rows.jsonl!1", "rows.jsonl!2"]
    assert all(item.source.uri == "in.bin" for item in found)


def test_an_office_file_is_no_archive() -> None:
    docx = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"))
    (item,) = documents(docx)
    assert item.source.media_type.endswith("wordprocessingml.document")
    assert item.source.member is None


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_too_many_members_end_an_archive(pack) -> None:  # type: ignore[no-untyped-def]
    found = documents(pack(*((f"{number}.txt", LETTER) for number in range(5))), max_members=3)
    assert [type(item) for item in found] == [Article, Article, Article, Failure]
    assert "holds more than 3 members" in str(found[-1].error)  # type: ignore[union-attr]


def test_a_directory_larger_than_any_honest_one_is_not_loaded() -> None:
    content = zipped(*((f"{number:0200}", b"") for number in range(8_000)), method=zipfile.ZIP_STORED)
    failure = only_failure(content, max_members=10)
    assert type(failure.error) is UnsafeArchive
    assert "lists its members on" in str(failure.error)


def test_a_bomb_is_stopped_by_its_ratio_and_the_archive_with_it() -> None:
    bomb = b"\n" * 30_000_000  # about 1,000 to 1
    found = members(zipped(("a.txt", LETTER), ("b.txt", bomb), ("c.txt", LETTER)), max_bytes=50_000_000)
    assert found == [("a.txt", LETTER.decode()), ("b.txt", "UnsafeArchive")]


def test_a_small_text_of_any_ratio_is_no_bomb() -> None:
    (item,) = documents(zipped(("a.txt", b"Westmarch LMC " * 140_000)))  # 2 MB, hundreds of times what is packed
    assert isinstance(item, Article)


def test_a_bomb_is_stopped_by_its_size() -> None:
    found = members(zipped(*((f"{n}.txt", b"x" * 400) for n in range(5))), max_unpacked_bytes=1_000)
    assert [text[:4] for _, text in found] == ["xxxx", "xxxx", "Unsa"]


def test_bombs_in_archives_are_paid_for_by_the_archive_around_them() -> None:
    inner = zipped(("a.txt", b"x" * 2_000_000))  # 2 kB, unpacks to 2 MB: no bomb on its own
    content = zipped(*((f"{number}.zip", inner) for number in range(20)), method=zipfile.ZIP_STORED)
    found = members(content)
    assert [name for name, text in found if text == "UnsafeArchive"] == ["12.zip!a.txt"]
    assert len(found) == 5  # 0, 1, 10, 11, 12


def test_a_member_beyond_the_limit_of_a_document_fails_alone() -> None:
    found = members(tarred(("a.txt", b"x" * 5_000), ("b.txt", LETTER)), max_bytes=100)
    assert found == [("a.txt", "OversizeInput"), ("b.txt", LETTER.decode())]


def test_a_zip_in_a_tar_beyond_the_limit_of_a_file_is_refused() -> None:
    found = documents(
        tarred(("a.zip", zipped(("a", b"x" * 50), method=zipfile.ZIP_STORED)), ("b.txt", LETTER)), max_file_bytes=100
    )
    assert isinstance(found[0], Failure)
    assert type(found[0].error) is OversizeInput
    assert isinstance(found[1], Article)


def test_a_sparse_file_is_not_filled_with_zeros() -> None:
    info = tarfile.TarInfo("holes.txt")
    info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.name": "holes.txt",
                        "GNU.sparse.size": str(10**12), "GNU.sparse.numblocks": "1", "GNU.sparse.map": "0,0"}  # fmt: skip
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert members(target.getvalue()) == [("holes.txt", "UnsafeArchive")]


def test_a_header_that_swells_is_refused() -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 5_000_000
    content = header.tobuf(tarfile.GNU_FORMAT) + b"x" * 5_000_192
    failure = only_failure(content)
    assert type(failure.error) is UnsafeArchive
    assert "has a header of 5,000,192 bytes" in str(failure.error)


@pytest.mark.parametrize("cut", [10, 100, 600])
def test_a_zip_cut_short_is_one_failure(cut: int) -> None:
    content = zipped(*((f"{n}.txt", LETTER) for n in range(10)))
    assert type(only_failure(content[:cut]).error) is ParserFailure


def test_a_tar_cut_short_gives_what_there_is_and_a_failure() -> None:
    content = tarred(*((f"{n}.txt", LETTER) for n in range(4)))
    found = members(content[: 3 * 1024 + 520])
    assert [text for _, text in found] == [LETTER.decode()] * 3 + [
        "ParserFailure"
    ] * 2  # the member, and what may stand behind


def test_a_damaged_tar_does_not_end_in_silence() -> None:
    content = bytearray(tarred(*((f"{n}.txt", LETTER) for n in range(4))))
    content[2 * 1024 + 20] ^= 0xFF  # the name in the third header: its checksum is wrong
    found = documents(bytes(content))
    assert [type(item) for item in found] == [Article, Article, Failure]
    assert "is damaged behind 2 members" in str(found[-1].error)  # type: ignore[union-attr]


def test_names_that_a_terminal_would_obey_are_shown_harmless() -> None:
    (found,) = members(tarred(("a\x1b[31m\u202eb\udcff.txt", LETTER)))
    assert found[0] == "a\ufffd[31m\ufffdb\ufffd.txt"


def test_a_member_without_a_name_is_read() -> None:
    content = zipped(("x", LETTER), method=zipfile.ZIP_STORED).replace(b"x", b"\0")
    assert members(content) == [("unnamed", LETTER.decode())]


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    documents(zipped(("../a.txt", LETTER), ("b/c.txt", LETTER)))
    documents(tarred(("../a.txt", LETTER), ("b/c.txt", LETTER)))
    assert list(tmp_path.iterdir()) == []


PNG, SCRIPT = b"\x89PNG\r\n\x1a\n" + bytes(40), b"var page = 1;\n"
BESIDE = ("page_files/logo.PNG", PNG), ("page_files/a.js", SCRIPT), ("page_files\\b.js", SCRIPT), ("Thumbs.db", bytes(600))  # fmt: skip
COUNTED = "what the archive holds beside documents was passed over: 2 .js, 1 .png, 1 thumbs.db"


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_pictures_and_scripts_are_counted_on_the_last_document(pack) -> None:  # type: ignore[no-untyped-def]
    found = documents(pack(("a.txt", LETTER), *BESIDE, ("b.txt", LETTER)))
    assert [(item.source.member, item.warnings) for item in found if isinstance(item, Article)] == [
        ("a.txt", ()),
        ("b.txt", (COUNTED,)),
    ]
    assert len(found) == 2


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_where_no_document_can_be_read_the_last_error_counts_them(pack) -> None:  # type: ignore[no-untyped-def]
    found = documents(pack(("a.txt", b""), *BESIDE, ("b.txt", b"")))
    assert [str(item.error) for item in found if isinstance(item, Failure)] == [
        "in.bin!a.txt: is empty; give a file with the text of a document",
        f"in.bin!b.txt: is empty ({COUNTED}); give a file with the text of a document",
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_of_pictures_alone_is_one_error(pack) -> None:  # type: ignore[no-untyped-def]
    error = only_failure(pack(*BESIDE)).error
    assert type(error) is EmptyInput
    assert str(error).startswith(f"in.bin: holds no document to read: {COUNTED}; ")


def test_an_archive_within_counts_for_itself() -> None:
    inner = zipped(("a.txt", LETTER), ("a.css", b"p {}"))
    found = documents(zipped(("a.css", b"p {}"), ("b.zip", inner), ("c.css", b"p {}")))
    said = "what the archive holds beside documents was passed over:"
    assert [item.warnings for item in found if isinstance(item, Article)] == [(f"{said} 1 .css", f"{said} 2 .css")]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [("a.png", LETTER, None), ("scan.tif", b"II*\0" + bytes(20), "BinaryInput"), ("a.db", bytes(20), "BinaryInput")],
)
def test_a_text_called_a_picture_is_read_and_a_scan_is_an_error(name: str, content: bytes, error: str | None) -> None:
    assert members(zipped((name, content))) == [(name, error or LETTER.decode())]


def test_a_picture_whose_name_points_outside_is_still_a_failure() -> None:
    assert members(zipped(("../a.png", PNG), ("b.txt", LETTER)))[0] == ("../a.png", "UnsafeArchive")


def test_a_tar_cut_short_behind_pictures_keeps_its_documents_and_both_remarks() -> None:
    content = tarred(("a.txt", LETTER), ("a.png", PNG), ("b.txt", LETTER * 100))
    first, *_, last = documents(content[:3_000])
    assert isinstance(first, Article)
    assert isinstance(last, Failure)
    assert "1 .png" in " ".join((*first.warnings, str(last.error)))
