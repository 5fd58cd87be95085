"""What the fault board says aloud: each item of each side, and what the side comes to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from app.screens.step_down import ItemHead, StepBlock
from resources.tongue import tr
from ui.spoken import SpokenCell

Column = tuple[float, float]


def fault_cells(
    blocks: Sequence[StepBlock],
    boxes: Sequence[QRectF],
    columns: Sequence[Column],
    heads: Sequence[ItemHead],
    most: int,
) -> tuple[SpokenCell, ...]:
    """`columns` are the left edge and width of the side, the five items and the total."""
    found = []
    for block, box in zip(blocks, boxes, strict=True):
        for (left, wide), cell, head in zip(columns[1:-1], block.cells, heads, strict=True):
            place = QRectF(left, box.top(), wide, box.height())
            found.append(SpokenCell(cell.spoken, place, key=head.key))
        left, wide = columns[-1]
        total = QRectF(left, box.top(), wide, box.height())
        name = tr("{side}, in all", side=block.side.heading)
        found.append(SpokenCell(name, total, total_said(block, most), pressed=False))
    return tuple(found)


def total_said(block: StepBlock, most: int) -> str:
    """ "total 2 of 6, medium quality"; without a total, what keeps it from one."""
    total = (tr("total {total} of {most}", total=block.total, most=most),) if block.total else ()
    return ", ".join((*total, block.result.words))
