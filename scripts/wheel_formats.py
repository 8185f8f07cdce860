"""One small file of every format that the README names, for check_wheel.py to read through the installed command."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from pathlib import Path
from typing import Final

import zstandard

from fuzz_seeds import TEXT, seeds

_LINE: Final = "Westmarch LMC has rejected a plan by NHS Westmarch CCG to close two surgeries in the town."
_NEXIS: Final = f"""
                               1 of 1 DOCUMENTS

                              The Westmarch Post

                            October 8, 2014 Wednesday

LMC rejects closures

LENGTH: 16 words

{_LINE}

LOAD-DATE: October 9, 2014

LANGUAGE: ENGLISH
"""
_FACTIVA: Final = f"""HD   LMC rejects closures
WC   16 words
PD   8 October 2014
SN   The Westmarch Post
LP

{_LINE}

AN
Document WMPOST0020141008eaa80003k
"""
_PROQUEST: Final = f"""____________________________________________________________

LMC rejects closures

Author: Calder, Iris

Publication info: The Westmarch Post ; Westmarch [Westmarch] 08 Oct 2014: 3.

Full text: {_LINE}

Title: LMC rejects closures

Publication title: The Westmarch Post

Publication date: Oct 8, 2014

ProQuest document ID: 1234567890

____________________________________________________________
"""
_TEXT: Final = TEXT.encode()
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
# What the README calls each format, and the file that stands for it; those of no content here come from fuzz_seeds.py.
FILES: Final[dict[str, tuple[str, bytes | None]]] = {
    "text": ("a.txt", None), "HTML": ("a.html", None), "PDF": ("a.pdf", None), "DOCX": ("a.docx", None), "ODT": ("a.odt", None),
    "RTF": ("a.rtf", None), ".doc": ("a.doc", _OLE), "e-mail": ("a.eml", None), "mailboxes": ("a.mbox", None), "RSS": ("a.rss", None),
    "Atom": ("a.atom", None), "WARC": ("a.warc", None), "JSON": ("a.json", None), "JSONL": ("a.jsonl", None), "CSV": ("a.csv", None),
    "TSV": ("a.tsv", None), "Parquet": ("a.parquet", None), "Nexis": ("nexis.txt", _NEXIS.encode()), "Factiva": ("factiva.txt", _FACTIVA.encode()),
    "ProQuest": ("proquest.txt", _PROQUEST.encode()), "zip": ("a.zip", None), "tar": ("a.tar", None), "gz": ("a.txt.gz", gzip.compress(_TEXT)),
    "bz2": ("a.txt.bz2", bz2.compress(_TEXT)), "xz": ("a.txt.xz", lzma.compress(_TEXT)), "zst": ("a.txt.zst", zstandard.compress(_TEXT)),
}  # fmt: skip
DATASET: Final = "saved Hugging Face dataset"


def write_formats(folder: Path) -> dict[str, str]:
    """Write the files; each format's path, the dataset's among them."""
    folder.mkdir()
    for name, content in FILES.values():
        (folder / name).write_bytes(seeds()[name] if content is None else content)
    _write_dataset(folder / "dataset")
    return {
        **{known: (folder / name).as_posix() for known, (name, _) in FILES.items()},
        DATASET: (folder / "dataset").as_posix(),
    }


def _write_dataset(folder: Path) -> None:
    from datasets import Dataset, disable_progress_bars

    disable_progress_bars()
    Dataset.from_dict({"id": ["1"], "text": [_LINE]}).save_to_disk(folder)


def write_converter(folder: Path) -> None:
    """What reads a .doc, which is none of ours: LibreOffice that fails, and an antiword that says one sentence."""
    folder.mkdir()
    for name, script in (("soffice", "exit 1"), ("antiword", f"echo '{_LINE}'")):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)


def named_in(readme: str) -> set[str]:
    """The formats that the README's list names."""
    found = re.search(r"A path may be (.+?) of all of these\.", readme, re.S)
    assert found, "README.md: the list of formats begins with 'A path may be' and ends with 'of all of these.'"
    words = " ".join(re.sub(r"\([^)]*\)", lambda match: ", WARC," if "WARC" in match[0] else ",", found[1]).split())
    for said, meant in (("an export of ", ""), (" files", ""), ("web archives ,", ""), ("a saved", "saved"), ("`", "")):
        words = words.replace(said, meant)
    return {word.strip() for word in re.split(r",|\band\b|\bor\b", words) if word.strip()}
