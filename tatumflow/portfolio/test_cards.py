# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from contextlib import redirect_stdout
from dataclasses import replace

from huggingface_hub import ModelCard

from ..data.midi import read_midi
from ..evaluation.metrics import METRICS
from ..model.saved_models import PRETRAINED
from ..runtime.files import write_atomic
from .cards import model_card, score_table, usage_example
from .export import export_hub
from .facts import gather_facts, HEADLINE


def _card_of(facts, repo=None, **data):
    return model_card(replace(facts, data=data), repo)


def test_the_hub_reads_the_card_back(facts, measure, tmp_path):
    measure(facts.weights)
    facts = gather_facts(facts.checkpoint)
    path = write_atomic(tmp_path / "README.md", str(model_card(facts, "someone/jazz")))
    card = ModelCard.load(path)
    assert (card.data.language, card.data.license) == ("ko", "mit")
    assert (card.data.library_name, card.data.pipeline_tag) == ("tatumflow", "text-to-audio")
    assert {"midi", "llama"} <= set(card.data.tags) and card.data.datasets == ["etudes"]
    assert [result.metric_type for result in card.data.eval_results] == list(facts.scores)
    assert card.data.metrics == list(facts.scores)


def test_scores_in_the_cards_head_have_four_digits(facts):
    scores = {"kl_clip": {"model": {"value": 0.123456, "low": 0.1, "high": 0.2}}}
    (result,) = model_card(replace(facts, scores=scores)).data.eval_results
    assert (result.metric_value, result.metric_name) == (0.1235, METRICS["kl_clip"].label)


def test_a_card_without_scores_claims_nothing(facts):
    card = model_card(facts)
    assert "아직 평가하지 않았습니다" in card.text and card.data.eval_results is None


def test_no_place_in_the_card_is_left_open(facts):
    card = model_card(facts, "someone/jazz").text
    text = card.partition("## 쓰는 법")[0] + card.partition("## 모델")[2]
    assert "{" not in text and "60스텝, 시드 0" in text and "2.800내트" in text


def test_mixed_data_are_credited_and_licensed_as_the_strictest(facts):
    card = _card_of(facts, source={"pijama": 1, "folder": 2}, style={"Art Tatum": 3})
    assert card.data.license == "cc-by-nc-sa-4.0" and "| Art Tatum | 3 |" in card.text
    assert "[확인하십시오" in card.text and "PiJAMA (Edwards" in card.text


def test_rights_that_nobody_knows_are_left_to_confirm(facts):
    card = _card_of(facts, source={"folder": 1}, style={"Other": 1})
    assert (card.data.license, card.data.license_name) == ("other", "to-be-confirmed")


def test_unknown_data_have_the_strictest_licence_and_say_so(facts):
    card = _card_of(facts)
    assert card.data.license == "cc-by-nc-sa-4.0" and "unknown data" in card.text


def test_the_example_fetches_from_the_repository(facts):
    assert 'snapshot_download("someone/tatum")' in model_card(facts, "someone/tatum").text
    assert "snapshot_download" not in model_card(facts).text


def test_the_example_runs_as_it_stands_in_the_card(facts, tmp_path, monkeypatch):
    folder = export_hub(facts.checkpoint, tmp_path / "hub")
    monkeypatch.chdir(folder)
    with redirect_stdout(io.StringIO()) as said: exec(usage_example(facts), {})
    assert len(read_midi(folder / said.getvalue().strip()))


def test_the_packaged_models_card_shows_the_example_as_it_is_today(facts):
    tatum = replace(facts, data={"style": {"Art Tatum": 1}})
    assert usage_example(tatum) in (PRETRAINED / "README.md").read_text(encoding="utf-8")


def test_a_score_stands_between_noise_and_real_music(facts):
    score = {"value": 0.5, "low": 0.4, "high": 0.6}
    table = score_table(replace(facts, scores={"kl_clip": {"model": score, "real": score}}))
    row = next(line for line in table.splitlines() if "0.50 [0.40, 0.60]" in line)
    assert row.count("0.50 [0.40, 0.60]") == 2 and row.count("—") == 2, row
    assert "작을수록 좋음" in row and "부트스트랩 95% 구간" in table


def test_the_headline_stands_before_what_is_folded(facts):
    scores = {name: {"model": {"value": 0.5, "low": 0.4, "high": 0.6}} for name in METRICS}
    shown, folded = score_table(replace(facts, scores=scores)).split("<details>")
    lines = [line for line in shown.splitlines() if "0.50" in line]
    assert len(lines) == len(HEADLINE) and folded.count("0.50 [") == len(METRICS)
