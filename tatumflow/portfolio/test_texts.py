# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .texts import subject_of, write_draft


@pytest.fixture
def draft(tmp_path):
    return tmp_path / "draft.md"


def test_a_draft_that_nobody_edited_is_written_anew(draft, capsys):
    write_draft(draft, "one", "a")
    write_draft(draft, "two", "a")
    assert draft.read_text(encoding="utf-8") == "two" and capsys.readouterr().out == ""


def test_an_edited_draft_is_kept_and_that_is_said(draft, capsys):
    write_draft(draft, "one", "a")
    draft.write_text("mine", encoding="utf-8")
    write_draft(draft, "two", "a")
    said = capsys.readouterr().out
    assert draft.read_text(encoding="utf-8") == "mine"
    assert "그대로" in said and "주의" not in said


def test_an_edited_draft_about_another_model_is_warned_of_each_time(draft, capsys):
    write_draft(draft, "one", "a")
    draft.write_text("mine", encoding="utf-8")
    for text in ("two", "three"):
        write_draft(draft, text, "b")
        assert "주의" in capsys.readouterr().out
    assert subject_of(draft) == "a"


def test_a_text_whose_record_is_lost_is_kept(draft, capsys):
    write_draft(draft, "mine", "a")
    draft.with_name(".written.json").write_text("{", encoding="utf-8")
    write_draft(draft, "two", "a")
    assert draft.read_text(encoding="utf-8") == "mine" and "주의" in capsys.readouterr().out
    assert subject_of(draft) is None


def test_a_text_of_unknown_origin_that_says_the_same_is_taken_over(draft, capsys):
    draft.write_text("one", encoding="utf-8")
    write_draft(draft, "one", "a")
    assert subject_of(draft) == "a" and capsys.readouterr().out == ""


def test_a_draft_that_was_removed_is_written_again(draft, capsys):
    write_draft(draft, "one", "a")
    draft.unlink()
    write_draft(draft, "two", "b")
    assert subject_of(draft) == "b" and capsys.readouterr().out == ""
