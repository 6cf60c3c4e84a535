# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import time

import numpy as np
import torch
from miditok import REMI

from ..data.frames import BOS, build_tokenizer, style_token
from ..runtime.bars import progress
from ..runtime.platforms import pick_device
from .config import ModelConfig
from .llama import llama_twin
from .sampling import sample
from .transformer import Transformer

__all__ = ['measure_decoding']


def measure_decoding() -> list[dict]:
    """Tokens a second of `sample` and of transformers' `generate` (with its cache) on models of one shape, in turn, for takes of 16 s.

    A row for each size and batch (1 and 8, on GPUs 1 and 64): parameters, batch, medians over three rounds of "ours" and "transformers",
    and of their ratio. Raises `TatumError` without transformers.
    """
    tokenizer, device, rows = build_tokenizer(), pick_device().kind, []
    prompt = [BOS, tokenizer.vocab[style_token("Art Tatum")]]
    for hidden, layers in progress([(256, 4), (384, 6), (512, 8)], desc="속도", unit="모양"):
        config = ModelConfig(len(tokenizer), hidden, layers, hidden // 64, context=1024)
        mine = Transformer(config).to(device).eval()
        theirs = llama_twin(config).to(device).eval()
        for batch in (1, 64 if device == "cuda" else 8):
            pairs = [_race(mine, theirs, tokenizer, prompt, 16.0, batch, seed) for seed in range(3)]
            ours, others = np.median(pairs, axis=0)
            rows.append({"parameters": sum(p.numel() for p in mine.parameters()), "batch": batch, "ours": float(ours),
                         "transformers": float(others), "ratio": float(np.median([a / b for a, b in pairs]))})
    return rows


def _race(mine, theirs, tokenizer: REMI, prompt: list[int], seconds: float, batch: int, seed: int) -> tuple[float, float]:
    begun = time.perf_counter()
    takes = sample(mine, tokenizer, prompt, seconds, n=batch, seed=seed, show=False)
    ours, lengths = time.perf_counter() - begun, [len(take) - len(prompt) for take in takes]
    ids = torch.tensor([prompt] * batch, device=mine.rotary.device)
    begun = time.perf_counter()
    theirs.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=max(lengths), min_new_tokens=max(lengths), do_sample=True, top_k=0)
    return sum(lengths) / ours, sum(lengths) / (time.perf_counter() - begun)
