"""Habits about words: letters, encodings, spelling, abbreviations, and what is left out of a label or added to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from unicodedata import combining, normalize

from dialects.draft import LABELS, Block, Cell, Change, Dialect, Lines, Part, Row, Sheet, each_row, each_text
from dialects.old_fonts import in_tcvn3, in_vni

Rewrite = Callable[[str], str]


def everywhere(rewrite: Rewrite, names: bool = False) -> Change:
    """Every text of the file is rewritten: titles, heads, labels, units, answers in words; the sheets' names too."""

    def cell(old: Cell) -> Cell:
        return old.saying(rewrite(old.text)) if old.text else old

    def block(old: Block) -> Block:
        if isinstance(old, Lines):
            return replace(old, lines=tuple(tuple(map(cell, line)) for line in old.lines))
        columns = (replace(column, head=tuple(map(rewrite, column.head))) for column in old.columns)
        return replace(old, columns=tuple(columns), rows=tuple(map(row, old.rows)))

    def row(old: Row) -> Row:
        return replace(old, cells={key: cell(one) for key, one in old.cells.items()})

    def sheet(old: Sheet) -> Sheet:
        name = rewrite(old.name) if names else old.name
        return replace(old, name=name, blocks=tuple(map(block, old.blocks)))

    return lambda draft: replace(draft, sheets=tuple(map(sheet, draft.sheets)))


def in_labels(rewrite: Rewrite) -> Change:
    """The labels are rewritten."""
    return each_text(rewrite, *LABELS)


# --- letters --------------------------------------------------------------------------------------


def _decomposed(text: str) -> str:
    return normalize("NFD", text)


def _plain(text: str) -> str:
    """No diacritics."""
    letters = normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not combining(letter))


_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def _tones_moved(text: str) -> str:
    """``hòa`` -> ``hoà``, ``ủy`` -> ``uỷ``: the tone stands on the second vowel."""
    letters = normalize("NFD", text)
    moved = re.sub(rf"(o)([{_TONE_MARKS}])([ae])\b|(u)([{_TONE_MARKS}])(y)\b", _moved, letters, flags=re.IGNORECASE)
    return normalize("NFC", moved)


def _moved(match: re.Match[str]) -> str:
    first, tone, second = (part for part in match.groups() if part)
    return first + second + tone


def _in_i(text: str) -> str:
    """``kỳ``, ``tỷ``, ``lý``, ``kỷ`` with i."""
    return replaced({"kỳ": "kì", "tỷ": "tỉ", "lý": "lí", "kỷ": "kỉ", "Tỷ": "Tỉ", "quý": "quí"})(text)


def _tones_apart(text: str) -> str:
    """As some keyboards compose: the letter with its hook or roof, then the tone."""
    return "".join(_tone_apart(letter) for letter in normalize("NFC", text))


def _tone_apart(letter: str) -> str:
    parts = normalize("NFD", letter)
    tone = "".join(mark for mark in parts if mark in _TONE_MARKS)
    return normalize("NFC", "".join(mark for mark in parts if mark not in _TONE_MARKS)) + tone


def _with_eth(text: str) -> str:
    """The Icelandic letters that look like đ."""
    return text.replace("Đ", "Ð").replace("đ", "ð")


def _with_invisible(text: str) -> str:
    """What copying from a web page leaves between and within words."""
    return "\ufeff" + text.replace(" ", " \u200b", 1).replace("i", "i\u00ad", 1)


# --- words ----------------------------------------------------------------------------------------


