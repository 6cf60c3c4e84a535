# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import io
import tempfile
from pathlib import Path

import torch

from ..data.frames import BOS, style_token
from ..data.notes import write_midi
from ..data.tokens import decode
from ..model.config import ModelConfig
from ..model.streaming import sample
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.sound import render
from ..runtime.soundfonts import Engine, find_soundfont
from .runs import Run
from .steps import PARTS

__all__ = [
    'COLUMNS', 'Curves', 'KOREAN', 'Log', 'PEAK_FLOPS', 'flops_per_token', 'machine_figures',
    'peak_flops', 'plot_kinds', 'plot_training', 'read_log',
]


COLUMNS = ("step", "train_loss", "val_loss", *(f"val_{name}" for name in PARTS), "learning_rate", "grad_norm", "tokens_per_second", "memory_gb", "mfu", "gpu_utilization")


class Curves:
    """The curves of a run in a notebook, each drawing in place of the last; in a terminal, or before a training loss is logged, nothing."""
    shown = None

    def draw(self, rows: list[dict]) -> None:
        from IPython import display, get_ipython
        if not hasattr(get_ipython(), "kernel") or not any("train_loss" in row for row in rows):
            return
        from matplotlib import pyplot as plt
        figure, png = plot_training(rows).figure, io.BytesIO()
        figure.savefig(png, format="png", dpi=72)
        plt.close(figure)
        if self.shown:
            self.shown.update(display.Image(png.getvalue()))
        else:
            self.shown = display.display(display.Image(png.getvalue()), display_id=True)


class Log:
    """The run's rows (of `COLUMNS`) as `folder/training.csv` and as TensorBoard events in `folder`; with `audio`, samples too."""

    def __init__(self, folder: Path, run: Run, audio: bool = False):
        from torch.utils.tensorboard import SummaryWriter
        self.path, self.rows, self.audio, self.curves = Path(folder) / "training.csv", run.rows, audio, Curves()
        fresh = not any(Path(folder).glob("events.out.tfevents.*"))  # a run may go on in a new place
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

    def play(self, run: Run, tokenizer) -> None:
        """Let the EMA weights improvise 4 seconds in the most frequent style, and put the sound into TensorBoard."""
        style = max(run.data["style"], key=run.data["style"].get)
        (ids,) = sample(run.ema.module, tokenizer, [BOS, tokenizer.vocab[style_token(style)]], until=4, seed=run.seed, show=False)
        try:
            with tempfile.TemporaryDirectory() as scratch:
                sound, rate = render(write_midi(decode(ids, tokenizer), Path(scratch) / "sample.mid"), Engine("symusic", find_soundfont()))
            self.board.add_audio("sample", torch.from_numpy(sound.mean(axis=1))[None], run.step, rate)
        except TatumError as error:  # a silent take, no soundfont: training goes on
            print(f"{run.step}스텝의 연주를 기록하지 못했습니다. {error}")


def read_log(path: Path) -> list[dict]:
    """The rows of a `training.csv` as numbers, without the empty cells."""
    if not Path(path).exists():
        return []
    with open(path, newline="", encoding="utf-8") as file:
        return [{name: float(cell) if name != "step" else int(cell) for name, cell in row.items() if cell} for row in csv.DictReader(file)]


def plot_training(rows: list[dict]):
    """Draw the training and validation loss of the rows of a log (see `read_log`), with the validation loss named at its best. Returns the Axes."""
    from matplotlib import pyplot as plt
    _, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
    for name, label in (("train_loss", "훈련"), ("val_loss", "검증(EMA)")):
        points = [(row["step"], row[name]) for row in rows if name in row]
        if points:
            ax.plot(*zip(*points), marker="o" if name == "val_loss" else None, label=label)
    best = min((row for row in rows if "val_loss" in row), key=lambda row: row["val_loss"], default=None)
    if best:
        ax.annotate(f"{best['val_loss']:.2f}", (best["step"], best["val_loss"]), textcoords="offset points", xytext=(0, 8), ha="center")
    ax.set(xlabel="스텝", ylabel="손실(내트/토큰)")
    ax.grid(alpha=0.3)
    ax.legend()
    return ax


KOREAN = {"position": "위치", "pitch": "음높이", "velocity": "세기", "duration": "길이", "frame": "틀"}


def plot_kinds(rows: list[dict]):
    """Draw the validation loss of each kind of token. Returns the Axes."""
    from matplotlib import pyplot as plt
    _, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
    for name in PARTS:
        points = [(row["step"], row[f"val_{name}"]) for row in rows if f"val_{name}" in row]
        if points:
            ax.plot(*zip(*points), marker="o", ms=3, label=KOREAN[name])
    ax.set(xlabel="스텝", ylabel="검증 손실(내트/토큰)")
    ax.grid(alpha=0.3)
    ax.legend()
    return ax


PEAK_FLOPS = {"T4": 65e12, "V100": 125e12, "A100": 312e12, "L4": 121e12, "H100": 989e12, "H200": 989e12}  # dense fp16 or bf16, data sheets


def flops_per_token(config: ModelConfig, parameters: int) -> float:
    """Forward and backward (PaLM, appendix B: Chowdhery et al. 2022): 6 a parameter, and attention's 12 × layers × width × context."""
    return 6 * parameters + 12 * config.layers * config.hidden * config.context


def peak_flops() -> float | None:
    """What the GPU can do in 16 bits (FLOP/s), for GPUs in `PEAK_FLOPS`."""
    name = torch.cuda.get_device_name() if torch.cuda.is_available() else ""
    return next((peak for part, peak in PEAK_FLOPS.items() if part in name.replace("-", " ").split()), None)


def machine_figures(run: Run, tokens_per_second: float) -> dict[str, float]:
    """Peak memory (GB; the process's own on the CPU) and, on CUDA, utilisation (percent) and, on GPUs in `PEAK_FLOPS`, MFU (0-1)."""
    if run.accelerator.device.type != "cuda":
        import psutil
        return {"memory_gb": psutil.Process().memory_info().rss / 1e9}
    figures = {"memory_gb": torch.cuda.max_memory_allocated() / 1e9}
    parameters = sum(p.numel() for p in run.model.parameters())
    if peak := peak_flops():
        figures["mfu"] = tokens_per_second * flops_per_token(run.config, parameters) / (peak * run.accelerator.num_processes)
    try:
        figures["gpu_utilization"] = float(torch.cuda.utilization())
    except Exception:  # without NVIDIA's management library, or on a slice of a GPU, which has no such figure
        return figures
    seen = [row["gpu_utilization"] for row in run.rows if "gpu_utilization" in row][-3:]
    if len(seen) == 2 and max(*seen, figures["gpu_utilization"]) < 50:
        run.accelerator.print(f"GPU를 {figures['gpu_utilization']:.0f}%만 쓰고 있습니다. 메모리가 남으면 설정의 batch_size를 키우십시오."
                              + " CPU가 느려 묶음을 제때 만들지 못하는 것이면 varied를 줄이십시오." * bool(run.training.varied))
    return figures
