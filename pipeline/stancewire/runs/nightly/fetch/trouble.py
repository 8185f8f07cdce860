"""Why a request gave nothing, on its way from the place that noticed to the one that says so."""

from __future__ import annotations


class Trouble(Exception):
    """Something is wrong with an address, its host, the way there or the answer. Within this room only."""

    def __init__(
        self,
        reason: str,
        hint: str,
        *,
        retry: bool,
        status: int | None = None,
        retry_after: float | None = None,
        unreached: bool = False,
        is_final: bool = False,
    ) -> None:
        super().__init__(reason, hint)
        self.reason, self.hint = reason, hint
        self.retry = retry  # worth another try; else it will be the same tomorrow
        self.status, self.retry_after = status, retry_after
        self.unreached = unreached  # no answer came from the host, so that its other pages will not do better
        self.is_final = is_final  # no second try in this run
