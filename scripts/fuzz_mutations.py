"""Ways to break a file, and the broken file of any number: the inputs of fuzz_readers.py."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from fuzz_seeds import seeds


def flipped(content: bytes, chance: random.Random) -> bytes:
    """A few bits are other ones."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 32))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The end is missing, or something in the middle."""
    start, end = sorted((chance.randrange(len(content)), chance.randrange(len(content))))
    return content[:start] if chance.random() < 0.5 else content[:start] + content[end:]


def spliced(content: bytes, chance: random.Random) -> bytes:
    """A stretch of another format stands in it."""
    other = chance.choice(list(seeds().values()))
    start, end = sorted((chance.randrange(len(other)), chance.randrange(len(other))))
    place = chance.randrange(len(content))
    return content[:place] + other[start:end] + content[place + chance.choice((0, end - start)) :]


def stretched(content: bytes, chance: random.Random) -> bytes:
    """A stretch is said many times over."""
    start = chance.randrange(len(content))
    return (
        content[:start]
        + content[start : start + chance.choice((1, 7, 40))] * chance.choice((10, 1_000, 20_000))
        + content[start:]
    )


def swollen(content: bytes, chance: random.Random) -> bytes:
    """A number, as text or as bytes, is far too large or negative."""
    place = chance.randrange(len(content))
    number = chance.choice(
        (b"999999999999", b"-1", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\0\0\0\x80")
    )
    return content[:place] + number + content[place + len(number) :]


def odd(content: bytes, chance: random.Random) -> bytes:
    """Characters that texts do not hold."""
    place = chance.randrange(len(content))
    strange = chance.choice(
        (
            "\0",
            "\x1b[2J",
            "\u202e",
            "\ufeff",
            "\ufffe",
            "\r",
            "\u2028",
            "&#0;",
            "<![CDATA[",
            "=?utf-8?q?=00?=",
            "\U0010ffff",
        )
    )
    return content[:place] + strange.encode() * chance.choice((1, 3, 500)) + content[place:]


def random_bytes(content: bytes, chance: random.Random) -> bytes:
    """Only the first bytes are left, or none."""
    return content[: chance.choice((0, 4, 16, 300))] + chance.randbytes(chance.choice((0, 1, 30, 3_000)))


MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    flipped, flipped, flipped, cut, cut, spliced, spliced, stretched, swollen, swollen, odd, random_bytes,
)  # fmt: skip


def broken(number: int, seed: int) -> tuple[str, bytes]:
    """The input of a number: the same on every run."""
    chance = random.Random(f"{seed}:{number}")
    names = list(seeds())
    name = names[number % len(names)]
    content = seeds()[name]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice(MUTATIONS)(content or b"\0", chance)
    return (name if chance.random() < 0.9 else chance.choice(names)), content
