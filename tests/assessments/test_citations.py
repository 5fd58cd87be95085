"""Every source a statement names is on file, found by its key, and reads on one line."""

import tomllib
from importlib.resources import files

import pytest

from assessments.language.catalogue import catalogue
from assessments.language.citations import citation, citations
from assessments.language.conventions import conventions


def test_every_cut_off_that_calls_itself_published_names_sources_on_file() -> None:
    for rule in conventions().rules.values():
        for key in rule.cites:
            assert key in citations(), f"{rule.code} cites {key}"
        if rule.standing == "published":
            assert rule.cites, f"{rule.code} is published and names no source"


def test_a_source_reads_on_one_line_of_paper() -> None:
    assert citation("bruno2014").words == (
        "Bruno PA, Millar DP, Goertzen DA. Inter-rater agreement, sensitivity, and specificity of the prone "
        "hip extension test and active straight leg raise test. Chiropr Man Therap 2014;22:23. "
        "doi:10.1186/2045-709X-22-23."
    )


def test_a_source_whose_title_was_not_seen_says_what_it_is_in_brackets() -> None:
    assert citation("jeong2015").words == (
        "Jeong UC et al. [Gluteal strengthening added to lumbar stabilisation]. J Phys Ther Sci "
        "2015;27:3813-3816. doi:10.1589/jpts.27.3813."
    )


def test_a_source_is_found_by_doi_before_pubmed_before_a_page() -> None:
    assert citation("nadler2000").where == "doi:10.1097/00042752-200004000-00002"
    assert citation("selkowitz2013").where == "PMID 23160432"
    assert citation("wakefield2015").where == "PMC4560013"
    assert citation("snyder_step_down").where.startswith("https://")


def test_every_source_can_be_told_from_its_line_alone() -> None:
    lines = [source.words for source in citations().values()]
    assert len(set(lines)) == len(lines)
    for source in citations().values():
        assert source.title or source.note or source.journal, source.key
        assert "\n" not in source.words
        assert source.words.endswith("."), source.key
        assert ".." not in source.words, source.words


def test_no_source_claims_more_than_was_seen() -> None:
    text = files("assessments").joinpath("citations.toml").read_text("utf-8")
    assert "[M]" not in text
    for key, row in tomllib.loads(text).items():
        assert "?" not in "".join(str(value) for name, value in row.items() if name != "title"), key
        assert row.get("year", 2000) in range(1960, 2027), key


def test_an_address_stands_under_its_own_name() -> None:
    for key, source in citations().items():
        assert not source.pmid or source.pmid.isdigit(), key
        assert not source.pmc or source.pmc.startswith("PMC"), key


def test_keys_stand_in_order_and_are_plain_words() -> None:
    keys = list(citations())
    assert keys == sorted(keys)
    assert all(key == key.lower() and key.replace("_", "").isalnum() for key in keys)


def test_a_key_nobody_filed_is_refused() -> None:
    with pytest.raises(KeyError):
        citation("nobody1900")


def test_every_statement_and_protocol_of_the_exam_cites_sources_on_file() -> None:
    for part in catalogue():
        cited = [*part.protocol.sources, *(key for statement in part.evidence for key in statement.cites)]
        for key in cited:
            assert key in citations(), f"{part.protocol.id} cites {key}"
        for statement in part.evidence:
            assert statement.cites or statement.standing == "convention", statement.words
