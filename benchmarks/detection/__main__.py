"""``python -m benchmarks.detection --seed 1 --clean 1000 --planted 3000``"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from benchmarks.detection.run import run


def main(
    seed: Annotated[int, typer.Option(help="Where the random numbers begin.")] = 1,
    clean: Annotated[int, typer.Option(help="Submissions without a mistake.")] = 1000,
    planted: Annotated[int, typer.Option(help="Submissions with one mistake each.")] = 3000,
) -> None:
    """Plants mistakes and counts how the checks find them. Ends with 0 only if every bar holds."""
    sys.exit(run(seed, clean, planted))


if __name__ == "__main__":
    typer.run(main)
