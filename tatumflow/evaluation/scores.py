"""Takes measured against real music: one value a metric, with its interval over pieces."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from ..data.memory import Memory
from ..runtime.errors import TatumError
from .baselines import copied_prompt
from .clip_measures import clip_features, dead_air, set_overlap
from .coherence import coherent_seconds, FEATURES, window_features
from .intervals import bootstrap, Estimate
from .judge import StyleJudge
from .metrics import METRICS
from .passages import Passage
from .pitch import pctm_similarity, pitch_class_histogram, pitch_class_kl, transition_matrix
from .timing import time_numbers

__all__ = [
    'Ruler', 'Statistic', 'music_statistics', 'resample', 'score_differences', 'tells_apart',
]


Statistic = Callable[[np.ndarray], float]  # the value for the passages of these numbers


@dataclass(frozen=True)
class Ruler:
    """What takes are measured against: passages, the band of real music (see `joint_band`) and,
    where there are any, a style judge and the training set."""
    passages: list[Passage]
    band: np.ndarray
    judge: StyleJudge | None = None
    memory: Memory | None = None

    @property
    def pieces(self) -> list[str]:
        """The piece that each passage is from."""
        return [passage.piece for passage in self.passages]


def music_statistics(takes: list[np.ndarray], ruler: Ruler,
                     is_real: bool = False) -> dict[str, Statistic]:
    """Of one take a passage: {metric: its value for those passages that an array of numbers names}.

    Pooled and median per-clip KL (nats) and PCTM against the prompts; how much lower the KL is to
    the take's own prompt than to another's (`follows`); medians against what was
    really played next (`_original`, as ImprovNet has it, 2025), unless the takes are that
    (`is_real`); means of `time_numbers` and of how far windows keep to a harmony (`fit` of
    `window_features`); median coherent length (s); mean probability of the passage's style; mean
    `set_overlap` of `clip_features` with the prompts' ends; mean `dead_air`; mean repetition (see
    `window_features`); median `longest_runs` (notes) with the training pieces and with the take's
    own prompt. A silent take gets the worst possible value of each clip's KL, PCTM, time, coherent
    length, style and dead air, nothing in pooled scores, and 0 as repetition, runs and features.
    Style and runs of training pieces need the ruler's judge and memory. Raises `TatumError` unless
    there is one take a passage.
    """
    if len(takes) != len(ruler.passages):
        raise TatumError(f"조각은 {len(ruler.passages)}개인데 연주는 {len(takes)}개입니다. "
                         "조각마다 하나씩 주십시오.")
    found = _pitch_statistics(takes, ruler, is_real) | _flow_statistics(takes, ruler)
    times = [time_numbers(take) for take in takes]
    found |= {name: _average([row[name] for row in times], np.mean) for name in times[0]}
    if len(takes) > 1: found["overlap"] = _overlap(takes, ruler)
    return {name: found[name] for name in METRICS if name in found}


def _pitch_statistics(takes: list[np.ndarray], ruler: Ruler,
                      is_real: bool) -> dict[str, Statistic]:
    found, passages = {}, ruler.passages
    for name, count, compare in (("kl", pitch_class_histogram, pitch_class_kl),
                                 ("pctm", transition_matrix, pctm_similarity)):
        made = [count(take) for take in takes]
        heard = [count(p.prompt) for p in passages]
        found[f"{name}_pooled"] = _pooled(compare, np.array(heard), np.array(made))
        found[f"{name}_clip"] = _average(map(compare, heard, made), np.median)
        if name == "kl": found["follows"] = _following(heard, made)
        if not is_real:
            original = [count(p.real) for p in passages]
            found[f"{name}_original"] = _average(map(compare, original, made), np.median)
    return found


def _following(heard: list[np.ndarray], made: list[np.ndarray]) -> Statistic:
    """How much higher the KL of a prompt's histogram to other takes' is than to its own take's."""
    table = np.array([[pitch_class_kl(prompt, take) for take in made] for prompt in heard])

    def statistic(i):
        return table[np.ix_(i, i)].mean() - table[i, i].mean()
    return statistic


