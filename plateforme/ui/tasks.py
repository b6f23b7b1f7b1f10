"""Work off the GUI thread: one thread for the base, one for rendering, replies on the GUI thread.

A session of the base opens and closes inside the function given; the GUI thread never waits. A reply is dropped when a
newer job of the same ``key`` was asked, when its ``owner`` is gone, or when the base was locked in between.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar, cast

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer, Signal

from plateforme.domain.changes import ChangeSet
from plateforme.errors import AppError, CancelledError
from plateforme.ui.bugs import frames

LOG = logging.getLogger(__name__)

PROGRESS_AFTER = 0.4
"""Seconds before a slow job shows its progress."""
_TICK_MS = 100

R = TypeVar("R")


class Pool(StrEnum):
    """Which thread runs a job."""

    BASE = "base"
    RENDER = "rendu"


class FailureSink(Protocol):
    """Who shows what a job could not do."""

    def expected(self, error: AppError) -> None:
        """Show an expected failure."""
        ...

    def bug(self, error: BaseException) -> None:
        """Report anything else."""
        ...


class JobProgress:
    """The :class:`~plateforme.domain.progress.Progress` handed to a job; written by its thread, read by the window."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.message = ""
        self._cancelled = threading.Event()

    def report(self, done: int, total: int, message: str = "") -> None:
        """Note that ``done`` of ``total`` steps are finished; an empty message keeps the last one."""
        self.done, self.total = done, total
        self.message = message or self.message

    def is_cancelled(self) -> bool:
        """Return True once :meth:`cancel` was called."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._cancelled.set()


@dataclass(frozen=True)
class ProgressView:
    """What a progress panel shows. ``total`` 0 means unknown."""

    title: str
    message: str
    done: int
    total: int
    cancelling: bool


@dataclass(eq=False)
class Job:
    """One piece of work and where its reply goes."""

    work: Callable[[JobProgress], Any]
    on_done: Callable[[Any], None] | None
    on_error: Callable[[AppError], None] | None
    on_end: Callable[[], None] | None
    owner: QObject | None
    key: str | None
    generation: int
    epoch: int
    title: str
    visible: bool
    write: bool
    asked: float = field(default_factory=time.monotonic)
    progress: JobProgress = field(default_factory=JobProgress)
    result: Any = None
    error: BaseException | None = None


class TaskRunner(QObject):
    """Owner of the two threads. One per open base; ``shutdown`` must be called."""

    changed = Signal(object)
    """A :class:`ChangeSet`, after each committed write."""
    progress_changed = Signal(object)
    """A :class:`ProgressView` while a slow job runs, None when there is none."""
    busy_changed = Signal(bool)
    idle = Signal()
    _finished = Signal(object)

    def __init__(self, failures: FailureSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failures = failures
        self._pools = {p: ThreadPoolExecutor(1, thread_name_prefix=p.value) for p in Pool}
        self._jobs: list[Job] = []
        self._generations: dict[str, int] = {}
        self._epoch = 0
        self._accepting = True
        self._shown = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self._tick)

    def run(
        self,
        fn: Callable[..., R],
        on_done: Callable[[R], None] | None = None,
        on_error: Callable[[AppError], None] | None = None,
        *,
        owner: QObject | None = None,
        key: str | None = None,
        progress: bool = False,
        title: str = "",
        on_end: Callable[[], None] | None = None,
        pool: Pool = Pool.BASE,
    ) -> None:
        """Run ``fn`` on a worker thread and give its result to ``on_done`` on the GUI thread.

        ``progress`` True: ``fn`` is called with a Progress, and a panel titled ``title`` with « Annuler » appears when
        it is slow; otherwise ``fn`` is called without argument. ``key``: only the newest job of that name replies.
        ``owner``: no reply once it is destroyed. Without ``on_error``, an AppError is shown; anything else is a bug and
        is always reported. ``on_end`` is called after either, and after a bug.
        """
        work = cast("Callable[[JobProgress], Any]", fn) if progress else lambda _p: fn()
        self._submit(work, on_done, on_error, on_end, owner, key, title, pool, visible=progress, write=False)

    def write(
        self,
        fn: Callable[..., ChangeSet | tuple[R, ChangeSet]],
        on_done: Callable[[R], None] | Callable[[ChangeSet], None] | None = None,
        on_error: Callable[[AppError], None] | None = None,
        *,
        owner: QObject | None = None,
        progress: bool = False,
        title: str = "",
        on_end: Callable[[], None] | None = None,
    ) -> None:
        """Run a write: ``fn`` returns a ChangeSet, or (result, ChangeSet).

        The changes are broadcast by :attr:`changed` whatever became of the owner; ``on_done`` is called first, with the
        result when there is one, else with the ChangeSet.
        """
        work = cast("Callable[[JobProgress], Any]", fn) if progress else lambda _p: fn()
        self._submit(
            work,
            cast("Callable[[Any], None] | None", on_done),
            on_error,
            on_end,
            owner,
            None,
            title,
            Pool.BASE,
            visible=progress,
            write=True,
        )

    def render(
        self,
        fn: Callable[[], R],
        on_done: Callable[[R], None],
        on_error: Callable[[AppError], None] | None = None,
        *,
        owner: QObject | None = None,
        key: str | None = None,
    ) -> None:
        """Run ``fn`` on the rendering thread: it must not touch the base."""
        self.run(fn, on_done, on_error, owner=owner, key=key, pool=Pool.RENDER)

    def is_busy(self) -> bool:
        """Return True while a job is waiting or running."""
        return bool(self._jobs)

    def cancel(self) -> None:
        """Ask the jobs that show their progress to stop."""
        for job in self._jobs:
            if job.visible:
                job.progress.cancel()
        self._tick()

    def refuse_new(self) -> None:
        """Ignore every job asked from now on, and the replies of those already asked: the base is being locked."""
        self._accepting = False
        self._epoch += 1
        for job in self._jobs:
            job.progress.cancel()

    def accept_new(self) -> None:
        """Take jobs again."""
        self._accepting = True

    def drain(self, then: Callable[[], None]) -> None:
        """Refuse new jobs and call ``then`` on the GUI thread once the running ones are over."""
        self.refuse_new()
        if not self._jobs:
            then()
            return
        self.idle.connect(then, Qt.ConnectionType.SingleShotConnection)

    def wait_idle(self, timeout_ms: int = 10_000) -> bool:
        """Run the event loop until no job is left; False when the time is over. For tests and screenshots."""
        deadline = QDeadlineTimer(timeout_ms)
        while self._jobs and not deadline.hasExpired():  # a timer may ask for a job between the last reply and the quit
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            QTimer.singleShot(deadline.remainingTime(), loop, loop.quit)
            loop.exec()
            self.idle.disconnect(loop.quit)
        return not self._jobs

    def shutdown(self) -> None:
        """Stop for good: running jobs are asked to stop and waited for, the others dropped."""
        self.refuse_new()
        self._ticker.stop()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self,
        work: Callable[[JobProgress], Any],
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[AppError], None] | None,
        on_end: Callable[[], None] | None,
        owner: QObject | None,
        key: str | None,
        title: str,
        pool: Pool,
        *,
        visible: bool,
        write: bool,
    ) -> None:
        if not self._accepting:
            return
        generation = self._generations.get(key, 0) + 1 if key else 0
        if key:
            self._generations[key] = generation
        job = Job(work, on_done, on_error, on_end, owner, key, generation, self._epoch, title, visible, write)
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)  # noqa: FBT003 - Qt signals take positional values
        if visible and not self._ticker.isActive():
            self._ticker.start()
        self._pools[pool].submit(self._work, job)

    def _work(self, job: Job) -> None:
        """On the worker thread. A superseded job that has not started is not run; the lock lets the others end."""
        if not self._is_superseded(job):
            try:
                job.result = job.work(job.progress)
            except BaseException as e:  # noqa: BLE001 - a worker thread must hand over everything
                job.error = e
        self._finished.emit(job)

    def _is_superseded(self, job: Job) -> bool:
        return job.key is not None and self._generations.get(job.key) != job.generation

    def _is_stale(self, job: Job) -> bool:
        return self._is_superseded(job) or job.epoch != self._epoch

    def _deliver(self, job: Job) -> None:
        self._jobs.remove(job)
        try:
            self._reply(job)
        finally:
            self._tick()
            if not self._jobs:
                self._ticker.stop()
                self.busy_changed.emit(False)  # noqa: FBT003
                self.idle.emit()

    def _reply(self, job: Job) -> None:
        changes = _changes(job) if job.write else None
        wanted = not self._is_stale(job) and (job.owner is None or shiboken6.isValid(job.owner))
        try:
            if job.error is not None:
                self._reply_error(job, job.error, wanted=wanted)
            elif wanted and job.on_done:
                job.on_done(job.result)
            if wanted and job.on_end:
                job.on_end()
        finally:
            if changes is not None and job.epoch == self._epoch:
                self.changed.emit(changes)

    def _reply_error(self, job: Job, error: BaseException, *, wanted: bool) -> None:
        if not isinstance(error, AppError):
            LOG.error("job failed: %s\n%s", type(error).__name__, frames(error))
            self._failures.bug(error)
        elif wanted and job.on_error:
            job.on_error(error)
        elif (wanted or job.write) and not (isinstance(error, CancelledError) and job.epoch != self._epoch):
            self._failures.expected(error)

    def _tick(self) -> None:
        job = next((j for j in self._jobs if j.visible and time.monotonic() - j.asked >= PROGRESS_AFTER), None)
        if job is None:
            if self._shown:
                self._shown = False
                self.progress_changed.emit(None)
            return
        self._shown = True
        p = job.progress
        self.progress_changed.emit(ProgressView(job.title, p.message, p.done, p.total, p.is_cancelled()))


def _changes(job: Job) -> ChangeSet | None:
    """Take the ChangeSet out of a write's result, leaving what ``on_done`` receives."""
    if job.error is not None:
        return None
    if isinstance(job.result, ChangeSet):
        return job.result
    result, changes = cast("tuple[Any, ChangeSet]", job.result)
    job.result = result
    return changes
