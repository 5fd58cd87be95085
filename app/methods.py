"""How something was measured, in a few words: "Inclinometer, pelvis held by strap"."""

from __future__ import annotations

from collections.abc import Iterator

from assessments.language.finding import Method
from assessments.language.reading import number
from resources.tongue import tr

_NOT_ALONE = {
    "step height": tr("{} step"),
    "shoes": tr("shoes {}"),
    "pelvis hold": tr("pelvis held by {}"),
    "target height": tr("target {}"),
    "band": tr("band {}"),
    "view": tr("seen {}"),
}
"""Parts of which the value alone would not say what it is of."""

_GAP = tr("not recorded")


def method_words(method: Method, gaps: bool = False) -> str:
    """The parts in one line; what nobody recorded is left out, or named where `gaps` are to be seen."""
    words = ", ".join(_words(method, gaps))
    return words[:1].upper() + words[1:]


def _words(method: Method, gaps: bool) -> Iterator[str]:
    for name, said in method.parts:
        if said != _GAP:
            yield _NOT_ALONE.get(name, "{}").format(said)
        elif gaps:
            yield f"{name} {_GAP}"
    for name, length, _ in method.lengths:
        yield f"{name} {number(length)} m"
