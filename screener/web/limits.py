"""How often something may be tried from one address. Counted in this process: nothing of an address is kept."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

import screener.web.counted  # noqa: F401 (it names itself to the limiter)
from screener.config import Settings


def address() -> str:
    """Who is asking. An IPv6 network counts as one: its owner has 2⁶⁴ addresses to try from."""
    text = get_remote_address()
    try:
        asking = ip_address(text)
    except ValueError:
        return text
    return str(ip_network((asking, 64), strict=False) if isinstance(asking, IPv6Address) else asking)


limiter = Limiter(key_func=address, key_prefix="screener", in_memory_fallback_enabled=True)
"""Where Redis does not answer, each process counts by itself until it does."""


def is_often(most: str) -> bool:
    """Whether more than this came from one address. It is counted, and nothing is refused."""
    try:
        with limiter.limit(most):
            return False
    except RateLimitExceeded:
        return True


def init_limits(app: Flask, settings: Settings) -> None:
    """Count, or not at all where the settings lift the limits."""
    app.config["RATELIMIT_ENABLED"] = settings.rate_limits
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis or "counted://"
    limiter.init_app(app)
    if settings.rate_limits:
        # it would look for limits before each request: ours all stand at what they limit, and are counted there
        app.before_request_funcs[None].remove(limiter._check_request_limit)
