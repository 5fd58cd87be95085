from app.screens.manual import manual


def test_the_manual_says_what_a_gap_is_and_how_to_take_an_answer_back() -> None:
    words = {section.heading: " ".join(line.words for line in section.lines) for section in manual()}
    assert "never a zero" in words["Words that mean something"]
    assert "Ctrl Z takes back the last answer" in words["What is kept, and when"]
    assert "cannot be overridden" in words["The safety screen"]


def test_every_section_of_the_manual_has_a_heading_and_something_to_read() -> None:
    assert len(manual()) > 8
    assert all(section.heading and section.lines for section in manual())


def test_the_manual_says_what_the_record_of_acts_can_show_and_what_it_cannot() -> None:
    (section,) = (s for s in manual() if s.heading == "Who did what, and what that shows")
    table = dict(line.words.split(": ", 1) for line in section.lines if ": " in line.words)
    alone = "not found by the seals alone; found"
    assert table["An entry changed, given to somebody else, deleted, swapped or put in"].startswith("found")
    assert table["Seals made anew without the clinic's key"] == "found."
    for attack in (
        "The newest entries cut off",
        "An older copy of the whole file put back",
        "Everything made anew by somebody who holds the key",
    ):
        assert table[attack].startswith(alone)
    assert "It does not prove who sat at the keyboard" in section.lines[-1].words
