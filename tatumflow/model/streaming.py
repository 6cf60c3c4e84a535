"""Takes, drawn from a model token by token."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.harmony import BAR_SECONDS
from ..data.vocabulary import EOS, FRAME, HIDDEN
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from .config import ModelConfig
from .grammar import Grammar
from .reader import Reader, row_bytes
from .sampling import choose, Sampling
from .threads import Threads
from .transformer import Transformer

__all__ = ['sample', 'stream']


class _Plan:
    """The frames that are given, on the device; every slot beyond them is hidden."""

    def __init__(self, plan, tokenizer: REMI, device):
        frames = np.empty((0, len(FRAME))) if plan is None else np.asarray(plan)
        beyond = np.full((1, len(FRAME)), tokenizer.vocab[HIDDEN])
        frames = np.vstack([frames, beyond]).astype(np.int64)
        self.asks = bool((frames < 0).any())  # the model is to write a slot itself
        outside = np.pad(frames, ((0, 0), (0, 1)), constant_values=-1)  # slot -1
        self.frames = torch.tensor(outside, device=device)

    def given(self, bars: Tensor, slot: Tensor) -> Tensor:
        """The token for the `slot` that comes next in the last of so many `bars`, (rows,) each; -1
        where the model is to choose."""
        return self.frames[(bars - 1).clamp(max=len(self.frames) - 1), slot]


def _read(tokens: Tensor, tokenizer: REMI) -> Grammar:
    """The grammar after the prompt `tokens` (rows, time). From here on the model chooses neither
    the end nor a hidden slot."""
    grammar = Grammar(tokenizer, len(tokens), tokens.device)
    for ids in tokens.T: grammar.take(ids)
    grammar.forbid([EOS, tokenizer.vocab[HIDDEN]])
    return grammar


def _recent(ids: Tensor, room: int) -> Tensor:
    """The sequences `ids` (rows, time) if they fit into `room` tokens, else their Style token and
    the latest that fit."""
    if ids.shape[1] < room: return ids
    return torch.cat([ids[:, 1:2], ids[:, 2 - room:]], dim=1)


def _uniforms(n: int, seed: int, device) -> Iterator[Tensor]:
    """Random numbers in [0, 1), (n,), without end; number i is drawn with the seed `seed + i`."""
    draws = [torch.Generator().manual_seed(seed + i) for i in range(n)]
    while True:  # 64 steps at a time
        yield from torch.stack([torch.rand(64, generator=draw) for draw in draws], dim=1).to(device)


def _survivors(over: list[bool]) -> list[int]:
    """The rows that go on, such that few change their place: the last ones move into those that
    are over."""
    count = over.count(False)
    spare = [row for row in range(count, len(over)) if not over[row]]
    return [spare.pop() if over[row] else row for row in range(count)]


class _Batch:
    """Takes that are drawn together.

    `tokens` (rows, time) are those of the takes still being drawn, and `takes` (rows,) says which
    these are; the model looks back on `window`, the latest. `bar` is that of the slowest.
    """

    @torch.inference_mode()
    def __init__(self, model, tokenizer, prompt, sampling: Sampling, plan, threads: Threads):
        n, device = sampling.n, model.rotary.device
        self.sampling, self.context = sampling, model.config.context
        self.tokens = torch.as_tensor(np.asarray(prompt, np.int64), device=device).repeat(n, 1)
        self.plan, self.grammar = _Plan(plan, tokenizer, device), _read(self.tokens, tokenizer)
        self.bar = max(1, int(self.grammar.bars[0]))
        self.first = 0 if self.plan.asks else self.grammar.lowest()
        self.reader = Reader(model, tokenizer, n, sampling.guidance, threads, self.first)
        self.uniforms = _uniforms(n, sampling.seed, device)
        self.window = _recent(self.tokens, self.context)
        self.takes, self.drawn = torch.arange(n), [None] * n

    @torch.inference_mode()
    def draw_bar(self, last_bar: int) -> None:
        """Go on until all takes are in a later bar than now, or at their end."""
        begun = self.bar
        while self.bar == begun:
            self._draw()
            bars = self.grammar.bars.tolist()
            self.bar, over = min(bars), [bar > last_bar for bar in bars]
            if any(over): self._end(over)
        for take, tokens in zip(self.takes.tolist(), self.tokens): self.drawn[take] = tokens

    def _draw(self) -> None:
        """One more token for every take; the model reads given ones later, with what follows."""
        if self.window.shape[1] > self.context:
            self.reader.forget()
            self.window = _recent(self.tokens, self.context // 2)
        slot, uniform = self.grammar.slot(), next(self.uniforms)
        ids = self.plan.given(self.grammar.bars, slot)
        free = ids < 0
        if free.any(): ids = ids.where(~free, self._choose(slot, uniform[self.takes], free))
        self.grammar.take(ids)
        self.tokens = torch.cat([self.tokens, ids[:, None]], dim=1)
        self.window = torch.cat([self.window, ids[:, None]], dim=1)

    def _choose(self, slot: Tensor, uniform: Tensor, free: Tensor) -> Tensor:
        """Tokens for the rows that are `free` to choose."""
        logits = self.reader.read(self.window, slot >= 0, free.nonzero()[:, 0].tolist())
        logits = logits.where(self.grammar.allowed(self.first), -torch.inf)
        how = self.sampling
        return self.first + choose(logits, uniform, how.temperature, how.top_p, how.min_p)

    def _end(self, over: list[bool]) -> None:
        """Take out the rows that are over, without the bar line that they end in."""
        for row in np.flatnonzero(over): self.drawn[self.takes[row]] = self.tokens[row, :-1]
        rows = _survivors(over)
        self.takes, self.tokens, self.window = (
            x[rows] for x in (self.takes, self.tokens, self.window))
        self.grammar.keep(rows)
        self.reader.keep(rows)


_DEFAULT = Sampling()


def stream(model: Transformer, tokenizer: REMI, prompt, until: float,
           sampling: Sampling = _DEFAULT, plan=None) -> Iterator[tuple[float, list[np.ndarray]]]:
    """As `sample`, bar by bar and all takes at once: yields (seconds, takes so far) whenever
    another bar is complete in all of them, and at the end."""
    last_bar = _last_bar(until)
    threads = Threads()
    with threads.sized_for(0):
        batch = _Batch(model, tokenizer, prompt, sampling, plan, threads)
    if batch.bar > last_bar:
        raise TatumError(f"앞부분이 이미 {batch.bar * BAR_SECONDS:.0f}초입니다. "
                         f"더 긴 시간(지금 {until:.0f}초)을 주십시오.")
    while len(batch.takes):
        with threads.sized_for(0): batch.draw_bar(last_bar)
        takes = [np.append(ids.cpu(), EOS).astype(np.uint16) for ids in batch.drawn]
        yield min(until, (batch.bar - 1) * BAR_SECONDS), takes


def _last_bar(until: float) -> int:
    if not 0 < until < math.inf:
        raise TatumError(f"길이는 0초보다 길어야 하는데 {until}초입니다. 더 긴 시간을 주십시오.")
    return math.ceil(until / BAR_SECONDS)


def sample(model: Transformer, tokenizer: REMI, prompt, until: float,
           sampling: Sampling = _DEFAULT, plan=None) -> list[np.ndarray]:
    """Continue `prompt` (token ids that begin with `BOS Style`) to `until` seconds after its first
    bar line, `sampling.n` times. Returns token ids with the prompt and EOS, uint16 each.

    plan: token ids (bars, slots) that fill the frames, counted from the first bar line, -1 where
    the model itself is to write; frames beyond it are hidden. Take i is drawn with the seed
    `sampling.seed + i`, on a CPU the same whatever `n` is; elsewhere another number of takes at
    once may round differently. Every take decodes (see `Grammar`). Music longer than the model's
    context goes on under its Style token and the latest half of it. Raises `TatumError` when the
    prompt reaches beyond `until`.
    """
    parts, takes = _split(sampling, model.config), []
    total = len(parts) * _last_bar(until) * BAR_SECONDS
    with progress(total=int(total), desc="생성", unit="초") as bar:
        for number, part in enumerate(parts):
            for seconds, drawn in stream(model, tokenizer, prompt, until, part, plan):
                bar.update(int(number * until + seconds) - bar.n)
                last = drawn
            takes += last
    return takes


_CACHE_BYTES = 2 << 30  # of the takes that are drawn at once


def _split(sampling: Sampling, config: ModelConfig) -> list[Sampling]:
    """`sampling` in parts whose caches fit into `_CACHE_BYTES`; a take keeps its seed."""
    rows = 1 if sampling.guidance == 1 else 2  # of each take
    most = max(1, _CACHE_BYTES // (rows * row_bytes(config)))
    ends = np.linspace(0, sampling.n, math.ceil(sampling.n / most) + 1).astype(int).tolist()
    return [replace(sampling, n=end - start, seed=sampling.seed + start)
            for start, end in zip(ends, ends[1:])]
