# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import pytest

from ..data.vocabulary import STYLES
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .styles import _BY_NAME, check_style, heard_styles, KOREAN_STYLES


def test_case_and_spaces_do_not_matter():
    assert check_style(" art  TATUM") == check_style("arttatum") == "Art Tatum"
    assert check_style("other") == "Other"


@pytest.mark.parametrize("name, part", [
    ("Art Tatam", "Art Tatum"), ("parker", "Charlie Parker"), ("bebop", "Bebop Etude"),
    ("???", "STYLES"),
])
def test_unknown_styles_are_refused_with_what_is_close(name, part, refusal):
    with refusal(part): check_style(name)


def test_heard_styles_come_by_frequency(ws):
    assert heard_styles() == []
    pieces = [{"style": style} for style in ("Bill Evans", "Art Tatum", "Art Tatum")]
    write_atomic(ws.tokens / "train.json", json.dumps(pieces))
    assert heard_styles() == heard_styles(ws.tokens) == ["Art Tatum", "Bill Evans"]


@pytest.mark.parametrize("name, style", {
    "아트 테이텀": "Art Tatum", "찰리 파커": "Charlie Parker", "빌 에번스": "Bill Evans",
    "빌 에반스": "Bill Evans", "오스카피터슨": "Oscar Peterson",
    "셀로니어스 멍크": "Thelonious Monk",
    "키스 자렛": "Keith Jarrett", "토미 플래너건": "Tommy Flanagan", "비밥": "Bebop Etude",
    "Ａｒｔ Ｔａｔｕｍ": "Art Tatum", "art-tatum,": "Art Tatum", "기타": "Other"}.items())
def test_performers_are_called_in_korean_too(name, style):
    assert check_style(name) == style


def test_every_style_has_a_korean_name():
    assert len(KOREAN_STYLES) == len(STYLES) and len(set(_BY_NAME.values())) == len(STYLES)
    for style, korean in zip(STYLES, KOREAN_STYLES): assert check_style(korean) == style


def test_near_korean_names_are_suggested(refusal):
    with refusal("혹시 오스카 피터슨"): check_style("오스카 피터")


def test_a_damaged_listing_is_named(ws):
    write_atomic(ws.tokens / "train.json", "")
    with pytest.raises(TatumError, match="train.json.*phase1_prepare_dataset"): heard_styles()
