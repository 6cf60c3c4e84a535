"""Takes, drawn from a model token by token."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.tempo import FREE
from ..data.tokens import written_tempi
from ..data.vocabulary import EOS, FRAME, HIDDEN, SHEET, token_kinds
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from .config import ModelConfig
from .grammar import Grammar
from .reader import Reader, row_bytes
from .sampling import choose, Sampling, Until
from .threads import Threads
from .transformer import Transformer

__all__ = ['sample', 'stream']


class _Plan:
    """The frames that are given, on the device; beyond them the model writes the tempo, and the
    other slots are hidden."""

    def __init__(self, plan, tokenizer: REMI, device):
        frames = np.empty((0, len(FRAME))) if plan is None else np.asarray(plan)
        beyond = np.full((1, len(FRAME)), tokenizer.vocab[HIDDEN])
        beyond[:, 0] = -1
        frames = np.vstack([frames, beyond]).astype(np.int64)
        self.asks = bool((frames[:, 1:] < 0).any())  # the model is to write more than tempi
        outside = np.pad(frames, ((0, 0), (0, 1)), constant_values=-1)  # slot -1
        self.frames = torch.tensor(outside, device=device)

    def given(self, bars: Tensor, slot: Tensor) -> Tensor:
        """The token for the `slot` that comes next in the last of so many `bars`, (rows,) each; -1
        where the model is to choose."""
        return self.frames[(bars - 1).clamp(max=len(self.frames) - 1), slot]


def _read(tokens: Tensor, tokenizer: REMI) -> Grammar:
    """The grammar after the prompt `tokens` (rows, time). From here on the model chooses neither
    the end nor a hidden slot, after `SHEET` neither notes nor empty bars, and a free bar only if
    the prompt ends in free bars: what is in time stays in time."""
    grammar = Grammar(tokenizer, len(tokens), tokens.device)
    for ids in tokens.T: grammar.take(ids)
    grammar.forbid([EOS, tokenizer.vocab[HIDDEN]])
    if (tokens == tokenizer.vocab[SHEET]).any():
        kinds = token_kinds(tokenizer)
        silent = np.char.startswith(kinds.kind, "Chord") & (kinds.value == "none")
        silent[tokenizer.vocab["Density_0"]] = True
        grammar.forbid(np.flatnonzero(silent | (kinds.kind == "Position")).tolist())
    if written_tempi(tokens[0].cpu(), tokenizer)[-1:].tolist() != [FREE]:
        grammar.forbid([tokenizer.vocab["Tempo_free"]])
    return grammar


def _recent(ids: Tensor, room: int, header: Tensor) -> Tensor:
    """The sequences `ids` (rows, time) if they fit into `room` tokens, else the tokens `header` and
    the latest that fit."""
    if ids.shape[1] < room: return ids
    return torch.cat([header.expand(len(ids), -1), ids[:, 1 + len(header) - room:]], dim=1)


def _header(prompt: Tensor, tokenizer: REMI) -> Tensor:
    """The tokens of `prompt` that stay in sight however long the music gets: its Style, the mark of
    a sheet, and of a bridge all that comes after it."""
    kinds = token_kinds(tokenizer).kind[prompt.cpu().numpy()]
    stays = np.isin(kinds, ["Style", "Sheet"])
    stays[:1 + np.flatnonzero(kinds == "Gap").max(initial=-1)] = True
    return prompt[stays]


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
        self.header = _header(self.tokens[0], tokenizer)[:self.context // 4]
        self.bar = max(1, int(self.grammar.bars[0]))
        self.first = 0 if self.plan.asks else self.grammar.lowest()
        self.reader = Reader(model, tokenizer, sampling, threads, self.first)
        self.uniforms = _uniforms(n, sampling.seed, device)
        onsets = torch.from_numpy(token_kinds(tokenizer).kind == "Position")
        self.onsets = onsets.to(device)
        self.window = _recent(self.tokens, self.context, self.header)
        self.takes, self.drawn = torch.arange(n), [None] * n

    @torch.inference_mode()
    def draw_bar(self, until: Until) -> None:
        """Go on until all takes are in a later bar than now, or at their end."""
        begun = self.bar
        while self.bar == begun:
            self._draw()
            self.bar = int(self.grammar.bars.min())
            over = self.done(until) >= 1
            if over.any(): self._end(over.tolist())
        for take, tokens in zip(self.takes.tolist(), self.tokens): self.drawn[take] = tokens

    def done(self, until: Until) -> Tensor:
        """Which share of the way each take has come in complete bars, (rows,)."""
        return until.share(*self.grammar.complete())

    def _draw(self) -> None:
        """One more token for every take; the model reads given ones later, with what follows."""
        if self.window.shape[1] > self.context:
            self.reader.forget()
            self.window = _recent(self.tokens, self.context // 2, self.header)
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
        how, allowed = self.sampling, self.grammar.allowed(self.first)
        logits = logits.where(allowed, -torch.inf)
        if how.onset_temperature != 1:
            is_onset = (allowed & self.onsets[self.first:]).any(1, keepdim=True)
            logits = logits.where(~is_onset, logits / how.onset_temperature)
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


def stream(model: Transformer, tokenizer: REMI, prompt, until: Until,
           sampling: Sampling = _DEFAULT, plan=None) -> Iterator[tuple[float, list[np.ndarray]]]:
    """As `sample`, bar by bar and all takes at once: yields (share of the way, takes so far)
    whenever another bar is complete in all of them, and at the end."""
    threads = Threads()
    with threads.sized_for(0):
        batch = _Batch(model, tokenizer, prompt, sampling, plan, threads)
    _check_prompt(batch.grammar, until)
    while len(batch.takes):
        with threads.sized_for(0): batch.draw_bar(until)
        takes = [np.append(ids.cpu(), EOS).astype(np.uint16) for ids in batch.drawn]
        yield float(batch.done(until).min()) if len(batch.takes) else 1.0, takes


def _check_prompt(grammar: Grammar, until: Until) -> None:
    bars, seconds = int(grammar.bars[0]), float(grammar.seconds[0])
    if bars and until.share(grammar.bars[:1], grammar.seconds[:1]) > 1.001:
        raise TatumError(f"앞부분이 이미 {bars}마디, {seconds:.0f}초입니다. "
                         f"더 긴 길이(지금 {until})를 주십시오.")


def sample(model: Transformer, tokenizer: REMI, prompt, until: Until,
           sampling: Sampling = _DEFAULT, plan=None) -> list[np.ndarray]:
    """Continue `prompt` (token ids that begin with `BOS Style`) in whole bars to `until`,
    `sampling.n` times. Returns token ids with the prompt and EOS, uint16 each.

    plan: token ids (bars, slots) that fill the frames, counted from the first bar line, -1 where
    the model itself is to write; beyond it the model writes the tempo, and the other slots are
    hidden. After a prompt `BOS Style SHEET` frames alone are written. Take i is drawn with the seed
    `sampling.seed + i`, on a CPU the same whatever `n` is; elsewhere another number of takes at
    once may round differently. Every take decodes (see `Grammar`). Music longer than the model's
    context goes on under its Style token and the latest half of it. Raises `TatumError` when the
    prompt reaches beyond `until`.
    """
    parts, takes = _split(sampling, model.config), []
    with progress(total=100 * len(parts), desc="생성", unit="%") as bar:
        for number, part in enumerate(parts):
            for share, drawn in stream(model, tokenizer, prompt, until, part, plan):
                bar.update(int(100 * (number + share)) - bar.n)
                last = drawn
            takes += last
    return takes


_CACHE_BYTES = 2 << 30  # of the takes that are drawn at once


def _split(sampling: Sampling, config: ModelConfig) -> list[Sampling]:
    """`sampling` in parts whose caches fit into `_CACHE_BYTES`; a take keeps its seed."""
    most = max(1, _CACHE_BYTES // (sampling.rows * row_bytes(config)))
    ends = np.linspace(0, sampling.n, math.ceil(sampling.n / most) + 1).astype(int).tolist()
    return [replace(sampling, n=end - start, seed=sampling.seed + start)
            for start, end in zip(ends, ends[1:])]
