# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .forms import find_form, FORMS
from .sheets import lead_sheet


@pytest.mark.parametrize("name, title, bars", [
    ("AABA", "AABA", 32), ("aaba 32", "AABA", 32), ("12-bar blues", "12마디 블루스", 12),
    ("블루스", "12마디 블루스", 12), ("rhythm changes", "리듬 체인지", 32),
    ("리듬체인지", "리듬 체인지", 32), ("발라드", "16마디 발라드", 16), ("abac", "ABAC", 32),
])
def test_forms_are_found_as_people_call_them(name, title, bars):
    form = find_form(name)
    assert form.title == title and form.bars == bars
    assert form.sections[-1][2] == bars and len(form.sections) == len(form.letters)


def test_a_form_can_be_shorter():
    assert find_form("AABA", 16).sections[2] == ("B", 8, 12)


def test_a_form_that_is_not_there_is_refused(refusal):
    with refusal("'AABB' 형식은 없습니다. 혹시 aab"): find_form("AABB")


@pytest.mark.parametrize("name, bars", [("AABA", 30), ("AABA", 0), ("blues", 16), ("ballad", 32)])
def test_bars_that_do_not_fit_are_refused(name, bars, refusal):
    with refusal(f"{bars}마디를 부탁했습니다"): find_form(name, bars)


def test_the_progressions_of_forms_have_their_bars():
    for form in FORMS.values():
        if form.chords: assert lead_sheet(form.chords)[-1].onset < form.bars * 4
