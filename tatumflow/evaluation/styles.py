# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Iterable

import numpy as np
import torch
from miditok import REMI
from torch.nn import functional as F

from ..data.notes import clip
from ..data.tokens import decode
from ..model.saved_models import PRETRAINED
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from .coherence import chord_starts, split_hands, TOGETHER
from .intervals import bootstrap
from .passages import FEWEST, Piece

__all__ = [
    'CRITIC', 'PER_STYLE', 'StyleClips', 'StyleJudge', 'TIMES', 'auc', 'cross_validate',
    'packaged_judge', 'style_clips', 'style_features', 'train_judge', 'wider_judge',
]


_STEPS = np.r_[-99.5, -15.5, -12.5, -9.5, -7.5, np.arange(-5.5, 6), 7.5, 9.5, 12.5, 15.5, 99.5]  # semitones
TIMES = np.r_[0, 0.06, 0.09, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45, 0.6, 0.8, 1.2, 2, 99]  # seconds


def style_features(notes: np.ndarray) -> np.ndarray:
    """How a clip is played, shape (323,): square roots of histogram shares (so that distances are Hellinger's), 0 to 1.

    Register, intervals in chords and notes a second; and of each hand (from middle C up, and below) steps of the outer line, pairs of
    steps, steps in fast passages, gaps, ratios of gaps, durations and chord sizes. Velocity and key are left out.
    """
    chord = np.diff(notes["onset"]) <= TOGETHER
    counts = [np.histogram(notes["pitch"], np.arange(20.5, 110, 3))[0],
              np.histogram(np.diff(notes["pitch"])[chord], np.r_[np.arange(-0.5, 16), 99])[0],
              np.histogram(np.bincount(notes["onset"].astype(int)), (0, 1, 3, 5, 7, 9, 12, 15, 18, 22, 27, 99))[0]]
    for hand, outer in split_hands(notes):
        first = chord_starts(hand)
        step = np.diff(outer.reduceat(hand["pitch"], first)) if len(first) else first
        gap, size = np.diff(hand["onset"][first]), np.diff(np.append(first, len(hand)))
        kind = np.digitize(step, (-5.5, -2.5, -0.5, 0.5, 2.5, 5.5))
        faster = np.diff(np.log2(np.maximum(gap, 0.02)))
        counts += [np.histogram(step, _STEPS)[0], np.bincount(7 * kind[:-1] + kind[1:], minlength=49),
                   np.histogram(step[gap < 0.15], _STEPS)[0], np.histogram(gap, TIMES)[0],
                   np.histogram(faster, (-9, -2.5, -1.5, -0.75, -0.25, 0.25, 0.75, 1.5, 2.5, 9))[0],
                   np.histogram(hand["duration"], TIMES)[0], np.bincount(np.minimum(size, 6), minlength=7)]
    return np.concatenate([np.sqrt(count / max(count.sum(), 1)) for count in counts])


@dataclass(frozen=True)
class StyleJudge:
    """Multinomial logistic regression on `style_features`, every style weighted alike."""
    styles: list[str]
    mean: np.ndarray
    scale: np.ndarray
    weight: torch.Tensor

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """p(style | clip) for features (clips, 323): shape (clips, styles)."""
        x = torch.tensor((features - self.mean) / self.scale, dtype=torch.float32)
        return torch.softmax(x @ self.weight[1:] + self.weight[0], -1).numpy()

    def chances(self, takes: list[np.ndarray], style: str) -> np.ndarray:
        """p(`style`) of every take, (takes,); 0 when silent."""
        p = self.probabilities(np.array([style_features(take) for take in takes]))[:, self.styles.index(style)]
        return np.where([len(take) > 0 for take in takes], p, 0.0)


def train_judge(features: np.ndarray, style: np.ndarray) -> StyleJudge:
    """Fit to clips (n, 323) and their styles (n,) by L-BFGS: mean cross-entropy + 0.001 · |weight|². Raises `TatumError` for one style."""
    styles, target = np.unique(style, return_inverse=True)
    if len(styles) < 2:
        raise TatumError("스타일이 하나뿐이라 판별기를 훈련할 수 없습니다. 다른 연주자의 곡도 모으십시오.")
    judge = StyleJudge(styles.tolist(), features.mean(0), features.std(0) + 0.01, torch.zeros(features.shape[1] + 1, len(styles), requires_grad=True))
    x, target = torch.tensor((features - judge.mean) / judge.scale, dtype=torch.float32), torch.tensor(target)
    balance = len(target) / (len(styles) * torch.bincount(target).float())
    solver = torch.optim.LBFGS([judge.weight], max_iter=60, line_search_fn="strong_wolfe")

    def loss():
        solver.zero_grad()
        total = F.cross_entropy(x @ judge.weight[1:] + judge.weight[0], target, weight=balance) + 1e-3 * judge.weight[1:].square().sum()
        total.backward()
        return total
    solver.step(loss)
    judge.weight.requires_grad_(False)
    return judge


