"""The names of checkpoints."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

import pytest

from .checkpoint_files import best_name, checkpoint_files, step_of


def test_the_step_of_a_checkpoint_is_the_number_in_its_name():
    assert step_of("tatumflow_000200.pt") == 200
    assert step_of(Path("folder/tatumflow_1000000.pt")) == 1_000_000
    assert step_of("tatumflow_final.pt") == step_of("best.json") == -1


def test_checkpoints_are_sorted_by_step_and_not_by_letter(tmp_path, make_checkpoint):
    for step in (1_000_000, 999_800, 200): make_checkpoint(tmp_path / "c", step)
    (tmp_path / "c/tatumflow_final.pt").touch()
    found = checkpoint_files(tmp_path / "c")
    assert [step_of(path) for path in found] == [200, 999_800, 1_000_000]


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"file": 1.5}', '{"file": "../a.pt"}'])
def test_a_damaged_note_names_no_best(tmp_path, text):
    assert best_name(tmp_path) is None
    (tmp_path / "best.json").write_text(text)
    assert best_name(tmp_path) is None
