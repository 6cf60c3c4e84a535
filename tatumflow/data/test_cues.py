# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .cues import bar_cues, CUES
from .notes import make_notes


def accompaniment(bars, seconds=0.5):
    """A bass note on the first beat and chords on the others: (notes, pulses)."""
    rows = []
    for bar in range(bars):
        start, root = 4 * seconds * bar, (36, 41, 43, 36)[bar % 4]
        rows.append((start, 2 * seconds, root, 80))
        rows += [(start + beat * seconds, 0.2, root + step, 50) for beat in (1, 2, 3)
                 for step in (24, 28, 31)]
    return make_notes(*np.array(rows).T), 0.5 * seconds * np.arange(8 * bars)


def test_cues_are_standard_scores():
    cues = bar_cues(*accompaniment(16))
    assert cues.shape == (128, len(CUES))
    np.testing.assert_allclose(cues.mean(0), 0, atol=1e-6)
    np.testing.assert_allclose(cues.std(0)[:2], 1, atol=1e-3)


def test_bass_and_new_harmony_mark_the_downbeat():
    by_place = bar_cues(*accompaniment(16)).reshape(16, 8, -1)[2:-2].mean(0)
    first, others = by_place[0], by_place[1:].max(0)
    for cue in ("bass", "hold", "novelty", "change"):
        assert first[CUES.index(cue)] >= others[CUES.index(cue)], cue


def test_a_late_note_belongs_to_the_pulse_before_or_after_by_nearness():
    pulses = 0.25 * np.arange(16)
    for late, pulse in ((0.06, 4), (0.19, 5)):
        notes = make_notes([1.0 + late], 0.2, 40, 80)
        assert bar_cues(notes, pulses)[:, CUES.index("bass")].argmax() == pulse
    between = make_notes([1.0 + 0.125], 0.2, 40, 80)
    assert not bar_cues(between, pulses)[:, CUES.index("bass")].any()


def test_notes_after_the_last_pulse_say_nothing():
    notes, pulses = accompaniment(8)
    late = make_notes([pulses[-1] + 1.0], 2.0, 30, 127)
    np.testing.assert_array_equal(bar_cues(np.concatenate([notes, late]), pulses),
                                  bar_cues(notes, pulses))