@dataclass(frozen=True)
class StyleClips:
    """Clips of real performances: features (n, 323), style (n,) and the record each is from (n,)."""
    features: np.ndarray
    style: np.ndarray
    record: np.ndarray


def style_clips(pieces: list[Piece], index: dict[str, dict], tokenizer: REMI, seconds: float = 30.0) -> StyleClips:
    """Every piece cut into clips of `seconds`; `index` (see `load_index`) knows the albums. Of a style with one album, a record is a tune."""
    albums = defaultdict(set)
    for piece in pieces:
        albums[piece.style].add(index.get(piece.name, {}).get("album"))
    rows = []
    for piece in progress(pieces, desc="스타일", unit="곡", show=len(pieces) > 100):
        about, notes = index.get(piece.name, {}), decode(piece.ids, tokenizer)
        unit = "album" if len(albums[piece.style]) > 1 else "piece"
        record = f"{about.get('artist', piece.style)}/{about.get(unit, piece.name)}"
        for start in np.arange(0, notes["onset"].max(initial=0) - seconds + 1e-9, seconds):
            if len(part := clip(notes, start, start + seconds)) >= FEWEST:
                rows.append((style_features(part), piece.style, record))
    if not rows:
        raise TatumError(f"{seconds:.0f}초보다 긴 곡이 없어 스타일을 배울 조각이 없습니다. 더 긴 연주를 모으십시오.")
    return StyleClips(*map(np.array, zip(*rows)))


def auc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Area under the ROC curve: P(a positive's score > a negative's), ties counting half; 0.5 by chance, 1 is best (Mann and Whitney, 1947)."""
    if not (len(positive) and len(negative)):
        raise TatumError("AUC를 재려면 두 쪽 모두 조각이 있어야 합니다.")
    below = [np.searchsorted(np.sort(negative), positive, side=side) for side in ("left", "right")]
    return float(np.mean(below) / len(negative))


def cross_validate(clips: StyleClips, seed: int = 0) -> dict:
    """Judge every record, in four folds, by a judge that never heard it: {"styles", "probability" (n, styles), "confusion" (true, judged),
    "accuracy": `bootstrap` over records, "auc": {style: against all others}}. Of a style with one record nothing can be recognised. Raises
    `TatumError` unless two styles have two records each."""
    styles, target = np.unique(clips.style, return_inverse=True)
    fold, rng = np.empty(len(target), int), np.random.default_rng(seed)
    for style in styles:
        for n, record in enumerate(rng.permutation(np.unique(clips.record[clips.style == style]))):
            fold[clips.record == record] = n % 4
    probability = np.zeros((len(target), len(styles)))
    for n in np.unique(fold):
        judge = train_judge(clips.features[fold != n], clips.style[fold != n])
        probability[np.ix_(fold == n, np.isin(styles, judge.styles))] = judge.probabilities(clips.features[fold == n])
    judged = probability.argmax(1)
    confusion = np.zeros((len(styles),) * 2, int)
    np.add.at(confusion, (target, judged), 1)
    _, record = np.unique(clips.record, return_inverse=True)
    right, clips_of = np.bincount(record, judged == target), np.bincount(record)
    return {"styles": styles.tolist(), "probability": probability, "confusion": confusion,
            "accuracy": bootstrap(lambda i: right[i].sum() / clips_of[i].sum(), range(len(right)), seed),
            "auc": {str(style): auc(probability[target == n, n], probability[target != n, n]) for n, style in enumerate(styles)}}


CRITIC = PRETRAINED / "critic.npz"  # made by .ci/critic.py
PER_STYLE = 100  # training pieces of a style from which the judge learns it


def packaged_judge() -> tuple[StyleJudge, dict[str, float]]:
    """The judge that comes with the package, learnt from the pianists of PiJAMA, and {style: area under the ROC curve on clips it never heard}."""
    with np.load(CRITIC) as kept:
        judge = StyleJudge(kept["styles"].tolist(), kept["mean"], kept["scale"], torch.from_numpy(kept["weight"]))
        return judge, {name: float(area) for name, area in zip(judge.styles, kept["auc"]) if math.isfinite(area)}


def wider_judge(styles: Iterable[str]) -> StyleJudge | None:
    """`packaged_judge` if it knows all the named `styles` of a workspace and others besides; None if the workspace must teach its own."""
    named, (judge, _) = set(styles) - {"Other"}, packaged_judge()
    return judge if named and named < set(judge.styles) - {"Other"} else None
