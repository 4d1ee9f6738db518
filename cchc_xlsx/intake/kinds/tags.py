"""HTML -> its tags and texts in order, in one linear pass. Nothing is fetched or run.

``html.parser`` is not used: it takes time in the square of the text for some hostile ones (ten seconds for 48 KB).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"(/?)([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+"
                        r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?)")  # fmt: skip
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea")}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name and attributes' names in small letters."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(text: str) -> Iterator[Tag | str]:
    """Tags and the texts between them, entities resolved; comments and declarations left out."""
    at = 0
    while at < len(text):
        opens = text.find("<", at)
        if opens < 0:
            yield _resolved(text[at:])
            return
        if opens > at:
            yield _resolved(text[at:opens])
        if text.startswith("<!--", opens):
            at = _after(text, "-->", opens + 4)
        elif text.startswith(("<!", "<?"), opens):
            at = _after(text, ">", opens)
        elif name := _NAME.match(text, opens + 1):
            attributes, at = _attributes(text, name.end())
            tag = Tag(name[2].lower(), bool(name[1]), attributes)
            yield tag
            if tag.name in _RAW and not tag.closes:
                closing = _RAW[tag.name].search(text, at)
                raw, at = (
                    text[at : closing.start() if closing else len(text)],
                    closing.start() if closing else len(text),
                )
                yield raw
        else:
            yield "<"
            at = opens + 1


def _after(text: str, mark: str, start: int) -> int:
    """Where the text goes on behind the mark; at its end where the mark does not come."""
    at = text.find(mark, start)
    return len(text) if at < 0 else at + len(mark)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag whose name ends at ``at``, the first of each name, and where the tag ends."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, at):
        at = match.end()
        if match["end"]:
            break
        value = next((match[kind] for kind in ("double", "single", "bare") if match[kind] is not None), "")
        found.setdefault(match["name"].lower(), _resolved(value))
    else:
        at = len(text)
    return found, at


def _resolved(text: str) -> str:
    """The text with its entities resolved; as it stands where one of them is no number of this world."""
    try:
        return html.unescape(text) if "&" in text else text
    except ValueError:
        return text
