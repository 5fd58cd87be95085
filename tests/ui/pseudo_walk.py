"""Goes through every page, sheet and form in the pseudo language and prints what is cut or left in English.

    SAGITTAL_LANGUAGE=pseudo python -m tests.ui.pseudo_walk --width 1366 --height 768 --text-size 1.0

The language is chosen when the program is loaded, so the walk is a program of its own. It prints one JSON
object: for each place its `cut` and `english` texts. With --folder it also keeps a picture of each place.
With --brief it leaves out what another size has shown: the door, the sheets and all exams but an open one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

import ui  # noqa: F401  keeps None alive before the first call of Qt
from app.clock import SteppedClock
from app.demo import make_demonstration
from app.places import Places
from app.workstation import Workstation
from assessments.language.citations import citations
from assessments.language.value import NotDone, Text
from tests.clinics import open_clinic
from tests.ui.pseudo_door import PASSPHRASE, TYPED, through_the_door
from tests.ui.pseudo_looking import Painted, cut_in, english_in, repaint
from ui.pages.preview import PreviewPage
from ui.theme import apply
from ui.window import Window

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))

SHEETS = {
    "home": ("F12",),
    "manual": ("T",),
    "patient": ("X", "Del"),
    "records": ("Y", "N", "K", "S"),
    "people": ("N", "Enter", "P", "L", "O"),
    "audit": ("E",),
    "progress": ("M", "Ctrl E"),
    "preview": ("W",),
    "thomas": ("O", "X", "S", "F12"),
    "prone_hip_extension": ("X", "S"),
    "lateral_step_down": ("X", "S"),
    "hip_strength": ("T", "E", "X", "S"),
    "clamshell": ("T", "M", "X"),
    "safety": ("F1", "I"),
    "intake": ("X",),
    "review": ("O", "W"),
    "plan": ("Enter", "A", "T", "V", "C", "F", "Ctrl Enter"),
}
"""The keys of a page that open a sheet over it."""

BEFORE_ANY_ANSWER = {"lateral_step_down": ("T",), "safety": ("X",)}
"""Sheets that are asked for only while nothing stands there."""

STEPS = {
    "signed": ("intake", "lateral_step_down", "review", "plan"),
    "referred": ("safety", "review", "plan"),
}
"""Where such an exam shows what an open one does not; of the others every page is seen."""

_AS_IT_IS = (
    *("home", "patient_form", "settings", "records", "people"),
    *("audit", "agreement", "reveal", "manual"),
)
"""The pages that are for nobody in particular."""


class Walk:
    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self._painted = Painted()
        self._data: set[str] = set()
        self.found: dict[str, dict[str, list[str]]] = {}

    def knows(self, *data: str) -> None:
        """These were typed by somebody, or are names."""
        self._data.update(data)

    def look(self, place: str, window: QWidget) -> None:
        self._painted.forget()
        repaint(window)
        self.found[place] = {
            "cut": cut_in(window, self._painted),
            "english": english_in(window, self._painted, self._data),
        }
        if self._asked.folder:
            file = Path(self._asked.folder) / f"{place.replace('/', '-').replace(' ', '-')}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            window.grab().save(str(file))

    # The window

    def through_the_window(self, window: Window) -> None:
        station = window.workstation
        for name in _AS_IT_IS:
            window.go(name)
            self.look(name, window)
            self._sheets(name, window, SHEETS)
        most = max(station.recent(), key=lambda pair: pair[1].number)[0]
        window.go("patient", patient=most.id)
        self.look("patient", window)
        self._sheets("patient", window, SHEETS)
        window.go("progress", patient=most.id)
        for key in ("3", "2", "1"):
            _press(window, key)
            self.look(f"progress {key}", window)
        self._sheets("progress", window, SHEETS)
        for state, id in islice(_exams(station), 1 if self._asked.brief else None):
            self._through_an_exam(window, state, id)

    def _through_an_exam(self, window: Window, state: str, id: str) -> None:
        window.desk.lay_open(window.workstation.open_exam(id))
        for name in STEPS.get(state, window.steps):
            window.go(name)
            self.look(f"{state} {name}", window)
            if state == "open":
                self._guide(name, window)
                self._sheets(name, window, SHEETS)
            if state == "empty":
                self._sheets(name, window, BEFORE_ANY_ANSWER)
        # What stands on paper is looked at where papers are made; here it is what stands round it.
        for paper in {"open": ("handout", "clinician"), "signed": ("clinician",)}.get(state, ()):
            window.go("preview", what=paper)
            assert isinstance(window.page, PreviewPage)
            # Asked for, it is made now and not when the timer comes to it.
            made = window.page.content
            self.look(f"{state} preview {paper}", window)
            if not made:
                self.found[f"{state} preview {paper}"]["cut"].append("no paper was made")
        if state == "open":
            self._sheets("preview", window, SHEETS)

    def _guide(self, name: str, window: Window) -> None:
        for tab in ("F2", "F3", "F1"):
            if window.page is not None and window.page.guide() is not None:
                window._show_tab(int(tab[1]) - 1)
                self.look(f"{name} {tab}", window)

    def _sheets(self, name: str, window: Window, sheets: Mapping[str, tuple[str, ...]]) -> None:
        for key in () if self._asked.brief else sheets.get(name, ()):
            _press(window, key)
            sheet = window._open.sheet
            self.look(f"{name} sheet {key}", window)
            if sheet is None:
                self.found[f"{name} sheet {key}"]["cut"].append(f"no sheet came at {key}")
            else:
                sheet.close_sheet()
            if window.page_name != name:
                window.back()


def _press(window: Window, key: str) -> None:
    assert window.page is not None
    hints = (*window.page.keys(), *window._everywhere.keys())
    act = next((hint.act for hint in hints if hint.keys == key and hint.act is not None), None)
    if act is not None:
        act()
    for _ in range(3):
        QApplication.processEvents()


def _exams(station: Workstation) -> Iterator[tuple[str, str]]:
    """An exam still open with its answers, a signed one, one referred, and one in which nothing stands."""
    yield "open", station.unfinished()[0].id
    heads = [head for patient, _ in station.recent() for head in station.exams_of(patient.id)]
    signed = [head for head in heads if head.signed_at is not None]
    yield "signed", signed[0].id
    referred = [head for head in signed if (head.class_code or "").startswith("R")]
    if referred:
        yield "referred", referred[0].id
    free = next(p for p, _ in station.recent() if all(h.signed_at for h in station.exams_of(p.id)))
    yield "empty", station.start_exam(free.id, station.person.name).id


def _names(station: Workstation) -> Iterator[str]:
    for patient, _ in station.recent():
        yield from (patient.name, patient.family_name, patient.given_name, patient.family_name.upper())
        for head in station.exams_of(patient.id):
            for value in station.open_exam(head.id).exam.entries.values():
                if isinstance(value, Text):
                    yield value.text
                elif isinstance(value, NotDone):
                    yield value.note
    for person in station.people.all():
        yield from (person.name, person.login, person.licence)
    yield from (station.settings.clinic_name, station.settings.clinic_phone)
    for one in citations().values():
        yield one.words


def main() -> int:
    asked = _arguments()
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder))
        clock = SteppedClock(NOW)
        if asked.data:
            shutil.copytree(asked.data, places.root, dirs_exist_ok=True)
        else:
            make_demonstration(places, clock)
        clock.set(NOW)
        with open_clinic(places, clock) as workstation:
            apply(app, asked.look, asked.text_size)
            walk = Walk(asked)
            walk.knows(*_names(workstation), *TYPED, PASSPHRASE)
            window = Window(workstation)
            window.resize(asked.width, asked.height)
            window.show()
            if asked.only != "door":
                walk.through_the_window(window)
            if asked.only != "window" and not asked.brief:
                through_the_door(app, clock, Path(folder) / "door", (asked.width, asked.height), walk.look)
            print(json.dumps(walk.found, ensure_ascii=False, indent=1))
            sys.stdout.flush()
            window.desk.close()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--text-size", type=float, default=1.0)
    parser.add_argument("--only", choices=("window", "door"), help="one half of the walk")
    parser.add_argument("--brief", action="store_true")
    parser.add_argument("--data", help="a demonstration that is there already; it is copied")
    parser.add_argument("--look", default="light")
    parser.add_argument("--folder", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
