"""The names of checkpoints: `tatumflow_000200.pt` is that of step 200."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import re
from pathlib import Path

__all__ = ['best_name', 'checkpoint_files', 'step_of']


def step_of(name: str | Path) -> int:
    """The training step in the name of a checkpoint; -1 in another name."""
    found = re.fullmatch(r"tatumflow_(\d+)\.pt", Path(name).name)
    return int(found[1]) if found else -1


def checkpoint_files(folder: Path) -> list[Path]:
    """The checkpoints in `folder`, the oldest first."""
    files = [path for path in Path(folder).glob("tatumflow_*.pt") if step_of(path) >= 0]
    return sorted(files, key=step_of)


def best_name(folder: Path) -> str | None:
    """The file that `best.json` in `folder` names; None where it is missing or damaged."""
    try:
        text = (Path(folder) / "best.json").read_text(encoding="utf-8-sig")
        name = json.loads(text)["file"]
        return name if step_of(name) >= 0 and Path(name).name == name else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
