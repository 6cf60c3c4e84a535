"""Whether music follows the chords that were asked for."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.chords import Chord, in_key
from ..data.harmony import (
    analyze_chords, chord_slots, chord_tones, CHORDS, pitch_class_weights, ROOTS,
)
from ..data.notes import BEATS_A_BAR
from ..data.progressions import MINOR, PROGRESSIONS

__all__ = ['adherence', 'chord_sheets']


def adherence(notes: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """How well `notes` (beats) follow the chords `labels` (index into `CHORDS` a beat, 96 none),
    shares from 0 to 1, higher is better. Beats without a chord do not count.

    `tones`, `tensions`: of the sound (beats times velocity, a note for its first two) on tones of
    the chord, or on its tones and tensions. `slots`: of the beats for which `analyze_chords` hears
    the chord itself.
    """
    given = labels < len(CHORDS)
    sound, chord = pitch_class_weights(notes, len(labels)).sum(0)[given], labels[given]
    total = max(float(sound.sum()), 1e-9)
    heard = analyze_chords(notes, len(labels))[given]
    return {"tones": float(sound[chord_tones()[chord]].sum() / total),
            "tensions": float(sound[chord_tones(tensions=True)[chord]].sum() / total),
            "slots": float(np.mean(heard == chord))}


def chord_sheets(count: int, bars: int) -> list[np.ndarray]:
    """The first `bars` of `count` of `PROGRESSIONS`, each in another key, as `adherence`'s
    labels."""
    names, sheets = list(PROGRESSIONS), []
    for i in range(count):
        name, key = names[i % len(names)], ROOTS[7 * i % 12]
        form = [bar.split() for bar in PROGRESSIONS[name].split("|")]
        chords = [Chord(BEATS_A_BAR * (bar + n / len(symbols)), BEATS_A_BAR / len(symbols),
                        in_key(symbol, key, name in MINOR))
                  for bar, symbols in enumerate(form) for n, symbol in enumerate(symbols)]
        sheets.append(chord_slots(chords, BEATS_A_BAR * bars))
    return sheets
