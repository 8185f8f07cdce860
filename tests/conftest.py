"""Fixtures that are costly to make, made once a process."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

from stancewire.tagger import Tagger

# Speed is judged by benchmarks: a busy machine must not fail a property.
settings.register_profile("stancewire", deadline=None)
settings.load_profile("stancewire")

# A shell's background job ignores the interrupts that tests send, and so would every process it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    """The default tagger; it keeps nothing between documents."""
    return Tagger.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material that lies beside a maintainer's checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference material (seeds, gold, registers) does not lie beside this checkout")
    return folder
