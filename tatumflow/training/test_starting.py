# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from copy import deepcopy

import pytest
import torch
from miditok import REMI

from ..model.checkpoints import save_checkpoint
from ..model.saved_models import load_model
from ..runtime.errors import TatumError
from .starting import match_tokens, take_weights


@pytest.mark.parametrize("shape", [{}, {"layers": 3}, {"taps": 2}, {"layers": 2, "context": 128}])
def test_a_model_grows_from_where_a_smaller_one_is(shape, tiny_run, two_checkpoints, tokenizer):
    start = two_checkpoints / "tatumflow_000012.pt"
    teacher, _ = load_model(start)
    pupil = tiny_run(seed=1, shape=shape)
    ids = torch.arange(20, 40, device=pupil.accelerator.device)[None]
    assert not torch.allclose(pupil.model.eval()(ids), teacher(ids), atol=1e-2)
    take_weights(pupil, start, tokenizer)
    for model in (pupil.model, pupil.ema.module):
        assert torch.allclose(model.eval()(ids), teacher(ids), atol=1e-5)


def test_weights_of_another_shape_are_refused(tiny_run, two_checkpoints, tokenizer):
    run = tiny_run(shape={"heads": 4, "taps": 2, "layers": 2})
    with pytest.raises(TatumError, match="heads: 모델 2, 설정 4") as caught:
        take_weights(run, two_checkpoints / "tatumflow_000012.pt", tokenizer)
    assert "taps" not in str(caught.value) and "layers" not in str(caught.value)


def test_a_model_cannot_shrink(tiny_run, two_checkpoints, tokenizer, tmp_path):
    save_checkpoint(tmp_path / "deep.pt", tiny_run(shape={"layers": 2}).model, tokenizer)
    with pytest.raises(TatumError, match="layers: 모델 2, 설정 1"):
        take_weights(tiny_run(), tmp_path / "deep.pt", tokenizer)


@pytest.fixture(scope="module")
def old_tokenizer(tokenizer):
    """A tokenizer that counts in hundredths of two seconds and knows no tempo."""
    config = deepcopy(tokenizer.config)
    new = ("Tempo", "Sheet", "Middle", "Gap")
    config.special_tokens = [name for name in config.special_tokens if not name.startswith(new)]
    config.beat_res = {(0, 1): 50, (1, 4): 10, (4, 16): 4}
    return REMI(config)


@pytest.fixture
def old_model(tiny_run, old_tokenizer, tmp_path):
    """A checkpoint of a model of the old tokens: its path, and {token: its embedding}."""
    model = tiny_run(seed=7, shape={"vocab_size": len(old_tokenizer)}).model
    path = save_checkpoint(tmp_path / "old.pt", model, old_tokenizer)
    rows = model.model.embed_tokens.weight.detach()
    return path, {name: rows[number] for name, number in old_tokenizer.vocab.items()}


def test_a_model_of_other_tokens_gives_its_rows_by_name_and_time(
        tiny_run, old_model, tokenizer, capsys):
    path, theirs = old_model
    run = tiny_run(seed=1)
    fresh = run.model.model.embed_tokens.weight.detach().clone()
    take_weights(run, path, tokenizer)
    for model in (run.model, run.ema.module):
        rows = model.model.embed_tokens.weight.detach()
        ours = {name: rows[number] for name, number in tokenizer.vocab.items()}
        for name, other in {"Pitch_60": "Pitch_60", "Chord1_G7": "Chord1_G7",
                            "Bar_None": "Bar_None", "Position_0": "Position_0",
                            "Position_48": "Position_50", "Position_191": "Position_199",
                            "Duration_0.1.48": "Duration_0.1.50",
                            "Duration_0.24.48": "Duration_0.25.50",
                            "Duration_1.3.12": "Duration_1.2.10",
                            "Duration_4.0.4": "Duration_4.0.4"}.items():
            assert torch.equal(ours[name], theirs[other]), name
        for name in ("Tempo_30", "Tempo_free", "Sheet_None", "Gap_3"):
            assert torch.equal(ours[name], fresh[tokenizer.vocab[name]]), name
    new = sum(name.startswith(("Tempo", "Sheet", "Middle", "Gap")) for name in tokenizer.vocab)
    assert f"{new}개는 새로" in capsys.readouterr().out


def test_the_same_tokens_give_all_rows_without_a_word(tiny_run, two_checkpoints, tokenizer, capsys):
    take_weights(tiny_run(seed=1), two_checkpoints / "tatumflow_000012.pt", tokenizer)
    assert not capsys.readouterr().out
    assert match_tokens(tokenizer.vocab, tokenizer.vocab) == {n: n for n in tokenizer.vocab}
