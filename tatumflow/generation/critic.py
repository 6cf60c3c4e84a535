"""The critic: by what takes are judged."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.memory import Memory
from ..data.token_files import read_tokenizer
from ..data.tokens import play_back
from ..evaluation.coherence import real_band
from ..evaluation.judge import StyleJudge, train_judge
from ..evaluation.judge_choice import CRITIC, packaged_judge, wider_judge
from ..evaluation.judge_clips import style_clips
from ..evaluation.passages import cut_passages
from ..evaluation.pieces import load_split
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .styles import heard_styles

__all__ = ['Critic', 'choose_critic', 'packaged_critic', 'train_critic']


_PIECES = 30  # training pieces of a style from which the critic's judge learns it


@dataclass(frozen=True, eq=False)
class Critic:
    """What takes are judged by, made from real music; None cannot be judged, and `missing` says why
    (Korean).

    `band` is `tatumflow.evaluation.real_band`'s; `common`, how many notes in a row held-out music
    shares with the training set.
    """
    judge: StyleJudge | None = None
    band: np.ndarray | None = None
    memory: Memory | None = None
    common: int = 0
    missing: tuple[str, ...] = ()


def train_critic(tokens: Path | None = None, judge: StyleJudge | None = None) -> Critic:
    """The critic that the prepared data in the folder `tokens` make: judge (unless `judge` is
    given) and memory from training, band from held-out pieces."""
    tokens = Path(tokens or workspace().tokens)
    if not (tokens / "train.json").is_file():
        return Critic(missing=("준비된 데이터(01_data.ipynb)가 없어 "
                               "스타일, 일관성, 베낌은 재지 못했습니다.",))
    try:
        tokenizer, training = read_tokenizer(tokens), load_split(tokens, "train")
    except TatumError as error:  # the takes, which are played already, are worth more
        return Critic(missing=(f"스타일, 일관성, 베낌은 재지 못했습니다. {error}",))
    missing = []
    try:
        judge = judge or _train_judge(training, tokenizer)
    except TatumError as error:
        missing.append(f"스타일은 재지 못했습니다. {error}")
    memory = Memory([play_back(piece.ids, tokenizer) for piece in training])
    band, common = None, 0
    try:
        band, common = _measure_held_out(tokens, tokenizer, memory)
    except TatumError as error:
        missing.append(f"일관성과 베낌은 재지 못했습니다. {error}")
    return Critic(judge, band, memory if common else None, common, tuple(missing))


def _train_judge(training: list, tokenizer: REMI) -> StyleJudge:
    """A judge of styles that learns from `_PIECES` training pieces of each."""
    chosen = []
    for style in dict.fromkeys(piece.style for piece in training):
        chosen += [piece for piece in training if piece.style == style][:_PIECES]
    clips = style_clips(chosen, {}, tokenizer, seconds=10.0)
    return train_judge(clips.features, clips.style)


def _measure_held_out(tokens: Path, tokenizer: REMI, memory: Memory) -> tuple[np.ndarray, int]:
    """The band of held-out music, and how many notes in a row it shares with the `memory`."""
    passages = cut_passages(load_split(tokens, "val") + load_split(tokens, "test"), tokenizer)
    shared = memory.longest_runs([passage.real for passage in passages])
    return real_band(passages), int(shared.max())


def packaged_critic() -> Critic:
    """The critic that comes with the package: style and coherence, learnt from PiJAMA."""
    with np.load(CRITIC) as kept: band = kept["band"]
    return Critic(packaged_judge()[0], band, missing=(
        "패키지의 판별기는 훈련 곡을 지니고 있지 않아 베낌은 재지 못했습니다.",))


def choose_critic(style: str) -> Critic:
    """The critic that the workspace's data make if they hold `style` (with `wider_judge` where it
    applies), else the package's."""
    known = heard_styles()
    return train_critic(judge=wider_judge(known)) if style in known else packaged_critic()
