"""Ranking takes, and keeping the best."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import filecmp
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..data.harmony import chord_slots, CHORDS
from ..data.notes import BEATS_A_BAR
from ..data.time_map import warp
from ..evaluation.adherence import adherence
from ..evaluation.clip_measures import dead_air
from ..evaluation.coherence import coherent_seconds, WINDOW
from ..evaluation.patterns import style_features
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .critic import Critic
from .improvising import counted, counted_beats
from .plans import melody_slots, OPEN
from .saving import load_takes, save_index, save_takes
from .takes import Take

__all__ = [
    'MARKS', 'Ranked', 'judge_take', 'keep_best', 'melody_kept', 'rank_takes', 'ranking_table',
]


MARKS = {"style": "스타일", "coherence": "일관성", "adherence": "화음", "melody": "선율",
         "dead_air": "빈 시간", "copying": "베낌"}


class Ranked(NamedTuple):
    """A take with its score, 0 to 1, and those of `MARKS` that could be judged."""
    take: Take
    score: float
    marks: dict[str, float]


def judge_take(take: Take, critic: Critic) -> dict[str, float]:
    """Those of `MARKS` but copying that can be judged of a take's new part, each 0 to 1; of
    `dead_air` lower is better."""
    new, marks, windows = take.new, {}, int(take.seconds // WINDOW)
    if critic.judge and take.style in critic.judge.styles:
        chances = critic.judge.probabilities(style_features(new)[None])[0]
        place = critic.judge.styles.index(take.style)
        marks["style"] = float(chances[place]) if len(new) else 0.0
    if critic.band is not None and windows:
        coherent = coherent_seconds(new, critic.band, take.seconds)
        marks["coherence"] = coherent / (windows * WINDOW)
    if take.chords:
        alone = take.around(0)
        beats = math.ceil(float(alone.time.to_beats(take.seconds)) - 1e-6)
        labels = chord_slots(alone.chords, beats)
        if (labels < len(CHORDS)).any():
            marks["adherence"] = adherence(warp(new, alone.time), labels)["tones"]
    if take.melody is not None and len(take.melody): marks["melody"] = melody_kept(take)
    marks["dead_air"] = dead_air(new, take.seconds)
    return marks


def melody_kept(take: Take) -> float:
    """Share of the half-beats (as the model counts) of the take's `melody` in which its pitch is
    the highest that is played, 0 to 1."""
    share = counted_beats(float(take.time.tempo(1.0)))
    last = float((take.melody["onset"] + take.melody["duration"]).max())
    bars = math.ceil(last * share / BEATS_A_BAR - 1e-6)
    heard, asked = (melody_slots(counted(notes, share), bars)
                    for notes in (warp(take.notes, take.time), take.melody))
    return float((heard == asked)[asked != OPEN].mean())


def rank_takes(takes: list[Take], critic: Critic) -> list[Ranked]:
    """Every take with its score and marks, the best first.

    The score is mean(style, coherence, adherence, melody) · (1 - dead air) · (1 - copying), 0 to
    1, over those of `MARKS` that can be judged. Copying is how far the longest run of notes shared
    with the training set exceeds what real pieces share.
    """
    all_marks = [judge_take(take, critic) for take in takes]
    if critic.memory and takes:
        runs = critic.memory.longest_runs([take.new for take in takes])
        for marks, run in zip(all_marks, runs):
            marks["copying"] = float(np.clip(run / critic.common - 1, 0, 1))
    ranked = [Ranked(take, _score(marks), marks) for take, marks in zip(takes, all_marks)]
    return sorted(ranked, key=lambda one: -one.score)


def _score(marks: dict[str, float]) -> float:
    names = "style", "coherence", "adherence", "melody"
    good = [marks[name] for name in names if name in marks]
    copied = marks.get("copying", 0.0)
    return float(np.mean(good or [1.0])) * (1 - marks["dead_air"]) * (1 - copied)


def ranking_table(ranked: list[Ranked], critic: Critic) -> str:
    """Korean Markdown: every take with its score, its marks, and which of them cost it most; then
    what could not be judged."""
    names = " | ".join(MARKS.values())
    lines = [f"| 순위 | 테이크 | 점수 | {names} | 점수를 가장 깎은 것 |",
             "|---" * (len(MARKS) + 4) + "|"]
    for place, (take, score, marks) in enumerate(ranked, 1):
        cells = [f"{marks[name]:.2f}" if name in marks else "—" for name in MARKS]
        row = [str(place), take.title, f"{score:.2f}", *cells, _worst(marks)]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join([*lines, "", *(f"- {remark}" for remark in critic.missing)]).rstrip() + "\n"


def _worst(marks: dict[str, float]) -> str:
    """What cost a take most, in Korean."""
    bad = ("dead_air", "copying")
    cost = {name: value if name in bad else 1 - value for name, value in marks.items()}
    worst = max(cost, key=cost.get)
    return MARKS[worst] if cost[worst] else "없음"


def keep_best(ranked: list[Ranked], critic: Critic, out: Path | None = None,
              count: int = 3) -> list[Path]:
    """Save all takes into `out` (see `save_takes`) with their `ranking.md`, and copy the `count`
    best into `out/best`, which earlier copies leave. Returns the MIDI files of all, in order of
    rank.

    A take in `out/best` that `out` does not hold with the same bytes is not our copy: it stays, and
    where a take of the same name is now among the best, that is said.
    """
    out = Path(out or workspace().generation)
    files, best = save_takes([one.take for one in ranked], out), out / "best"
    write_atomic(out / "ranking.md", ranking_table(ranked, critic))
    _remove_copies(best, out)
    about, copied = load_takes(out), {}
    for file in files[:count]:
        stays = [path for path in _pair(best / file.name) if path.exists()]
        if stays:
            print(f"{workspace().show(stays[0])}: 고친 파일이 있어 그 테이크는 그대로 두었습니다. "
                  "새로 두려면 다른 이름으로 옮기고 다시 하십시오.")
            continue
        for path in _pair(file): write_atomic(best / path.name, path.read_bytes())
        copied[file.name] = about[file.name]
    save_index(copied, best)
    return files


def _pair(midi: Path) -> tuple[Path, Path]:
    """The files of a take."""
    return midi, midi.with_suffix(".mp3")


def _remove_copies(best: Path, out: Path) -> None:
    """Remove the takes in `best` whose files are the same as those of `out`."""
    for midi in list(best.glob("*.mid")):
        files = [path for path in _pair(midi) if path.is_file()]
        originals = [out / path.name for path in files]
        same = [original.is_file() and filecmp.cmp(path, original, shallow=False)
                for path, original in zip(files, originals)]
        if all(same):
            for path in files: path.unlink()
