# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import replace

from .results import row_from_json


def test_a_row_comes_back_from_its_json(small_results):
    for row in small_results.rows.values():
        text = json.dumps(row.as_json())
        assert row_from_json(json.loads(text)) == row


def test_a_row_has_no_keys_of_what_it_has_not(small_results):
    rows = {name: set(row.as_json()) for name, row in small_results.rows.items()}
    always = {"label", "kind", "silent", "most_shared", "spread", "scores"}
    language = {"loss_by_kind", "losses", "frame_use"}
    assert rows["uniform"] == rows["real"] == always
    assert rows["markov"] == always | language
    assert rows["tatumflow_same"] == (always | language | {"adherence", "style_token",
                                                           "checkpoint", "weights"})


def test_the_json_has_the_layout_that_others_read(small_results, small_exam):
    found = json.loads((small_exam.results / "metrics.json").read_text(encoding="utf-8"))
    assert found == json.loads(json.dumps(small_results.as_json()))
    assert set(found) == {"seed", "windows", "context", "seconds", "style", "guidance", "epsilon",
                          "passages", "pieces", "slices", "sheets", "held_out", "band",
                          "adherence", "apart", "rows", "verdict", "best"}
    assert set(found["held_out"]) == {"source", "pieces", "left_out", "remarks", "judge"}
    assert set(found["held_out"]["judge"]) == {"styles", "accuracy", "auc"}
    assert set(found["best"]) == {"name", "reason"}
    assert set(found["verdict"][0]) == {"metric", "threshold", "models", "floors", "ceiling",
                                        "text"}


def test_the_json_of_scores_has_the_layout_that_others_read(small_results):
    found = small_results.as_json()
    model = found["rows"]["tatumflow_same"]
    plain = {"value", "low", "high"}
    assert set(model["scores"]["kl_clip"]) == plain | {"calibrated"}
    assert set(found["apart"]["kl_clip"]) == set(found["adherence"]["tones"]) == plain
    assert set(model["losses"]["val"]) == {"loss_token", "loss_note", "loss_second", "behind"}
    assert set(model["frame_use"]["Chord"]) == {"right", "wrong", "hidden"}
    assert set(model["adherence"]["given"]["slots"]) == plain
    assert set(model["style_token"]) == {"Bebop Etude", "Stride Etude"}


def test_a_judge_that_is_not_known_has_no_key(small_results):
    unknown = replace(small_results, held_out=replace(small_results.held_out, judge=None))
    assert "judge" not in unknown.as_json()["held_out"]
