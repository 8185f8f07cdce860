"""A digest to a webhook: one POST of JSON over connections that are checked as those of fetching are.

`text` of the body is what Slack, Mattermost and their like show; the rest is for programs. The address of a
webhook is itself a secret with many of them: errors name its host only.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancewire.runs.nightly.delivery import NotDelivered
from stancewire.runs.nightly.digest_text import Digest
from stancewire.runs.nightly.fetch.addresses import networks
from stancewire.runs.nightly.fetch.limits import ROBOT
from stancewire.runs.nightly.fetch.urls import fit_url, host_of
from stancewire.version import VERSION

if TYPE_CHECKING:  # the HTTP library takes 0.2 s to import
    import ssl

    import httpx

    from stancewire.runs.nightly.fetch.wire import Deadline, Resolve

_AGAIN: Final = "it is sent again with the next run"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookConfig:
    """Where a digest is posted. No address: nowhere."""

    url: str = ""
    url_env: str = ""  # the variable that holds the address, where that is a secret
    url_file: str = ""  # or the file, relative to the config
    token_env: str = ""  # of an "Authorization: Bearer" header
    token_file: str = ""
    allow_networks: tuple[str, ...] = ()  # private ones it may lie in: "10.1.0.0/16"
    step_seconds: float = 10.0  # to connect, and between two pieces of the answer
    whole_seconds: float = 30.0

    def __post_init__(self) -> None:
        if sum(map(bool, (self.url, self.url_env, self.url_file))) > 1:
            raise ValueError("give one of url, url_env and url_file")
        if self.token_env and self.token_file:
            raise ValueError("give one of token_env and token_file")
        if not (self.step_seconds > 0 and self.whole_seconds > 0):
            raise ValueError("step_seconds and whole_seconds must be more than 0")
        if self.url:
            _fit(self.url)
        _networks(self.allow_networks)

    @property
    def is_used(self) -> bool:
        """Whether there is one."""
        return bool(self.url or self.url_env or self.url_file)


def _fit(url: str) -> str:
    try:
        return fit_url(url)
    except ValueError as error:
        raise ValueError(f"its address {error}") from None


def _networks(names: tuple[str, ...]) -> None:
    try:
        networks(names)
    except ValueError as error:
        raise ValueError(f"allow_networks: {error}") from None


def post(
    digest: Digest,
    config: WebhookConfig,
    url: str,
    token: str = "",
    *,
    resolve: Resolve | None = None,
    context: ssl.SSLContext | None = None,
) -> None:
    """Post a digest; redirects are not followed. Raises NotDelivered.

    url, token: as config or secret_of give them. resolve, context: the look-up of names and the certificates; tests give their own.
    """
    from stancewire.runs.nightly.fetch.trouble import Trouble
    from stancewire.runs.nightly.fetch.wire import Deadline

    try:
        target = _fit(url)
    except ValueError as error:
        raise NotDelivered("webhook", str(error), "correct the address") from None
    deadline = Deadline(time.monotonic)
    try:
        status = _status(_request(digest, config, target, token), config, deadline, resolve, context)
    except UnicodeError:
        raise NotDelivered(f"webhook {host_of(target)}", "its token is no ASCII", "correct the token") from None
    except Trouble as trouble:
        raise NotDelivered(f"webhook {host_of(target)}", trouble.reason, trouble.hint) from None
    if not 200 <= status < 300:
        hint = "check its address and token" if 300 <= status < 500 else _AGAIN
        raise NotDelivered(f"webhook {host_of(target)}", f"answers {status}", hint)


def _request(digest: Digest, config: WebhookConfig, url: str, token: str) -> httpx.Request:
    import httpx
    import orjson

    headers = {
        "User-Agent": f"{ROBOT}/{VERSION}",
        "Content-Type": "application/json",
        "Idempotency-Key": digest.key,
        "Connection": "close",
        **({"Authorization": f"Bearer {token}"} if token else {}),
    }
    timeout = httpx.Timeout(config.step_seconds).as_dict()
    content = orjson.dumps(digest.payload)
    return httpx.Request("POST", url, headers=headers, content=content, extensions={"timeout": timeout})


def _status(
    request: httpx.Request,
    config: WebhookConfig,
    deadline: Deadline,
    resolve: Resolve | None,
    context: ssl.SSLContext | None,
) -> int:
    """What the server answers; the rest of the answer is not read. Raises Trouble."""
    import httpcore
    import httpx

    from stancewire.runs.nightly.fetch.transport import Transport
    from stancewire.runs.nightly.fetch.trouble import Trouble
    from stancewire.runs.nightly.fetch.wire import Checked, look_up

    backend = Checked(deadline, networks(config.allow_networks), resolve or look_up)
    # Asked without httpx.Client, which writes whole addresses into the log.
    transport = Transport(backend, context or httpx.create_ssl_context())
    deadline.begin(config.whole_seconds)
    try:
        response = transport.handle_request(request)
        response.close()
        return response.status_code
    except httpcore.TimeoutException:
        raise Trouble("was not done in time", _AGAIN, retry=True) from None
    except httpcore.ConnectError as error:
        raise Trouble(f"could not be reached ({error})", _AGAIN, retry=True) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
        raise Trouble("broke off, or answered what is no HTTP", _AGAIN, retry=True) from None
    finally:
        transport.close()
