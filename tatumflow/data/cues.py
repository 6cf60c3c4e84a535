"""What the beats of a performance, and the middles between them, say of their place in the bar."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import NamedTuple

import numpy as np

from .harmony import analyze_chords
from .notes import make_notes
from .onsets import BASS_BELOW

__all__ = ['CUES', 'bar_cues']


CUES = ("bass", "hold", "sung", "novelty", "bass novelty", "change")
_BELONGS = 0.3             # pulses: what begins so near to a pulse belongs to it
_LEFT_BELOW = 60           # MIDI pitch: the left hand, roughly
_ROOTS_BELOW = 55          # MIDI pitch: counts twice in the harmony
_LONGEST_HOLD = 2.0        # beats: a longer note says no more


def bar_cues(notes: np.ndarray, pulses: np.ndarray) -> np.ndarray:
    """The cues of each pulse (s, two a beat), (pulses, `CUES`), each of mean 0 and deviation 1.

    The bass: how loud, how long it is held; how long the longest note above it is held; the
    harmony: how new it is (four beats against four), how new in the left hand (two against two),
    and whether it is another chord than before.
    """
    count = len(pulses)
    at = _placed(notes, pulses)
    left = at.of(at.notes["pitch"] < _LEFT_BELOW)
    cues = np.array([*_accents(at, count), _novelty(at, count, 8), _novelty(left, count, 4),
                     _chord_changes(at, count)]).T
    return (cues - cues.mean(0)) / (cues.std(0) + 1e-6)


class _Placed(NamedTuple):
    """Notes, their places in pulses and how long (beats) they are held."""
    notes: np.ndarray
    place: np.ndarray
    held: np.ndarray

    def of(self, chosen: np.ndarray) -> "_Placed":
        """Those that are `chosen` (booleans)."""
        return _Placed(self.notes[chosen], self.place[chosen], self.held[chosen])


def _placed(notes: np.ndarray, pulses: np.ndarray) -> _Placed:
    """The notes that begin before the last pulse; the place of one before the first is -9."""
    count = len(pulses)
    place = np.interp(notes["onset"], pulses, np.arange(count), left=-9, right=2 * count)
    end = np.interp(notes["onset"] + notes["duration"], pulses, np.arange(count))
    held = np.clip((end - place) / 2, 0, _LONGEST_HOLD)
    return _Placed(notes, place, held).of(place < count)


def _accents(at: _Placed, count: int) -> np.ndarray:
    """Of each of `count` pulses: the bass's velocity, how long it and what is above it are held
    (beats), (3, pulses)."""
    pulse = np.round(at.place).astype(int)
    on = (np.abs(at.place - pulse) <= _BELONGS) & (at.place >= 0)
    (notes, _, held), pulse = at.of(on), pulse[on]
    low = notes["pitch"] < BASS_BELOW
    bass, hold, sung = np.zeros((3, count))
    np.add.at(bass, pulse[low], notes["velocity"][low])
    np.maximum.at(hold, pulse[low], held[low])
    np.maximum.at(sung, pulse[~low], held[~low])
    return np.array([bass, hold, sung])


def _novelty(at: _Placed, count: int, span: int) -> np.ndarray:
    """1 - cosine between the pitch classes of `span` pulses before and after each pulse."""
    notes = at.notes
    roots = np.where(notes["pitch"] < _ROOTS_BELOW, 2, 1)
    weight = notes["velocity"] * np.minimum(at.held, 1) * roots
    pulse = np.clip(at.place + _BELONGS, 0, count - 1).astype(int)
    chroma = np.zeros((count, 12))
    np.add.at(chroma, (pulse, notes["pitch"] % 12), weight)
    total, here = np.concatenate([np.zeros((1, 12)), np.cumsum(chroma, 0)]), np.arange(count)
    past = total[here] - total[np.maximum(here - span, 0)]
    coming = total[np.minimum(here + span, count)] - total[here]
    length = np.linalg.norm(past, axis=1) * np.linalg.norm(coming, axis=1)
    return 1 - (past * coming).sum(1) / (length + 1e-6)


def _chord_changes(at: _Placed, count: int) -> np.ndarray:
    """Whether a pulse has another chord than the one before: a pulse is a slot of
    `analyze_chords`."""
    notes, place, held = at.of((at.place >= 0) & (at.place + _BELONGS < count))
    onset, length = place + _BELONGS, 2 * np.maximum(held, 0.02)
    chord = analyze_chords(make_notes(onset, length, notes["pitch"], notes["velocity"]), count)
    return np.diff(chord, prepend=chord[:1]) != 0
