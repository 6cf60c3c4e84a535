# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

from ..runtime.checkpoint_files import best_name, checkpoint_files
from .resuming import resume_run
from .saving import save_run


def saved_at(run, folder, tokenizer, *steps):
    for run.step in steps: save_run(run, folder, tokenizer)
    return [path.name for path in checkpoint_files(folder)]


def test_the_best_and_the_two_newest_stay(tiny_run, tmp_path, tokenizer):
    run = tiny_run()
    run.best_step, run.best = 2, 3.5
    names = saved_at(run, tmp_path, tokenizer, 2, 4, 6, 8)
    assert names == ["tatumflow_000002.pt", "tatumflow_000006.pt", "tatumflow_000008.pt"]
    assert best_name(tmp_path) == names[0]
    note = json.loads((tmp_path / "best.json").read_text(encoding="utf-8"))
    assert note == {"file": names[0], "step": 2, "val_loss": 3.5}


def test_step_1000000_is_newer_than_999800(tiny_run, tmp_path, tokenizer):
    run = tiny_run()
    names = saved_at(run, tmp_path, tokenizer, 999_800, 999_900, 1_000_000)
    assert names == ["tatumflow_999900.pt", "tatumflow_1000000.pt"]
    again = tiny_run()
    assert resume_run(again, tmp_path) and again.step == 1_000_000


def test_before_the_first_validation_there_is_no_best(tiny_run, tmp_path, tokenizer):
    saved_at(tiny_run(), tmp_path, tokenizer, 2)
    assert not (tmp_path / "best.json").exists()
