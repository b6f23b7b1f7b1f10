"""Work off the GUI thread: replies, stale ones, failures, progress, locking."""

from __future__ import annotations

import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.progress import check_cancelled
from plateforme.errors import CancelledError, RefusedError
from plateforme.ui import tasks as module
from plateforme.ui.tasks import Pool, ProgressView, TaskRunner


def wait(runner: TaskRunner) -> None:
    assert runner.wait_idle()


def test_a_result_comes_back_on_the_gui_thread(taches):
    seen = []
    taches.run(
        lambda: threading.current_thread().name,
        lambda name: seen.append((name, QThread.currentThread() is taches.thread())),
    )
    assert seen == []
    wait(taches)
    assert len(seen) == 1
    assert seen[0][0].startswith(Pool.BASE.value)
    assert seen[0][1]


def test_rendering_does_not_wait_for_the_base(taches):
    release, names = threading.Event(), []
    taches.run(lambda: release.wait(10))
    taches.render(lambda: threading.current_thread().name, lambda name: (names.append(name), release.set()))
    wait(taches)
    assert names[0].startswith(Pool.RENDER.value)


def test_only_the_newest_job_of_a_key_replies(taches):
    gate, ran, replies = threading.Event(), [], []

    def job(rank: int):
        def work() -> int:
            ran.append(rank)
            gate.wait(10)
            return rank

        return work

    for rank in (1, 2, 3):
        taches.run(job(rank), replies.append, key="recherche")
    gate.set()
    wait(taches)
    assert replies == [3]
    assert 2 not in ran, "a superseded read that has not started is not run"


