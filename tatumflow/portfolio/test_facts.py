# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
from dataclasses import replace

import pytest
import torch

from ..evaluation.metrics import METRICS
from ..model.checkpoints import save_checkpoint
from ..model.saved_models import load_model, weights_digest
from ..runtime.errors import TatumError
from ..runtime.files import file_digest, write_atomic
from ..runtime.workspaces import workspace
from .export import export_hub
from .facts import (
    choose_license, gather_facts, need_scores, read_record, read_scores, read_verdict, write_record,
)


def test_a_model_is_known_by_its_weights_not_by_its_file(checkpoint, model, tokenizer, measure):
    assert gather_facts(checkpoint).scores == {}
    measure(weights_digest(model))
    facts = gather_facts(checkpoint)
    assert facts.scores["kl_clip"]["model"]["value"] == 1.0
    assert facts.weights == weights_digest(model)
    os.utime(checkpoint, (2e9, 2e9))
    assert gather_facts(checkpoint).scores, "the same model was not known in a newer file"
    save_checkpoint(checkpoint.with_name("other.pt"), model, tokenizer)
    assert gather_facts(checkpoint.with_name("other.pt")).scores


def test_scores_are_not_taken_from_another_model_of_the_same_name(checkpoint, tokenizer, measure):
    changed, _ = load_model(checkpoint)
    measure(weights_digest(changed))
    with torch.no_grad(): next(changed.parameters())[0, 0] += 1
    save_checkpoint(checkpoint, changed, tokenizer)
    assert gather_facts(checkpoint).scores == {}


def test_scores_of_unknown_origin_are_not_taken(checkpoint, measure):
    measure(None)
    assert gather_facts(checkpoint).scores == {}


def test_only_rows_that_scores_are_read_against_stand_beside(facts, measure):
    measure(facts.weights)
    scores = read_scores(facts.weights)
    assert set(scores["kl_clip"]) == {"model", "uniform", "real"}
    assert list(scores) == [name for name in METRICS if name in scores]


def test_a_checkpoint_tells_what_its_training_recorded(facts, model):
    assert (facts.step, facts.seed, facts.best) == (60, 0, 2.8)
    assert facts.settings == {"learning_rate": 0.001}
    assert facts.parameters == sum(weight.numel() for weight in model.parameters())
    assert facts.data_text == "훈련 데이터: 연습곡 3곡" and facts.license == "mit"


def test_the_record_of_another_model_is_not_read(facts, tmp_path):
    folder = export_hub(facts.checkpoint, tmp_path / "hub")
    write_record(replace(facts, weights="another"), folder)
    assert gather_facts(folder).data == {} and read_record(folder, "another")["step"] == 60


def test_a_checkpoint_without_a_record_claims_nothing(ws, model, tokenizer):
    path = save_checkpoint(ws.checkpoints / "tatumflow_000001.pt", model, tokenizer)
    facts = gather_facts(path)
    assert facts.data == {} and "알 수 없습니다" in facts.data_text
    assert (facts.step, facts.seed, facts.best, facts.settings) == (None, None, None, {})
    assert facts.license == "cc-by-nc-sa-4.0"


def test_facts_of_the_packaged_model_are_gathered_by_its_name(pretrained):
    facts = gather_facts("pretrained")
    assert facts.weights == weights_digest(pretrained[0]) and facts.license == "cc-by-nc-sa-4.0"
    assert facts.digest == file_digest(facts.checkpoint / "model.safetensors")


def test_facts_of_an_exported_folder_are_those_of_its_checkpoint(facts, measure, tmp_path):
    measure(facts.weights)
    folder = export_hub(facts.checkpoint, tmp_path / "hub")
    (workspace().results / "metrics.json").unlink()
    exported = gather_facts(folder)
    assert (exported.weights, exported.config) == (facts.weights, facts.config)
    assert (exported.step, exported.seed, exported.data) == (60, 0, facts.data)
    assert exported.scores["kl_clip"]["model"]["value"] == 1.0
    assert exported.parameters == facts.parameters and exported.checkpoint == folder


def test_the_style_is_tatum_where_he_was_learnt_else_the_most_frequent_name(facts):
    def style(**styles): return replace(facts, data={"style": styles}).style
    assert style(**{"Bebop Etude": 9, "Art Tatum": 1}) == "Art Tatum"
    assert style(Other=9, **{"Bebop Etude": 1, "Stride Etude": 2}) == "Stride Etude"
    assert style(Other=9) == "Other"
    assert style() == "Art Tatum"


def test_without_a_record_the_workspace_tells_the_style_but_not_of_a_folder(ws, facts):
    write_atomic(ws.tokens / "train.json", json.dumps([{"style": "Bebop Etude"}]))
    assert replace(facts, data={}).style == "Bebop Etude"
    assert gather_facts("pretrained").style == "Art Tatum"


def test_the_strictest_licence_of_the_sources_holds():
    assert choose_license(["etudes"]) == "mit"
    assert choose_license({"etudes": 1, "weimar": 2}) == "odbl"
    assert choose_license(["etudes", "pijama", "weimar"]) == "cc-by-nc-sa-4.0"
    assert choose_license(["folder", "etudes"]) == "other"


def test_an_unknown_source_has_the_strictest_licence_of_all():
    assert choose_license([]) == choose_license(["etudes", "?"]) == "cc-by-nc-sa-4.0"


def test_results_of_another_model_are_not_read(facts, measure, ws):
    with pytest.raises(TatumError, match="04_evaluation"): need_scores(facts)
    measure("another")
    with pytest.raises(TatumError, match=facts.checkpoint.name): need_scores(facts)
    measure(facts.weights)
    need_scores(gather_facts(facts.checkpoint))
    assert gather_facts(facts.checkpoint).verdict == read_verdict(facts.weights) != []
