"""Reads tokens with a model and its cache, for several sequences at once."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.vocabulary import FRAME, HIDDEN, style_token, token_kinds
from .attention import KVCache
from .config import ModelConfig
from .int8_decoder import can_decode_int8, Int8Decoder
from .sampling import Sampling
from .threads import Threads
from .transformer import Transformer

__all__ = ['Reader', 'row_bytes']


_INT8_COST = 4  # times as long as a product of many tokens in single precision


def row_bytes(config: ModelConfig) -> int:
    """Memory that the cache of one sequence takes at most."""
    return 2 * config.layers * config.hidden * config.context * 4


class _CachedModel:
    """A model and its cache for so many `rows`. On a CPU a row does not depend on the others: the
    rows of the 8-bit products and of attention are computed alike in any number, and the model
    itself, whose products are not, reads few rows at a time."""

    def __init__(self, model: Transformer, rows: int, threads: Threads, first: int):
        self.model, self.threads, self.first, self.decoder = model, threads, first, None
        self.parameters = sum(p.numel() for p in model.parameters())
        if can_decode_int8(model.rotary.device):
            self.decoder = Int8Decoder(model, first)
            self.cache = self.decoder.new_cache(rows)
        else:
            self.cache = KVCache(model.config, rows, model.model.embed_tokens.weight)

    def read(self, ids: Tensor, length: int, rows: slice) -> Tensor:
        """Logits after `ids`, which follow the first `length` tokens of these rows in the cache."""
        part = self.cache.part(rows, length)
        with self.threads.sized_for(ids.numel() * self.parameters):
            logits = self.model(ids, part)[:, -1, self.first:]
        self.cache.keep_recent(rows, part.recent)
        return logits

    def decode(self, ids: Tensor, length: int, others: list[int]) -> Tensor:
        """Logits (rows, …) after one token `ids` (rows,). What the `others` of the rows leave in
        the cache lies beyond what they have read, and is overwritten."""
        self.cache.length, before = length, dict(self.cache.recent)
        products = _INT8_COST * ids.numel() * self.parameters
        if self.cache.store.dtype == torch.float32: products = 0  # its attention rounds by threads
        with self.threads.sized_for(products): logits = self.decoder(ids, self.cache)
        self.cache.keep_recent(others, {layer: x[others] for layer, x in before.items()})
        return logits


class Reader:
    """A model and its cache for the takes of a `sampling`. Unless its guidance is 1 each has a twin
    whose style and frames are hidden, and one more for every further style of a blend. Only logits
    of the ids from `first` on are computed. On a CPU what is read of a take does not depend on how
    many others there are."""

    def __init__(self, model: Transformer, tokenizer: REMI, sampling: Sampling, threads: Threads,
                 first: int = 0):
        self.model, self.guidance = model, sampling.guidance
        self.tables, self.shares = _readings(tokenizer, sampling, model.rotary.device)
        self.lengths, self.width = [0] * sampling.n, sampling.rows  # rows of each take
        self.cached = _CachedModel(model, sampling.n * self.width, threads, first)
        self.alone = model.rotary.device.type == "cpu"

    def read(self, tokens: Tensor, in_frame: Tensor, wanted: list[int] | None = None) -> Tensor:
        """Logits (takes, vocabulary - first) after `tokens` (takes, time), of which the cache holds
        the first ones already, for the takes that are `wanted` (default: all); those of the others
        mean nothing. They are hidden + guidance · (given - hidden), but as given for the takes that
        are `in_frame` (takes,); of a blend, given is the mean by share."""
        wanted = list(range(len(tokens))) if wanted is None or not self.alone else wanted
        end, begin = tokens.shape[1], min(self.lengths[take] for take in wanted)
        unread = self.tables[:, tokens[:, begin:]].transpose(0, 1).flatten(0, 1)
        logits = self._logits(unread, end, wanted).unflatten(0, (-1, self.width))
        for take in wanted: self.lengths[take] = end
        styles = len(self.shares)
        given = (logits[:, :styles] * self.shares[:, None]).sum(1)
        if styles == self.width: return given
        hidden = logits[:, -1]
        return torch.where(in_frame[:, None], given, torch.lerp(hidden, given, self.guidance))

    def _logits(self, unread: Tensor, end: int, wanted: list[int]) -> Tensor:
        """The logits of all rows after `unread`, which stand before the place `end`."""
        if not self.alone: return self.cached.read(unread, self.lengths[0], slice(None))
        last = [take for take in wanted if self.cached.decoder and self.lengths[take] == end - 1]
        size = self.model.config.vocab_size - self.cached.first
        logits = self.shares.new_zeros(len(unread), size)
        if last:
            others = [row for row in range(len(unread)) if row // self.width not in last]
            logits = self.cached.decode(unread[:, -1], end - 1, others)
        for take in wanted:
            if take in last: continue
            rows, length = self._rows(take), self.lengths[take]
            logits[rows] = self.cached.read(unread[rows, length - end:], length, rows)
        return logits

    def _rows(self, take: int) -> slice:
        return slice(take * self.width, (take + 1) * self.width)

    def forget(self) -> None:
        """Empty the cache."""
        self.lengths = [0] * len(self.lengths)

    def keep(self, takes: list[int]) -> None:
        """Only these takes go on, in this order, each with its twin."""
        self.cached.cache.length = max(self.lengths)
        self.lengths = [self.lengths[take] for take in takes]
        self.cached.cache.keep([take * self.width + row
                                for take in takes for row in range(self.width)])


def _readings(tokenizer: REMI, sampling: Sampling, device) -> tuple[Tensor, Tensor]:
    """What is read in the place of each token in each row of a take, (rows, vocabulary), and the
    shares of those that are not hidden, float32."""
    style_ids, tables = token_kinds(tokenizer).ids("Style"), []
    for style, _ in sampling.blend or [(None, 1.0)]:
        table = torch.arange(len(tokenizer))
        if style: table[style_ids] = tokenizer.vocab[style_token(style)]
        tables.append(table)
    if sampling.guidance != 1: tables.append(_hidden_ids(tokenizer))
    shares = [share for _, share in sampling.blend] or [1.0]
    return torch.stack(tables).to(device), torch.tensor(shares, device=device)


def _hidden_ids(tokenizer: REMI) -> Tensor:
    """What is read in the place of each token where style and frames are hidden."""
    kinds, ids = token_kinds(tokenizer), np.arange(len(tokenizer))
    ids[np.isin(kinds.kind, FRAME)] = tokenizer.vocab[HIDDEN]
    ids[kinds.ids("Style")] = tokenizer.vocab[style_token(None)]
    return torch.from_numpy(ids)