def test_no_reply_to_an_owner_that_is_gone(taches):
    gate, replies = threading.Event(), []
    owner = QObject()
    taches.run(lambda: gate.wait(10), replies.append, owner=owner)
    taches.run(lambda: 1 / 0, replies.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    wait(taches)
    assert replies == []


def test_an_expected_failure_goes_to_its_handler_else_to_the_user(taches, messages):
    heard, ended = [], []

    def refuse():
        raise RefusedError("Cet accord manque.", "Demandez-le.")

    taches.run(refuse, on_error=heard.append, on_end=lambda: ended.append(1))
    wait(taches)
    assert [e.message for e in heard] == ["Cet accord manque."]
    assert ended == [1]
    assert messages.errors == []
    taches.run(refuse)
    wait(taches)
    assert [e.message for e in messages.errors] == ["Cet accord manque."]


def test_a_bug_is_always_reported_and_the_end_is_told(taches, messages, caplog):
    heard, ended = [], []
    taches.run(lambda: {}["Zoé"], on_error=heard.append, on_end=lambda: ended.append(1))
    wait(taches)
    assert [type(e) for e in messages.bugs] == [KeyError]
    assert heard == []
    assert ended == [1]
    assert "KeyError" in caplog.text
    assert "Zoé" not in caplog.text, "a log holds types and frames, never data"


def test_a_write_tells_what_changed_after_its_own_reply(taches):
    order = []
    changes = ChangeSet(frozenset({Sujet.SUIVI}), frozenset({7}))
    taches.changed.connect(lambda c: order.append(("change", c)))
    taches.write(lambda: ("contact", changes), lambda r: order.append(("reply", r)))
    taches.write(lambda: changes, lambda r: order.append(("reply", r)))
    wait(taches)
    assert order == [("reply", "contact"), ("change", changes), ("reply", changes), ("change", changes)]


def test_a_change_is_told_even_when_the_reply_fails(taches, qtbot):
    heard = []
    changes = ChangeSet(frozenset({Sujet.FICHE}))
    taches.changed.connect(heard.append)

    def broken(_reply: object) -> None:
        raise ValueError

    with qtbot.captureExceptions() as raised:
        taches.write(lambda: changes, broken)
        wait(taches)
    assert heard == [changes]
    assert [kind for kind, _e, _t in raised] == [ValueError]


def test_a_failed_write_changes_nothing(taches, messages):
    heard = []
    taches.changed.connect(heard.append)

    def refuse():
        raise RefusedError("Non.")

    taches.write(refuse)
    wait(taches)
    assert heard == []
    assert len(messages.errors) == 1


def test_a_slow_job_shows_its_progress_and_can_be_cancelled(taches, messages, qtbot, monkeypatch):
    monkeypatch.setattr(module, "PROGRESS_AFTER", 0.0)
    views: list[ProgressView | None] = []
    taches.progress_changed.connect(views.append)
    told = threading.Event()

    def work(progress):
        progress.report(3, 10, "Lecture de la liste")
        progress.report(4, 10)
        told.set()
        while True:
            check_cancelled(progress)

    taches.run(work, progress=True, title="Lire la liste", on_error=messages.errors.append)
    assert told.wait(10)
    qtbot.waitUntil(lambda: bool(views))
    assert views[-1] == ProgressView("Lire la liste", "Lecture de la liste", 4, 10, cancelling=False)
    taches.cancel()
    assert views[-1].cancelling
    wait(taches)
    assert views[-1] is None
    assert [type(e) for e in messages.errors] == [CancelledError]


def test_a_quick_job_shows_nothing(taches):
    views = []
    taches.progress_changed.connect(views.append)
    taches.run(lambda progress: progress.report(1, 1), progress=True, title="Lire")
    wait(taches)
    assert views == []


def test_busy_is_told_at_both_ends(taches):
    states = []
    taches.busy_changed.connect(states.append)
    taches.run(lambda: 1)
    taches.run(lambda: 2)
    assert taches.is_busy()
    wait(taches)
    assert states == [True, False]
    assert not taches.is_busy()


def test_locking_lets_what_was_asked_end_and_drops_the_replies(taches):
    gate, done, replies, drained = threading.Event(), [], [], []
    taches.run(lambda: gate.wait(10), replies.append)
    taches.write(lambda: (done.append("written"), ChangeSet())[1], replies.append)
    taches.run(lambda: done.append("draft kept"), replies.append)
    taches.drain(lambda: drained.append(1))
    taches.run(lambda: done.append("never"))
    assert drained == []
    gate.set()
    wait(taches)
    assert done == ["written", "draft kept"]
    assert replies == []
    assert drained == [1]
    taches.accept_new()
    taches.run(lambda: 5, replies.append)
    wait(taches)
    assert replies == [5]


def test_an_import_stopped_by_the_lock_is_not_an_error(taches, messages):
    started = threading.Event()

    def work(progress):
        started.set()
        while True:
            check_cancelled(progress)

    taches.write(work, progress=True)
    assert started.wait(10)
    taches.drain(lambda: None)
    wait(taches)
    assert messages.errors == []


def test_draining_an_idle_runner_is_immediate(taches):
    drained = []
    taches.drain(lambda: drained.append(1))
    assert drained == [1]


def test_waiting_has_an_end(taches):
    gate = threading.Event()
    taches.run(lambda: gate.wait(10))
    assert not taches.wait_idle(timeout_ms=1)
    gate.set()
    wait(taches)


@pytest.mark.parametrize("asked", [0, 3])
def test_shutdown_stops_what_runs(qapp, messages, asked):
    runner = TaskRunner(messages)
    started = threading.Event()

    def work(progress):
        started.set()
        while not progress.is_cancelled():
            pass

    ran = []
    if asked:
        runner.run(work, progress=True)
        assert started.wait(10)
    for rank in range(asked):
        runner.run(lambda rank=rank: ran.append(rank))
    runner.shutdown()
    assert ran == []


def test_emitting_signals_costs_no_reference_to_true(taches):
    """PySide6 6.12.0 lost one at each emission: on Python 3.11 the process aborted after some hundreds of them."""
    before = sys.getrefcount(True)
    for _ in range(200):
        taches.busy_changed.emit(False)
    assert sys.getrefcount(True) >= before - 20
