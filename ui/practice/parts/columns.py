"""How wide a page of columns has to be."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout


def least_width(row: QHBoxLayout) -> int:
    """The width in which no word of any column is cut; a column that is hidden now counts as well."""
    margins = row.contentsMargins()
    wide = margins.left() + margins.right() + row.spacing() * (row.count() - 1)
    for at in range(row.count()):
        item = row.itemAt(at)
        if item is None:
            continue
        widget = item.widget()
        wide += (item.minimumSize() if widget is None else widget.minimumSizeHint()).width()
    return wide
