"""Clips of real performances, and how well a style classifier recognises ones it never heard."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.notes import clip
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from .intervals import bootstrap, Estimate
from .judge import train_judge
from .passages import FEWEST_NOTES
from .patterns import style_features
from .pieces import Piece

__all__ = ['CrossValidation', 'StyleClips', 'auc', 'cross_validate', 'style_clips']


@dataclass(frozen=True)
class StyleClips:
    """Clips of real performances: `style_features` (n, features), style (n,) and the record that
    each is from, (n,) (an album, or a tune)."""
    features: np.ndarray
    style: np.ndarray
    record: np.ndarray


def style_clips(pieces: list[Piece], index: dict[str, dict], tokenizer: REMI,
                seconds: float = 30.0, most: int = 200) -> StyleClips:
    """Every piece cut into clips of `seconds`; `index` (see `load_index`) knows the albums. Of a
    style with more than about `most` clips every piece gives a few, evenly spread.

    Of a style with one album, a record is a tune. Raises `TatumError` when no piece is long enough.
    """
    records, rows = _records(pieces, index), []
    count = Counter(piece.style for piece in pieces)
    for piece, record in zip(progress(pieces, desc="스타일", unit="곡"), records):
        notes, wanted = piece.notes(tokenizer), math.ceil(most / count[piece.style])
        starts = np.arange(0, notes["onset"].max(initial=0) - seconds + 1e-9, seconds)
        if len(starts) > wanted:
            starts = starts[np.linspace(0, len(starts) - 1, wanted).round().astype(int)]
        for part in (clip(notes, start, start + seconds) for start in starts):
            if len(part) >= FEWEST_NOTES:
                rows.append((style_features(part), piece.style, record))
    if not rows:
        raise TatumError(f"{seconds:.0f}초보다 긴 곡이 없어 스타일을 배울 조각이 없습니다. "
                         "더 긴 연주를 모으십시오.")
    return StyleClips(*map(np.array, zip(*rows)))


def _records(pieces: list[Piece], index: dict[str, dict]) -> list[str]:
    """The record that each piece is from: its album, or its tune where the style has one album."""
    albums = defaultdict(set)
    for piece in pieces:
        albums[piece.style].add(index.get(piece.name, {}).get("album"))
    records = []
    for piece in pieces:
        about = index.get(piece.name, {})
        unit = "album" if len(albums[piece.style]) > 1 else "piece"
        records.append(f"{about.get('artist', piece.style)}/{about.get(unit, piece.name)}")
    return records


def auc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Area under the ROC curve: P(a positive's score > a negative's), ties counting half; 0.5 by
    chance, 1 is best (Mann and Whitney, 1947). Raises `TatumError` when one side is empty."""
    if not (len(positive) and len(negative)):
        raise TatumError("AUC를 재려면 두 쪽 모두 조각이 있어야 합니다.")
    negative = np.sort(negative)
    below = [np.searchsorted(negative, positive, side=side) for side in ("left", "right")]
    return float(np.mean(below) / len(negative))


@dataclass(frozen=True)
class CrossValidation:
    """How clips are judged by classifiers that never heard their records.

    `probability` (clips, styles); `confusion` (true style, judged style): clips; `accuracy`: share
    of clips judged right, over records; `auc`: {style: area against all others}.
    """
    styles: list[str]
    probability: np.ndarray
    confusion: np.ndarray
    accuracy: Estimate
    auc: dict[str, float]


def cross_validate(clips: StyleClips, seed: int = 0) -> CrossValidation:
    """Judge every record, in four folds, by a judge that never heard it.

    Of a style with one record nothing can be recognised. Raises `TatumError` unless two styles have
    two records each.
    """
    styles, target = np.unique(clips.style, return_inverse=True)
    probability, fold = np.zeros((len(target), len(styles))), _folds(clips, seed)
    for n in np.unique(fold):
        judge = train_judge(clips.features[fold != n], clips.style[fold != n])
        known = np.isin(styles, judge.styles)
        probability[np.ix_(fold == n, known)] = judge.probabilities(clips.features[fold == n])
    judged = probability.argmax(1)
    confusion = np.zeros((len(styles), len(styles)), int)
    np.add.at(confusion, (target, judged), 1)
    areas = {str(style): auc(probability[target == n, n], probability[target != n, n])
             for n, style in enumerate(styles)}
    return CrossValidation(styles.tolist(), probability, confusion,
                      _accuracy(clips.record, judged == target, seed), areas)


def _folds(clips: StyleClips, seed: int) -> np.ndarray:
    """Each clip's fold, 0 to 3, (n,): every style's records are dealt out in random order."""
    fold, rng = np.empty(len(clips.style), int), np.random.default_rng(seed)
    for style in np.unique(clips.style):
        records = np.unique(clips.record[clips.style == style])
        for n, record in enumerate(rng.permutation(records)):
            fold[clips.record == record] = n % 4
    return fold


def _accuracy(record: np.ndarray, right: np.ndarray, seed: int) -> Estimate:
    """The share of clips that are `right`, with its interval over records."""
    _, number = np.unique(record, return_inverse=True)
    correct, total = np.bincount(number, right), np.bincount(number)

    def share(i):
        return correct[i].sum() / total[i].sum()
    return bootstrap(share, range(len(total)), seed, highest=1.0)
