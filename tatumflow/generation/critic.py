# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.chords import CHORD_SECONDS, chord_slots, CHORDS
from ..data.tokens import decode
from ..evaluation.adherence import adherence
from ..evaluation.coherence import coherent_seconds, real_band, WINDOW
from ..evaluation.memory import Memory
from ..evaluation.passages import cut_passages, load_split
from ..evaluation.sets import dead_air
from ..evaluation.styles import (
    CRITIC, packaged_judge, style_clips, style_features, StyleJudge, train_judge, wider_judge,
)
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .playing import heard_styles, Take
from .saving import load_takes, save_takes

__all__ = [
    'CRITIC_PIECES', 'Critic', 'MARKS', 'choose_critic', 'judge_take', 'keep_best',
    'packaged_critic', 'rank_takes', 'ranking_table', 'train_critic',
]


@dataclass(frozen=True, eq=False)
class Critic:
    """What takes are judged by, made from real music; None cannot be judged, and `missing` says why (Korean).

    `band` is `tatumflow.evaluation.joint_band`'s; `common`, how many notes in a row held-out music shares with the training set.
    """
    judge: StyleJudge | None = None
    band: np.ndarray | None = None
    memory: Memory | None = None
    common: int = 0
    missing: tuple[str, ...] = ()


CRITIC_PIECES = 30  # training pieces of a style from which the critic's judge learns it


def train_critic(tokens: Path | None = None, judge: StyleJudge | None = None) -> Critic:
    """The critic that the prepared data in the folder `tokens` make: judge (unless `judge` is given) and memory from training, band from
    held-out pieces."""
    tokens = Path(tokens or workspace().tokens)
    if not (tokens / "train.json").is_file():
        return Critic(missing=("준비된 데이터(01_data.ipynb)가 없어 스타일, 일관성, 베낌은 재지 못했습니다.",))
    tokenizer, training, missing = REMI(params=tokens / "tokenizer.json"), load_split(tokens, "train"), []
    of_style = {style: [piece for piece in training if piece.style == style][:CRITIC_PIECES] for style in {piece.style for piece in training}}
    band = None
    try:
        if judge is None:
            clips = style_clips(sum(of_style.values(), []), {}, tokenizer, seconds=10.0)
            judge = train_judge(clips.features, clips.style)
    except TatumError as error: missing.append(f"스타일은 재지 못했습니다. {error}")
    memory, common = Memory([decode(piece.ids, tokenizer) for piece in training]), 0
    try:
        passages = cut_passages(load_split(tokens, "val") + load_split(tokens, "test"), tokenizer)
        band, common = real_band(passages), int(memory.longest_runs([passage.real for passage in passages]).max())
    except TatumError as error: missing.append(f"일관성과 베낌은 재지 못했습니다. {error}")
    return Critic(judge, band, memory if common else None, common, tuple(missing))


def packaged_critic() -> Critic:
    """The critic that comes with the package: style and coherence, learnt from PiJAMA."""
    with np.load(CRITIC) as kept: band = kept["band"]
    return Critic(packaged_judge()[0], band, missing=("패키지의 심사위원은 훈련 곡을 지니고 있지 않아 베낌은 재지 못했습니다.",))


def choose_critic(style: str) -> Critic:
    """The critic that the workspace's data make if they hold `style` (with `wider_judge` where it applies), else the package's."""
    known = heard_styles()
    return train_critic(judge=wider_judge(known)) if style in known else packaged_critic()


MARKS = {"style": "스타일", "coherence": "일관성", "adherence": "화음", "dead_air": "빈 시간", "copying": "베낌"}


