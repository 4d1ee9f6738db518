"""Text in the encodings of old office fonts, as Unicode programs show it: TCVN3 (fonts .VnTime) and VNI (VNI-Times)."""

from __future__ import annotations

from unicodedata import normalize

TCVN3 = {
    "à": "µ", "ả": "¶", "ã": "·", "á": "¸", "ạ": "¹",
    "ă": "¨", "ằ": "»", "ẳ": "¼", "ẵ": "½", "ắ": "¾", "ặ": "Æ",
    "â": "©", "ầ": "Ç", "ẩ": "È", "ẫ": "É", "ấ": "Ê", "ậ": "Ë",
    "đ": "®",
    "è": "Ì", "ẻ": "Î", "ẽ": "Ï", "é": "Ð", "ẹ": "Ñ",
    "ê": "ª", "ề": "Ò", "ể": "Ó", "ễ": "Ô", "ế": "Õ", "ệ": "Ö",
    "ì": "×", "ỉ": "Ø", "ĩ": "Ü", "í": "Ý", "ị": "Þ",
    "ò": "ß", "ỏ": "á", "õ": "â", "ó": "ã", "ọ": "ä",
    "ô": "«", "ồ": "å", "ổ": "æ", "ỗ": "ç", "ố": "è", "ộ": "é",
    "ơ": "¬", "ờ": "ê", "ở": "ë", "ỡ": "ì", "ớ": "í", "ợ": "î",
    "ù": "ï", "ủ": "ñ", "ũ": "ò", "ú": "ó", "ụ": "ô",
    "ư": "\u00ad", "ừ": "õ", "ử": "ö", "ữ": "÷", "ứ": "ø", "ự": "ù",
    "ỳ": "ú", "ỷ": "û", "ỹ": "ü", "ý": "ý", "ỵ": "þ",
    "Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§",
}  # fmt: skip
"""Capitals with a tone have no place of their own: the capital font draws them for the small letters."""

_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0303": "ü", "\u0309": "ú", "\u0323": "ë"}
_ROOF = {"": "â", "\u0300": "à", "\u0301": "á", "\u0303": "ã", "\u0309": "å", "\u0323": "ä"}
_VNI_ALONE = {"đ": "ñ", "ì": "ì", "í": "í", "ĩ": "ó", "ỉ": "æ", "ị": "ò", "ỵ": "î"}
_HORNED = {"ơ": "ô", "ư": "ö"}


def in_tcvn3(text: str) -> str:
    """``Sở Y tế`` -> ``Së Y tÕ``."""
    letters = normalize("NFC", text)
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in letters)


def in_vni(text: str) -> str:
    """``Sở Y tế`` -> ``Sôû Y teá``: the letter, then its mark."""
    return "".join(_vni_letter(letter) for letter in normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    if letter.isupper():
        return _vni_letter(letter.lower()).upper()
    if letter in _VNI_ALONE:
        return _VNI_ALONE[letter]
    base, marks = normalize("NFD", letter)[0], normalize("NFD", letter)[1:]
    tone = next((mark for mark in marks if mark in _TONES), "")
    if "\u0306" in marks:
        return base + _BREVE[tone]
    if "\u0302" in marks:
        return base + _ROOF[tone]
    if "\u031b" in marks:
        base = _HORNED[normalize("NFC", base + "\u031b")]
    return base + _TONES.get(tone, "") if base.isalpha() else letter
