"""The pages of the window: made when first shown, kept, one of them seen."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.page import Frame, Page


class Book(QStackedWidget):
    """A page scrolls only on a screen smaller than the pages are made for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QScrollArea] = {}

    def page(self, name: str, frame: Frame) -> Page:
        """The page of that name: a module of `ui.pages`, or the plain page of an assessment without one."""
        if name not in self._pages:
            module = f"ui.pages.{name}"
            if find_spec(module) is None:
                page: Page = import_module("ui.pages.plain").PAGE(frame, name)
            else:
                page = import_module(module).PAGE(frame)
            self._pages[name] = page
            self._holders[name] = self._hold(page)
        return self._pages[name]

    def turn_to(self, name: str) -> None:
        self.setCurrentWidget(self._holders[name])

    def is_exam_page(self, name: str) -> bool:
        return name in self._pages and self._pages[name].exam_page

    def keep_in_sight(self, part: QWidget) -> None:
        """The caret is never outside what is seen."""
        holder = self.currentWidget()
        if isinstance(holder, QScrollArea) and holder.isAncestorOf(part):
            holder.ensureWidgetVisible(part, 20, 20)

    def _hold(self, page: Page) -> QScrollArea:
        holder = QScrollArea()
        holder.setObjectName("work")
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        holder.setWidget(page)
        self.addWidget(holder)
        return holder
