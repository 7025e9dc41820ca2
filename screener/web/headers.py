"""Security headers on every reply: nothing from elsewhere, nothing inline, nothing kept by the browser."""

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
)

YEAR = 365 * 24 * 3600


def init_headers(app: Flask, https: bool) -> None:
    """Send our headers with every reply of the app."""
    preset = _preset(https)

    @app.after_request
    def _send(response: Response) -> Response:
        for name, value in preset.items():
            response.headers.setdefault(name, value)  # the flow's picture brings a policy of its own
        if request.endpoint == "static" and response.status_code < 400:
            response.headers["Cache-Control"] = "no-cache"  # kept, but asked about each time: an update is seen at once
        return response


def _preset(https: bool) -> dict[str, str]:
    """Frames are closed to all sites. `no-referrer` keeps addresses from other sites."""
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
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
        hsts=StrictTransportSecurity().max_age(YEAR).include_subdomains() if https else None,
    )
    return dict(secure.headers)
