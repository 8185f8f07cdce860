"""A quick start leaves out what one answer does not need, and changes nothing else."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from stancewire.entities.light import light_start


def said(code: str) -> list[str]:
    """What a fresh interpreter prints."""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return out.split()


def test_spacy_comes_without_its_command_line_and_takes_it_when_asked() -> None:
    code = """
import sys
from stancewire.entities.light import light_start
with light_start():
    from stancewire.entities.finder import EntityFinder
    EntityFinder()
import spacy
print("spacy.pipeline" in sys.modules, "spacy.cli" in sys.modules)
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(callable(spacy.cli.download))
"""
    assert said(code) == ["True", "False", "True", "True"]


def test_in_a_process_that_has_spacy_nothing_is_replaced() -> None:
    code = """
import spacy, sys
whole = sys.modules["spacy.cli.info"]
from stancewire.entities.light import light_start
with light_start():
    pass
print(sys.modules["spacy.cli.info"] is whole)
"""
    assert said(code) == ["True"]


def test_garbage_is_collected_again_afterwards_even_after_an_error() -> None:
    assert gc.isenabled()
    with light_start():
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), light_start():
        _ = 1 // 0
    assert gc.isenabled()


def test_who_collects_no_garbage_is_left_so() -> None:
    gc.disable()
    try:
        with light_start():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
