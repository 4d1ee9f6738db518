"""The lines of ``relations.txt`` -> relations. A line that cannot be read stops the load with file and line."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from cchc_xlsx.catalogue import relations as kinds
from cchc_xlsx.catalogue.relations import Condition, Relation, Test
from cchc_xlsx.model import Code, LevelId, Severity


class CatalogueError(Exception):
    """An edition's data is faulty: where, and what is wrong there."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {problem}")


class Unreadable(ValueError):
    """A line does not follow the notation; caught by :func:`read_relations`, which knows file and line."""


class Options:
    """The options of one line, taken one by one; what nobody took is a mistake in the line."""

    def __init__(self, texts: list[str], levels: Collection[str]) -> None:
        self._rest = [text.strip() for text in texts]
        self.level = next((LevelId(level) for level in levels if self._take(level)), None)

    def _take(self, word: str) -> bool:
        if word not in self._rest:
            return False
        self._rest.remove(word)
        return True

    def severity(self, prefix: str = "") -> Severity:
        """``warning`` or ``error`` (behind ``over:`` or ``under:`` if so named); error where nothing is said."""
        said = [severity for severity in Severity if self._take(f"{prefix} {severity}".strip())]
        return said[0] if said else Severity.ERROR

    def finish(self) -> None:
        """Raises :class:`Unreadable` where an option is left that means nothing."""
        if self._rest:
            raise Unreadable(f"unknown option “{self._rest[0]}”")


def read_relations(path: Path, codes: Collection[Code], levels: Collection[str]) -> tuple[Relation, ...]:
    """All relations of the file, families filled in. Raises :class:`CatalogueError` at the first faulty line."""
    known, across = dict.fromkeys(codes), False
    found: list[Relation] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.split("#")[0].strip()
        if line.startswith("["):
            across = line == "[across forms]"
        elif line:
            try:
                found.extend(_read_line(line, known, levels, across=across))
            except Unreadable as fault:
                raise CatalogueError(path, number, f"{fault}: {raw.strip()}") from fault
    return tuple(found)


def _read_line(line: str, known: dict[Code, None], levels: Collection[str], *, across: bool) -> Iterator[Relation]:
    statement, *options = line.split(";")
    bindings = [text for text in options if "=" in text]
    for names in _bind(bindings):
        try:
            kind, _, body = statement.strip().format_map(names).partition(" ")
        except KeyError as fault:
            raise Unreadable(f"nothing says what {{{fault.args[0]}}} is") from fault
        read = _KINDS.get(kind)
        if read is None:
            raise Unreadable(f"unknown kind “{kind}”")
        said = Options([text for text in options if "=" not in text], levels)
        relation = read(_Reader(body.strip(), known, said))
        said.finish()
        yield dataclasses.replace(relation, level=said.level, across=across)


def _bind(texts: list[str]) -> Iterator[dict[str, str]]:
    """``s = 6 7`` and ``s t = 6 a, 7 b`` -> every combination of values for the names."""
    choices = []
    for text in texts:
        left, _, right = text.partition("=")
        names = left.split()
        groups = [group.split() for group in right.split(",")] if len(names) > 1 else [[one] for one in right.split()]
        if any(len(group) != len(names) for group in groups):
            raise Unreadable(f"“{text.strip()}” does not give each name a value")
        choices.append([dict(zip(names, group, strict=True)) for group in groups])
    for combination in itertools.product(*choices):
        yield {name: value for binding in combination for name, value in binding.items()}


class _Reader:
    """One line's statement with what is needed to read it."""

    def __init__(self, body: str, known: dict[Code, None], said: Options) -> None:
        self.body, self.known, self.said = body, known, said

    def split(self, pattern: str, how_many: int | None = None) -> list[str]:
        """The statement cut at ``pattern``; a group in the pattern is a part of its own, as in :func:`re.split`."""
        parts = [part.strip() for part in re.split(pattern, self.body)]
        if len(parts) != how_many and (how_many is not None or len(parts) < 2):
            raise Unreadable(f"“{pattern}” expected")
        return parts

    def code(self, text: str) -> Code:
        code = Code(text.strip())
        if code not in self.known:
            raise Unreadable(f"unknown code “{code}”")
        return code

    def sum(self, text: str) -> tuple[Code, ...]:
        return tuple(self.code(part) for part in text.split("+"))

    def rows(self, text: str) -> tuple[Code, ...]:
        found: list[Code] = []
        for word in text.split():
            below = [code for code in self.known if code.startswith(word[:-1])]
            found += below if word.endswith("*") else [self.code(word)]
            if not below:
                raise Unreadable(f"no row below “{word}”")
        return tuple(found)

    def condition(self, text: str) -> Condition:
        if match := re.fullmatch(r"(.+?)\s+(blank|filled)", text):
            return Condition(self.sum(match[1]), Test(match[2]))
        if match := re.fullmatch(r"(.+?)\s*([=>])\s*(\d+)", text):
            return Condition(self.sum(match[1]), Test(match[2]), int(match[3]))
        raise Unreadable(f"“{text}” is no condition")


def _ratio(line: _Reader) -> Relation:
    rate, part, whole = map(line.code, line.split(r"= 100 \*|/", 3))
    return kinds.Ratio(rate=rate, part=part, whole=whole, over=line.said.severity("over:"))


def _total(line: _Reader) -> Relation:
    total, sign, parts = line.split(r"(>?=)", 3)
    under = line.said.severity("under:")
    return kinds.Total(total=line.code(total), parts=line.sum(parts), exact=sign == "=", under=under)


def _at_most(line: _Reader) -> Relation:
    left, right = map(line.sum, line.split("<=", 2))
    return kinds.AtMost(left=left, right=right, severity=line.said.severity())


def _at_least(line: _Reader) -> Relation:
    right, left = map(line.sum, line.split(">=", 2))
    return kinds.AtMost(left=left, right=right, flipped=True, severity=line.said.severity())


def _equal(line: _Reader) -> Relation:
    return kinds.Equal(same=tuple(map(line.code, line.split("="))), severity=line.said.severity())


def _if(line: _Reader) -> Relation:
    when, then = map(line.condition, line.split("->", 2))
    return kinds.Implies(when=when, then=then, severity=line.said.severity())


def _iff(line: _Reader) -> Relation:
    one, other = map(line.condition, line.split("<->", 2))
    return kinds.Together(one=one, other=other, severity=line.said.severity())


def _option(line: _Reader) -> Relation:
    one, other = map(line.code, line.split(r"\|", 2))
    return kinds.Option(pair=(one, other))


def _cumulative(line: _Reader) -> Relation:
    count, rate = map(line.code, line.split(" with ", 2))
    return kinds.Cumulative(count=count, rate=rate, severity=Severity.INFO)


def _repeats(line: _Reader) -> Relation:
    heading, row = map(line.code, line.split("=", 2))
    return kinds.Repeats(heading=heading, row=row, severity=Severity.WARNING)


def _signed(line: _Reader) -> Relation:
    return kinds.Signed(code=line.code(line.body), severity=Severity.WARNING)


def _idle(line: _Reader) -> Relation:
    when, rows = line.split("->", 2)
    return kinds.Idle(when=line.condition(when), rows=line.rows(rows), severity=Severity.INFO)


_KINDS: dict[str, Callable[[_Reader], Relation]] = {
    "ratio": _ratio,
    "total": _total,
    "at-most": _at_most,
    "at-least": _at_least,
    "equal": _equal,
    "if": _if,
    "iff": _iff,
    "option": _option,
    "cumulative": _cumulative,
    "repeats": _repeats,
    "signed": _signed,
    "idle": _idle,
}
