# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import os

import pytest
import torch

from ..model.checkpoints import save_checkpoint
from ..model.saved_models import load_model
from ..runtime.errors import TatumError
from .resuming import resume_run, take_weights
from .saving import checkpoint_path, save_run


@pytest.fixture
def two_checkpoints(tiny_run, train_stream, tokenizer, tmp_path):
    """A folder with the checkpoints of steps 6 and 12 of a tiny run."""
    run, folder = tiny_run(), tmp_path / "checkpoints"
    for run.step in (6, 12): save_run(run, folder, tokenizer)
    return folder


def test_without_a_checkpoint_nothing_is_resumed(tiny_run, tmp_path):
    assert not resume_run(tiny_run(), tmp_path / "nowhere")


def test_a_damaged_checkpoint_is_passed_over_aloud(tiny_run, two_checkpoints, capsys):
    newest = two_checkpoints / "tatumflow_000012.pt"
    newest.write_bytes(newest.read_bytes()[:5000])
    run = tiny_run()
    assert resume_run(run, two_checkpoints) and run.step == 6
    said = capsys.readouterr().out
    assert "tatumflow_000012.pt이(가) 손상되어 건너뛰고" in said
    assert "tatumflow_000006.pt에서 이어 갑니다" in said


def test_a_whole_checkpoint_that_cannot_be_read_is_not_passed_over(tiny_run, two_checkpoints):
    newest = two_checkpoints / "tatumflow_000012.pt"
    found = torch.load(newest, weights_only=True)
    found["config"]["of_the_future"] = 1
    torch.save(found, newest)
    run = tiny_run()
    with pytest.raises(TatumError, match="tatumflow_000012.pt"): resume_run(run, two_checkpoints)
    assert run.step == 0


def test_what_a_killed_run_left_half_written_is_removed(tiny_run, two_checkpoints, ended_process):
    again = os.getpid()  # a number that was given again: this process is younger than the file
    for number in (ended_process, again):
        half = two_checkpoints / f".tatumflow_000018.pt.{number}.tmp"
        half.write_bytes(b"PK")
        if number == again: os.utime(half, (0, 0))
    assert resume_run(tiny_run(), two_checkpoints)
    assert not list(two_checkpoints.glob(".*.tmp"))


def test_what_a_living_process_is_writing_stays(tiny_run, two_checkpoints, living_process):
    half = two_checkpoints / f".tatumflow_000018.pt.{living_process}.tmp"
    half.write_bytes(b"PK")
    assert resume_run(tiny_run(), two_checkpoints) and half.exists()


def test_a_checkpoint_of_another_shape_is_refused(tiny_run, two_checkpoints):
    with pytest.raises(TatumError, match="hidden: 체크포인트 32, 설정 64"):
        resume_run(tiny_run(shape={"hidden": 64}), two_checkpoints)


def test_a_checkpoint_of_another_optimizer_is_refused(tiny_run, two_checkpoints):
    newest = two_checkpoints / "tatumflow_000012.pt"
    found = torch.load(newest, weights_only=True)
    groups = found["optimizer"]["parts"][0]["param_groups"]
    groups.append(groups[0])
    torch.save(found, newest)
    with pytest.raises(TatumError, match="다른 판의 TatumFlow"):
        resume_run(tiny_run(), two_checkpoints)


def test_a_checkpoint_without_training_state_is_refused(tiny_run, tokenizer, tmp_path):
    save_checkpoint(checkpoint_path(tmp_path, 6), tiny_run().model, tokenizer)
    with pytest.raises(TatumError, match="이어 갈 상태가 들어 있지 않거나"):
        resume_run(tiny_run(), tmp_path)


def test_changed_settings_are_told_and_taken(tiny_run, two_checkpoints, capsys):
    run = tiny_run(seed=4, weight_decay=0.5, data={"pieces": 9})
    assert resume_run(run, two_checkpoints)
    said = capsys.readouterr().out
    assert "(weight_decay, seed)" in said and "훈련 데이터가 체크포인트의 것과 다릅니다" in said
    assert {group["weight_decay"] for group in run.optimizer.param_groups} == {0.5, 0.0}


@pytest.mark.parametrize("shape", [{}, {"layers": 3}, {"taps": 2}, {"layers": 2, "context": 128}])
def test_a_model_grows_from_where_a_smaller_one_is(shape, tiny_run, two_checkpoints):
    start = two_checkpoints / "tatumflow_000012.pt"
    teacher, _ = load_model(start)
    pupil = tiny_run(seed=1, shape=shape)
    ids = torch.arange(20, 40, device=pupil.accelerator.device)[None]
    assert not torch.allclose(pupil.model.eval()(ids), teacher(ids), atol=1e-2)
    take_weights(pupil, start)
    for model in (pupil.model, pupil.ema.module):
        assert torch.allclose(model.eval()(ids), teacher(ids), atol=1e-5)


def test_weights_of_another_shape_are_refused(tiny_run, two_checkpoints):
    run = tiny_run(shape={"heads": 4, "taps": 2, "layers": 2})
    with pytest.raises(TatumError, match="heads: 모델 2, 설정 4") as caught:
        take_weights(run, two_checkpoints / "tatumflow_000012.pt")
    assert "taps" not in str(caught.value) and "layers" not in str(caught.value)


def test_a_model_cannot_shrink(tiny_run, two_checkpoints, tokenizer, tmp_path):
    save_checkpoint(tmp_path / "deep.pt", tiny_run(shape={"layers": 2}).model, tokenizer)
    with pytest.raises(TatumError, match="layers: 모델 2, 설정 1"):
        take_weights(tiny_run(), tmp_path / "deep.pt")
