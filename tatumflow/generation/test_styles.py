# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import pytest

from ..runtime.files import write_atomic
from .styles import check_style, heard_styles


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
