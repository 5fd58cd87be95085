"""The safety screen as the page shows it: not asked is never no, and what fired says what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.evaluation import evaluate
from app.examination import Examination
from app.patients import Patient, Sex
from app.screens.safety import (
    ItemLine,
    SafetyScreen,
    call_ref,
    explained,
    next_waiting,
    note_ref,
    override_words,
    safety_screen,
)
from app.screens.safety_box import FiredLine, Paragraph
from app.screens.state import State
from app.workstation import Workstation
from assessments.language.value import Choice, Choices, Quantity, Ref, Text
from assessments.safety.items import asked
from assessments.safety.screen import summary

BY = "B. Lee, PT"
GROWN = date(1980, 1, 1)


class Visit:
    """An exam of a person of that age and sex, answered by item."""

    def __init__(self, workstation: Workstation, born: date | None = GROWN, sex: Sex | None = "female"):
        patient = workstation.patients.add(Patient(family_name="Acosta", born=born, sex=sex))
        self.exam: Examination = workstation.start_exam(patient.id, BY)
        self.exam.record(Ref("intake", "pain_sites"), Choices(("low_back",)))

    def say(self, **answers: str | int) -> Visit:
        for code, answer in answers.items():
            value = Quantity(Decimal(answer), "features") if isinstance(answer, int) else Choice(answer)
            self.exam.record(Ref("safety", code), value)
        return self

    def write(self, **texts: str) -> Visit:
        for step, text in texts.items():
            self.exam.record(Ref("safety", step), Text(text))
        return self

    def all_no(self) -> Visit:
        """No to everything that still waits."""
        return self.say(**{line.code: 0 if line.high else "no" for line in self.screen.lines if line.waits})

    @property
    def screen(self) -> SafetyScreen:
        return safety_screen(self.exam.exam, evaluate(self.exam.exam.answers))

    def line(self, code: str) -> ItemLine:
        return next(line for line in self.screen.lines if line.code == code)

    def paragraph(self, heading: str) -> tuple[str, ...]:
        return next(p.lines for p in self.screen.box.paragraphs if p.heading == heading)


@pytest.fixture
def visit(workstation: Workstation) -> Visit:
    return Visit(workstation)


def test_every_item_has_its_place_and_waits(visit: Visit) -> None:
    assert [line.code for line in visit.screen.lines] == [item.code for item in asked()]
    waiting = [line.code for line in visit.screen.lines if line.waits]
    assert len(waiting) == 28
    assert {line.answer for line in visit.screen.lines} == {""}
    assert visit.screen.about == "28 items."


def test_the_head_and_the_rail_count_the_same_items(workstation: Workstation) -> None:
    """Those that are put to this person: age, sex and an onset that was not early leave some out."""
    man = Visit(workstation, sex="male").all_no()
    put_to_him = [line for line in man.screen.lines if not line.barred]
    assert man.screen.about == f"{len(put_to_him)} items."
    assert summary(man.exam.exam.answers) == f"{len(put_to_him)} of {len(put_to_him)} answered"


def test_the_first_column_holds_the_emergencies_and_nothing_else(visit: Visit) -> None:
    first, second = visit.screen.columns
    codes = [line.code for group in first.groups for line in group.lines]
    assert codes == [f"RF{n:02}" for n in range(1, 13)]
    assert (first.state, second.state) == (State.STOP, State.CAUTION)
    assert [group.name for group in second.groups] == [
        "Cancer, infection, bone",
        "Hip and vessel",
        "Caution, changes the tests",
    ]


def test_age_and_sex_settle_what_is_not_asked(workstation: Workstation) -> None:
    man = Visit(workstation, sex="male")
    assert man.line("RF12").barred == "Not this age"
    assert man.line("RF35").barred == "Not this sex"
    boy = Visit(workstation, date(2012, 1, 1), "male")
    assert boy.line("RF12").barred == ""


def test_while_the_age_is_not_known_the_limp_is_asked_and_the_box_says_how_to_mend_it(
    workstation: Workstation,
) -> None:
    visit = Visit(workstation, born=None).all_no()
    assert visit.line("RF12").answer == "no"
    assert visit.screen.box.title == "1 not asked"
    assert "date of birth is not recorded" in visit.paragraph("Age not known")[0]


def test_the_nine_features_are_counted_only_after_an_early_onset(visit: Visit) -> None:
    assert visit.line("RF30_features").barred == "After 23"
    assert visit.say(RF30="no").line("RF30_features").barred == "Not needed"
    counted = visit.say(RF30="yes").line("RF30_features")
    assert (counted.waits, counted.low, counted.high) == (True, 0, 9)


def test_the_caret_goes_to_the_next_item_not_asked_and_round_to_those_left_out(visit: Visit) -> None:
    visit.say(RF02="no")
    assert next_waiting(visit.screen, "RF01") == "RF03"
    assert next_waiting(visit.screen, "RF11") == "RF20"
    assert next_waiting(visit.screen, "RF37") == "RF01"
    assert next_waiting(visit.all_no().screen, "RF01") == ""


def test_an_emergency_says_what_fired_and_what_to_do_while_the_rest_is_open(visit: Visit) -> None:
    screen = visit.say(RF01="yes", RF03="yes").screen
    box = screen.box
    assert (box.title, box.about) == ("Refer now: emergency", "2 items fired. One is enough.")
    assert [line.number for line in box.fired] == ["1", "3"]
    assert visit.paragraph("Thought of") == ("Cauda equina syndrome",)
    assert len(visit.paragraph("Do now")) == 1
    assert "cannot be overridden" in box.foot
    assert "26 items not asked do not delay" in box.small
    assert (screen.stopped, screen.referral, screen.override) == (True, True, "")
    assert visit.line("RF01").fired


def test_of_many_items_that_fired_the_first_are_named_and_what_to_do_stays_in_sight(visit: Visit) -> None:
    box = visit.say(**{f"RF0{n}": "yes" for n in range(1, 8)}).screen.box
    assert box.about == "7 items fired. One is enough."
    assert [line.number for line in box.fired] == ["1", "2", "3", "4", "+"]
    assert box.fired[-1].words == "and 5, 6, 7"


def test_no_reason_lifts_an_emergency(visit: Visit) -> None:
    screen = visit.say(RF01="yes", RF20="yes").write(override_R2="seen").screen
    assert screen.stopped
    assert screen.override == ""
    assert screen.box.title == "Refer now: emergency"


def test_who_took_the_call_is_written_beside_the_item_that_fired(visit: Visit) -> None:
    visit.say(RF03="yes")
    evaluation = evaluate(visit.exam.exam.answers)
    assert call_ref(evaluation) == note_ref("RF03")
    assert [task.done for task in visit.screen.box.tasks] == [False, False, False]

    visit.write(RF03_note="ED Riverside, Dr Hale, 14:20")
    assert visit.screen.box.fired == (
        FiredLine("3", "Altered feeling in saddle or genitals", "ED Riverside, Dr Hale, 14:20", True),
    )
    assert [task.done for task in visit.screen.box.tasks] == [False, False, True]
    assert visit.line("RF03").noted


def test_an_urgent_referral_goes_on_with_a_reason_that_stays_readable(visit: Visit) -> None:
    screen = visit.say(RF21="yes").all_no().screen
    assert (screen.stopped, screen.override) == (True, "R2")
    assert screen.box.title == "Refer urgently: medical review"

    screen = visit.write(override_R2="GP saw her yesterday").screen
    assert (screen.stopped, screen.override, screen.referral) == (False, "", True)
    assert visit.paragraph("Went on after an urgent referral")[0] == "GP saw her yesterday"
    assert visit.paragraph("Went on after an urgent referral")[1].startswith(BY)


def test_a_hold_shows_the_class_withholds_the_plan_and_can_be_lifted(workstation: Workstation) -> None:
    teen = Visit(workstation, date(2009, 1, 1))
    for activity in ("standing", "walking", "backward_bend"):
        teen.exam.record(Ref("intake", activity), Choice("worse"))
    for activity in ("sitting", "forward_bend"):
        teen.exam.record(Ref("intake", activity), Choice("not_worse"))
    teen.exam.record(Ref("intake", "extension_or_impact_sport"), Choice("yes"))
    screen = teen.all_no().screen
    assert screen.box.title == "Hold: plan withheld"
    assert screen.override == "HOLD"
    assert not screen.stopped

    lifted = teen.write(override_HOLD="Cleared by orthopaedics").screen
    assert lifted.override == ""
    assert any(p.heading == "Hold lifted" for p in lifted.box.paragraphs)


def test_few_items_not_asked_are_named_and_many_are_counted(visit: Visit) -> None:
    assert "Cauda equina: 5" in visit.paragraph("Not asked")
    visit.all_no()
    visit.exam.clear(Ref("safety", "RF08"))
    assert visit.screen.box.title == "1 not asked"
    assert visit.paragraph("Not asked") == ("8  Fever, rigors or unwell",)


def test_sport_not_asked_of_the_young_is_named_with_its_page(workstation: Workstation) -> None:
    teen = Visit(workstation, date(2009, 1, 1)).all_no()
    assert teen.paragraph("Not asked")[0].startswith("On the intake page:")


def test_a_caution_lists_what_to_do_and_which_tests_it_concerns(visit: Visit) -> None:
    visit.say(RF35="yes", RF37="yes").all_no()
    box = visit.screen.box
    assert (box.title, box.about) == ("Caution", "2 items fired. The exam goes on.")
    assert "Step-down" in visit.paragraph("Read the caution on")[0]
    assert visit.line("RF35").caution
    assert not visit.line("RF35").fired
    assert not box.stops


def test_three_features_mark_both_rows_they_come_from(visit: Visit) -> None:
    visit.say(RF30="yes", RF30_features=3)
    assert visit.line("RF30").caution
    assert visit.line("RF30_features").caution
    assert visit.line("RF30_features").answer == "3"


def test_new_midline_pain_with_fragile_bone_stops_both_rows(visit: Visit) -> None:
    visit.say(RF23="yes", RF23M="yes")
    assert visit.line("RF23").fired
    assert visit.line("RF23M").fired
    assert Paragraph("Thought of", ("Vertebral fracture",)) in visit.screen.box.paragraphs


def test_a_clean_list_is_not_a_clean_bill(visit: Visit) -> None:
    box = visit.all_no().screen.box
    assert box.title == "No flags"
    assert "does not exclude" in box.about


def test_an_item_is_explained_by_its_question_condition_action_and_source() -> None:
    why = explained("RF25")
    assert why.title.startswith("20  Runner")
    assert why.thought == "Stress fracture of the femoral neck"
    assert why.sources
    assert override_words("R2") == "Reason to go on in spite of an urgent referral"


def test_a_signed_screen_is_locked(visit: Visit) -> None:
    visit.all_no()
    visit.exam.sign(BY, "PT 1")
    assert all(line.locked for line in visit.screen.lines)
    assert visit.screen.override == ""
