"""For whatever watches over the server: whether it lives, and whether it can serve. Nothing of anybody is in it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from screener.store import keys
from screener.store.database import is_up_to_date, read_only
from screener.store.models import db
from screener.store.sealing import SealError
from screener.web.parts import parts

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"alive": True}


@health.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database answers, its tables are of this version, and the keys open what is in it."""
    found = {"database": False, "tables": False, "keys": False}
    db.session.rollback()  # whoever is signed in was looked up before
    try:
        read_only()
        found["tables"] = is_up_to_date()
        found["database"] = True
        found["keys"] = found["tables"] and not keys.missing(parts().keys)
    except (SQLAlchemyError, SealError):
        pass  # what is false says it
    ready = all(found.values())
    return {"ready": ready, **found}, 200 if ready else 503
