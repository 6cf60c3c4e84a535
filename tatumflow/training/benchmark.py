# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing, ExitStack, suppress
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ..model.config import load_config, ModelConfig, TrainConfig
from ..model.llama import llama_twin
from ..model.transformer import token_loss
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.platforms import pick_device
from .logs import flops_per_token, peak_flops
from .loop import hold_memory
from .runs import new_run, Run
from .steps import train_step

__all__ = ['Racer', 'measure_speed', 'pace', 'show_benchmark', 'speed_plan']


class _Noise:
    """Random batches in the place of a `TokenStream`."""

    def __init__(self, vocabulary: int, context: int):
        self.vocabulary, self.context = vocabulary, context

    def batch(self, step: int, size: int, seed: int = 0, *focus):
        ids = np.random.default_rng([seed, step]).integers(4, self.vocabulary, (size, self.context + 1))
        return ids[:, :-1], ids[:, 1:]


def _timed(work, steps: int) -> float:
    """The seconds of `work(1)` to `work(steps)`, after a `work(0)` that warms up what cooled down in the others' turns."""
    work(0)
    began = time.perf_counter()
    for step in range(1, steps + 1):
        work(step)
    return time.perf_counter() - began


def _our_loop(run: Run, stream: _Noise):
    hold_memory()  # as `train` does
    return lambda steps: _timed(lambda _: train_step(run, stream), steps)


def _plain_loop(run: Run, stream: _Noise):
    model = llama_twin(run.config).to(run.accelerator.device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    def work(step: int) -> None:
        inputs, targets = (torch.from_numpy(x).to(run.accelerator.device) for x in stream.batch(step, run.training.batch_size))
        with run.accelerator.autocast():
            loss = token_loss(model(inputs).logits, targets)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), run.training.grad_clip)
        optimizer.step()
        loss.item()
    return lambda steps: _timed(work, steps)


def _trainer_loop(run: Run, stream: _Noise):
    from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments
    model, marks, precision, size = llama_twin(run.config), [], run.accelerator.mixed_precision, run.training.batch_size

    class Clock(TrainerCallback):
        def on_step_begin(self, options, state, *_, **__):
            if state.global_step == 1: mark()  # the first step warmed up
        def on_step_end(self, options, state, *_, **__):
            if state.global_step == options.max_steps: mark()

    def mark() -> None:
        if run.accelerator.device.type == "cuda": torch.cuda.synchronize()
        marks.append(time.perf_counter())

    def work(steps: int) -> float:
        marks.clear()
        rows = [torch.from_numpy(row) for step in range(steps + 1) for row in stream.batch(step, size)[0]]
        with tempfile.TemporaryDirectory() as scratch:
            options = TrainingArguments(scratch, per_device_train_batch_size=size, max_steps=steps + 1, bf16=precision == "bf16",
                                        fp16=precision == "fp16", use_cpu=run.accelerator.device.type == "cpu", report_to=[],
                                        save_strategy="no", logging_strategy="no", disable_tqdm=True)
            options._n_gpu = min(options.n_gpu, 1)  # else it spreads over all GPUs of the machine, which the others do not
            trainer = Trainer(model, options, train_dataset=[dict(input_ids=row, labels=row) for row in rows], callbacks=[Clock()])
            trainer.remove_callback(PrinterCallback)
            trainer.train()
        return marks[1] - marks[0]
    return work


def pace(which: str, config: ModelConfig, training: TrainConfig) -> None:
    """A process of `measure_speed`: the loop `which` (see `Racer`). Says on standard output how it computes (JSON), then answers every line
    of standard input, a number of steps, with the seconds they took."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a loop prints is no answer
    run = new_run(config, training, seed=0)
    work = {"ours": _our_loop, "plain": _plain_loop, "trainer": _trainer_loop}[which](run, _Noise(config.vocab_size, config.context))
    work(2)  # compile, load kernels
    answer = {"precision": run.accelerator.mixed_precision, "device": pick_device().name, "threads": torch.get_num_threads()}
    print(json.dumps(answer), file=answers, flush=True)
    for line in sys.stdin:
        print(work(int(line)), file=answers, flush=True)
        if run.accelerator.device.type == "cuda": torch.cuda.empty_cache()  # the others need the memory


class Racer:
    """One of `measure_speed`'s loops ("ours", "plain" or "trainer"), ready in a process of its own until closed."""

    def __init__(self, which: str, config: ModelConfig, training: TrainConfig):
        code = f"from tatumflow.training import ModelConfig, TrainConfig, pace; pace({which!r}, {config!r}, {training!r})"
        self.process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.how = json.loads(self._answer())

    def _answer(self) -> str:
        if line := self.process.stdout.readline(): return line
        raise TatumError(f"속도를 재던 프로세스가 멈췄습니다(코드 {self.process.wait()}). 까닭은 위의 오류에 있습니다. 메모리가 모자랐다면 다른 프로그램을 닫고 다시 실행하십시오.")

    def work(self, steps: int) -> float:
        """The seconds that so many steps take. Raises `TatumError` when the process has ended."""
        with suppress(BrokenPipeError):  # it has ended, and so has its output
            print(steps, file=self.process.stdin, flush=True)
        return float(self._answer())

    def close(self) -> None:
        with self.process: self.process.kill()


