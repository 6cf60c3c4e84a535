# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import re
from dataclasses import replace

from ..data.midi import write_midi
from ..runtime.files import write_atomic
from .cards import training_text
from .drafts import _claim, _DRAFTS, _list_takes, write_portfolio
from .facts import gather_facts


def _drafts(folder) -> list[str]:
    return [(folder / name).read_text(encoding="utf-8") for name in _DRAFTS]


def test_drafts_claim_no_number_that_nobody_measured(facts, tmp_path):
    bare = replace(facts, scores={}, data={})
    write_portfolio(bare, tmp_path)
    for text in _drafts(tmp_path):
        assert "{" not in text and text.count("[여기에 적으십시오") >= 4
        rest = text.replace(training_text(bare), "").replace("cc-by-nc-sa-4.0", "")
        assert not re.search(r"\d\.\d\d", rest), rest
        assert "jazz-piano" not in text


def test_drafts_say_what_was_measured(facts, measure, tmp_path):
    measure(facts.weights)
    measured = gather_facts(facts.checkpoint)
    write_portfolio(measured, tmp_path)
    readme, blog, linkedin = _drafts(tmp_path)
    assert "- another's verdict" in blog and "1.00 [0.50, 1.50]" in readme
    assert "기준선과 진짜 연주를" in linkedin and "마르코프 사슬은" not in linkedin
    token = {"model": {"value": 2.5}, "markov": {"value": 3.5}}
    claim = _claim(replace(measured, scores={"loss_token": token}))
    assert "2.50내트" in claim and "3.50내트" in claim


def test_drafts_list_the_takes_of_this_model(ws, facts, takes, tmp_path):
    assert "05_generation.ipynb" in _list_takes(facts)
    about = {"title": "즉흥", "mode": "improvise", "style": "Stride Etude", "seconds": 16.04,
             "begin": 0.0}
    write_midi(takes[0].notes, ws.generation / "mine.mid")
    known = json.dumps({"mine.mid": {**about, "model": facts.weights}})
    write_atomic(ws.generation / "takes.json", known)
    line = "- `outputs/generation/mine.mp3`: improvise, Stride Etude, 16초"
    assert _list_takes(facts) == line


def test_a_filled_draft_is_kept_and_the_record_is_of_today(facts, tmp_path, capsys):
    sheet, readme, *_ = write_portfolio(facts, tmp_path)
    for path in (sheet, readme): path.write_text("filled in", encoding="utf-8")
    write_portfolio(replace(facts, weights="another"), tmp_path)
    assert readme.read_text(encoding="utf-8") == "filled in"
    assert "주의" in capsys.readouterr().out
    assert facts.digest in sheet.read_text(encoding="utf-8")
