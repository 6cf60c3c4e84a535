"""Who plays: a style classifier, and which seconds made it say so."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from ..data.notes import clip
from ..runtime.errors import TatumError
from .patterns import BUCKETS, FAMILIES, style_features, style_patterns

__all__ = ['StyleJudge', 'train_judge']


_HEARD = 30.0  # seconds of a long performance that are heard at a time


@dataclass(frozen=True)
class StyleJudge:
    """Multinomial logistic regression on `style_features`: `weight` (features, styles) and `bias`
    (styles,), every style weighted alike."""
    styles: list[str]
    weight: np.ndarray
    bias: np.ndarray

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """p(style | clip) for features (clips, features): shape (clips, styles)."""
        logits = torch.from_numpy(features @ self.weight + self.bias)
        return torch.softmax(logits, -1).numpy()

    def chances(self, takes: list[np.ndarray], style: str) -> np.ndarray:
        """p(`style`) of every take, (takes,); 0 when silent."""
        features = np.array([style_features(take) for take in takes])
        chance = self.probabilities(features)[:, self.styles.index(style)]
        return np.where([len(take) > 0 for take in takes], chance, 0.0)

    def name(self, notes: np.ndarray) -> dict[str, float]:
        """{style: p(style | a whole performance)}, the likeliest first: the geometric mean over its
        clips of 30 s, normalised; what is left at the end counts where it is the whole."""
        last = notes["onset"].max(initial=0)
        starts = np.arange(0, max(last - _HEARD, 0) + 1e-9, _HEARD)
        clips = [style_features(clip(notes, start, start + _HEARD)) for start in starts]
        mean = np.log(np.maximum(self.probabilities(np.array(clips)), 1e-30)).mean(0)
        chance = np.exp(mean - mean.max())
        order = np.argsort(-mean, kind="stable")
        return {self.styles[n]: float(chance[n] / chance.sum()) for n in order}

    def evidence(self, notes: np.ndarray, style: str, seconds: int) -> np.ndarray:
        """What each of the first `seconds` adds to the logit of `style` over the mean logit of the
        others, (seconds,): every pattern counts in the second that completes it. The sum is that
        difference, less what it is of silence."""
        place = self.styles.index(style)
        others = np.delete(self.weight, place, 1).mean(1)
        weight, told = self.weight[:, place] - others, np.zeros(seconds)
        for own, kind in zip(weight.reshape(FAMILIES, BUCKETS), style_patterns(notes)):
            count = np.bincount(kind.bucket, minlength=BUCKETS)
            each = own * np.sqrt(1 / np.maximum(count, 1) / max(len(kind.bucket), 1))
            second = np.minimum(kind.time.astype(int), seconds - 1)
            told += np.bincount(second, each[kind.bucket], seconds)
        return told


def train_judge(features: np.ndarray, style: np.ndarray, rounds: int = 25) -> StyleJudge:
    """Fit to clips (n, features) and their styles (n,) by at most `rounds` of L-BFGS: mean
    cross-entropy + 0.0003 |weight|², on standardised features. Raises `TatumError` for one
    style."""
    styles, target = np.unique(style, return_inverse=True)
    if len(styles) < 2:
        raise TatumError("스타일이 하나뿐이라 판별기를 훈련할 수 없습니다. "
                         "다른 연주자의 곡도 모으십시오.")
    mean, scale = features.mean(0), features.std(0) + np.float32(0.01)
    x, target = torch.from_numpy(np.float32((features - mean) / scale)), torch.from_numpy(target)
    weight = torch.zeros(x.shape[1], len(styles), requires_grad=True)
    bias = torch.zeros(len(styles), requires_grad=True)
    balance = len(target) / (len(styles) * torch.bincount(target).float())
    solver = torch.optim.LBFGS([weight, bias], max_iter=rounds, line_search_fn="strong_wolfe",
                               history_size=8)

    def loss():
        solver.zero_grad()
        total = F.cross_entropy(x @ weight + bias, target, weight=balance)
        total = total + 3e-4 * weight.square().sum()
        total.backward()
        return total
    solver.step(loss)
    return _unscaled(styles.tolist(), weight.detach().numpy(), bias.detach().numpy(), mean, scale)


def _unscaled(styles, weight, bias, mean, scale) -> StyleJudge:
    """The judge that hears features as they are."""
    weight = np.float32(weight / scale[:, None])
    return StyleJudge(styles, weight, np.float32(bias - mean @ weight))
