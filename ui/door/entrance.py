"""The room before the records: a form in the middle, its keys at the bottom, and nothing of any patient."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.brand import Brand
from ui.door.form import Form
from ui.keys import KeyHint
from ui.parts.key_bar import KeyBar
from ui.theme import theme


class Entrance(QWidget):
    """A window of its own until somebody signed in; later the cover inside the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Sagittal")
        self.setMinimumSize(QSize(1024, 600))
        self.form: Form | None = None
        self._brand = Brand()
        self._brand.show_line(False)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._brand)
        self._beside = QFrame()
        self._beside.setObjectName("banner")
        top.addWidget(self._beside, 1)
        self._holder = QScrollArea()
        self._holder.setObjectName("work")
        self._holder.setWidgetResizable(True)
        self._holder.setFrameShape(QFrame.Shape.NoFrame)
        self._holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar = KeyBar()
        self._bar.pressed.connect(_press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._holder, 1)
        column.addWidget(self._bar)
        self._measure()

    def put(self, form: Form) -> None:
        """Show this form; whoever made it keeps it."""
        if self.form is not form:
            before = self._holder.takeWidget()
            if before is not None:
                before.hide()
                before.setParent(self)
                assert self.form is not None
                self.form.keys_changed.disconnect(self._show_keys)
            self.form = form
            self._holder.setWidget(form)
            form.show()
            form.keys_changed.connect(self._show_keys)
        self._show_keys()
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, said: str) -> None:
        self._bar.say(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _show_keys(self) -> None:
        if self.form is not None:
            self._bar.say("")
            self._bar.show_keys(self.form.keys())

    def _measure(self) -> None:
        roomy = self.width() >= 1600
        height = 64 if roomy else max(56, theme().px(50))
        self._brand.setFixedSize(max(208, theme().px(200)), height)
        self._beside.setFixedHeight(height)
        self._bar.stand(52 if roomy else max(44, theme().px(42)))


def _press(hint: object) -> None:
    if isinstance(hint, KeyHint) and hint.act is not None:
        hint.act()
