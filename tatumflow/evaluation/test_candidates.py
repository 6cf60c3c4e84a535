# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from miditok import REMI

from ..data.notes import make_notes
from ..data.tempo import FREE
from ..data.time_map import clock_map
from ..data.token_files import music_digest, read_listing
from ..data.tokens import decode, written_tempi
from ..model.checkpoints import save_checkpoint
from ..model.config import ModelConfig
from ..model.sampling import GUIDANCE, Sampling
from ..model.saved_models import open_model, PRETRAINED
from ..model.transformer import Transformer
from .candidates import (
    _find_checkpoints, continue_passage, load_candidates, passage_prompt, training_remarks,
)
from .evaluating import evaluate
from .exam import Exam


def test_models_of_one_name_have_rows_of_their_own(checkpoints):
    assert list(_find_checkpoints(checkpoints)) == ["tatumflow_same", "tatumflow_same_2"]


def test_no_model_takes_the_row_of_a_baseline(tmp_path, small_model, tokenizer):
    real, one = (save_checkpoint(tmp_path / f"{name}.pt", small_model, tokenizer)
                 for name in ("real", "one"))
    assert list(_find_checkpoints([real, one])) == ["real_2", "one"]


def test_the_packaged_model_has_a_name():
    assert _find_checkpoints([Path("pretrained")]) == {"pretrained": PRETRAINED}


def test_a_missing_checkpoint_is_refused(tmp_path, refusal):
    with refusal("체크포인트가 없습니다"):
        load_candidates([tmp_path / "none.pt"])


def test_each_model_is_loaded_once(small_exam):
    with mock.patch("tatumflow.evaluation.candidates.open_model", wraps=open_model) as loaded:
        evaluate(small_exam)
    assert loaded.call_count == 2


def test_models_with_other_tokenizers_are_refused(checkpoints, strange_model, refusal):
    with refusal("토크나이저가 다른 체크포인트"):
        load_candidates([checkpoints[0], strange_model])


@pytest.fixture(scope="module")
def strange_model(tmp_path_factory, prepared):
    """A model with one more token."""
    words = REMI(params=prepared / "tokenizer.json")
    words.add_to_vocab("Style_Stranger", special_token=True)
    model = Transformer(ModelConfig(len(words), hidden=32, layers=1, heads=2, context=256))
    return save_checkpoint(tmp_path_factory.mktemp("strange") / "strange.pt", model, words)


def test_a_model_with_another_tokenizer_than_the_data_is_refused(strange_model, prepared, refusal):
    with refusal("토크나이저가 다릅니다"):
        evaluate(Exam([strange_model], data=prepared))


def test_models_that_learnt_from_other_data_are_remarked_on(tmp_path, prepared, small_model,
                                                           tokenizer):
    here = music_digest(read_listing(prepared))
    notes = {"a": {}, "b": {"data": {"music": here}}, "c": {"data": {"music": "another"}}}
    paths = [save_checkpoint(tmp_path / f"{name}.pt", small_model, tokenizer, **more)
             for name, more in notes.items()]
    candidates = load_candidates(paths)
    doubts = training_remarks(candidates, prepared)
    assert len(doubts) == 2
    assert "a에는 무엇으로 훈련했는지" in doubts[0] and "c은(는) 이 폴더" in doubts[1]
    assert training_remarks(candidates, tmp_path) == []


def test_a_model_continues_only_what_comes_after_the_prompt(small_model, tokenizer,
                                                            etude_passages):
    passage = replace(etude_passages[0], seconds=4.0)
    takes = [continue_passage(small_model, tokenizer, passage, seed) for seed in (0, 0, 1)]
    assert takes[0]["onset"].min() >= 0 and takes[0]["onset"].max() < 4
    assert np.array_equal(takes[0], takes[1]) and not np.array_equal(takes[0], takes[2])


def test_no_note_of_the_prompt_is_rounded_into_the_continuation(small_model, tokenizer,
                                                               etude_passages):
    late = make_notes([1.0, 7.998], 0.2, 60, 80)
    passage = replace(etude_passages[0], prompt=late, context=8.0, bars=4, time_map=clock_map())
    ids = passage_prompt(passage, tokenizer)
    heard = decode(ids, tokenizer)
    assert heard["onset"].tolist() == [2.0] and ids[-1] == tokenizer.vocab["Bar_None"]
    assert written_tempi(ids, tokenizer).tolist() == [FREE] * 5  # bars of silence are told


def test_a_model_is_asked_with_guidance_for_what_the_real_music_lasts(tokenizer, etude_passages):
    passage = etude_passages[0]
    with mock.patch("tatumflow.evaluation.candidates.sample",
                    return_value=[np.append(passage_prompt(passage, tokenizer), 2)]) as sampled:
        continue_passage(None, tokenizer, passage)
    *_, until, sampling = sampled.call_args.args
    assert until.seconds == pytest.approx(passage.context + passage.seconds, abs=0.1)
    assert sampling == Sampling(guidance=GUIDANCE)
