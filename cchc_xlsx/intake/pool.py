"""Many files -> many answers, in worker processes. A worker that dies is one answer; the run goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from cchc_xlsx.catalogue import Edition, load_edition
from cchc_xlsx.intake.find import left_out
from cchc_xlsx.intake.read import reader
from cchc_xlsx.model import LeftOut, Received, Roster
from cchc_xlsx.rules.files import READER_FAILED

Answer = Received | LeftOut
_FEW = 8
"""So few files are read sooner than workers start."""

_read: Callable[[str], Answer] | None = None


def read_files(
    paths: Sequence[str], edition: Edition, roster: Roster | None, jobs: int | None, tick: Callable[[], object]
) -> list[Answer]:
    """An answer for each path, in order. ``jobs`` worker processes (None: one a core; 0: none, read here); ``tick`` is
    called after each file."""
    workers = min(len(paths), os.cpu_count() or 1 if jobs is None else jobs)
    if workers == 0 or (jobs is None and len(paths) < _FEW):
        read = reader(edition, roster)
        return [_ticked(_guarded(read, path), tick) for path in paths]
    with _pool(workers, edition, roster) as pool:
        futures = [pool.submit(_read_in_worker, path) for path in paths]
        return [
            _ticked(_answer(future, path, edition, roster), tick) for future, path in zip(futures, paths, strict=True)
        ]


def _ticked(answer: Answer, tick: Callable[[], object]) -> Answer:
    tick()
    return answer


def _pool(workers: int, edition: Edition, roster: Roster | None) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_start, initargs=(edition.id, roster))


def _start(edition_id: str, roster: Roster | None) -> None:
    global _read
    _read = reader(load_edition(edition_id), roster)


def _read_in_worker(path: str) -> Answer:
    assert _read is not None, "the pool's initializer has run"
    return _guarded(_read, path)


def _guarded(read: Callable[[str], Answer], path: str) -> Answer:
    try:
        return read(path)
    except Exception as fault:  # noqa: BLE001 - the boundary: no file of a stranger's may stop the others
        return left_out(path, READER_FAILED, type(fault).__name__)


def _answer(future: Future[Answer], path: str, edition: Edition, roster: Roster | None) -> Answer:
    """The worker's answer; where the pool broke, the file is read once more by a worker of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    with _pool(1, edition, roster) as alone:
        try:
            return alone.submit(_read_in_worker, path).result()
        except BrokenProcessPool:
            return left_out(path, READER_FAILED, "worker")
