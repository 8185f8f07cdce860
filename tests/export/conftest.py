"""Passwords are hashed 100,000 times over, which no test but the one of them has to wait for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stancewire.export import dna_file


@pytest.fixture(autouse=True, scope="session")
def quick_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dna_file, "_ROUNDS", 1)
        yield
