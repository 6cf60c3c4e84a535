"""Shares of answers with their interval, and how many answers find which difference."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from .tables import table

__all__ = [
    'POWER', 'SHARES', 'Share', 'answers_needed', 'detection_chance', 'power_table',
    'smallest_found', 'wilson',
]


@dataclass(frozen=True)
class Share:
    """How often something was chosen: of `count` choices the `share`, and the ends of Wilson's 95 %
    interval (1927)."""
    count: int
    share: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval lies on one side of one half."""
        return self.low > 0.5 or self.high < 0.5


def wilson(chosen: int, count: int) -> Share:
    """The share chosen / count with its interval; `count` is at least 1."""
    z, p = 1.96, chosen / count
    scale = 1 + z**2 / count
    middle = (p + z**2 / 2 / count) / scale
    half = z * math.sqrt(p * (1 - p) / count + z**2 / 4 / count**2) / scale
    return Share(count, p, max(0.0, middle - half), min(1.0, middle + half))


def detection_chance(count: int, share: float) -> float:
    """How likely the interval of `count` independent answers is clear of one half when each is for
    one side with probability `share` (above 0, below 1): a sum of binomial probabilities."""
    logs = np.cumsum(np.log(np.arange(1, count + 1)))
    factorial, chosen = np.append(0, logs), np.arange(count + 1)
    log = (factorial[-1] - factorial[chosen] - factorial[count - chosen]
           + chosen * math.log(share) + (count - chosen) * math.log(1 - share))
    clear = [wilson(n, count).is_clear for n in range(count + 1)]
    return float(np.exp(log)[clear].sum())


SHARES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.9)  # of the power table
POWER = 0.8


@cache
def answers_needed(share: float, power: float = POWER) -> int:
    """The fewest answers from which on a true share (above one half) is found with at least the
    probability `power`; answers without preference do not count."""
    lead = share - 0.5
    enough = int(3 / lead**2) + 20  # the normal approximation has less than 2 / lead^2
    short = [n for n in range(1, enough) if detection_chance(n, share) < power]
    return short[-1] + 1


@cache
def smallest_found(count: int, power: float = POWER) -> float | None:
    """The smallest share, in whole per cents, that `count` answers find with the probability
    `power`; None where they find none."""
    shares = (percent / 100 for percent in range(51, 100))
    return next((share for share in shares if detection_chance(count, share) >= power), None)


def power_table() -> list[str]:
    """How many answers find which share, as lines of Markdown."""
    lines = [[f"{share:.0%}", str(answers_needed(share))] for share in SHARES]
    return table(["정말로 한쪽을 고르는 몫", "찾는 데 드는 답(열에 여덟 번)"], lines)
