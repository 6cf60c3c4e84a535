# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import ctypes
import math
import os
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Literal

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader

from ..data.windows import TokenStream
from ..model.config import load_config, TrainConfig
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.vault import Vault
from ..runtime.workspaces import workspace
from .hub_vault import open_vault
from .logs import Log, machine_figures
from .runs import new_run, Run
from .saving import check_health, recent_losses, resume_run, save_run, SICK, take_weights
from .schedule import check_focus, describe_data, learning_rate
from .steps import Batches, loss_by_kind, train_step

__all__ = ['Ahead', 'LOG_EVERY', 'VALIDATION_WINDOWS', 'hold_memory', 'stop_signal', 'train']


@contextmanager
def stop_signal():
    """Yields a list that becomes non-empty when SIGTERM or SIGINT arrives; a no-op outside the main thread."""
    heard, before = [], {}
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            before[number] = signal.signal(number, lambda *_: heard.append(True))
    except ValueError:
        pass
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _advice(training: TrainConfig) -> Iterator[None]:
    try: yield
    except torch.cuda.OutOfMemoryError:
        raise TatumError(f"GPU 메모리가 모자랍니다. 설정의 accumulate를 {2 * training.accumulate}로 올리고 같은 명령을 다시 실행하십시오. "
                         "배치를 조각내어 계산할 뿐 훈련은 같습니다.") from None
    except Exception as error:
        if not type(error).__module__.startswith(("torch._dynamo", "torch._inductor")): raise
        raise TatumError("모델을 이 컴퓨터에 맞게 번역(compile)하지 못했습니다. C++ 컴파일러(g++)를 설치하거나, 설정에 compile: false를 적고 같은 명령을 다시 "
                         f"실행하십시오. 까닭: {str(error).partition(chr(10))[0]}") from None


def train(data: Path | None = None, config: Path | None = None, out: Path | None = None, resume: Literal["auto", "never"] = "auto",
          max_steps: int | None = None, seed: int = 0, vault: Path | str | None = None, audio: bool = False, start: Path | None = None) -> Run:
    """Train on the token folder `data` with the YAML `config`; checkpoints go to `out/checkpoints`, logs to `out/logs/tensorboard`.

    `resume="auto"` continues from the newest readable checkpoint; "never" refuses to overwrite an earlier run. `max_steps` stops sooner
    without changing the schedule. Verified copies of the checkpoints go to `vault` (see `open_vault`), and resuming looks there too;
    `audio` puts a sample into TensorBoard at every validation. A new run begins with the weights of the model `start`. Raises `TatumError`.
    """
    from accelerate.utils import gather_object
    if seed < 0 or (max_steps is not None and max_steps < 1): raise TatumError(f"시드({seed})는 0 이상, 훈련할 스텝({max_steps})은 1 이상이어야 합니다.")
    out, data = Path(out or workspace().root), Path(data or workspace().tokens)
    folder, logs = out / "checkpoints", out / "logs" / "tensorboard"
    shape, training = load_config(config)
    streams = {split: TokenStream.open(data, split, shape.context) for split in ("train", "val")}
    shape, training = load_config(config, vocab_size=len(streams["train"].tokenizer))
    check_focus(training, streams["train"])
    run = new_run(shape, training, seed, describe_data(data, streams["train"]))
    copies = open_vault(folder, vault) if vault and run.accelerator.is_main_process else None
    if resume == "auto":
        with run.accelerator.main_process_first():
            if copies: copies.restore()
            resume_run(run, folder)
        if len(steps := set(gather_object([run.step]))) > 1:
            raise TatumError(f"프로세스마다 다른 스텝에서 이어 가려 합니다({sorted(steps)}). 모든 컴퓨터가 함께 쓰는 폴더를 --out에 주십시오.")
    elif held := folder if any(folder.glob("tatumflow_*.pt")) else vault if copies and copies.names() else None:
        raise TatumError(f"{held}에 이미 체크포인트가 있습니다. 이어 가려면 --resume auto를, 새로 시작하려면 다른 --out과 --vault를 주십시오.")
    if start and not run.step: take_weights(run, start)
    log = Log(logs, run, audio) if run.accelerator.is_main_process else None
    try:
        with stop_signal() as stop, _advice(training):
            _loop(run, streams, folder, log, min(max_steps or math.inf, training.max_steps), stop, copies)
    finally:  # a run that fails has copies under way too
        if copies:
            if not copies.close(): print(f"주의: 보관함의 복사가 15분이 지나도 끝나지 않아 더 기다리지 않습니다. 체크포인트는 {workspace().show(folder)}에 있습니다.")
            print(copies.status())
    return run


