from app.screens.manual import manual


def test_the_manual_says_what_a_gap_is_and_how_to_take_an_answer_back() -> None:
    words = {section.heading: " ".join(line.words for line in section.lines) for section in manual()}
    assert "never a zero" in words["Words that mean something"]
    assert "Ctrl Z takes back the last answer" in words["What is kept, and when"]
    assert "cannot be overridden" in words["The safety screen"]


def test_every_section_of_the_manual_has_a_heading_and_something_to_read() -> None:
    assert len(manual()) > 8
    assert all(section.heading and section.lines for section in manual())
