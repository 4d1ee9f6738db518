"""The gate before xlrd: of a BIFF stream only the records that make cells go on, checked where xlrd believes the file.

xlrd walks every cell of a hyperlink's range, takes a negative length as a step back and a negative string number as one
from the end; it asserts things of drawings, filters and page breaks that no reading needs. So records it need not see
are renamed to one that it passes over, and the others' counts are held against what is there. Layout: [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from cchc_xlsx.intake.grid import MAX_CELLS
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, ENCRYPTED, TOO_LARGE

_BOFS, _EOF, _FILEPASS = {0x0009, 0x0209, 0x0409, 0x0809}, 0x000A, 0x002F
_BOUNDSHEET, _SST, _CONTINUE, _FONT, _FORMAT, _XF, _CODEPAGE = 0x0085, 0x00FC, 0x003C, 0x0031, 0x041E, 0x00E0, 0x0042
_NUMBER, _RK, _MULRK, _LABEL, _RSTRING, _LABELSST, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0204, 0x00D6, 0x00FD, 0x0205
_FORMULAS, _STRING, _SHRFMLA, _ARRAY, _TABLE = {0x0006, 0x0206, 0x0406}, 0x0207, 0x04BC, 0x0221, 0x0236
_MERGEDCELLS = 0x00E5

_GLOBALS = {_EOF, _BOUNDSHEET, _SST, _CONTINUE, _FONT, _FORMAT, _XF, _CODEPAGE} | _BOFS
_CELLS = {_NUMBER, _RK, _LABEL, _RSTRING, _LABELSST, _BOOLERR} | _FORMULAS
_SHEETS = {_EOF, _MULRK, _STRING, _CONTINUE, _SHRFMLA, _ARRAY, _TABLE, _MERGEDCELLS} | _CELLS | _BOFS
_PASSED_OVER = b"\xff\xff"
_MOST = 0x10000
"""Cells name fonts and formats by 16 bits."""
_NEVER_WORKED_OUT = 0x0002
"""The flag of a formula to be worked out when the file is opened; programs that cannot calculate leave a 0 with it."""


class Gated(NamedTuple):
    """What xlrd may read, and each worksheet's formulas: (row, column) from 0 -> whether a value is stored."""

    stream: bytes
    formulas: list[dict[tuple[int, int], bool]]


class _Record(NamedTuple):
    """``depth`` is 1 in the substream itself, more in charts embedded in it."""

    code: int
    at: int
    body: memoryview
    depth: int


def gate(stream: bytes) -> Gated:
    """The stream for xlrd. Raises :class:`Refusal` for what is encrypted, damaged or holds too many cells."""
    gate = _Gate(stream)
    try:
        starts = gate.globals()
        if len({0, *starts}) != len(starts) + 1:
            raise Refusal(DAMAGED.id, "BIFF: sheets")
        formulas = [gate.sheet(start, frozenset(starts)) for start in starts]
    except (struct.error, IndexError) as fault:
        raise Refusal(DAMAGED.id, "BIFF") from fault
    return Gated(bytes(gate.passed), formulas)


class _Gate:
    def __init__(self, stream: bytes) -> None:
        self.passed, self._view, self._strings = bytearray(stream), memoryview(stream), 0

    def globals(self) -> list[int]:
        """Looks through what holds for all sheets; where the worksheets begin, in order."""
        sheets: list[int] = []
        strings: list[memoryview] = []
        seen, last = {_FONT: 0, _XF: 0}, 0
        for record in _records(self._view, 0):
            code = _SST if record.code == _CONTINUE and last == _SST else record.code
            if code == _FILEPASS:
                raise Refusal(ENCRYPTED.id)
            if code not in _GLOBALS:
                self._pass_over(record)
            elif code == _BOUNDSHEET:
                sheets.extend(_worksheet(record.body))
            elif code == _SST:
                strings.append(record.body)
            elif code in seen:
                seen[code] += 1
            last = code
        if max(seen.values()) > _MOST:
            raise Refusal(DAMAGED.id, "BIFF: styles")
        self._strings = _count(strings) if strings else 0
        return sheets

    def sheet(self, start: int, starts: frozenset[int]) -> dict[tuple[int, int], bool]:
        """Looks through one sheet, which must end before another begins; its formulas."""
        formulas: dict[tuple[int, int], bool] = {}
        cells = 0
        for record in _records(self._view, start):
            if record.at in starts and record.at != start:
                raise Refusal(DAMAGED.id, "BIFF: sheets")
            if record.depth > 1 or record.code not in _SHEETS:
                self._pass_over(record)
                continue
            if record.code in _FORMULAS:
                row, column, value, flags = struct.unpack_from("<HH2xQH", record.body)
                formulas[row, column] = bool(value) or not flags & _NEVER_WORKED_OUT
            elif record.code == _LABELSST and struct.unpack_from("<I", record.body, 6)[0] >= self._strings:
                raise Refusal(DAMAGED.id, "BIFF: SST")
            cells += len(record.body) // 6 - 1 if record.code == _MULRK else record.code in _CELLS
            if cells > MAX_CELLS:
                raise Refusal(TOO_LARGE.id, str(MAX_CELLS))
        return formulas

    def _pass_over(self, record: _Record) -> None:
        self.passed[record.at : record.at + 2] = _PASSED_OVER


def _records(view: memoryview, at: int) -> Iterator[_Record]:
    """The records from a BOF to its own EOF."""
    depth = 0
    while True:
        code, size = struct.unpack_from("<HH", view, at)
        body = view[at + 4 : at + 4 + size]
        depth += code in _BOFS
        if len(body) < size or not depth:
            raise Refusal(DAMAGED.id, "BIFF")
        yield _Record(code, at, body, depth)
        depth -= code == _EOF
        if not depth:
            return
        at += 4 + size


def _worksheet(body: memoryview) -> Iterator[int]:
    """Where the sheet begins, if it is one of cells and no chart or macro sheet."""
    start, _, kind = struct.unpack_from("<IBB", body)
    if kind == 0:
        yield start


def _count(blocks: list[memoryview]) -> int:
    """How many shared strings there are; each must lie within the blocks, one behind the other."""
    count = int(struct.unpack_from("<I", blocks[0], 4)[0])
    block, at = 0, 8
    for _ in range(count):
        while at >= len(blocks[block]):
            block, at = block + 1, at - len(blocks[block])
        characters, flags = struct.unpack_from("<HB", blocks[block], at)
        at += 3
        beyond = 0
        if flags & 8:
            beyond, at = 4 * struct.unpack_from("<H", blocks[block], at)[0], at + 2
        if flags & 4:
            beyond, at = beyond + struct.unpack_from("<I", blocks[block], at)[0], at + 4
        while (room := (len(blocks[block]) - at) >> (flags & 1)) < characters:
            characters -= room
            block, at = block + 1, 1
            flags = blocks[block][0]
        at += (characters << (flags & 1)) + beyond
    return count
