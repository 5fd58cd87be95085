"""Why an item of the safety screen is asked, in a sheet: the question, the condition, the action, sources."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.screens.guide import read_guide
from app.screens.safety import Explained
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import frame, set_words, words
from ui.parts.sheet import Sheet

_HEADINGS = {
    "ask": tr("Ask"),
    "thought": tr("Thought of"),
    "when_yes": tr("When yes"),
    "sources": tr("Sources"),
    "screen": tr("The screen"),
}


class ItemSheet(Sheet):
    """Shows one item at a time; without one, what the whole screen is for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Why this item"), parent=parent)
        self._title = words("", "strong", wrap=True)
        self._parts = {
            part: words("", "small" if part == "sources" else "guide", wrap=True) for part in _HEADINGS
        }
        self._heads = {}
        self.column.addWidget(self._title)
        for part, said in self._parts.items():
            self._heads[part] = words(_HEADINGS[part], "caption-strong", "ink3")
            self.column.addWidget(self._heads[part])
            self.column.addWidget(said)
        self.column.setSpacing(4)
        self.column.addWidget(frame("plain"))

    def keys(self) -> tuple[KeyHint, ...]:
        return (*super().keys(), KeyHint("F1", "", self.close_sheet), KeyHint("Enter", "", self.close_sheet))

    def show_item(self, item: Explained | None, guide: str) -> None:
        sections = read_guide(guide)
        about = "\n".join(
            f"{section.heading}. {' '.join(line.words for line in section.lines)}" for section in sections
        )
        shown = {
            "ask": item.question if item else "",
            "thought": item.thought if item else "",
            "when_yes": item.action if item else "",
            "sources": "\n".join(item.sources) if item else "",
            "screen": "" if item else about,
        }
        set_words(self._title, item.title if item else "")
        self._title.setVisible(item is not None)
        for part, text in shown.items():
            set_words(self._parts[part], text)
            self._parts[part].setVisible(bool(text))
            self._heads[part].setVisible(bool(text))
