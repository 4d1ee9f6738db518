"""Text as people type it -> text that can be compared: no diacritics, case, marks or stray spaces."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``"Số  liệu:"`` -> ``"so lieu"``. NFC and NFD, full-width and no-break characters fold alike."""
    marked = "".join(char for char in text if unicodedata.category(char) != "No")  # footnote marks
    plain = unicodedata.normalize("NFKD", marked.replace("đ", "d").replace("Đ", "D")).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+|%", letters))


def slug(text: str) -> str:
    """``"Sở Công Thương"`` -> ``"so-cong-thuong"``."""
    return fold(text).replace(" ", "-")


def tidy(text: str) -> str:
    """The text without stray spaces: any white space is one space, full-width characters are plain ones."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


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


_TCVN3 = str.maketrans(
    dict.fromkeys("µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË¡¢", "a")
    | dict.fromkeys("ÌÎÏÐÑªÒÓÔÕÖ£", "e")
    | dict.fromkeys("×ØÜÝÞ", "i")
    | dict.fromkeys("ßáâãä«åæçèé¬êëìíî¤¥", "o")
    | dict.fromkeys("ïñòóô\u00adõö÷øù¦", "u")
    | dict.fromkeys("úûüýþ", "y")
    | dict.fromkeys("®§", "d")
)
_VNI_MARK = re.compile(r"(?<=[aeouyöôAEOUYÖÔ])[âêäëåæãùøûõïáàéèúüÂÊÄËÅÆÃÙØÛÕÏÁÀÉÈÚÜ]")
_VNI = str.maketrans("öÖôÔñÑíÍìÌóÓòÒîÎ", "uuooddiiiiiiiiyy")


@lru_cache(maxsize=4096)
def fold_old(text: str) -> frozenset[str]:
    """How the text folds as Unicode and in the encodings of old office fonts, TCVN3 (ABC) and VNI."""
    vni = _VNI_MARK.sub("", text).translate(_VNI)
    return frozenset({fold(text), fold(text.translate(_TCVN3)), fold(vni)})
