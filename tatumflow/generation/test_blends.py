# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest

from ..model.streaming import sample
from .asking import Ask
from .styles import read_blend, write_blend


@pytest.mark.parametrize("text, blend", [
    ("Art Tatum:0.7, Bill Evans:0.3", [("Art Tatum", 0.7), ("Bill Evans", 0.3)]),
    ("아트 테이텀:70%, 빌 에번스:30%", [("Art Tatum", 0.7), ("Bill Evans", 0.3)]),
    ("art tatum + bill evans", [("Art Tatum", 0.5), ("Bill Evans", 0.5)]),
    ("Art Tatum=3, Bill Evans=1", [("Art Tatum", 0.75), ("Bill Evans", 0.25)]),
    ("Art Tatum", [("Art Tatum", 1.0)]), ("Art Tatum, ", [("Art Tatum", 1.0)]),
])
def test_blends_are_read_as_people_write_them(text, blend):
    found = read_blend(text)
    assert [style for style, _ in found] == [style for style, _ in blend]
    assert [share for _, share in found] == pytest.approx([share for _, share in blend])
    assert read_blend(write_blend(found)) == found


@pytest.mark.parametrize("part, text", [
    ("섞을 수 없습니다", "Art Tatum:0, Bill Evans:1"), ("섞을 수 없습니다", "Art Tatum, art tatum"),
    ("섞을 수 없습니다", "Art Tatum:0.7, Bill Evans"), ("스타일은 없습니다", "Art Tatum:-1, Bud"),
    ("섞을 수 없습니다", "Art Tatum:1.2.3, Bill Evans:1"),
])
def test_what_cannot_be_blended_is_refused(part, text, refusal):
    with refusal(part): Ask(style=text)


def test_a_blend_is_played_and_named(novice):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        (take,) = novice.play(Ask(style="Bill Evans:0.3, Art Tatum:0.7", bars=2, tempo=120))
    assert drawn.call_args.args[4].blend == (("Bill Evans", 0.3), ("Art Tatum", 0.7))
    assert take.style == "Art Tatum" and take.asked["blend"] == "Bill Evans:0.3, Art Tatum:0.7"
    assert take.name == "improvise-BillEvans03ArtTatum07-0" and "Bill Evans:0.3" in take.title
