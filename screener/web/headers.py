"""Security headers on every reply: nothing from elsewhere, no script inline, nothing kept by the browser."""

from collections.abc import Sequence
from typing import Final

from flask import Flask, Response, request
from secure import (
    CacheControl,
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

from screener.web.static_files import STYLE_SOURCE

YEAR = 365 * 24 * 3600
FRAMED: Final = "chat"
"""The blueprint whose pages the clinic's websites may show in a frame."""


def init_headers(app: Flask, https: bool, websites: Sequence[str]) -> None:
    """Send our headers with every reply of the app. `websites`: origins that may show the chat in a frame."""
    closed = _preset(https, "'none'")
    open_to_websites = _preset(https, "'self'", *websites)

    @app.after_request
    def _send(response: Response) -> Response:
        preset = open_to_websites if request.blueprint == FRAMED else closed
        for name, value in preset.items():
            if name not in response.headers:  # the flow's picture brings a policy of its own
                response.headers.add(name, value)
        return response


def _preset(https: bool, *framed_by: str) -> dict[str, str]:
    """`no-referrer` keeps addresses from other sites. The older header against frames cannot name a website: it is sent
    where nobody may frame a page."""
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'", STYLE_SOURCE)
        .img_src("'self'")
        .connect_src("'self'")
        .form_action("'self'")
        .frame_src("'self'")
        .base_uri("'none'")
        .frame_ancestors(*framed_by)
    )
    permissions = PermissionsPolicy()
    for refused in ("camera", "geolocation", "microphone", "payment", "usb"):
        permissions.add_directive(refused, "()")
    secure = Secure(
        csp=policy,
        cache=CacheControl().no_store(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=permissions,
        referrer=ReferrerPolicy().no_referrer(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny() if framed_by == ("'none'",) else None,
        hsts=StrictTransportSecurity().max_age(YEAR).include_subdomains() if https else None,
    )
    return dict(secure.headers)
