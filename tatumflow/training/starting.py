"""A new run that begins with the weights of another model."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from miditok import REMI
from torch import nn

from ..model.saved_models import open_model, SavedModel
from ..runtime.errors import TatumError
from .runs import Run

__all__ = ['match_tokens', 'take_weights']


def take_weights(run: Run, start: Path, tokenizer: REMI) -> None:
    """Give a new `run` the weights of the model `start` (see `open_model`), whose tokens may be
    others than those of `tokenizer` (see `match_tokens`). Layers after its last and `taps` that it
    does not have begin by adding nothing. Raises `TatumError` when its shape is another one in
    anything else."""
    found = open_model(start, any_tokens=True)
    _check_fit(run, found, start)
    weights = dict(found.weights)
    theirs = found.read_tokenizer().vocab
    if theirs != tokenizer.vocab:
        fresh = run.bare_model.state_dict()[_ROWS].cpu()
        weights[_ROWS] = _gather_rows(fresh, weights[_ROWS], tokenizer.vocab, theirs)
    for target in (run.bare_model, run.ema.module):
        for block in target.model.layers[found.config.layers:]:
            nn.init.zeros_(block.self_attn.o_proj.weight)
            nn.init.zeros_(block.mlp.down_proj.weight)
        target.load_state_dict({**target.state_dict(), **weights})


_ROWS = "model.embed_tokens.weight"  # one row a token, for reading it and for predicting it


def _check_fit(run: Run, found: SavedModel, start: Path) -> None:
    """Raises `TatumError`, naming the fields, where the shapes do not fit."""
    ours = asdict(run.config)
    other = [f"{name}: 모델 {theirs}, 설정 {ours[name]}"
             for name, theirs in asdict(found.config).items()
             if not _fits(name, theirs, ours[name])]
    if other:
        raise TatumError(f"{start}에서 시작할 수 없습니다. 모양이 설정과 다릅니다"
                         f"({'; '.join(other)}). 설정 파일의 값을 그 모델에 맞추십시오.")


def _fits(name: str, theirs, ours) -> bool:
    """Whether a model whose field `name` of `ModelConfig` is `theirs` can grow into `ours`."""
    if name == "layers": return theirs <= ours
    if name == "taps" and theirs == 0: return True
    return theirs == ours or name in ("dropout", "context", "vocab_size")


def match_tokens(ours: dict[str, int], theirs: dict[str, int]) -> dict[str, str]:
    """{token of the vocabulary `ours`: the one of `theirs` that means the same}, without those that
    mean nothing there.

    The same name is the same token; but of positions and durations the nearest in time is, for
    another grid may call another time by that name.
    """
    found = {name: name for name in ours if name in theirs}
    for kind in ("Position", "Duration"):
        known, places = _times(theirs, kind), _times(ours, kind)
        names, times = list(known), np.array(list(known.values()))
        found.update({name: names[abs(times - place).argmin()] for name, place in places.items()})
    return found


def _times(vocab: dict[str, int], kind: str) -> dict[str, float]:
    """{token: its time} of the positions, as a share of the bar, or of the durations, in beats."""
    values = {name: name.split("_")[1] for name in vocab if name.startswith(f"{kind}_")}
    if kind == "Position": return {name: int(v) / len(values) for name, v in values.items()}
    parts = {name: [int(part) for part in v.split(".")] for name, v in values.items()}
    return {name: whole + part / of for name, (whole, part, of) in parts.items()}


def _gather_rows(fresh: torch.Tensor, known: torch.Tensor, ours: dict[str, int],
                 theirs: dict[str, int]) -> torch.Tensor:
    """The rows `fresh` (our tokens, width) with those of `known` (their tokens, width) for every
    token that means the same; says how many there are of each."""
    pairs, rows = match_tokens(ours, theirs), fresh.clone()
    rows[[ours[name] for name in pairs]] = known[[theirs[name] for name in pairs.values()]]
    same = sum(name == other for name, other in pairs.items())
    print(f"토큰 {len(ours):,}개 가운데 이름이 같은 것 {same:,}개와 시간이 가장 가까운 것 "
          f"{len(pairs) - same:,}개의 임베딩을 이어받고, {len(ours) - len(pairs):,}개는 새로 "
          "시작합니다.")
    return rows
