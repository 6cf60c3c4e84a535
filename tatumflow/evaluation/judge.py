"""Who plays: what a style classifier looks at, and the classifier."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from ..runtime.errors import TatumError
from .grouping import Hand, split_hands, TIME_EDGES, TOGETHER

__all__ = ['StyleJudge', 'style_features', 'train_judge']


_STEPS = np.r_[-99.5, -15.5, -12.5, -9.5, -7.5, np.arange(-5.5, 6), 7.5, 9.5, 12.5, 15.5, 99.5]
_REGISTER = np.r_[np.arange(20.5, 107, 3), 108.5]  # the highest of the 29 classes is 105 to 108
_CHORD_STEPS = np.r_[np.arange(-0.5, 16), 99]  # semitones
_NOTES_A_SECOND = (0, 1, 3, 5, 7, 9, 12, 15, 18, 22, 27, 99)
_FASTER = (-9, -2.5, -1.5, -0.75, -0.25, 0.25, 0.75, 1.5, 2.5, 9)  # octaves of tempo
_KINDS_OF_STEP = (-5.5, -2.5, -0.5, 0.5, 2.5, 5.5)  # semitones


def style_features(notes: np.ndarray) -> np.ndarray:
    """How a clip is played, shape (323,): square roots of histogram shares (so that distances are
    Hellinger's), 0 to 1.

    Register, intervals in chords and notes a second; and of each hand (from middle C up, and below)
    steps of the outer line, pairs of steps, steps in fast passages, gaps, ratios of gaps, durations
    and chord sizes. Velocity and key are left out.
    """
    in_chord = np.diff(notes["onset"]) <= TOGETHER
    counts = [np.histogram(notes["pitch"], _REGISTER)[0],
              np.histogram(np.diff(notes["pitch"])[in_chord], _CHORD_STEPS)[0],
              np.histogram(np.bincount(notes["onset"].astype(int)), _NOTES_A_SECOND)[0]]
    counts += [count for hand in split_hands(notes) for count in _hand_counts(hand)]
    return np.concatenate([np.sqrt(count / max(count.sum(), 1)) for count in counts])


def _hand_counts(hand: Hand) -> list[np.ndarray]:
    """The histograms of one hand."""
    onset = hand.notes["onset"][hand.first]
    step, gap = np.diff(hand.outer), np.diff(onset)
    size = np.diff(np.append(hand.first, len(hand.notes)))
    kind = np.digitize(step, _KINDS_OF_STEP)
    faster = np.diff(np.log2(np.maximum(gap, 0.02)))
    return [np.histogram(step, _STEPS)[0],
            np.bincount(7 * kind[:-1] + kind[1:], minlength=49),
            np.histogram(step[gap < 0.15], _STEPS)[0],
            np.histogram(gap, TIME_EDGES)[0],
            np.histogram(faster, _FASTER)[0],
            np.histogram(hand.notes["duration"], TIME_EDGES)[0],
            np.bincount(np.minimum(size, 6), minlength=7)]


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
        return torch.softmax(self.logits(x), -1).numpy()

    def logits(self, x: torch.Tensor) -> torch.Tensor:
        """ln p(style | clip) and a constant, of standardised features (clips, 323)."""
        return x @ self.weight[1:] + self.weight[0]

    def chances(self, takes: list[np.ndarray], style: str) -> np.ndarray:
        """p(`style`) of every take, (takes,); 0 when silent."""
        features = np.array([style_features(take) for take in takes])
        chance = self.probabilities(features)[:, self.styles.index(style)]
        return np.where([len(take) > 0 for take in takes], chance, 0.0)


def train_judge(features: np.ndarray, style: np.ndarray) -> StyleJudge:
    """Fit to clips (n, 323) and their styles (n,) by L-BFGS: mean cross-entropy + 0.001 |weight|².
    Raises `TatumError` for one style."""
    styles, target = np.unique(style, return_inverse=True)
    if len(styles) < 2:
        raise TatumError("스타일이 하나뿐이라 판별기를 훈련할 수 없습니다. "
                         "다른 연주자의 곡도 모으십시오.")
    weight = torch.zeros(features.shape[1] + 1, len(styles), requires_grad=True)
    judge = StyleJudge(styles.tolist(), features.mean(0), features.std(0) + 0.01, weight)
    x = torch.tensor((features - judge.mean) / judge.scale, dtype=torch.float32)
    target = torch.tensor(target)
    balance = len(target) / (len(styles) * torch.bincount(target).float())
    solver = torch.optim.LBFGS([weight], max_iter=60, line_search_fn="strong_wolfe")

    def loss():
        solver.zero_grad()
        total = F.cross_entropy(judge.logits(x), target, weight=balance)
        total = total + 1e-3 * weight[1:].square().sum()
        total.backward()
        return total
    solver.step(loss)
    weight.requires_grad_(False)
    return judge
