"""Where the error of a measure comes from: the words, whose rule it is, and the sources in full."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from app.report.wording import side_name
from app.screens.progress import ProgressRow
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import rule, words
from ui.parts.sheet import Sheet
from ui.parts.tag import Tag


class SourceSheet(Sheet):
    """Read and closed; nothing is asked."""

    def __init__(self, row: ProgressRow) -> None:
        super().__init__(tr("{name}: what a change is held against", name=row.name))
        line = QHBoxLayout()
        line.addWidget(Tag(row.source.standing))
        line.addStretch(1)
        self.column.addWidget(words(row.source.words, "strong", wrap=True))
        self.column.addLayout(line)
        for judged in row.verdicts:
            moved = f"{judged.change} {judged.since}. " if judged.change else ""
            said = f"{side_name(judged.side)}{moved}{judged.sentence}"
            self.column.addWidget(words(said, "body", wrap=True))
        if row.source.sources:
            self.column.addWidget(rule())
        for source in row.source.sources:
            self.column.addWidget(words(source, "caption", "ink2", wrap=True))
        self.column.addStretch(1)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("close"), self.close_sheet, right=True),
            KeyHint("M", "", self.close_sheet),
            KeyHint("Enter", "", self.close_sheet),
        )
