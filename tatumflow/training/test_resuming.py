# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import os

import pytest
import torch

from ..model.checkpoints import save_checkpoint
from ..runtime.errors import TatumError
from .resuming import resume_run
from .saving import checkpoint_path


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
