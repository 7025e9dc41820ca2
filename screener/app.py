"""create_app: the one place where the parts are put together."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import screener.web.api_cases
import screener.web.staff_account
import screener.web.staff_audit
import screener.web.staff_callers
import screener.web.staff_case
import screener.web.staff_export
import screener.web.staff_flows
import screener.web.staff_insights
import screener.web.staff_keeping
import screener.web.staff_notifications
import screener.web.staff_people
import screener.web.staff_queue
import screener.web.staff_second_factor
import screener.web.staff_settings
import screener.web.staff_sheet
import screener.web.staff_tokens
import screener.web.staff_webhooks  # noqa: F401 (these join the desk's pages, and the API)
from screener.clinic import load_clinic
from screener.clinic_settings import CurrentClinic
from screener.config import Settings
from screener.keys import open_ring
from screener.languages import HERE, read_languages
from screener.library import FlowLibrary, shipped
from screener.store.database import open_database
from screener.web.about import about
from screener.web.api import api
from screener.web.auth import init_auth
from screener.web.chat import chat
from screener.web.compression import init_compression
from screener.web.embed import embed
from screener.web.entry import entry
from screener.web.errors import init_errors
from screener.web.fhir import fhir
from screener.web.headers import init_headers
from screener.web.health import health
from screener.web.invitation import invitation
from screener.web.language import init_languages
from screener.web.limits import init_limits
from screener.web.metrics import metrics
from screener.web.paper import paper
from screener.web.parts import EXTENSION, Parts
from screener.web.requests import init_requests
from screener.web.staff import staff
from screener.web.static_files import init_static_files

LARGEST_BODY = 64 * 1024
"""Bytes in one request: far more than the longest answer."""


class _App(Flask):
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view of ours is a coroutine. Flask would look whether one is, twenty times for each request."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """The app, ready to serve. SettingError or FlowError says what stops it."""
    settings = settings or Settings.from_environment()
    keys = open_ring(settings)
    clinic = CurrentClinic(load_clinic(settings.flows / "clinic.yaml"))
    languages = read_languages(HERE, settings.flows)
    made = Parts(settings, clinic, FlowLibrary.read(settings.flows), languages, keys)
    app = _App("screener", static_folder=None, template_folder=str(shipped("templates")))
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
    )
    app.extensions[EXTENSION] = made
    app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    open_database(app, settings.database_url, keys, mail=settings.mail is not None)
    init_requests(app)
    init_languages(app)
    init_headers(app, settings.https, clinic.written.websites)
    init_static_files(app)
    init_compression(app)
    init_limits(app, settings)
    init_auth(app, keys)
    init_errors(app)
    app.register_blueprint(about)
    app.register_blueprint(api)
    app.register_blueprint(chat)
    app.register_blueprint(embed)
    app.register_blueprint(entry)
    app.register_blueprint(fhir)
    app.register_blueprint(health)
    app.register_blueprint(metrics)
    app.register_blueprint(invitation)
    app.register_blueprint(paper)
    app.register_blueprint(staff)
    return app
