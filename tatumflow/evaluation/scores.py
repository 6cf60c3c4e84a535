# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass
from typing import Callable

import numpy as np

from ..runtime.errors import TatumError
from .baselines import copied_prompt
from .coherence import coherent_seconds, window_features
from .intervals import bootstrap
from .memory import Memory
from .passages import Passage
from .pitch import pctm_similarity, pitch_class_histogram, pitch_class_kl, transition_matrix
from .sets import clip_features, dead_air, set_overlap
from .styles import StyleJudge

__all__ = [
    'LABELS', 'METRICS', 'Metric', 'Ruler', 'music_scores', 'music_statistics', 'score_differences',
    'tells_apart',
]


@dataclass(frozen=True)
class Metric:
    """A column of the table: Korean label, whether lower is better (None: neither, it should be like the real music's), and the roadmap's
    threshold if it has one."""
    label: str
    lower: bool | None
    threshold: float | None = None

    @property
    def goal(self) -> str:
        """Label and threshold, such as "KL 합쳐서 < 0.3"."""
        return f"{self.label} {'<' if self.lower else '≥'} {self.threshold:g}"

    def passes(self, value: float) -> bool:
        return value < self.threshold if self.lower else value >= self.threshold


METRICS = {"loss_token": Metric("손실/토큰", True, 2.0), "loss_note": Metric("손실/음", True), "loss_second": Metric("손실/초", True),
           "loss_guided": Metric("틀을 보고", True), "loss_frame": Metric("틀 자체", True),
           "kl_pooled": Metric("KL 합쳐서", True, 0.3), "kl_clip": Metric("KL 조각마다", True, 0.3),
           "kl_original": Metric("KL 원곡과", True, 0.3), "pctm_pooled": Metric("PCTM 합쳐서", False, 0.7),
           "pctm_clip": Metric("PCTM 조각마다", False, 0.7), "pctm_original": Metric("PCTM 원곡과", False, 0.7),
           "coherence": Metric("일관된 길이(초)", False, 10.0), "style": Metric("P(스타일)", False), "overlap": Metric("겹친 넓이", False),
           "dead_air": Metric("빈 시간", True), "repetition": Metric("되풀이", None), "shared": Metric("훈련 곡과 겹친 음", None)}


LABELS = {"uniform": "고른 소음", "shuffled": "섞은 음높이", "markov": "마르코프 사슬",
          "copied": "앞부분 복사", "other": "다른 스타일", "real": "진짜 연주"}


@dataclass(frozen=True)
class Ruler:
    """What takes are measured against: passages, the band of real music and, where there are any, a style judge and the training set."""
    passages: list[Passage]
    band: np.ndarray
    judge: StyleJudge | None = None
    memory: Memory | None = None


def music_statistics(takes: list[np.ndarray], ruler: Ruler) -> dict[str, Callable[[np.ndarray], float]]:
    """Of one take a passage: {metric: its value for those of the passages that an array of numbers names}.

    Pooled and median per-clip KL (nats) and PCTM against the prompts; medians against what was really played next (`_original`, as
    ImprovNet has it, 2025; not of the real music itself); median coherent length (s); mean probability of the passage's style;
    mean `set_overlap` of `clip_features` with the prompts' ends; mean `dead_air`; mean repetition (see `window_features`); median
    `longest_runs` (notes). A silent take gets the worst possible value of each clip's KL, PCTM, coherent length, style and dead air; it
    adds nothing to pooled scores, and its repetition, runs and features are 0. Style and runs need the ruler's judge and memory.
    """
    passages = ruler.passages
    if len(takes) != len(passages):
        raise TatumError(f"조각은 {len(passages)}개인데 연주는 {len(takes)}개입니다. 조각마다 하나씩 주십시오.")
    histograms, moves = (np.array([[count(p.prompt), count(take)] for p, take in zip(passages, takes)]) for count in (pitch_class_histogram, transition_matrix))
    each = {"kl_clip": [pitch_class_kl(*pair) for pair in histograms], "pctm_clip": [pctm_similarity(*pair) for pair in moves],
            "coherence": [coherent_seconds(take, ruler.band, p.seconds) for take, p in zip(takes, passages)],
            "dead_air": [dead_air(take, p.seconds) for take, p in zip(takes, passages)],
            "repetition": [window_features(take, p.seconds)[:, 4].mean() for take, p in zip(takes, passages)]}
    if any(take is not p.real for take, p in zip(takes, passages)):
        each["kl_original"] = [pitch_class_kl(pitch_class_histogram(p.real), made) for p, (_, made) in zip(passages, histograms)]
        each["pctm_original"] = [pctm_similarity(transition_matrix(p.real), made) for p, (_, made) in zip(passages, moves)]
    if ruler.judge:
        each["style"] = [ruler.judge.chances([take], p.style)[0] for take, p in zip(takes, passages)]
    if ruler.memory:
        each["shared"] = ruler.memory.longest_runs(takes)
    means = ("style", "dead_air", "repetition")
    statistics = {"kl_pooled": lambda i: pitch_class_kl(*histograms[i].sum(0)), "pctm_pooled": lambda i: pctm_similarity(*moves[i].sum(0)),
                  **{name: lambda i, x=np.array(values, float), middle=np.mean if name in means else np.median: middle(x[i])
                     for name, values in each.items()}}
    if len(takes) > 1:
        near, far = ([clip_features(part, p.seconds) for part, p in zip(parts, passages)] for parts in ([copied_prompt(p, None) for p in passages], takes))
        sets = [[np.stack([row[name] for row in side]) for side in (near, far)] for name in near[0]]
        statistics["overlap"] = lambda i: np.mean([set_overlap(a[i], b[i]) for a, b in sets])
    return {name: statistics[name] for name in METRICS if name in statistics}


def _resampled(statistics: dict, ruler: Ruler, seed: int, lowest: float = 0.0) -> dict:
    pieces = [p.piece for p in ruler.passages]
    return {name: bootstrap(statistic, pieces, seed, 300 if name == "overlap" else 1000, lowest) for name, statistic in statistics.items()}


def music_scores(takes: list[np.ndarray], ruler: Ruler, seed: int = 0) -> dict:
    """{metric: `bootstrap` over the pieces of the passages} of what `music_statistics` measures; of the overlap, which is slow, with 300 rounds."""
    return _resampled(music_statistics(takes, ruler), ruler, seed)


def score_differences(takes: list[np.ndarray], others: list[np.ndarray], ruler: Ruler, seed: int = 0) -> dict:
    """{metric: how much higher it is of `takes` than of `others`}, as `music_scores`, but paired by passage: what is hard about a passage is so
    for both, and falls out."""
    ours, theirs = (music_statistics(each, ruler) for each in (takes, others))
    return _resampled({name: lambda i, a=a, b=theirs[name]: a(i) - b(i) for name, a in ours.items() if name in theirs}, ruler, seed, -math.inf)


def tells_apart(name: str, apart: dict) -> bool:
    """Whether real performances are clearly better than noise by a metric."""
    return name in apart and (apart[name]["high"] < 0 if METRICS[name].lower else apart[name]["low"] > 0)