def speed_plan() -> dict:
    """What `measure_speed` measures on this device, as its arguments: 3M and 12M parameters on the CPU; on CUDA 122M too, with longer
    windows, 8 of them for every 16 GB of its memory, and more steps, for they are short there."""
    shapes = {"3M": dict(hidden=256, layers=4, heads=4), "12M": dict(hidden=384, layers=6, heads=6)}
    if pick_device().kind != "cuda": return dict(shapes=shapes, context=512, batch_size=8, steps=3)
    memory = torch.cuda.get_device_properties(0).total_memory
    return dict(shapes={**shapes, "122M": dict(hidden=768, layers=17, heads=12)}, context=1024, batch_size=8 * max(1, int(memory / 16e9)), steps=20)


def measure_speed(out: Path, shapes: dict, context: int, batch_size: int, steps: int, rounds: int = 5, compile: bool = True) -> list[dict]:
    """Training tokens/s of `train_step` (compiled unless told), and of transformers' Llama in a plain PyTorch loop and under
    the Hugging Face Trainer, in turns, each in a process of its own, at each of `shapes` (see `speed_plan`).

    Returns and writes to `out/benchmark.json` a row for each shape: medians over `rounds` of `steps` steps, the medians of the
    rounds' ratios, and on GPUs in `PEAK_FLOPS` the MFU of our loop. Raises `TatumError` without transformers.
    """
    found, training = [], TrainConfig(batch_size=batch_size, compile=compile)
    for name, shape in shapes.items():
        config = ModelConfig(load_config()[0].vocab_size, context=context, **shape)
        weights = sum(p.numel() for p in llama_twin(config).parameters())
        with ExitStack() as stack:
            racers = {which: stack.enter_context(closing(Racer(which, config, training))) for which in ("ours", "plain", "trainer")}
            speeds = {which: [] for which in racers}
            for _ in progress(range(rounds), desc=f"{name} 재는 중", unit="바퀴"):
                for which, racer in racers.items():
                    speeds[which].append(steps * batch_size * context / racer.work(steps))
            row = dict(name=name, parameters=weights, **racers["ours"].how, **{which: float(np.median(v)) for which, v in speeds.items()})
        for other in ("plain", "trainer"):
            row[f"ours/{other}"] = float(np.median(np.divide(speeds["ours"], speeds[other])))
        if peak := peak_flops():
            row["mfu"] = row["ours"] * flops_per_token(config, weights) / peak
        found.append(row)
    write_atomic(Path(out) / "benchmark.json", json.dumps(found, indent=1))
    return found


def show_benchmark(rows: list[dict]) -> str:
    """A table of what `measure_speed` found."""
    lines = ["모델 | 이 장의 고리 | 맨 고리 | Trainer | 맨 고리의 | Trainer의"]
    for row in rows:
        mfu = f" (MFU {row['mfu']:.0%})" if "mfu" in row else ""
        lines.append(f"{row['name']} ({row['parameters'] / 1e6:.1f}M) | {row['ours']:,.0f}{mfu} | {row['plain']:,.0f} | {row['trainer']:,.0f} | "
                     f"{row['ours/plain']:.2f}배 | {row['ours/trainer']:.2f}배")
    lines.append(f"단위: 토큰/초. {rows[0]['device']}, {rows[0]['precision']}, 스레드 {rows[0]['threads']}개.")
    return "\n".join(lines)
