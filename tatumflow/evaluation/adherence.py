"""Whether music follows the chords that were asked for."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.etudes import make_etude
from ..data.harmony import (
    analyze_chords, chord_slots, chord_tones, CHORDS, pitch_class_weights, ROOTS,
)
from ..data.old_time import CHORD_SECONDS
from ..data.progressions import PROGRESSIONS

__all__ = ['adherence', 'chord_sheets']


def adherence(notes: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """How well `notes` follow the chords `labels` (index into `CHORDS` a 0.5 s slot, 96 none),
    shares from 0 to 1, higher is better. Slots without a chord do not count.

    `tones`, `tensions`: of the sound (seconds times velocity, a note for its first second) on tones
    of the chord, or on its tones and tensions. `slots`: of the slots for which `analyze_chords`
    returns the chord itself.
    """
    given = labels < len(CHORDS)
    sound, chord = pitch_class_weights(notes, len(labels)).sum(0)[given], labels[given]
    total = max(float(sound.sum()), 1e-9)
    heard = analyze_chords(notes, len(labels))[given]
    return {"tones": float(sound[chord_tones()[chord]].sum() / total),
            "tensions": float(sound[chord_tones(tensions=True)[chord]].sum() / total),
            "slots": float(np.mean(heard == chord))}


def chord_sheets(count: int, seconds: float) -> list[np.ndarray]:
    """The first `seconds` of `count` of `PROGRESSIONS` at one chord bar in 2 s, each in another
    key, as `adherence`'s labels."""
    names, sheets = list(PROGRESSIONS), []
    for i in range(count):
        key = ROOTS[7 * i % 12]
        etude = make_etude(progression=names[i % len(names)], key=key, tempo=120)
        sheets.append(chord_slots(etude.chords, round(seconds / CHORD_SECONDS)))
    return sheets
