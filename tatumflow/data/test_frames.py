# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .etudes import etude_set
from .frames import density_and_dynamics, frame_ids, read_frames, skyline
from .notes import make_notes
from .tempo import FREE


def test_the_skyline_of_four_notes():
    notes = make_notes([0.0, 0.0, 1.0, 3.0], [2.3, 0.3, 0.3, 0.8], [60, 72, 67, 64], 70)
    assert skyline(notes, 8).tolist() == [72, 60, 67, 60, 60, 0, 64, 64]
    assert [int(bucket[0]) for bucket in density_and_dynamics(notes, 1)] == [1, 5]


def test_a_note_that_ends_at_a_slot_does_not_sound_in_it():
    assert skyline(make_notes(0, 0.875, 60, 70), 4).tolist() == [60, 60, 0, 0]
    assert skyline(make_notes(0, 0.88, 60, 70), 4).tolist() == [60, 60, 60, 0]


def test_early_and_swung_notes_stay_in_their_slots():
    notes = make_notes([0.0, 0.67, 0.9, 1.5, 1.9], 0.1, [60, 62, 64, 65, 67], 70)
    assert skyline(notes, 5).tolist() == [60, 62, 64, 65, 67]


def test_the_skyline_slot_by_slot():
    for etude in etude_set(4):
        onset = (etude.notes["onset"] + 0.125) / 0.5
        end = onset + etude.notes["duration"] / 0.5 - 1e-6
        for start, top in enumerate(skyline(etude.notes, 60)):
            struck = etude.notes["pitch"][onset // 1 == start]
            sounding = etude.notes["pitch"][(onset < start) & (end >= start)]
            expected = max(struck if len(struck) else sounding, default=0)
            assert top == expected, (etude.title, start)


def test_nothing_is_a_frame_of_silence(tokenizer):
    nothing = make_notes([], [], [], [])
    assert skyline(nothing, 4).tolist() == [0] * 4
    assert read_frames(nothing, 1).tolist() == [[FREE] + [96] * 4 + [88] * 8 + [0, 0]]
    assert read_frames(nothing, 2, np.array([32, 33, 34]))[:, 0].tolist() == [32, 33]
    names = [tokenizer[int(i)] for i in read_frames(nothing, 1)[0] + frame_ids(tokenizer)]
    assert names[:2] == ["Tempo_free", "Chord1_none"]
    assert names[5] == "Melody1_none" and names[-1] == "Dynamics_0"


def test_buckets_have_their_edges():
    for count, bucket in ((0, 0), (3, 0), (4, 1), (41, 6), (42, 7)):
        notes = make_notes(np.linspace(0, 3.9, count), 0.1, 60, 70)
        assert density_and_dynamics(notes, 1)[0][0] == bucket, count
    for velocity, bucket in ((39, 0), (40, 1), (81, 6), (82, 7)):
        notes = make_notes([0, 1], 0.1, 60, velocity)
        assert density_and_dynamics(notes, 1)[1][0] == bucket, velocity
