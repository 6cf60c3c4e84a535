"""Clefs and octave lines: what keeps a staff's notes near its lines."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections.abc import Sequence

__all__ = ['CLEFS', 'choose_clefs', 'choose_octaves']


CLEFS = {"G": ("G", 2, 30, 38), "F": ("F", 4, 18, 26)}  # sign, line, its lowest and highest line
_NEW_CLEF, _NEW_OCTAVE = 24.0, 12.0  # costs of a change, as of ledger lines
_WITHOUT_NEED = 3.0        # cost of an octave line over what stands on the staff without one
_TWO_OCTAVES = 2.0         # cost of a note under 15ma


def _ledger_cost(lines: Sequence[int], clef: str, octave: int = 0) -> float:
    """What the ledger lines of some notes (steps above C0) cost, written `octave` octaves lower:
    beyond the first each is harder to read than the one before it."""
    low, high = CLEFS[clef][2:]
    counts = (max(0, (line - 7 * octave - high) // 2 - 1, (low - line + 7 * octave) // 2 - 1)
              for line in lines)
    return sum(count * (count + 1) / 2 for count in counts)


def _cheapest(costs: list[dict], change: float, fixed: Sequence[bool] = ()) -> list:
    """The choice of each step (a key of its `costs`) so that costs and changes are least; no
    change where `fixed`."""
    totals, back = [costs[0]], []
    for i, cost in enumerate(costs[1:], 1):
        price = math.inf if fixed and fixed[i] else change
        ways = {new: min((totals[-1][old] + (old != new and price), k, old)
                         for k, old in enumerate(totals[-1])) for new in cost}
        totals.append({new: cost[new] + way[0] for new, way in ways.items()})
        back.append({new: way[2] for new, way in ways.items()})
    path = [min(totals[-1], key=totals[-1].get)]
    for steps in reversed(back): path.append(steps[path[-1]])
    return path[::-1]


def choose_clefs(lines: Sequence[Sequence[int]], usual: str, fixed: Sequence[bool]) -> list[str]:
    """The clef of every piece ("G" or "F") by its `lines`; a staff begins in its `usual` one unless
    that costs, and a `fixed` piece goes on as the one before."""
    costs = [{clef: _ledger_cost(piece, clef) + 0.3 * (clef != usual and bool(piece))
              for clef in CLEFS} for piece in lines]
    costs[0] = {clef: cost + _NEW_CLEF * (clef != usual) for clef, cost in costs[0].items()}
    return _cheapest(costs, _NEW_CLEF, fixed)


def choose_octaves(lines: Sequence[Sequence[int]], clefs: Sequence[str], fixed: Sequence[bool]
                   ) -> list[int]:
    """How many octaves lower than it sounds each piece is written: 0, 1 (8va), 2 (15ma), or -1
    (8vb). `lines` and `clefs` are those of each piece; a `fixed` one goes on as the one before."""
    costs = []
    for piece, clef in zip(lines, clefs):
        plain = _ledger_cost(piece, clef)
        shifts = {"G": (0, 1, 2), "F": (0, -1)}[clef]
        costs.append({shift: math.inf if shift not in shifts else _ledger_cost(piece, clef, shift)
                      + _WITHOUT_NEED * abs(shift) * (bool(piece) and not plain)
                      + _TWO_OCTAVES * (shift == 2)
                      for shift in (0, 1, 2, -1)})
    return _cheapest(costs, _NEW_OCTAVE, fixed)
