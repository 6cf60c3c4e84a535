"""How fast TatumFlow is beside transformers, on the machine at hand.

    python .ci/bench.py decoding   # tokens a second of a take against transformers' `generate`
    python .ci/bench.py training   # a step of the lesson's loop against Llama in a plain loop
    python .ci/bench.py busy       # a take alone, and beside a busy process

The two are measured in turn, so that what else the machine does falls on both: believe the ratios,
not the speeds. Leave the machine alone meanwhile, and set OMP_NUM_THREADS to its cores.
"""

import argparse
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median
from unittest import mock

import numpy as np
import torch

from tatumflow.data import BOS, build_tokenizer, style_token
from tatumflow.model import (
    ModelConfig, Sampling, TrainConfig, Transformer, llama_config, load_pretrained, sample,
    token_loss,
)
from tatumflow.runtime import pick_device
from tatumflow.training import new_run, train_step

SHAPES = {"3M": (256, 4), "12M": (384, 6), "26M": (512, 8)}  # width, layers; heads of 64
SECONDS = 16.0  # of a take
BUSY = "while True: sum(range(100_000))"


def llama(config: ModelConfig):
    """transformers' own model of this shape."""
    from transformers import LlamaConfig, LlamaForCausalLM
    return LlamaForCausalLM(LlamaConfig.from_dict(llama_config(config)))


def shape_of(name: str, context: int) -> ModelConfig:
    hidden, layers = SHAPES[name]
    return ModelConfig(len(build_tokenizer()), hidden, layers, hidden // 64, context)


def seconds_of(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def show(label: str, found: dict[str, list[float]], unit: str) -> None:
    """Medians over the rounds, and of each the median of its rounds' ratios to the first."""
    first = next(iter(found))
    for name, values in found.items():
        ratio = median(value / other for value, other in zip(values, found[first]))
        print(f"{label:12} {name:22} {median(values):10,.3f} {unit} {ratio:6.2f}x", flush=True)


# ---- decoding

@contextmanager
def without_int8():
    """The plain model plays, as where torch lacks the 8-bit operation."""
    with mock.patch("tatumflow.model.reader.can_decode_int8", lambda device: False):
        yield


def take_speed(model, tokenizer, batch: int, seed: int) -> tuple[float, int]:
    """Tokens a second of `batch` takes, and the tokens of the longest."""
    prompt = [BOS, tokenizer.vocab[style_token("Art Tatum")]]
    began = time.perf_counter()
    takes = sample(model, tokenizer, prompt, SECONDS, Sampling(n=batch, seed=seed))
    lengths = [len(take) - len(prompt) for take in takes]
    return sum(lengths) / (time.perf_counter() - began), max(lengths)


def generate_speed(model, tokenizer, batch: int, length: int) -> float:
    """Tokens a second of transformers' `generate`, with its cache."""
    prompt = [BOS, tokenizer.vocab[style_token("Art Tatum")]]
    ids = torch.tensor([prompt] * batch, device=model.device)
    seconds = seconds_of(lambda: model.generate(
        ids, attention_mask=torch.ones_like(ids), max_new_tokens=length, min_new_tokens=length,
        do_sample=True, top_k=0))
    return batch * length / seconds


def decoding(options) -> None:
    tokenizer, device = build_tokenizer(), pick_device().kind
    for name in options.shapes:
        config = shape_of(name, context=1024)
        model = Transformer(config).to(device).eval()
        theirs = llama(config).to(device).eval()
        for batch in (1, 8):
            speeds = {"transformers": [], "ours": [], "ours without 8 bits": []}
            for seed in range(options.rounds):
                speed, length = take_speed(model, tokenizer, batch, seed)
                speeds["ours"].append(speed)
                with without_int8():
                    speeds["ours without 8 bits"].append(
                        take_speed(model, tokenizer, batch, seed)[0])
                speeds["transformers"].append(generate_speed(theirs, tokenizer, batch, length))
            show(f"{name} batch {batch}", speeds, "tokens/s")


# ---- training

class Noise:
    """Random batches in the place of a `TokenStream`."""

    def __init__(self, config: ModelConfig):
        self.config = config

    def batch(self, step: int, size: int, seed: int = 0, *_):
        shape = (size, self.config.context + 1)
        ids = np.random.default_rng([seed, step]).integers(4, self.config.vocab_size, shape)
        return ids[:, :-1], ids[:, 1:]


def our_loop(config: ModelConfig, training: TrainConfig):
    """A function that takes a step of the lesson's loop: Muon, EMA and all."""
    run, noise = new_run(config, training, seed=0), Noise(config)
    return run, lambda step: train_step(run, noise)


def plain_loop(run, training: TrainConfig):
    """A function that takes a step of transformers' Llama, compiled, with AdamW."""
    model, noise = llama(run.config).to(run.accelerator.device), Noise(run.config)
    if training.compile: model.compile()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    def work(step: int) -> None:
        batch = noise.batch(step, training.batch_size)
        inputs, targets = (torch.from_numpy(x).to(run.accelerator.device) for x in batch)
        with run.autocast():
            loss = token_loss(model(inputs).logits, targets)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), training.grad_clip)
        optimizer.step()
        loss.item()
    return work


def training(options) -> None:
    plan = TrainConfig(batch_size=options.batch, compile=True)
    for name in options.shapes:
        config = shape_of(name, options.context)
        run, ours = our_loop(config, plan)
        loops = {"plain loop": plain_loop(run, plan), "ours": ours}
        for work in loops.values():
            for step in range(2): work(step)  # compile, load kernels
        times = {which: [] for which in loops}
        for step in range(2, 2 + options.rounds):
            for which, work in loops.items():
                times[which].append(seconds_of(lambda work=work, step=step: work(step)))
        show(name, times, f"s a step, {run.dtype}, {torch.get_num_threads()} threads")


# ---- busy

def busy(options) -> None:
    model, tokenizer = load_pretrained()
    take_speed(model, tokenizer, 1, seed=0)  # warm up
    times = {"alone": [], "beside a busy process": []}
    for seed in range(options.rounds):
        times["alone"].append(1 / take_speed(model, tokenizer, 1, seed)[0])
        neighbour = subprocess.Popen([sys.executable, "-c", BUSY])
        try:
            times["beside a busy process"].append(1 / take_speed(model, tokenizer, 1, seed)[0])
        finally:
            neighbour.kill()
            neighbour.wait()
    show("a take", times, "s a token")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["decoding", "training", "busy"])
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=["3M", "12M"])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--context", type=int, default=512, help="of training")
    parser.add_argument("--batch", type=int, default=8, help="of training")
    options = parser.parse_args()
    {"decoding": decoding, "training": training, "busy": busy}[options.what](options)


if __name__ == "__main__":
    main()
