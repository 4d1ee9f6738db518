"""Many files -> many answers, in worker processes. A worker that dies is one answer; the run goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from cchc_xlsx.catalogue import Edition, load_edition
from cchc_xlsx.intake.find import Candidate, left_out
from cchc_xlsx.intake.read import Reads, reader
from cchc_xlsx.model import LeftOut, Received, Roster
from cchc_xlsx.rules.files import READER_FAILED

Answer = Received | LeftOut
_FEW = 8
"""So few files are read sooner than workers start."""

_read: Reads | None = None


def read_files(
    files: Sequence[Candidate], edition: Edition, roster: Roster | None, jobs: int | None, tick: Callable[[], object]
) -> list[Answer]:
    """An answer for each file, in order. ``jobs`` worker processes (None: one a core; 0: none, read here); ``tick`` is
    called after each file."""
    workers = min(len(files), os.cpu_count() or 1 if jobs is None else jobs)
    if workers == 0 or (jobs is None and len(files) < _FEW):
        read = reader(edition, roster)
        return [_ticked(_guarded(read, file), tick) for file in files]
    with _pool(workers, edition, roster) as pool:
        futures = [pool.submit(_read_in_worker, file) for file in files]
        return [
            _ticked(_answer(future, file, edition, roster), tick) for future, file in zip(futures, files, strict=True)
        ]


def _ticked(answer: Answer, tick: Callable[[], object]) -> Answer:
    tick()
    return answer


def _pool(workers: int, edition: Edition, roster: Roster | None) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_start, initargs=(edition.id, roster))


def _start(edition_id: str, roster: Roster | None) -> None:
    global _read
    _read = reader(load_edition(edition_id), roster)


def _read_in_worker(file: Candidate) -> Answer:
    assert _read is not None, "the pool's initializer has run"
    return _guarded(_read, file)


def _guarded(read: Reads, file: Candidate) -> Answer:
    try:
        return read(file.path, file.archive)
    except Exception as fault:  # noqa: BLE001 - the boundary: no file of a stranger's may stop the others
        return left_out(file.path, READER_FAILED, type(fault).__name__)


def _answer(future: Future[Answer], file: Candidate, edition: Edition, roster: Roster | None) -> Answer:
    """The worker's answer; where the pool broke, the file is read once more by a worker of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    with _pool(1, edition, roster) as alone:
        try:
            return alone.submit(_read_in_worker, file).result()
        except BrokenProcessPool:
            return left_out(file.path, READER_FAILED, "worker")
