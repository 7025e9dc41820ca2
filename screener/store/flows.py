"""The versions of flows that were ever used or proved here, as plain functions and values. Callers commit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from screener.store.database import insert_new
from screener.store.models import FlowVersion, ProofResult, Screening, db


@dataclass(frozen=True, slots=True)
class StoredProof:
    """What was proved of a version, as `screener.proof` reported it."""

    at: datetime
    report: Mapping[str, Any]


def keep(digest: str, flow_id: str, files: Mapping[str, str], now: datetime) -> None:
    """Keep the texts of a version, if it is new here."""
    if db.session.get(FlowVersion, digest) is None:
        texts = json.dumps(dict(files), ensure_ascii=False)
        insert_new(FlowVersion, "digest", digest=digest, flow_id=flow_id, files=texts, stored_at=now)


def files(digest: str) -> Mapping[str, str]:
    """The texts of a version; LookupError where it was never here."""
    version = db.session.get(FlowVersion, digest)
    if version is None:
        raise LookupError(f"no flow version {digest[:12]}")
    texts: Mapping[str, str] = json.loads(version.files)
    return texts


def by_prefix(digest: str) -> tuple[str, ...]:
    """The whole digests that begin so."""
    found = db.session.scalars(select(FlowVersion.digest).where(FlowVersion.digest.startswith(digest, autoescape=True)))
    return tuple(found)


def answered(flow_id: str) -> tuple[str, ...]:
    """The digests of a flow's versions that somebody answered to an outcome, the newest first."""
    cases = select(Screening.flow_digest).where(Screening.flow_id == flow_id, Screening.queued_at.is_not(None))
    kept = select(FlowVersion.digest).where(FlowVersion.digest.in_(cases))
    return tuple(db.session.scalars(kept.order_by(FlowVersion.stored_at.desc(), FlowVersion.digest)))


def before(digest: str, flow_id: str) -> str | None:
    """The digest of the version that was kept before this one; the newest other one where this is not kept."""
    kept = list(
        db.session.scalars(
            select(FlowVersion.digest)
            .where(FlowVersion.flow_id == flow_id)
            .order_by(FlowVersion.stored_at.desc(), FlowVersion.digest)
        )
    )
    earlier = kept[kept.index(digest) + 1 :] if digest in kept else kept
    return earlier[0] if earlier else None


def save_proof(digest: str, report: Mapping[str, Any], now: datetime) -> None:
    """Keep what was proved of a version that is kept, in the place of an earlier result."""
    text = json.dumps(dict(report), ensure_ascii=False)
    db.session.merge(ProofResult(digest=digest, at=now, report=text))


def proof(digest: str) -> StoredProof | None:
    """What was last proved of a version, if anything."""
    row = db.session.get(ProofResult, digest)
    return None if row is None else StoredProof(row.at, json.loads(row.report))
