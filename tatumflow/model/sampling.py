# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from typing import Iterator

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.chords import BAR_SECONDS
from ..data.frames import EOS, FRAME, HIDDEN, style_token, token_kinds
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from .decoder import Decoder
from .grammar import BODY, Grammar, START
from .transformer import KVCache, Transformer

__all__ = ['GUIDANCE', 'choose', 'sample', 'stream']


def choose(logits: Tensor, uniform: Tensor, temperature: float = 1.0, top_p: float = 1.0, min_p: float = 0.0) -> Tensor:
    """One token a row by nucleus (Holtzman et al. 2020) and min-p sampling (Nguyen et al. 2024).

    `logits` (batch, vocabulary); `uniform` (batch,), float32 in [0, 1), decides. Kept are the likeliest tokens up to the mass `top_p`, of these
    the ones at least `min_p` times as likely as the first. Returns ids (batch,).
    """
    p = torch.softmax(logits.float() / temperature, dim=-1)
    kept = p.where(p >= min_p * p.amax(-1, keepdim=True), 0) if min_p else p
    if top_p < 1:
        ordered, ids = p.sort(dim=-1, descending=True)
        kept = kept.masked_fill((ordered.cumsum(-1) - ordered >= top_p).gather(-1, ids.argsort(-1)), 0)
    ladder = kept.cumsum(-1)
    return torch.searchsorted(ladder, uniform[:, None] * ladder[:, -1:], right=True)[:, 0]  # the product stays below the last rung


