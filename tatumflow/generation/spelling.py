"""Keys and accidentals: how pitches are spelled. Fifths count from C: G is 1, F is -1."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..data.chords import Chord, NO_CHORD, parse_chord

__all__ = ['Spelled', 'find_key', 'key_fifths', 'root_fifths', 'spell', 'spell_fifths']


class Spelled(NamedTuple):
    """A pitch as it is written: a letter, semitones that its accidental adds, and the octave."""
    step: str
    alter: int
    octave: int

    @property
    def midi(self) -> int:
        """The MIDI pitch."""
        return _STEPS[self.step] + self.alter + 12 * (self.octave + 1)

    @property
    def line(self) -> int:
        """Its place on the staff, in steps above C of octave 0."""
        return 7 * self.octave + "CDEFGAB".index(self.step)


_STEPS = dict(zip("CDEFGAB", (0, 2, 4, 5, 7, 9, 11)))
_LETTERS = "FCGDAEB"


def spell_fifths(fifths: int, pitch: int) -> Spelled:
    """A MIDI pitch under the name that stands `fifths` fifths above C."""
    step, alter = _LETTERS[(fifths + 1) % 7], (fifths + 1) // 7
    return Spelled(step, alter, (pitch - alter - _STEPS[step]) // 12 - 1)


_MAJOR_KEY = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
_MINOR_KEY = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])


def find_key(notes: np.ndarray, chords: Sequence[Chord]) -> int:
    """The sharps (or, below 0, flats) of the key signature that fits best.

    Of `chords`, by their tones and roots, the last and the first counted more; where there are
    none, of the time that each pitch class of `notes` sounds. The profiles are Krumhansl and
    Kessler's (1982).
    """
    weights = np.zeros(12)
    known = [chord for chord in chords if chord.symbol != NO_CHORD]
    for i, chord in enumerate(known):
        root, _, intervals = parse_chord(chord.symbol)
        share = chord.duration * (3 if i in (0, len(known) - 1) else 1)
        weights[[(root + step) % 12 for step in intervals]] += share
        weights[root] += share
    if not known:
        np.add.at(weights, notes["pitch"] % 12, np.minimum(notes["duration"], 2))
    fits = {}
    for tonic in range(12):
        for profile, relative in ((_MAJOR_KEY, 0), (_MINOR_KEY, 3)):
            fit = np.corrcoef(weights, np.roll(profile, tonic))[0, 1] if weights.any() else 0
            major = (tonic + relative) % 12
            fits[fit, -major] = (major * 7 + 6) % 12 - 6
    return fits[max(fits)]


def key_fifths(tonic: str, minor: bool | None) -> int:
    """The key signature of a key, such as ("Eb", False): -3."""
    fifths = root_fifths(tonic) - 3 * bool(minor)
    return (fifths + 6) % 12 - 6 if abs(fifths) > 6 else fifths


_MOST_FLAT, _MOST_SHARP = -8, 12  # Fb and B#: no double accidentals
_SPELLED = {  # by quality: how many fifths above the root each of its 12 semitones is spelled
    "": (0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5),
    "m7b5": (0, -5, 2, -3, 4, -1, -6, 1, -4, 3, -2, 5),
    "dim7": (0, -5, 2, -3, 4, -1, -6, 1, -4, -9, -2, 5),
    "7#5": (0, -5, 2, -3, 4, -1, 6, 1, 8, 3, -2, 5),
}


def root_fifths(symbol: str) -> int:
    """The fifths of the root of a chord symbol as it is written: -3 for Eb7, 9 for D#7."""
    step = symbol[0].upper()
    sign = re.match(r"[b♭]+|[#♯]+|", symbol[1:])[0]
    return _LETTERS.index(step) - 1 + 7 * len(sign) * (-1 if sign[:1] in ("b", "♭") else 1)


def spell(pitch: int, key: int, symbol: str | None = None, following: int | None = None
          ) -> Spelled:
    """A MIDI pitch as it is written in a key signature (`key` fifths) over a chord.

    What belongs to the key is spelled by the key, unless the chord's own tones say otherwise; other
    notes by the chord, or, a semitone below the `following` note, as its leading note.
    """
    plain = (7 * pitch - (key - 1) + 12) % 12 + key - 1        # the key's seven names come first
    fifths = plain if plain <= key + 5 else _chromatic(plain, key, pitch, following)
    if symbol and symbol != NO_CHORD:
        root, quality, intervals = parse_chord(symbol)
        step = (pitch - root) % 12
        by_chord = root_fifths(symbol) + _SPELLED.get(quality, _SPELLED[""])[step]
        belongs = step in intervals
        if belongs or (plain > key + 5 and following != pitch + 1): fifths = by_chord
    while fifths > _MOST_SHARP: fifths -= 12
    while fifths < _MOST_FLAT: fifths += 12
    return spell_fifths(fifths, pitch)


def _chromatic(plain: int, key: int, pitch: int, following: int | None) -> int:
    """The fifths of a pitch that is not of the key: sharp where it rises by a semitone, flat where
    it falls, and else the usual one of jazz: b7, b3, b6, #4, b2."""
    if following == pitch + 1: return plain
    usual = key + 6  # the raised fourth; above it stand the five altered names as sharps
    return plain if plain == usual and following != pitch - 1 else plain - 12