def replaced(words: dict[str, str]) -> Rewrite:
    """Whole words put in place of others, the longest first."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: words[match[0]], text)


SHORT = {
    "thủ tục hành chính": "TTHC", "văn bản quy phạm pháp luật": "VBQPPL", "đơn vị sự nghiệp công lập": "ĐVSNCL",
    "đơn vị sự nghiệp": "ĐVSN", "Ủy ban nhân dân": "UBND", "cải cách hành chính": "CCHC", "dịch vụ công": "DVC",
    "phản ánh, kiến nghị": "PAKN", "ngân sách nhà nước": "NSNN", "cán bộ, công chức, viên chức": "CBCCVC",
    "công chức, viên chức": "CCVC", "dịch vụ công trực tuyến": "DVCTT", "vị trí việc làm": "VTVL",
    "cơ quan, đơn vị": "CQ, ĐV", "hợp đồng lao động": "HĐLĐ", "đầu tư công": "ĐTC", "cơ quan, tổ chức": "CQ, TC",
}  # fmt: skip
LONG = {short: words for words, short in SHORT.items()} | {
    "ĐVSN công lập": "đơn vị sự nghiệp công lập",
    "SNCL": "sự nghiệp công lập",
}
NEWER = {"mức độ 3 và 4": "một phần và toàn trình", "mức độ 3": "một phần", "mức độ 4": "toàn trình"}


def _without_examples(text: str) -> str:
    """Without what is said in brackets behind the label."""
    return re.sub(r"\s*\([^()]*\)\.?$", "", text)


def _cut(text: str) -> str:
    """Long labels end after sixty letters."""
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + "…"


UNITS = {
    "Cơ quan, đơn vị": "Cơ quan/đơn vị", "Thủ tục": "TTHC", "Văn bản": "VB", "Hồ sơ": "HS", "Triệu đồng": "Tr.đ",
    "Người": "người", "Số lượng": "Phiếu", "Nhiệm vụ": "NV", "Có = 1; Không = 0": "Có=1;Không=0",
    "Đã kết nối = 1 Chưa kết nối = 2": "Đã kết nối=1, Chưa kết nối=2",
}  # fmt: skip


# --- slips ----------------------------------------------------------------------------------------


def _every_third(slip: Rewrite) -> Change:
    """A slip of the finger in the longest word of every third label."""

    def row(old: Row) -> Row:
        if sum(map(ord, old.code)) % 3:
            return old
        return old.having(
            **{key: old[key].saying(_in_longest_word(old[key].text, slip)) for key in LABELS if old[key].text}
        )

    return each_row(row)


def _in_longest_word(text: str, slip: Rewrite) -> str:
    word = max(text.split(), key=len)
    return text.replace(word, slip(word), 1)


def _two_swapped(word: str) -> str:
    at = len(word) // 2
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _one_dropped(word: str) -> str:
    at = len(word) // 2
    return word[:at] + word[at + 1 :]


def _one_doubled(word: str) -> str:
    at = len(word) // 2
    return word[:at] + word[at] + word[at:]


# --- spaces and marks -----------------------------------------------------------------------------


def _two_lines(text: str) -> str:
    """Broken in the middle, between words."""
    words = text.split(" ")
    half = (len(words) + 1) // 2
    return "\n".join(filter(None, (" ".join(words[:half]), " ".join(words[half:]))))


def _wide(text: str) -> str:
    return f"  {text.replace(' ', '  ')} "


def _no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _dashed(row: Row) -> Row:
    """ "- " or "+ " before rows further down."""
    mark = {1: "", 2: "- "}.get(row.depth, "+ ")
    return row.having(**{key: row[key].saying(mark + row[key].text) for key in LABELS if row[key].text})


TEXTS = (
    Dialect("letters in parts (NFD)", everywhere(_decomposed, names=True), of="letters"),
    Dialect("capitals", everywhere(str.upper), of="letters"),
    Dialect("labels in capitals", in_labels(str.upper), of="letters"),
    Dialect("no diacritics", everywhere(_plain, names=True), of="letters"),
    Dialect("tones apart from their letters", everywhere(_tones_apart), of="letters"),
    Dialect("an Icelandic letter for đ", everywhere(_with_eth), of="letters"),
    Dialect("invisible characters", everywhere(_with_invisible), of="letters"),
    Dialect("TCVN3", everywhere(in_tcvn3), of="letters"),
    Dialect("labels in TCVN3", in_labels(in_tcvn3), of="letters"),
    Dialect("VNI", everywhere(in_vni), of="letters"),
    Dialect("labels in VNI", in_labels(in_vni), of="letters"),
    Dialect("tones on the second vowel", everywhere(_tones_moved)),
    Dialect("i for y", in_labels(_in_i)),
    Dialect("abbreviated", in_labels(replaced(SHORT)), of="words"),
    Dialect("written out", in_labels(replaced(LONG)), of="words"),
    Dialect("the newer words for levels 3 and 4", in_labels(replaced(NEWER))),
    Dialect("no examples in brackets", in_labels(_without_examples), of="brackets"),
    Dialect("long labels cut short", in_labels(_cut), of="brackets"),
    Dialect("units by their other names", each_text(lambda text: UNITS.get(text, text), Part.UNIT), of="unit"),
    Dialect("footnote marks behind labels", in_labels(lambda text: f"{text} (*)")),
    Dialect("long dashes", in_labels(lambda text: text.replace("-", "–"))),
    Dialect("two letters swapped", _every_third(_two_swapped), of="slips"),
    Dialect("a letter dropped", _every_third(_one_dropped), of="slips"),
    Dialect("a letter doubled", _every_third(_one_doubled), of="slips"),
    Dialect("labels in two lines", in_labels(_two_lines)),
    Dialect("two spaces", everywhere(_wide)),
    Dialect("spaces that do not break", everywhere(_no_break)),
    Dialect("a colon behind", in_labels(lambda text: f"{text.rstrip('.')}:")),
    Dialect("dots behind", in_labels(lambda text: f"{text}...")),
    Dialect("dashes before rows further down", each_row(_dashed)),
)
