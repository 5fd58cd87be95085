"""Why an item of the safety screen is asked, in a sheet: the question, the condition, the action, sources."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.screens.guide import read_guide
from app.screens.safety import Explained
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import frame, set_words, words
from ui.parts.sheet import Sheet


class ItemSheet(Sheet):
    """Shows one item at a time; without one, what the whole screen is for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Why this item"), parent=parent)
        self._title = words("", "strong", wrap=True)
        self._parts = {
            heading: words("", "guide", wrap=True)
            for heading in (tr("Ask"), tr("Thought of"), tr("When yes"), tr("Sources"), tr("The screen"))
        }
        self._heads = {}
        self.column.addWidget(self._title)
        for heading, part in self._parts.items():
            head = words(heading, "caption-strong", "ink3")
            self._heads[heading] = head
            self.column.addWidget(head)
            if heading == "Sources":
                part.setProperty("role", "small")
            self.column.addWidget(part)
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
            "Ask": item.question if item else "",
            "Thought of": item.thought if item else "",
            "When yes": item.action if item else "",
            "Sources": "\n".join(item.sources) if item else "",
            "The screen": "" if item else about,
        }
        set_words(self._title, item.title if item else "")
        self._title.setVisible(item is not None)
        for heading, text in shown.items():
            set_words(self._parts[heading], text)
            self._parts[heading].setVisible(bool(text))
            self._heads[heading].setVisible(bool(text))