def judge_take(take: Take, critic: Critic) -> dict[str, float]:
    """Those of `MARKS` but copying that can be judged of a take's new part, each 0 to 1; of `dead_air` lower is better."""
    new, marks, windows = take.new, {}, int(take.seconds // WINDOW)
    if critic.judge and take.style in critic.judge.styles:
        chances = critic.judge.probabilities(style_features(new)[None])[0]
        marks["style"] = float(chances[critic.judge.styles.index(take.style)]) if len(new) else 0.0
    if critic.band is not None and windows:
        marks["coherence"] = coherent_seconds(new, critic.band, take.seconds) / (windows * WINDOW)
    if take.chords:
        labels = chord_slots([replace(chord, onset=chord.onset - take.begin) for chord in take.chords], math.ceil(take.seconds / CHORD_SECONDS))
        if (labels < len(CHORDS)).any(): marks["adherence"] = adherence(new, labels)["tones"]
    marks["dead_air"] = dead_air(new, take.seconds)
    return marks


def rank_takes(takes: list[Take], critic: Critic) -> list[tuple[Take, float, dict]]:
    """(take, score, marks) for every take, the best first.

    The score is mean(style, coherence, adherence) · (1 - dead air) · (1 - copying), 0 to 1, over those of `MARKS` that can be judged.
    Copying is how far the longest run of notes shared with the training set exceeds what real pieces share, of all takes in one walk.
    """
    rows, all_marks = [], [judge_take(take, critic) for take in takes]
    if critic.memory and takes:
        for marks, run in zip(all_marks, critic.memory.longest_runs([take.new for take in takes])):
            marks["copying"] = float(np.clip(run / critic.common - 1, 0, 1))
    for take, marks in zip(takes, all_marks):
        good = [marks[name] for name in ("style", "coherence", "adherence") if name in marks]
        rows.append((take, float(np.mean(good or [1.0])) * (1 - marks["dead_air"]) * (1 - marks.get("copying", 0.0)), marks))
    return sorted(rows, key=lambda row: -row[1])


def ranking_table(ranked: list[tuple[Take, float, dict]], critic: Critic) -> str:
    """Korean Markdown: every take with its score, its marks, and which of them cost it most; then what could not be judged."""
    lines = ["| 순위 | 테이크 | 점수 | " + " | ".join(MARKS.values()) + " | 점수를 가장 깎은 것 |", "|---" * (len(MARKS) + 4) + "|"]
    for place, (take, score, marks) in enumerate(ranked, 1):
        cost = {name: value if name in ("dead_air", "copying") else 1 - value for name, value in marks.items()}
        worst = max(cost, key=cost.get)
        cells = [f"{marks[name]:.2f}" if name in marks else "—" for name in MARKS]
        lines.append(f"| {place} | {take.title} | {score:.2f} | " + " | ".join(cells) + f" | {MARKS[worst] if cost[worst] else '없음'} |")
    return "\n".join([*lines, "", *(f"- {remark}" for remark in critic.missing)]).rstrip() + "\n"


def keep_best(ranked: list[tuple[Take, float, dict]], critic: Critic, out: Path | None = None, count: int = 3) -> list[Path]:
    """Save all takes into `out` (see `save_takes`) with their `ranking.md`, and copy the `count` best into `out/best`.

    Earlier copies leave `out/best`: takes whose files `out` holds with the same bytes under the same name; any other file there stays, and
    where it has the name of a take that is now among the best, that is said.
    Returns the MIDI files of all, in order of rank.
    """
    out = Path(out or workspace().generation)
    files, best = save_takes([take for take, *_ in ranked], out), out / "best"
    write_atomic(out / "ranking.md", ranking_table(ranked, critic))
    def pair(midi): return [midi, midi.with_suffix(".mp3")]
    for old in [*best.glob("*.mid")]:
        there = [path for path in pair(old) if path.is_file()]
        if all((out / path.name).is_file() and (out / path.name).read_bytes() == path.read_bytes() for path in there):
            for path in there: path.unlink()
    about, copied = load_takes(out), {}
    for file in files[:count]:
        if stays := [path for path in pair(best / file.name) if path.exists()]:
            print(f"{workspace().show(stays[0])}: 고친 파일이 있어 그 테이크는 그대로 두었습니다. 새로 두려면 다른 이름으로 옮기고 다시 하십시오.")
            continue
        for path in pair(file): write_atomic(best / path.name, path.read_bytes())
        copied[file.name] = about[file.name]
    write_atomic(best / "takes.json", json.dumps(copied, ensure_ascii=False, indent=1))
    return files
