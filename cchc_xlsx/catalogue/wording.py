"""Text as people type it -> text that can be compared: no diacritics, case, marks or stray spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from cchc_xlsx.catalogue.encodings import decode_tcvn3, decode_vni

_BARRED = str.maketrans("đĐðÐ", "dDdD")
"""The Vietnamese letter, and the Icelandic one that looks like it."""
_UNREAD = {"No", "Cf"}
"""Footnote marks, and what nobody sees (zero-width spaces, soft hyphens)."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``"Số  liệu:"`` -> ``"so lieu"``. NFC and NFD, full-width and no-break characters fold alike."""
    marked = "".join(char for char in text if unicodedata.category(char) not in _UNREAD)
    plain = unicodedata.normalize("NFKD", marked.translate(_BARRED)).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+|%", letters))


def slug(text: str) -> str:
    """``"Sở Công Thương"`` -> ``"so-cong-thuong"``."""
    return fold(text).replace(" ", "-")


def tidy(text: str) -> str:
    """The text without stray spaces and what nobody sees: any white space is one space, full-width characters are plain
    ones."""
    seen = text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).split())


_SWAPPED = str.maketrans(",.", ".,")


def in_vietnamese(value: Decimal) -> str:
    """``15999`` -> ``"15.999"``, ``89.230`` -> ``"89,23"``."""
    return in_english(value).translate(_SWAPPED)


def in_english(value: Decimal) -> str:
    """``15999`` -> ``"15,999"``, ``89.230`` -> ``"89.23"``."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_ONES = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9,
}  # fmt: skip
_SCALES = {"tram": 100, "nghin": 1000, "ngan": 1000}


def spelled_number(text: str) -> int | None:
    """``"mười lăm"`` -> 15, up to some thousands; None where the text is no number in words."""
    total = below = 0
    digit: int | None = None
    for word in fold(text).split():
        if word in _ONES and digit is None:
            digit = _ONES[word]
        elif word == "muoi":
            below, digit = below + 10 * (digit or 1), None
        elif word in _SCALES:
            below, digit = (below + (digit or 0)) * _SCALES[word], None
            if _SCALES[word] == 1000:
                total, below = total + below, 0
        elif word not in ("le", "linh"):
            return None
    return total + below + (digit or 0) if fold(text) else None


@lru_cache(maxsize=4096)
def fold_old(text: str) -> frozenset[str]:
    """How the text folds as Unicode and in the encodings of old office fonts, TCVN3 (ABC) and VNI."""
    return frozenset({fold(text), fold(decode_tcvn3(text)), fold(decode_vni(text))})


_REPEATED = re.compile(r"\b(\w.*?)(?: \1\b)+")


def rewording(pairs: Mapping[str, str]) -> Callable[[str], str]:
    """The function that folds a text and says each phrase on the left of the pairs as on the right, longest first.
    A phrase at once repeated ("đơn vị sự nghiệp (ĐVSN)") counts once; y and i (kỳ, kì) are one letter."""
    folded = {fold(said): fold(meant) for said, meant in pairs.items()}
    longest = sorted(folded, key=len, reverse=True)
    phrases = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    @lru_cache(maxsize=16384)
    def reworded(text: str) -> str:
        meant = phrases.sub(lambda match: folded[match[0]], fold(text))
        return _REPEATED.sub(r"\1", meant).replace("y", "i")

    return reworded
