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
from .threads import Threads
from .transformer import Transformer

__all__ = ['Reader', 'row_bytes']


_INT8_COST = 4  # times as long as a product of many tokens in single precision


def row_bytes(config: ModelConfig) -> int:
    """Memory that the cache of one sequence takes at most."""
    return 2 * config.layers * config.hidden * config.context * 4


class Reader:
    """A model and its cache for `rows` sequences. Unless `guidance` is 1 each has a twin whose
    style and frames are hidden. Only logits of the ids from `first` on are computed."""

    def __init__(self, model: Transformer, tokenizer: REMI, rows: int, guidance: float,
                 threads: Threads, first: int = 0):
        self.model, self.guidance, self.first, self.threads = model, guidance, first, threads
        self.guided, device = guidance != 1, model.rotary.device
        self.parameters = sum(p.numel() for p in model.parameters())
        self.hidden = _hidden_ids(tokenizer).to(device)
        rows = 2 * rows if self.guided else rows
        if can_decode_int8(device):
            self.decoder = Int8Decoder(model, first)
            self.cache = self.decoder.new_cache(rows)
        else:
            self.decoder = None
            self.cache = KVCache(model.config, rows, model.model.embed_tokens.weight)

    def read(self, ids: Tensor, in_frame: Tensor) -> Tensor:
        """Logits (rows, vocabulary - first) after `ids` (rows, time): hidden + guidance ·
        (given - hidden), but as given for the rows that are `in_frame` (rows,)."""
        if not self.guided: return self._logits(ids)
        twins = torch.stack([ids, self.hidden[ids]], dim=1).flatten(0, 1)
        given, hidden = self._logits(twins).unflatten(0, (-1, 2)).unbind(1)
        return torch.where(in_frame[:, None], given, torch.lerp(hidden, given, self.guidance))

    def _logits(self, ids: Tensor) -> Tensor:
        products = ids.numel() * self.parameters
        if self.decoder is not None and ids.shape[1] == 1:
            with self.threads.sized_for(_INT8_COST * products):
                return self.decoder(ids[:, 0], self.cache)
        with self.threads.sized_for(products):
            return self.model(ids, self.cache)[:, -1, self.first:]

    def keep(self, rows: list[int]) -> None:
        """Only these sequences go on, in this order, each with its twin."""
        if self.guided: rows = [2 * row + twin for row in rows for twin in (0, 1)]
        self.cache.keep(rows)


def _hidden_ids(tokenizer: REMI) -> Tensor:
    """What is read in the place of each token where style and frames are hidden."""
    kinds, ids = token_kinds(tokenizer), np.arange(len(tokenizer))
    ids[np.isin(kinds.kind, FRAME)] = tokenizer.vocab[HIDDEN]
    ids[kinds.ids("Style")] = tokenizer.vocab[style_token(None)]
    return torch.from_numpy(ids)
