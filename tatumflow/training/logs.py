"""The log of a run: a table on disk, and TensorBoard."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import torch

from ..data.midi import write_midi
from ..data.tokens import play_back
from ..data.vocabulary import BOS, style_token
from ..model.sampling import Sampling, Until
from ..model.streaming import sample
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.sound import render
from ..runtime.soundfonts import Engine, find_soundfont
from .curves import LiveCurves
from .runs import Run
from .validation import PARTS

__all__ = ['COLUMNS', 'Log', 'read_log']


COLUMNS = ("step", "train_loss", "val_loss", "val_note", *(f"val_{name}" for name in PARTS),
           "learning_rate", "grad_norm", "tokens_per_second", "memory_gb", "mfu", "gpu_utilization")


class Log:
    """The run's rows (of `COLUMNS`) as `folder/training.csv` and as TensorBoard events in
    `folder`; with `audio`, samples too. To be closed, for TensorBoard's writer is a thread."""

    def __init__(self, folder: Path, run: Run, audio: bool = False):
        from torch.utils.tensorboard import SummaryWriter
        self.path, self.rows, self.audio = Path(folder) / "training.csv", run.rows, audio
        self.curves = LiveCurves()
        fresh = not any(Path(folder).glob("events.out.tfevents.*"))  # a run may go on elsewhere
        self.shown = 0 if fresh else len(run.rows)
        self.board = SummaryWriter(str(folder), purge_step=run.step + 1 if run.step else None)

    def show(self) -> None:
        """Bring TensorBoard up to date."""
        for row in self.rows[self.shown:]:
            for name in set(row) - {"step"}:
                self.board.add_scalar(name, row[name], row["step"])
        self.shown = len(self.rows)

    def flush(self) -> None:
        """Write both to disk."""
        text = io.StringIO()
        table = csv.DictWriter(text, COLUMNS)
        table.writeheader()
        table.writerows(self.rows)
        write_atomic(self.path, text.getvalue())
        self.board.flush()

    def draw(self, run: Run, tokenizer) -> None:
        """The curves in a notebook, and a sample if asked for."""
        self.curves.draw(self.rows)
        if self.audio: self.add_sample(run, tokenizer)

    def close(self) -> None:
        self.board.close()

    def add_sample(self, run: Run, tokenizer) -> None:
        """Let the EMA weights improvise 4 seconds in the most frequent style, and put the sound
        into TensorBoard; where that fails, say so."""
        try:
            sound, rate = _listen(run, tokenizer)
        except TatumError as error:  # a silent take, no soundfont: training goes on
            print(f"{run.step}스텝의 연주를 기록하지 못했습니다. {error}")
        else:
            mono = torch.from_numpy(sound.mean(axis=1))[None]
            self.board.add_audio("sample", mono, run.step, rate)


def _listen(run: Run, tokenizer) -> tuple[np.ndarray, int]:
    """Bars of the EMA weights' playing, 4 seconds or a little more, (samples, channels), and the
    sampling rate."""
    style = max(run.data["style"], key=run.data["style"].get)
    prompt = [BOS, tokenizer.vocab[style_token(style)]]
    (ids,) = sample(run.ema.module, tokenizer, prompt, Until(seconds=4), Sampling(seed=run.seed))
    with tempfile.TemporaryDirectory() as scratch:
        midi = write_midi(play_back(ids, tokenizer), Path(scratch) / "sample.mid")
        return render(midi, Engine("symusic", find_soundfont()))


def read_log(path: Path) -> list[dict]:
    """The rows of a `training.csv` as numbers, without the empty cells; [] without the file."""
    if not Path(path).exists(): return []
    try:
        with open(path, newline="", encoding="utf-8-sig") as file: table = [*csv.DictReader(file)]
        return [{name: int(cell) if name == "step" else float(cell)
                 for name, cell in row.items() if cell} for row in table]
    except (OSError, ValueError, TypeError, csv.Error):
        raise TatumError(f"훈련 기록을 읽을 수 없습니다: {path}. 체크포인트에도 같은 기록이 있으니 "
                         "같은 훈련을 이어 가면 다시 적힙니다.") from None
