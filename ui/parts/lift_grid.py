"""The score grid of prone hip extension: patterns down, lifts across, right beside left."""

from __future__ import annotations

from app.figures.glyphs import hip_extension_glyphs
from app.screens.hip_extension import CLEAN, HipExtensionScreen, LiftBlock
from assessments.language.value import SIDES, Ref
from assessments.prone_hip_extension.protocol import ID, LIFTS, PROTOCOL
from resources.tongue import tr
from ui.parts.score_grid import GridBlock, GridCell, GridRow, GridScreen

_GLYPHS = hip_extension_glyphs()


def lift_grid(screen: HipExtensionScreen) -> GridScreen:
    """What the exam says of each lift."""
    rows = tuple(
        GridRow(row.label, row.about, row.keys, row.scored, _GLYPHS.get(row.step)) for row in screen.rows
    )
    return GridScreen(rows, tuple(_block(block) for block in screen.blocks))


def _block(block: LiftBlock) -> GridBlock:
    cells = tuple(tuple(GridCell(c.ref, c.text, c.word, c.tone) for c in row) for row in block.cells)
    columns = tuple(tr("Lift {lift}", lift=lift) for lift in range(1, LIFTS + 1))
    return GridBlock(block.side, block.note, columns, cells, block.counts, tr("Clear"))


def no_lifts() -> GridScreen:
    """The grid before an exam is shown in it."""
    blocks = tuple(
        GridBlock(
            side,
            "",
            tuple(tr("Lift {lift}", lift=lift) for lift in range(1, LIFTS + 1)),
            tuple(
                tuple(GridCell(Ref(ID, name, side, lift)) for lift in range(1, LIFTS + 1)) for name in CLEAN
            ),
        )
        for side in SIDES
    )
    return GridScreen(tuple(GridRow(PROTOCOL.step(name).ask) for name in CLEAN), blocks)
