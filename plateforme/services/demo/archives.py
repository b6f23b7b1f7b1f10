"""The PDFs of the fiches that left, kept in the demonstration base as they would have been that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from plateforme.db.queries import liaison as q
from plateforme.domain.fiche import Fiche
from plateforme.domain.progress import Progress, check_cancelled
from plateforme.fiches.fiche_liaison import produire
from plateforme.services import liaison_documents
from plateforme.services.contexte import Contexte, horloge_figee


def garder_documents(ctx: Contexte, progress: Progress, fait: int, total: int) -> None:
    """Produce and keep the document of each fiche sent; ``fait`` of ``total`` steps are reported all along."""
    with ctx.store.read() as cx:
        parties = [f for f in q.fiches(cx) if f.envoyee_le is not None]
    documents: list[tuple[Fiche, bytes]] = []
    for rang, fiche in enumerate(parties, 1):
        check_cancelled(progress)
        progress.report(fait, total, f"Fiches de liaison, {rang} sur {len(parties)}")
        ce_jour = replace(ctx, horloge=horloge_figee(fiche.envoyee_le or ctx.today()))
        documents.append((fiche, produire(liaison_documents.document(ce_jour, fiche))))
    with ctx.store.write() as uow:
        for fiche, pdf in documents:
            q.keep_document(uow.cx, fiche.id, pdf, datetime.combine(fiche.envoyee_le or ctx.today(), time(11, 5)))
        uow.commit()
