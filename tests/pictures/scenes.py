"""Every screen there is, one after another, each brought about as a person would."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import ui.pages
from app.clock import SteppedClock
from app.door import Door
from app.invented import LOGIN, PASSPHRASE
from app.lock import Reason
from app.places import Places
from app.screens.trouble import keys_missing_screen
from app.vault.cost import QUICK
from app.workstation import Workstation
from tests.pictures.practising import practice
from tests.pictures.take import NOW, Setting
from tests.ui.hands import press
from tests.ui.looking import cut_texts
from ui.door.entrance import Entrance
from ui.door.trouble import Trouble
from ui.door.way_in import WayIn
from ui.lock import Lock
from ui.pages.preview import PreviewPage
from ui.parts.all_keys_sheet import AllKeysSheet
from ui.theme import apply
from ui.window import Window

OF_A_PATIENT = ("patient", "progress")
NOT_A_SCREEN = ("plain",)
"""What shows an assessment that has no page of its own; there is none."""
SHEETS = {
    "home": ("Ctrl D",),
    "patient": ("X", "Del"),
    "manual": ("T",),
    "people": ("N", "Enter", "P", "O"),
    "records": ("K",),
    "intake": ("X",),
    "safety": ("I",),
    "lateral_step_down": ("M", "X", "S"),
    "thomas": ("M", "O", "X", "S"),
    "prone_hip_extension": ("M", "X", "S"),
    "hip_strength": ("M", "X", "S"),
    "clamshell": ("T", "M", "X"),
    "review": ("O", "N", "W"),
    "plan": ("F", "A", "Del", "T", "V", "C"),
    "preview": ("W",),
}
"""The keys of each page that lay a sheet over it."""


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    window: QWidget


def take(
    data: Path, into: Path, setting: Setting, wanted: Sequence[str] = ()
) -> Iterator[tuple[str, list[str]]]:
    """Take all, or those whose name begins as wanted; each picture's file, and the texts cut off in it."""
    app = QApplication(sys.argv[:1])
    apply(app, setting.look, setting.text_size)
    for scene in _all(data, setting.size, tuple(wanted)):
        if wanted and not scene.name.startswith(tuple(wanted)):
            continue
        for _ in range(6):
            QApplication.processEvents()
        scene.window.grab().save(str(into / f"{scene.name}.png"))
        yield f"{scene.name}.png", cut_texts(scene.window)


def _all(data: Path, size: tuple[int, int], wanted: tuple[str, ...]) -> Iterator[Scene]:
    clock = SteppedClock(NOW)
    if _asked("practice", wanted):
        yield from (Scene(name, shown) for name, shown in practice(data.with_name("practice"), size))
    if wanted and all(name.startswith("practice") for name in wanted):
        return
    if _asked("door", wanted):
        yield from _first_day(data.with_name("empty"), clock, size)
        yield from _door(data, clock, size)
    with Door(Places(data), clock, QUICK) as door, door.unlock(LOGIN, PASSPHRASE) as station:
        window = Window(station)
        window.resize(*size)
        window.show()
        yield from _pages(window, station, wanted)
        if not _asked("door", wanted):
            return
        window.go("home")
        lock = Lock(door, window, lambda: True, lambda *_: None)
        lock.cover(Reason.ASKED)
        yield Scene("door-cover", window)
        window.desk.close()
        window.hide()


def _first_day(empty: Path, clock: SteppedClock, size: tuple[int, int]) -> Iterator[Scene]:
    """The set-up, step by step."""
    entrance = _entrance(size)
    with Door(Places(empty), clock, QUICK) as door:
        way_in = WayIn(door, entrance)
        way_in.begin()
        yield Scene("door-set-up-1", entrance)
        for text in ("Riverside Clinic", "R. Osei, PT", "PT 4471"):
            _type(entrance, text)
            press(entrance, "Enter")
        press(entrance, "Ctrl+Enter")
        yield Scene("door-set-up-2", entrance)
        for _ in range(2):
            _type(entrance, "four brown herons wade home")
            press(entrance, "Enter")
        yield Scene("door-set-up-3", entrance)
        press(entrance, "Enter")
        yield Scene("door-set-up-4", entrance)
    entrance.hide()


