"""https: the certificate is that of the name, though an address is connected to."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from misbehaving import PATIENT, FakeTime, answer, resolve, serving
from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure
from stancewire.runs.nightly.fetch.session import Session


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for news.example."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example"
    names = ["-addext", "subjectAltName=DNS:news.example", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*make.split(), *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.mark.parametrize(
    ("host", "trusted", "said"),
    [
        ("news.example", True, None),
        ("other.example", True, "has a certificate that does not hold"),
        ("news.example", False, "has a certificate that does not hold"),
    ],
)
def test_a_certificate_must_hold_for_the_name(certificate: Path, host: str, trusted: bool, said: str | None) -> None:
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate)
    ours = ssl.create_default_context(cafile=certificate if trusted else None)
    limits = FetchLimits(
        **{**PATIENT, "whole_seconds": 5.0, "connect_seconds": 5.0, "allow_networks": ("127.0.0.1/32",)}
    )  # type: ignore[arg-type]
    with serving(theirs) as server, Session(limits, time=FakeTime().time, resolve=resolve, context=ours) as fetching:
        server.routes["/page"] = answer(b"here")
        found = fetching.fetch(f"https://{host}:{server.port}/page")
    if said is None:
        assert isinstance(found, Fetched)
    else:
        assert isinstance(found, FetchFailure)
        assert said in str(found.error)
        assert (found.retry, server.asked) == (True, [])
