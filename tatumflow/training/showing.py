"""What the lesson on training lets a learner see: a run that is killed, and TensorBoard."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import subprocess
import sys
import time
from pathlib import Path

from ..runtime.checkpoint_files import checkpoint_files, step_of
from ..runtime.errors import TatumError
from ..runtime.platforms import where

__all__ = ['kill_early', 'open_board']


def kill_early(data: Path, recipe: Path, out: Path) -> int:
    """Train in another process as the YAML `recipe` says, kill it (SIGKILL) as soon as it has a
    checkpoint, and return that checkpoint's step.

    Raises `TatumError` when it ends without one.
    """
    words = ["--data", data, "--config", recipe, "--out", out, "--silent"]
    command = [sys.executable, "-m", "tatumflow", "phase3_train_production", *map(str, words)]
    folder, silent = out / "checkpoints", subprocess.DEVNULL
    with subprocess.Popen(command, stdout=silent, stderr=silent) as process:
        while process.poll() is None and not checkpoint_files(folder): time.sleep(0.001)
        process.kill()
    if not checkpoint_files(folder):
        raise TatumError("훈련이 체크포인트를 쓰지 못하고 끝났습니다. 1장의 토큰이 있는지 보고 "
                         "다시 실행하십시오.")
    return step_of(checkpoint_files(folder)[-1])


def open_board(logs: Path) -> None:
    """Open TensorBoard under the cell on Colab; elsewhere say how to open it."""
    if where() != "colab": return print(f"터미널에서: tensorboard --logdir {logs}")
    import IPython
    shell = IPython.get_ipython()
    shell.run_line_magic("load_ext", "tensorboard")
    shell.run_line_magic("tensorboard", f"--logdir {logs}")