def _pooled(compare: Callable, heard: np.ndarray, made: np.ndarray) -> Statistic:
    """`compare` of the sums of counts (passages, …)."""
    def statistic(i):
        return compare(heard[i].sum(0), made[i].sum(0))
    return statistic


def _flow_statistics(takes: list[np.ndarray], ruler: Ruler) -> dict[str, Statistic]:
    pairs = list(zip(takes, ruler.passages))
    coherent = [coherent_seconds(take, ruler.band, p.seconds) for take, p in pairs]
    fit, repeated = np.array([window_features(take, p.seconds)[:, _FIT_AND_REPETITION].mean(0)
                              for take, p in pairs]).T
    found = {"harmony": _average(fit, np.mean), "coherence": _average(coherent, np.median),
             "dead_air": _average([dead_air(take, p.seconds) for take, p in pairs], np.mean),
             "repetition": _average(repeated, np.mean)}
    again = [Memory([p.prompt]).longest_runs([take])[0] for take, p in pairs]
    found["prompt_shared"] = _average(again, np.median)
    if ruler.judge:
        chances = [ruler.judge.chances([take], p.style)[0] for take, p in pairs]
        found["style"] = _average(chances, np.mean)
    if ruler.memory:
        found["shared"] = _average(ruler.memory.longest_runs(takes), np.median)
    return found

_FIT_AND_REPETITION = [FEATURES.index("fit"), FEATURES.index("repetition")]


def _average(values: Iterable[float], average: Callable) -> Statistic:
    """The `average` (np.mean or np.median) of one value a passage."""
    values = np.array([*values], float)

    def statistic(i):
        return average(values[i])
    return statistic


def _overlap(takes: list[np.ndarray], ruler: Ruler) -> Statistic:
    """The mean overlapping area with the prompts' last seconds, over `clip_features`."""
    near = [clip_features(copied_prompt(p), p.seconds) for p in ruler.passages]
    far = [clip_features(take, p.seconds) for take, p in zip(takes, ruler.passages)]
    sets = [[np.stack([row[name] for row in side]) for side in (near, far)] for name in near[0]]

    def statistic(i):
        return np.mean([set_overlap(a[i], b[i]) for a, b in sets])
    return statistic


def resample(statistics: dict[str, Statistic], ruler: Ruler,
             seed: int = 0) -> dict[str, Estimate]:
    """{metric: its value with the interval over pieces} of `music_statistics`; of the overlap,
    which is slow, with 300 rounds."""
    longest = max(passage.seconds for passage in ruler.passages)
    highest = {name: METRICS[name].highest for name in statistics} | {"coherence": longest}
    return {name: bootstrap(statistic, ruler.pieces, seed, _rounds(name), highest=highest[name])
            for name, statistic in statistics.items()}


def _rounds(name: str) -> int:
    return 300 if name == "overlap" else 1000


def score_differences(statistics: dict[str, Statistic], others: dict[str, Statistic], ruler: Ruler,
                      seed: int = 0) -> dict[str, Estimate]:
    """{metric: how much higher it is by `statistics` than by `others`}, both from
    `music_statistics`, paired by passage: what is hard about a passage is so for both, and falls
    out."""
    return {name: bootstrap(_difference(ours, others[name]), ruler.pieces, seed, _rounds(name),
                            lowest=-math.inf)
            for name, ours in statistics.items() if name in others}


def _difference(a: Statistic, b: Statistic) -> Statistic:
    def statistic(i):
        return a(i) - b(i)
    return statistic


def tells_apart(name: str, apart: dict[str, Estimate]) -> bool:
    """Whether real performances are clearly better than noise by a metric."""
    if name not in apart: return False
    return apart[name].is_below_zero if METRICS[name].lower else apart[name].is_above_zero
