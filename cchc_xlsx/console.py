"""What the commands print and write: texts and reports to stdout or a file, a line on stderr, a bar over the files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import typer

if TYPE_CHECKING:
    from rich.console import Console


def refuse(problem: str) -> Never:
    """Bad usage: one line on stderr, status 2."""
    typer.echo(problem, err=True)
    raise typer.Exit(2)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A file that cannot be written is said in one line, status 1."""
    try:
        yield
    except OSError as fault:
        typer.echo(f"{path}: không ghi được / cannot be written ({fault.strerror or fault})", err=True)
        raise typer.Exit(1) from fault


def give(text: str, output: Path | None) -> None:
    """Text to the file named, else to stdout."""
    if output is None:
        sys.stdout.write(text + ("" if text.endswith("\n") else "\n"))
        return
    from cchc_xlsx.reports.writing import replacing

    with writing(output), replacing(output) as aside:
        aside.write_text(text, encoding="utf-8", newline="")


def show(report: Any, output: Path | None) -> None:
    """What rich renders, to the file named as plain text, else to stdout."""
    if output is None:
        _console(sys.stdout).print(report, highlight=False)
        return
    from io import StringIO

    stream = StringIO()
    _console(stream).print(report, highlight=False)
    give(stream.getvalue(), output)


def _console(stream: Any) -> Console:
    from rich.console import Console

    console = Console(file=stream, highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(file=stream, highlight=False, width=120)


@contextmanager
def progress() -> Iterator[Callable[[int], Callable[[], object]]]:
    """A bar over the files on stderr, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:

        def start(total: int) -> Callable[[], object]:
            task = bar.add_task("Đọc tệp", total=total)
            return lambda: bar.advance(task)

        yield start