def _door(data: Path, clock: SteppedClock, size: tuple[int, int]) -> Iterator[Scene]:
    """Signing in, the recovery key, and a record that cannot be opened."""
    with Door(Places(data), clock, QUICK) as door:
        entrance = _entrance(size)
        way_in = WayIn(door, entrance)
        way_in.begin()
        yield Scene("door-sign-in", entrance)
        way_in.begin(recovery=True)
        yield Scene("door-recovery", entrance)
        trouble = Trouble()
        trouble.show_trouble(keys_missing_screen("The key file is not in the data folder."))
        entrance.put(trouble)
        yield Scene("door-trouble", entrance)
        entrance.hide()


def _pages(window: Window, station: Workstation, wanted: tuple[str, ...]) -> Iterator[Scene]:
    """Each page with its sheets; the pages of an exam twice, while it is open and when it is signed."""
    seen = max(station.recent(), key=lambda pair: pair[1].number)[0]
    signed = next(head for head in station.exams_of(seen.id) if head.signed_at is not None)
    (going_on, *_) = station.unfinished()
    exam_pages = (*window.steps, "preview")
    modules = {module.name for module in pkgutil.iter_modules(ui.pages.__path__)}
    others = sorted(modules - {*NOT_A_SCREEN, *exam_pages})
    for page in others:
        if not _asked(page, wanted):
            continue
        window.go(page, **({"patient": seen.id} if page in OF_A_PATIENT else {}))
        yield Scene(page, window)
        yield from _sheets(window, page)
        if page == "home":
            yield from _all_keys(window)
    for state, head in (("", going_on), ("signed-", signed)):
        for page in exam_pages:
            if not _asked(f"{state}{page}", wanted):
                continue
            window.go("home")
            window.desk.lay_open(station.open_exam(head.id))
            window.go(page, **({"what": "clinician"} if page == "preview" else {}))
            _wait_for_paper(window)
            yield Scene(f"{state}{page}", window)
            if not state:
                yield from _sheets(window, page)


def _sheets(window: Window, page: str) -> Iterator[Scene]:
    for key in SHEETS.get(page, ()):
        assert window.page is not None
        hints = window.page.keys()
        hint = next((hint for hint in hints if hint.keys == key and hint.enabled), None)
        if hint is None or hint.act is None:
            continue
        hint.act()
        QApplication.processEvents()
        if window._open.sheet is not None:
            yield Scene(f"{page}-{key.replace(' ', '-')}", window)
            window._open.close()
            QApplication.processEvents()


def _all_keys(window: Window) -> Iterator[Scene]:
    """The list of all keys, with those of the pages that are made while it is read."""
    window._show_all_keys()
    sheet = window._open.sheet
    assert isinstance(sheet, AllKeysSheet)
    while sheet.filling:
        QTest.qWait(50)
    yield Scene("home-F12", window)
    window._open.close()
    QApplication.processEvents()


def _wait_for_paper(window: Window) -> None:
    """A page on paper is made after grey bars are shown in its place, and painted by a thread of its own."""
    page = window.page
    if isinstance(page, PreviewPage):
        for _ in range(400):
            QTest.qWait(50)
            if page.pages.pages:
                break
        QTest.qWait(2500)


def _asked(name: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(name.startswith(each) or each.startswith(name) for each in wanted)


def _entrance(size: tuple[int, int]) -> Entrance:
    entrance = Entrance()
    entrance.resize(*size)
    entrance.show()
    entrance.activateWindow()
    QApplication.processEvents()
    return entrance


def _type(window: QWidget, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or window, text)
