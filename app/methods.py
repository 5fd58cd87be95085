"""How something was measured, in a few words: "Inclinometer, pelvis held by strap"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assessments.language.finding import Method
from assessments.language.protocol import NOT_RECORDED
from assessments.language.reading import number
from resources.tongue import tr

_NOT_ALONE: Mapping[str, Callable[[str], str]] = {
    tr("step height"): lambda said: tr("{height} step", height=said),
    tr("shoes"): lambda said: tr("shoes {on_or_off}", on_or_off=said),
    tr("pelvis hold"): lambda said: tr("pelvis held by {hold}", hold=said),
    tr("target height"): lambda said: tr("target {height}", height=said),
    tr("band"): lambda said: tr("band {band}", band=said),
    tr("view"): lambda said: tr("seen {view}", view=said),
}
"""Parts of which the value alone would not say what it is of."""


def method_words(method: Method, gaps: bool = False) -> str:
    """The parts in one line; what nobody recorded is left out, or named where `gaps` are to be seen."""
    words = ", ".join(_words(method, gaps))
    return words[:1].upper() + words[1:]


def _words(method: Method, gaps: bool) -> Iterator[str]:
    for name, said in method.parts:
        if said != NOT_RECORDED:
            yield _NOT_ALONE[name](said) if name in _NOT_ALONE else said
        elif gaps:
            yield tr("{part} not recorded", part=name)
    for name, length, _ in method.lengths:
        yield f"{name} {number(length)} m"