class Ahead:
    """Stands in for `stream` in the training of `run`: its batches, from the run's step to the one before `last`, made ahead by `workers` processes."""

    def __init__(self, stream: TokenStream, run: Run, last: int, workers: int):
        self.ready = iter(DataLoader(Batches(stream, run), batch_size=None, sampler=range(run.step, last), num_workers=workers, collate_fn=tuple,
                                     worker_init_fn=lambda _: os.setpgrp()))  # a signal that stops the run leaves it its workers to stop with

    def batch(self, *_) -> tuple[np.ndarray, np.ndarray]: return next(self.ready)


def hold_memory() -> None:
    """Have the C library of Linux (glibc) keep the memory that this process frees, for it to be used again. Does nothing elsewhere."""
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(-4, 0)   # M_MMAP_MAX: no request gets pages of its own, which go back when it is freed
        mallopt(-1, -1)  # M_TRIM_THRESHOLD: nor does the end of the heap


LOG_EVERY, VALIDATION_WINDOWS = 25, 200


def _loop(run: Run, streams: dict, folder: Path, log: Log | None, last: int, stop: list, copies: Vault | None) -> None:
    hold_memory()
    training, since, begun = run.training, time.perf_counter(), run.step
    busy = training.varied and run.accelerator.device.type == "cuda" and sys.platform == "linux"  # elsewhere workers cannot be forked
    stream = Ahead(streams["train"], run, last, min(4, os.cpu_count() or 1)) if busy else streams["train"]
    with progress(total=last, desc="훈련", unit="스텝", show=run.accelerator.is_main_process) as bar:
        bar.update(run.step)
        while run.step < last and not run.stopped and run.stale < training.patience:
            loss, norm = train_step(run, stream)
            check_health(run, loss, norm, folder)
            run.losses.append(loss)
            run.stopped = _any(run, bool(stop))
            bar.update()
            if run.step % LOG_EVERY == 0:
                speed = (run.step - begun) * training.batch_size * run.config.context / (time.perf_counter() - since)
                mean, run.losses = sum(run.losses) / len(run.losses), []
                run.rows.append(dict(step=run.step, train_loss=mean, grad_norm=norm, learning_rate=learning_rate(run.step - 1, training),
                                     tokens_per_second=speed, **machine_figures(run, speed)))
                copied = {"사본": f"{(time.time() - copies.when) / 60:.0f}분 전" if copies.newest else "아직"} if copies else {}
                bar.set_postfix(loss=f"{mean:.3f}", best=f"{run.best:.3f}", **copied)
                begun, since = run.step, time.perf_counter()
            due = run.step == last or run.step % training.checkpoint_every == 0
            if examined := due or run.step % training.validate_every == 0:
                due |= _validate(run, streams["val"], folder, log)
            if log: log.show()
            sick = max(recent_losses(run)[-1:], default=0.0) > math.log(run.config.vocab_size) + SICK
            if log and (due or run.stopped) and not sick:
                save_run(run, folder, streams["val"].tokenizer)
                log.flush()
                if copies: copies.push()
            if examined: begun, since = run.step, time.perf_counter()  # the speed is that of training alone
    if run.stale >= training.patience:
        run.accelerator.print(f"검증 손실이 {run.stale}번 잇달아 나아지지 않아 {run.step}스텝에서 멈췄습니다(조기 종료).")


def _any(run: Run, flag: bool) -> bool:
    """Whether `flag` is set in any process."""
    if run.accelerator.num_processes == 1:
        return flag
    return bool(run.accelerator.reduce(torch.tensor(float(flag), device=run.accelerator.device), "sum") > 0)


def _exam(model: nn.Module, stream: TokenStream) -> dict:
    """`loss_by_kind` with hidden frames, and the loss of the frames themselves from an eighth of the windows."""
    found = loss_by_kind(model, stream, most=VALIDATION_WINDOWS)
    shown = loss_by_kind(model, stream, most=VALIDATION_WINDOWS // 8, frames=True)
    return {**found, **{name: shown[name] for name in shown if name == "frame"}}


def _validate(run: Run, stream: TokenStream, folder: Path, log: Log | None) -> bool:
    """Measure and note the validation loss; whether the result is to be saved at once."""
    from accelerate.utils import broadcast_object_list
    (found,) = broadcast_object_list([_exam(run.ema.module, stream) if run.accelerator.is_main_process else None])
    loss = found.pop("all")
    check_health(run, loss, 0.0, folder)
    run.rows.append(dict(step=run.step, val_loss=loss, **{f"val_{name}": value for name, value in found.items()}))
    if log:
        log.curves.draw(run.rows)
    if log and log.audio:
        log.play(run, stream.tokenizer)
    better = loss < run.best
    if better:
        run.best, run.best_step, run.stale = loss, run.step, 0
    else:
        run.stale += 1
    return better or run.stale >= run.training.patience
