"""Strokes: what a hand strikes at once, and where in the beat it is written."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

__all__ = ['Stroke', 'hand_strokes']


@dataclass(frozen=True)
class Stroke:
    """What one hand strikes at once: where it is written, its pitches and until when each sounds
    (beats), the pitches of the grace notes before it, one after another, the beat at which its
    voice is silent at the latest, if that is not the next stroke, and whether it is a rolled
    chord."""
    onset: Fraction
    ends: tuple[float, ...]
    pitches: tuple[int, ...]
    graces: tuple[tuple[int, ...], ...] = ()
    limit: Fraction | None = None
    rolled: bool = False

    @property
    def end(self) -> float:
        """Until when it sounds, all in all."""
        return float(np.median(self.ends))

    def part(self, places: slice) -> "Stroke":
        """It with only some of its pitches."""
        pitches = self.pitches[places]
        return replace(self, ends=self.ends[places], pitches=pitches,
                       rolled=self.rolled and len(pitches) > 1)


_CHORD, _ROLL, _ROLL_STEP = 0.035, 0.22, 0.075  # s: a chord, a rolled one, and from note to note


def hand_strokes(notes: np.ndarray) -> list[np.ndarray]:
    """The notes (s) of one hand, sorted, as groups struck at once: within `_CHORD`, or rolled, that
    is rising while all keys stay down, or added to a chord that is held. Each is an array of places
    in `notes`."""
    groups, onset = [], notes["onset"]
    end = onset + notes["duration"]
    for i in range(len(notes)):
        group = groups[-1] if groups else []
        if group and (onset[i] - onset[group[0]] <= _CHORD or _rolls_on(notes, end, group, i)):
            group.append(i)
        else:
            groups.append([i])
    return [np.array(group) for group in groups]


def _rolls_on(notes: np.ndarray, end: np.ndarray, group: list[int], i: int) -> bool:
    """Whether note `i` goes on a rolled chord."""
    onset, pitch = notes["onset"], notes["pitch"]
    held = (end[group] > onset[i] + 0.12).all()
    low, high = min(pitch[i], pitch[group].min()), max(pitch[i], pitch[group].max())
    return bool(held and onset[i] - onset[group[-1]] <= _ROLL_STEP
                and onset[i] - onset[group[0]] <= _ROLL and high - low <= 17
                and (pitch[i] == high or 1 < len(group) < 5) and pitch[i] not in pitch[group])
