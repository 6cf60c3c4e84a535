"""Grids of a beat, and the one on which a hand's onsets are written at the least cost."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product, takewhile

import numpy as np

__all__ = ['BeatFit', 'GRIDS', 'Grid', 'fit_beat', 'sharing_costs']


@dataclass(frozen=True)
class Grid:
    """A beat, or each of its halves, or thirds where it is `compound`, in equal `parts`; `cost`
    says how hard it is to read."""
    parts: tuple[int, ...]
    cost: float
    compound: bool = False

    @cached_property
    def written(self) -> tuple[Fraction, ...]:
        """Where its points are written, from the beat to the next one."""
        share, points = Fraction(1, len(self.parts)), []
        for half, parts in enumerate(self.parts):
            points += [half * share + share * Fraction(k, parts) for k in range(parts)]
        return (*points, Fraction(1))

    @cached_property
    def even(self) -> np.ndarray:
        """Where its points are played when eighths are even."""
        return np.array(self.written, float)

    def played(self, swing: float) -> np.ndarray:
        """Where its points are played when the second eighth comes at `swing` of the beat."""
        return self.even if swing == 0.5 else np.interp(self.even, [0, 0.5, 1], [0, swing, 1])

    @property
    def swings(self) -> bool:
        """Whether it is one of eighths, which may be swung; quicker notes are played even."""
        return self.parts in ((2,), (1, 2), (2, 1)) and not self.compound

    @property
    def plain(self) -> bool:
        """Whether it has neither tuplets nor notes shorter than sixteenths."""
        if self.compound: return self.parts in ((1,), (3,), (6,))
        return max(self.parts) * len(self.parts) <= 4 and 3 not in self.parts


_WHOLE = {1: 0.0, 2: 0.2, 3: 1.0, 4: 1.0, 5: 3.2, 6: 2.2, 7: 3.2, 8: 3.0, 9: 5.0, 11: 6.0,
          13: 7.0, 15: 8.0}
_HALVES = {1: 0.2, 2: 0.5, 3: 1.1, 4: 1.8, 5: 2.8, 6: 2.8, 7: 4.0}
_DOTTED = {1: 0.0, 3: 0.2, 2: 0.9, 6: 1.0, 4: 1.7, 12: 3.0, 5: 3.2, 8: 3.4, 7: 3.7}
_IN_THREE = {1: 0.2, 2: 0.3, 3: 1.0, 4: 1.1}
_SIMPLE = [*(Grid((count,), cost) for count, cost in _WHOLE.items()),
           *(Grid((a, b), 0.4 + one + other) for a, one in _HALVES.items()
             for b, other in _HALVES.items() if a != b or a >= 5)]
_COMPOUND = [*(Grid((count,), cost, True) for count, cost in _DOTTED.items()),
             *(Grid(parts, 0.4 + sum(_IN_THREE[part] for part in parts), True)
               for parts in product(_IN_THREE, repeat=3) if max(parts) > 2 and set(parts) != {4})]
GRIDS = {False: sorted(_SIMPLE, key=lambda grid: grid.cost),  # by whether the beat is compound
         True: sorted(_COMPOUND, key=lambda grid: grid.cost)}
_UNUSED = 0.8            # cost of a point on which nothing is struck
_SYNCOPE = 1.0           # cost of a lone 16th off the beat, and of a tuplet that is tied to
_GRACE, _CRUSHED = 2.5, 0.11  # cost of a grace note; s: it comes so short before its note
_IN_GROUP, _RUN, _LOST = 1.5, 8.0, 12.0  # of one among several, of one of a run, of other strokes
_LOOSE, _WIDTHS = 0.03, (0.055, 0.09)  # s, beats: how far off a stroke usually is
_EASY = 0.6              # s: a beat so long is read at ease; in shorter ones reading costs more


@dataclass(frozen=True)
class BeatFit:
    """How the strokes of a beat lie on a grid: `points[i]` is the point of stroke i (the last point
    is the next beat), its second eighth played at `late` of the beat; `cost` (of deviation, of
    reading)."""
    grid: Grid
    points: tuple[int, ...]
    cost: float
    late: float


def fit_beat(phases: np.ndarray, second: float, swing: float | None, shared: np.ndarray,
             begun: bool) -> dict[bool, BeatFit]:
    """The best fit of onsets at `phases` (0 to 1, rising) in a beat that lasts `second` s: among
    those whose last stroke stands on the next beat (True), and among the others (False). Second
    eighths are played at `swing` of it; None: it is compound. `shared`: see `sharing_costs`;
    `begun`: a stroke of the beat before stands on the first point already."""
    best, haste = {}, max(1.0, _EASY / second)
    worst = math.inf
    for grid in GRIDS[swing is None]:
        if len(phases) > sum(grid.parts) + 3 or haste * grid.cost >= worst: continue
        for late in (0.5, swing) if grid.swings else (0.5,):
            off = (phases[:, None] - grid.played(late)) / np.clip(_LOOSE / second, *_WIDTHS)
            for over, points, cost in _align(off ** 2 / 2, shared, begun):
                cost += haste * (grid.cost + _unused(grid, points, begun))
                if over not in best or cost < best[over].cost:
                    best[over] = BeatFit(grid, points, cost, late)
        if len(best) == 2: worst = max(fit.cost for fit in best.values())
    return best


def _unused(grid: Grid, points: tuple[int, ...], begun: bool) -> float:
    """The cost of the points on which nothing is struck, in tuplets and in 32nds; in 16ths, of one
    that is held over the half beat or the beat after it. `begun`: the first point is taken."""
    taken = {point for point in points if point < sum(grid.parts)} | ({0} if begun else set())
    inner = sum(grid.parts) - len(taken)
    if not grid.plain: return _UNUSED * inner + _SYNCOPE * (0 not in taken)
    struck = {grid.written[point] for point in points}
    short = Fraction(1, 6 if grid.compound else 4)
    return _SYNCOPE * sum(place + short not in struck and place - short not in struck
                          for place in struck if place % (2 * short))


def _align(off: np.ndarray, shared: np.ndarray, begun: bool) -> list:
    """The cheapest way to put strokes on points in their order (dynamic programming), each at the
    cost `off`, (strokes, points): for each of "the last stands on the next beat" and "not": (bool,
    points, cost)."""
    rows, back = [off[0].copy()], []
    if begun: rows[0][0] += shared[0]
    for k in range(1, len(off)):
        best = np.minimum.accumulate(rows[-1])
        before = np.append(np.inf, best[:-1])
        same = rows[-1] + shared[k]
        back.append(same < before)
        rows.append(off[k] + np.minimum(before, same))
    ends = [(True, off.shape[1] - 1), (False, int(rows[-1][:-1].argmin()))]
    return [(over, _trace(rows, back, point), float(rows[-1][point])) for over, point in ends]


def sharing_costs(gaps: np.ndarray) -> np.ndarray:
    """What it costs that each stroke shares the point of the one before, `gaps` (s) earlier, which
    is a grace note then: little where it comes short before a note that lasts, alone or in a group,
    more within a run, and else so much that another point is found."""
    costs = np.full(len(gaps), _LOST)
    for k in np.flatnonzero(gaps <= _CRUSHED):
        group = list(takewhile(lambda gap: gap <= _CRUSHED, gaps[k + 1:k + 4]))
        lasts = gaps[k + 1 + len(group)] if k + 1 + len(group) < len(gaps) else np.inf
        alone = not group and not (k and gaps[k - 1] <= _CRUSHED)
        ornament = lasts >= 2 * gaps[k]
        costs[k] = (_GRACE if alone else _IN_GROUP) + 8 * gaps[k] if ornament else _RUN
    return costs


def _trace(rows: list, back: list, point: int) -> tuple[int, ...]:
    """The points that lead to `point`, from the first stroke to the last."""
    points = [point]
    for k in range(len(rows) - 1, 0, -1):
        if not back[k - 1][point]: point = int(rows[k - 1][:point].argmin())
        points.append(point)
    return tuple(points[::-1])
