# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .chords import FLATS, HARMONY, parse_chord
from .etudes import etude_set, make_etude, TEMPI
from .progressions import PROGRESSIONS


def _on_chord(etude):
    """The share of the notes on a beat that are tones of the chord at that time."""
    beat = np.abs(etude.notes["onset"][:, None] - etude.beats).argmin(axis=1)
    struck = np.abs(etude.notes["onset"] - etude.beats[beat]) < 0.03
    starts = np.array([chord.onset for chord in etude.chords])
    hits = []
    for time, pitch in zip(etude.beats[beat[struck]], etude.notes["pitch"][struck]):
        symbol = etude.chords[np.searchsorted(starts, time + 1e-6) - 1].symbol
        root, quality, intervals = parse_chord(symbol)
        tones = {*intervals, *HARMONY[quality].ladder[::2], *HARMONY[quality].voicing}
        hits.append((pitch - root) % 12 in {tone % 12 for tone in tones})
    return np.mean(hits)


@pytest.mark.parametrize("style, progression", [("stride", "rhythm_changes"),
                                                ("bebop", "bird_blues")])
def test_notes_on_the_beat_belong_to_the_chord(style, progression):
    assert _on_chord(make_etude(style, progression, key="Eb", seed=7)) > 0.85


def test_the_same_seed_gives_the_published_bytes():
    notes = [make_etude(style, seed=seed).notes for style in TEMPI for seed in range(3)]
    digest = hashlib.sha256(b"".join(one.tobytes() for one in notes)).hexdigest()
    assert digest[:16] == "fbdbad8818f2012e"
    assert not np.array_equal(notes[0], notes[1])


def test_a_key_moves_every_note():
    notes = [make_etude("stride", "blues", key, seed=7).notes for key in ("C", "Eb", "G")]
    assert set(notes[1]["pitch"] - notes[0]["pitch"]) == {3}
    assert set(notes[2]["pitch"] - notes[0]["pitch"]) == {-5}


@pytest.mark.parametrize("key", FLATS)
def test_every_key_and_progression_stays_on_the_keyboard(key):
    for style in TEMPI:
        for name in list(PROGRESSIONS)[FLATS.index(key) % 4::4]:
            etude = make_etude(style, name, key, seed=3)
            assert etude.notes["pitch"].min() >= 21 and etude.notes["pitch"].max() <= 108, name
            assert etude.chords[-1].symbol[:len(key)] == key and len(etude.beats) % 4 == 0, name


def test_no_key_is_struck_while_it_is_down():
    for etude in etude_set(26, seed=1):
        notes = etude.notes
        assert notes["duration"].min() >= 0.03, etude.title
        for pitch in np.unique(notes["pitch"]):
            key = notes[notes["pitch"] == pitch]
            ends = (key["onset"] + key["duration"])[:-1]
            assert (key["onset"][1:] >= ends).all(), etude.title


def test_a_set_has_both_styles_and_all_progressions():
    etudes = etude_set(60)
    assert len({etude.title for etude in etudes}) == 60
    assert {etude.style for etude in etudes} == set(TEMPI)
    assert {etude.title.split("-", 1)[1].rsplit("-", 3)[0] for etude in etudes} == set(PROGRESSIONS)
    assert all(15 < etude.beats[-1] < 60 for etude in etudes)


@pytest.mark.parametrize("wrong", [{"style": "swing"}, {"progression": "tune"}, {"key": "H"},
                                   {"style": "blues", "progression": "blues"}])
def test_an_unknown_name_is_named(wrong):
    with pytest.raises(TatumError, match=next(iter(wrong.values()))):
        make_etude(**wrong)