@torch.inference_mode()
def stream(model: Transformer, tokenizer: REMI, prompt, until: float, n: int = 1, temperature: float = 1.0, top_p: float = 1.0,
           min_p: float = 0.0, seed: int = 0, plan=None, guidance: float = 1.0) -> Iterator[tuple[float, list[np.ndarray]]]:
    """As `sample`, bar by bar: yields (seconds, takes so far) whenever another bar is complete in all takes, and at the end."""
    device, context, last_bar = model.rotary.device, model.config.context, math.ceil(until / BAR_SECONDS)
    prompt, grammar = torch.as_tensor(np.asarray(prompt, dtype=np.int64), device=device), Grammar(tokenizer, n, device)
    for token in prompt:
        grammar.take(token.expand(n))
    heard = int(grammar.bars[0])
    if heard > last_bar:
        raise TatumError(f"앞부분이 이미 {heard * BAR_SECONDS:.0f}초입니다. 더 긴 시간(지금 {until:.0f}초)을 주십시오.")
    plan = _Plan(plan, tokenizer, device)
    grammar.table[:, [EOS, plan.hidden]] = False  # the end comes by itself, and `?` is never the model's own choice
    first = 0 if plan.asks or START in grammar.state else int(grammar.table[BODY:].any(0).nonzero()[0])  # music's tokens are the last ids
    reader, dice = _Reader(model, tokenizer, n, guidance), _dice(n, seed, device)
    rows, who, takes = [prompt.repeat(n, 1)], torch.arange(n), [None] * n
    feed = _recent(rows, context)
    while len(who):  # the takes still being played, one a row
        slot, uniform = grammar.slot(), next(dice)
        ids = plan.given(grammar.bars, slot)
        if (ids < 0).any():  # else it is known what comes next in all of them, and the model reads it later, together with what follows
            if reader.cache.length + feed.shape[1] > context:
                reader.cache.length, feed = 0, _recent(rows, context // 2)
            logits = reader.read(feed, slot >= 0, first).where(grammar.allowed(first), -torch.inf)
            ids, feed = ids.where(ids >= 0, first + choose(logits, uniform[who], temperature, top_p, min_p)), feed[:, :0]
        grammar.take(ids)
        rows.append(ids[:, None])
        feed, bars = torch.cat([feed, ids[:, None]], dim=1), grammar.bars.tolist()
        if any(over := [bar > last_bar for bar in bars]):
            played, keep = torch.cat(rows, dim=1), _survivors(over)
            for row in np.flatnonzero(over):
                takes[who[row]] = played[row, :-1]
            who, rows, feed = who[keep], [played[keep]], feed[keep]
            grammar.keep(keep), reader.keep(keep)
        if (least := min(bars)) > max(heard, 1):
            heard = least
            for take, played in zip(who.tolist(), torch.cat(rows, dim=1)):
                takes[take] = played
            yield min(until, (heard - 1) * BAR_SECONDS), [np.append(take.cpu(), EOS).astype(np.uint16) for take in takes]


def _dice(n: int, seed: int, device) -> Iterator[Tensor]:
    """Uniform numbers (n,) without end, number i from the seed `seed + i`; drawn many at a time."""
    draws = [torch.Generator().manual_seed(seed + i) for i in range(n)]
    while True:
        yield from torch.stack([torch.rand(64, generator=draw) for draw in draws], dim=1).to(device)


def _survivors(over: list[bool]) -> list[int]:
    """The rows that go on, such that few change their place: the last ones move into those that are over."""
    count = over.count(False)
    spare = [row for row in range(count, len(over)) if not over[row]]
    return [spare.pop() if over[row] else row for row in range(count)]


def sample(model: Transformer, tokenizer: REMI, prompt, until: float, n: int = 1, temperature: float = 1.0, top_p: float = 1.0,
           min_p: float = 0.0, seed: int = 0, plan=None, guidance: float = 1.0, show: bool = True) -> list[np.ndarray]:
    """Continue `prompt` (token ids that begin with `BOS Style`) to `until` seconds after its first bar line, `n` times.

    `plan` fills the frames: token ids of shape (bars, 14) counted from the first bar line, -1 where the model itself is to write;
    without one, and after its last bar, frames are hidden. `guidance` above 1 keeps to the style and the frames more strictly. Take i
    is drawn with the seed `seed + i`: the same call gives the same takes, another `n` may round differently. `temperature`, `top_p`,
    `min_p` as in `choose`. Every take decodes: tokens keep to `Grammar`, and EOS never comes early. Music longer than the model's
    context goes on under its Style token and the latest half of it. Returns token ids
    with the prompt; `TatumError` when it reaches `until`.
    """
    with progress(total=int(until), desc="생성", unit="초", show=show) as shown:
        for seconds, takes in stream(model, tokenizer, prompt, until, n, temperature, top_p, min_p, seed, plan, guidance):
            shown.update(int(seconds) - shown.n)
    return takes


class _Plan:
    """The frames that `sample` is given, on the device; hidden slots beyond them."""

    def __init__(self, plan, tokenizer: REMI, device):
        self.hidden = tokenizer.vocab[HIDDEN]
        plan = np.empty((0, len(FRAME)), np.int64) if plan is None else np.asarray(plan, np.int64)
        rows = np.vstack([plan, np.full((1, len(FRAME)), self.hidden)])
        self.rows = torch.tensor(np.pad(rows, ((0, 0), (0, 1)), constant_values=-1), device=device)  # slot -1: outside of frames
        self.asks = bool((rows < 0).any())  # the model itself is to write a slot

    def given(self, bars: Tensor, slot: Tensor) -> Tensor:
        """The token for the `slot` that comes next in the latest of so many `bars`, each of shape (batch,); -1 where there is none."""
        return self.rows[(bars - 1).clamp(max=len(self.rows) - 1), slot]


def _recent(rows: list[Tensor], room: int) -> Tensor:
    """The sequences if they fit into `room` tokens, else their Style token and the latest that fit."""
    ids = torch.cat(rows, dim=1)
    return ids if ids.shape[1] < room else torch.cat([ids[:, 1:2], ids[:, 2 - room:]], dim=1)


GUIDANCE = 1.5  # of what the modes play and the evaluation measures


class _Reader:
    """The model and its cache for `n` sequences, and unless `guidance` is 1, for their twins whose style and frames are hidden."""

    def __init__(self, model: Transformer, tokenizer: REMI, n: int, guidance: float):
        self.model, self.guidance, self.twins = model, guidance, guidance != 1
        kinds, bare = token_kinds(tokenizer), np.arange(len(tokenizer))  # what the twins read in the place of every token
        bare[np.isin(kinds.kind, FRAME)], bare[kinds.ids("Style")] = tokenizer.vocab[HIDDEN], tokenizer.vocab[style_token(None)]
        self.bare = torch.from_numpy(bare).to(model.rotary.device)
        rows = n * (1 + self.twins)
        self.decoder = Decoder(model, rows) if model.rotary.device.type == "cpu" else None
        self.cache = self.decoder.cache() if self.decoder else KVCache(model.config, rows, model.model.embed_tokens.weight)

    def read(self, feed: Tensor, in_frame: Tensor, first: int) -> Tensor:
        """Logits (n, vocabulary − first) after `feed` (n, time): hidden + guidance · (given − hidden), but as given `in_frame` (n,)."""
        feed = torch.stack([feed, self.bare[feed]], dim=1).flatten(0, 1) if self.twins else feed
        alone = self.decoder and feed.shape[1] == 1
        logits = self.decoder(feed[:, 0], self.cache, first) if alone else self.model(feed, self.cache)[:, -1, first:]
        if not self.twins:
            return logits
        given, hidden = logits.unflatten(0, (-1, 2)).unbind(1)
        return torch.where(in_frame[:, None], given, torch.lerp(hidden, given, self.guidance))

    def keep(self, rows: list[int]) -> None:
        """Only these sequences go on, in this order, each with its twin."""
        self.cache.keep([2 * row + twin for row in rows for twin in (0, 1)] if self.twins else rows)
