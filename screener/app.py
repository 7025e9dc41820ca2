"""create_app: the one place where the parts are put together."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import screener.web.staff_account
import screener.web.staff_audit
import screener.web.staff_callers
import screener.web.staff_case
import screener.web.staff_export
import screener.web.staff_flows
import screener.web.staff_insights
import screener.web.staff_notifications
import screener.web.staff_people
import screener.web.staff_queue
import screener.web.staff_second_factor
import screener.web.staff_settings
import screener.web.staff_sheet
import screener.web.staff_tokens  # noqa: F401 (these pages join the desk's)
from screener import __version__
from screener.clinic import load_clinic
from screener.clinic_settings import CurrentClinic
from screener.config import SettingError, Settings
from screener.library import FlowLibrary, shipped
from screener.store.database import open_database
from screener.store.sealing import BadKeys, KeyRing, key_file, read_keys
from screener.web.auth import init_auth
from screener.web.chat import chat
from screener.web.entry import entry
from screener.web.errors import init_errors
from screener.web.fhir import fhir
from screener.web.headers import init_headers
from screener.web.invitation import invitation
from screener.web.limits import init_limits
from screener.web.paper import paper
from screener.web.parts import EXTENSION, Parts
from screener.web.staff import staff

LARGEST_BODY = 64 * 1024
"""Bytes in one request: far more than the longest answer."""


def create_app(settings: Settings | None = None) -> Flask:
    """The app, ready to serve. SettingError or FlowError says what stops it."""
    settings = settings or Settings.from_environment()
    keys = sealing_keys(settings)
    clinic = CurrentClinic(load_clinic(settings.flows / "clinic.yaml"))
    made = Parts(settings, clinic, FlowLibrary.read(settings.flows), keys)
    app = Flask("screener", template_folder=str(shipped("templates")))
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # else an error would show what was being stored
    )
    app.extensions[EXTENSION] = made
    app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    _init_templates(app, made)
    open_database(app, settings.database_url, keys, mail=settings.mail is not None)
    init_headers(app, settings.https)
    init_limits(app, settings)
    init_auth(app, keys)
    init_errors(app)
    app.register_blueprint(chat)
    app.register_blueprint(entry)
    app.register_blueprint(fhir)
    app.register_blueprint(invitation)
    app.register_blueprint(paper)
    app.register_blueprint(staff)
    return app


def sealing_keys(settings: Settings) -> KeyRing:
    """The keys that were given, or those of the key file, which is made at the first start."""
    path, database = settings.data / "keys", settings.data / "screener.db"
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not settings.keys and database.exists() and not path.exists():
        raise SettingError(f"{database} is there, but its key file {path} is not: bring it back, or set SCREENER_KEYS")
    try:
        return read_keys(settings.keys) if settings.keys else key_file(path)
    except BadKeys as error:
        raise SettingError(f"{'SCREENER_KEYS' if settings.keys else path}: {error}") from None


def _init_templates(app: Flask, made: Parts) -> None:
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}

    @app.context_processor
    def _given() -> dict[str, object]:
        return {"clinic": made.clinic, "version": __version__}
