"""The models that are to be measured, and how they continue a passage."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.frames import frame_ids, read_frames
from ..data.notes import BEATS_A_BAR, clip
from ..data.tempo import bar_seconds, read_tempi
from ..data.time_map import warp
from ..data.token_files import music_digest, read_listing
from ..data.tokens import encode, play_back, written_tempi
from ..data.vocabulary import STEPS_A_BEAT
from ..model.sampling import GUIDANCE, Sampling, Until
from ..model.saved_models import choose_models, find_model, open_model
from ..model.streaming import sample
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .metrics import LABELS
from .passages import Passage

__all__ = [
    'Candidate', 'continue_passage', 'load_candidates', 'passage_prompt', 'training_remarks',
]


def continue_passage(model: Transformer, tokenizer: REMI, passage: Passage,
                     seed: int = 0) -> np.ndarray:
    """The notes (s, from 0) that `model` plays in the `passage.seconds` after the prompt, under the
    passage's own Style token, with `GUIDANCE`."""
    prompt, sampling = passage_prompt(passage, tokenizer), Sampling(seed=seed, guidance=GUIDANCE)
    seam = bar_seconds(written_tempi(prompt, tokenizer)[:-1]).sum()
    end = seam + passage.seconds
    ids, = sample(model, tokenizer, prompt, Until(seconds=end), sampling)
    return clip(play_back(ids, tokenizer), seam, end)


def passage_prompt(passage: Passage, tokenizer: REMI) -> np.ndarray:
    """The prompt of a passage as token ids, up to the Bar token of the bar that is to come."""
    bars, bar = passage.bars, tokenizer.vocab["Bar_None"]
    counted, tempi = warp(passage.prompt, passage.time_map), read_tempi(passage.time_map, bars)
    end = BEATS_A_BAR * bars - 0.5 / STEPS_A_BEAT  # a later onset is rounded past the prompt
    ids = encode(counted[counted["onset"] < end], passage.style, tokenizer, tempi)[:-1]
    rest = bars - (ids == bar).sum()  # bars of silence
    silent = frame_ids(tokenizer) + read_frames(counted[:0], rest, tempi[bars - rest:])
    return np.concatenate([ids, np.insert(silent, 0, bar, axis=1).ravel(), [bar]])


@dataclass(frozen=True, eq=False)
class Candidate:
    """A model that is to be measured: its row's name, its file, itself, its tokenizer, and the
    SHA-256 of the training tokens that it learnt from, None where its file does not say."""
    name: str
    path: Path
    model: Transformer
    tokenizer: REMI
    learnt: str | None


def _find_checkpoints(paths: Sequence[Path] | None = None) -> dict[str, Path]:
    """{row name: path} of the given models (see `find_model`), or of all that training keeps in the
    workspace: the best and the newest two. Raises `TatumError` when one is missing."""
    found = {}
    for path in map(find_model, paths or choose_models(3)):
        name, number = path.stem, 2
        while name in found or name in LABELS:
            name, number = f"{path.stem}_{number}", number + 1
        found[name] = path
    return found


def _open_candidate(name: str, path: Path) -> Candidate:
    saved = open_model(path)
    return Candidate(name, path, *saved.build(), saved.data.get("music"))


def load_candidates(paths: Sequence[Path] | None = None) -> list[Candidate]:
    """The models of `_find_checkpoints`. Raises `TatumError` when one cannot be read, or when their
    tokenizers differ."""
    found = _find_checkpoints(paths)
    candidates = [_open_candidate(name, path) for name, path in found.items()]
    for candidate in candidates:
        if candidate.tokenizer.vocab != candidates[0].tokenizer.vocab:
            raise TatumError("토크나이저가 다른 체크포인트는 함께 견줄 수 없습니다: "
                             f"{candidate.name}. 하나씩 평가하여 음마다의 손실을 견주십시오.")
    return candidates


def training_remarks(candidates: list[Candidate], data: Path) -> list[str]:
    """Korean remarks on the models that were, or may have been, trained on something else than what
    `prepare` wrote to `data`."""
    if not (data / "train.json").is_file(): return []
    here = music_digest(read_listing(data))
    folder = workspace().show(data)
    remarks = [_training_remark(candidate, here, folder) for candidate in candidates]
    return [remark for remark in remarks if remark]


def _training_remark(candidate: Candidate, here: str, folder: str) -> str:
    if candidate.learnt is None:
        return (f"{candidate.name}에는 무엇으로 훈련했는지 적혀 있지 않아, 평가한 곡을 훈련에 쓰지 "
                "않았는지 확인하지 못했습니다(패키지의 모델은 PiJAMA의 훈련 곡과 Weimar의 "
                "Charlie Parker에게서 배웠습니다).")
    if candidate.learnt != here:
        return (f"{candidate.name}은(는) 이 폴더({folder})의 훈련 곡으로 배우지 않았습니다. "
                "평가한 곡에 그 모델이 배운 곡이 섞였을 수 있습니다.")
    return ""
