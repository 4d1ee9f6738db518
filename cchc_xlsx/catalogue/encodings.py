"""Vietnamese typed for old office fonts, TCVN3 (ABC) and VNI, as Unicode shows it -> real Vietnamese.

Both put letters of the Latin-1 range in place of accented ones: TCVN3 one letter each ("v¨n b¶n": văn bản), VNI a mark
behind the vowel ("vaên baûn"). The case of TCVN3 letters depends on the font and is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial

_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
"""Level, grave, acute, hook, tilde, dot: the order of the tables below."""
_TCVN3_VOWELS = {
    "a": "aµ¸¶·¹", "ă": "¨»¾¼½Æ", "â": "©ÇÊÈÉË", "e": "eÌÐÎÏÑ", "ê": "ªÒÕÓÔÖ", "i": "i×ÝØÜÞ", "o": "oßãáâä",
    "ô": "«åèæçé", "ơ": "¬êíëìî", "u": "uïóñòô", "ư": "\u00adõøö÷ù", "y": "yúýûüþ",
}  # fmt: skip
_TCVN3 = str.maketrans(
    {
        old: unicodedata.normalize("NFC", vowel + tone)
        for vowel, letters in _TCVN3_VOWELS.items()
        for old, tone in zip(letters, _TONES, strict=True)
        if old != vowel
    }
    | dict(zip("®§¡¢£¤¥¦", "đĐĂÂÊÔƠƯ", strict=True))
)
_VNI_BASES = dict(zip("ôöÔÖ", "ơưƠƯ", strict=True))
_VNI_MARKS = {
    **dict(zip("øùûõï", _TONES[1:], strict=True)),
    **{mark: "\u0302" + tone for mark, tone in zip("âàáåãä", _TONES, strict=True)},
    **{mark: "\u0306" + tone for mark, tone in zip("êèéúüë", _TONES, strict=True)},
}
_VNI_PAIR = re.compile(rf"([aeouyAEOUYôöÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")
_VNI_ALONE = str.maketrans("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ")

_OLD_SIGNS = re.compile("[µ¸¶·¹¨»¾¼½Æ©ÇËª«¬®§×ØÜÞßåæçëïñöøûüþäÄËÏÑÖØÛÜ\u00ad]")
"""Characters that Vietnamese in Unicode does not use."""
_MIXED = re.compile("(?<=[a-z])[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]")
"""A capital within a word, as TCVN3 has them."""
_MODERN = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u0300-\u0323\u1e00-\u1eff]")
"""Characters that only Vietnamese in Unicode has."""
_COMMON = re.compile(
    r"\b(số|tỷ lệ|thủ tục|được|đã|cấp|đơn vị|hồ sơ|tổng|cải cách|biểu|chỉ tiêu|có|không|phát sinh|"
    r"kết nối|hoàn thành|năm|kỳ|sở|huyện|một|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn)\b",
    re.IGNORECASE,
)

Decoder = Callable[[str], str]


def decode_tcvn3(text: str) -> str:
    """``"S\u00e8 l\u00adîng"`` -> ``"Số lượng"``."""
    return text.translate(_TCVN3)


def decode_vni(text: str) -> str:
    """``"Soá löôïng"`` -> ``"Số lượng"``."""
    parts = _VNI_PAIR.split(text)
    plain = [part.translate(_VNI_ALONE) for part in parts[::3]]
    joined = [
        unicodedata.normalize("NFC", _VNI_BASES.get(base, base) + _VNI_MARKS[mark.lower()])
        for base, mark in zip(parts[1::3], parts[2::3], strict=True)
    ]
    return "".join(one for pair in zip(plain, [*joined, ""], strict=True) for one in pair)


def decoder_for(texts: Iterable[str]) -> Decoder | None:
    """What turns a file's texts into Unicode; None where they are Unicode already. Files are often typed by several
    hands: a text with a letter that only Unicode has is left as it is, and one whose letters both have is turned where
    that makes it say more."""
    texts = list(texts)
    if not _OLD_SIGNS.search("\n".join(texts)):
        return None
    suspect = [text for text in texts if _OLD_SIGNS.search(text) and not _MODERN.search(text)]
    if not suspect:
        return None
    hits = {decode: sum(_hits(decode(text)) for text in suspect) for decode in (decode_tcvn3, decode_vni)}
    best = max(hits, key=lambda decode: hits[decode])
    return partial(_decoded, decode=best) if hits[best] else None


def _hits(text: str) -> int:
    return len(_COMMON.findall(text))


def _decoded(text: str, decode: Decoder) -> str:
    if _MODERN.search(text):
        return text
    decoded = decode(text)
    return decoded if _OLD_SIGNS.search(text) or _MIXED.search(text) or _hits(decoded) > _hits(text) else text
