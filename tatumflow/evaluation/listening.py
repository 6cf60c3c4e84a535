"""Blind listening: questions about unnamed takes, and what the answers say."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace

__all__ = [
    'ListeningSummary', 'Share', 'Trial', 'listening_summary', 'listening_trials', 'sounds_digest',
]


@dataclass(frozen=True)
class Trial:
    """A blind question: the file name of a take, three rows in random order, and a digest of their
    three takes (None where one is gone)."""
    take: str
    order: list[str]
    sounds: str | None


def listening_trials(takes: Path, model: str) -> list[Trial]:
    """Up to 20 questions from the folder that `evaluate` left, always in the same random order.
    Raises `TatumError` when the three rows have no take in common."""
    kinds = ("real", model, "markov")
    names = [{file.name for file in (Path(takes) / kind).glob("*.mid")} for kind in kinds]
    shared = sorted(set.intersection(*names))
    if not shared:
        raise TatumError(f"들려줄 연주가 없습니다: {workspace().show(Path(takes))}. "
                         "`04_evaluation.ipynb`의 evaluate를 먼저 실행하십시오.")
    rng, trials = np.random.default_rng(0), []
    for take in rng.permutation(shared)[:20]:
        order = rng.permutation(kinds).tolist()
        trials.append(Trial(str(take), order, sounds_digest(takes, str(take), order)))
    return trials


def sounds_digest(takes: Path, take: str, rows: Sequence[str]) -> str | None:
    """A digest of the files of one take by these rows; None where one is gone."""
    files = [Path(takes) / kind / take for kind in sorted(rows)]
    if not all(file.exists() for file in files): return None
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@dataclass(frozen=True)
class Share:
    """How often a row was liked best: the number of questions that offered it, the share of them,
    and the ends of Wilson's 95 % interval (1927)."""
    count: int
    share: float
    low: float
    high: float


def _wilson(chosen: int, count: int) -> Share:
    """The share chosen / count with its interval."""
    z, p = 1.96, chosen / count
    scale = 1 + z**2 / count
    middle = (p + z**2 / 2 / count) / scale
    half = z * math.sqrt(p * (1 - p) / count + z**2 / 4 / count**2) / scale
    return Share(count, p, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True)
class ListeningSummary:
    """How many questions were answered, how often each row was liked best, and a Korean warning,
    None when every row was offered at least 20 times."""
    count: int
    shares: dict[str, Share]
    warning: str | None


def listening_summary(ratings: list[dict]) -> ListeningSummary:
    """Sum up ratings: the fields of a `Trial`, and the "chosen" row name."""
    shares = {}
    for kind in sorted({kind for rating in ratings for kind in rating["order"]}):
        chosen = [rating["chosen"] == kind for rating in ratings if kind in rating["order"]]
        shares[kind] = _wilson(sum(chosen), len(chosen))
    fewest, warning = min((share.count for share in shares.values()), default=0), None
    if fewest < 20:
        warning = f"답이 {fewest}개뿐이라 믿기 어렵습니다. 20개 이상 모으십시오."
    return ListeningSummary(len(ratings), shares, warning)
