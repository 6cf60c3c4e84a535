"""Checkpoints of a run: the best one and the two newest."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from pathlib import Path

from ..model.checkpoints import save_checkpoint
from ..runtime.checkpoint_files import best_name, checkpoint_files
from ..runtime.files import write_atomic
from .runs import Run

__all__ = ['checkpoint_path', 'note_best', 'save_run']


def checkpoint_path(folder: Path, step: int) -> Path:
    """`tatumflow_000200.pt` for step 200."""
    return Path(folder) / f"tatumflow_{step:06d}.pt"


def save_run(run: Run, folder: Path, tokenizer) -> Path:
    """Write the run's checkpoint and `best.json`, then delete the checkpoints that are neither the
    best nor among the two newest."""
    path = checkpoint_path(folder, run.step)
    save_checkpoint(path, run.bare_model, tokenizer, **run.state())
    note_best(run, folder)
    for old in checkpoint_files(folder)[:-2]:
        if old.name != best_name(folder): old.unlink()
    return path


def note_best(run: Run, folder: Path) -> None:
    """Name the best checkpoint in `best.json`, once there was a validation."""
    if not run.best_step: return
    best = {"file": checkpoint_path(folder, run.best_step).name, "step": run.best_step,
            "val_loss": run.best}
    write_atomic(Path(folder) / "best.json", json.dumps(best))
