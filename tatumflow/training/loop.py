"""The loop: steps, with a log, validations and checkpoints at their times."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from ..data.windows import TokenStream
from ..runtime.bars import progress
from ..runtime.vault import Vault
from .health import check_health, highest_healthy, recent_losses
from .logs import Log
from .machine import machine_figures
from .runs import Run
from .saving import save_run
from .schedule import learning_rate
from .steps import train_step
from .stopping import StopRequest
from .validation import loss_by_kind, Losses

__all__ = ['Loop']


_LOG_EVERY = 25  # steps
_VALIDATION_WINDOWS = 200


class _Stopwatch:
    """The speed of a run since `restart`, which leaves out validating and saving."""

    def __init__(self, run: Run):
        self.run = run
        self.restart()

    def restart(self) -> None:
        self.step, self.began = self.run.step, time.perf_counter()

    def tokens_per_second(self) -> float:
        run = self.run
        tokens = (run.step - self.step) * run.training.batch_size * run.config.context
        return tokens / (time.perf_counter() - self.began)


@dataclass
class Loop:
    """Trains a run on the streams "train" and "val". The main process has a `log`, writes
    checkpoints to `folder`, and copies them to `vault` where there is one."""
    run: Run
    streams: dict[str, TokenStream]
    folder: Path
    log: Log | None = None
    vault: Vault | None = None

    def run_to(self, last: int, stop: StopRequest) -> None:
        """Train until step `last`, a `stop`, or `patience` validations without improvement."""
        run, watch = self.run, _Stopwatch(self.run)
        with _open_bar(run, last) as bar:
            while run.step < last and not run.stopped and run.stale < run.training.patience:
                loss, norm = train_step(run, self.streams["train"])
                check_health(run, loss, norm, self.folder)
                run.losses.append(loss)
                run.stopped = _in_any_process(run, stop.asked)
                if bar is not None: bar.update()
                if run.step % _LOG_EVERY == 0: self._note(norm, watch, bar)
                due = run.step == last or run.step % run.training.checkpoint_every == 0
                examined = due or run.step % run.training.validate_every == 0
                if examined: due |= self._validate()
                if self.log: self.log.show()
                if due or run.stopped: self._save()
                if examined: watch.restart()
        if run.stale >= run.training.patience:
            run.accelerator.print(f"검증 손실이 {run.stale}번 잇달아 나아지지 않아 "
                                  f"{run.step}스텝에서 멈췄습니다(조기 종료).")

    def _note(self, norm: float, watch: _Stopwatch, bar) -> None:
        _note_training(self.run, norm, watch.tokens_per_second())
        watch.restart()
        if bar is not None:
            loss, best = self.run.rows[-1]["train_loss"], self.run.best
            bar.set_postfix(loss=f"{loss:.3f}", best=f"{best:.3f}", **_age_of_copy(self.vault))

    def _validate(self) -> bool:
        """Measure and note the validation loss; whether the result is to be saved at once."""
        losses = _measure(self.run, self.streams["val"])
        check_health(self.run, losses.mean, 0.0, self.folder)
        better = _note_validation(self.run, losses)
        if self.log: self.log.draw(self.run, self.streams["val"].tokenizer)
        return better or self.run.stale >= self.run.training.patience

    def _save(self) -> None:
        latest = recent_losses(self.run)[-1:]
        if not self.log or (latest and latest[0] > highest_healthy(self.run)): return
        save_run(self.run, self.folder, self.streams["val"].tokenizer)
        self.log.flush()
        if self.vault: self.vault.push()


def _open_bar(run: Run, last: int):
    """A progress bar; None in the other processes."""
    if not run.accelerator.is_main_process: return nullcontext()
    bar = progress(total=last, desc="훈련", unit="스텝")
    bar.update(run.step)
    return bar


def _age_of_copy(vault: Vault | None) -> dict[str, str]:
    """What the bar says of the newest copy."""
    if not vault: return {}
    minutes = (time.time() - vault.when) / 60
    return {"사본": f"{minutes:.0f}분 전" if vault.newest else "아직"}


def _note_training(run: Run, norm: float, tokens_per_second: float) -> None:
    """Add a row to the log on the steps since the last one."""
    run.rows.append({"step": run.step, "train_loss": sum(run.losses) / len(run.losses),
                     "grad_norm": norm, "learning_rate": learning_rate(run.step - 1, run.training),
                     "tokens_per_second": tokens_per_second,
                     **machine_figures(run, tokens_per_second)})
    run.losses = []


def _in_any_process(run: Run, flag: bool) -> bool:
    """Whether `flag` is set in any process."""
    if run.accelerator.num_processes == 1: return flag
    number = torch.tensor(float(flag), device=run.accelerator.device)
    return bool(run.accelerator.reduce(number, "sum") > 0)


def _measure(run: Run, stream: TokenStream) -> Losses:
    """The losses of the EMA weights with hidden frames, and that of the frames themselves from an
    eighth of the windows; measured by the main process, known to all."""
    from accelerate.utils import broadcast_object_list
    losses = None
    if run.accelerator.is_main_process:
        model = run.ema.module
        losses = loss_by_kind(model, stream, _VALIDATION_WINDOWS)
        shown = loss_by_kind(model, stream, _VALIDATION_WINDOWS // 8, frames=True).parts
        frames = {name: loss for name, loss in shown.items() if name == "frame"}
        losses = replace(losses, parts={**losses.parts, **frames})
    (losses,) = broadcast_object_list([losses])
    return losses


def _note_validation(run: Run, losses: Losses) -> bool:
    """Add a row to the log; whether the loss is the best so far."""
    parts = {f"val_{name}": loss for name, loss in losses.parts.items()}
    run.rows.append({"step": run.step, "val_loss": losses.mean, "val_note": losses.note, **parts})
    better = losses.mean < run.best
    if better: run.best, run.best_step, run.stale = losses.mean, run.step, 0
    else: run.stale += 1
    return better
