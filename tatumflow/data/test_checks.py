# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .candidates import Candidate
from .checks import examine, find_fault, fingerprint
from .midi import midi_bytes
from .notes import make_notes


@pytest.mark.parametrize("fault, word", {
    "few": "음표가 2개뿐", "short": "길이가 4.9초뿐", "endless": "길이가 180분",
    "dense": "1초에 음표가", "silent": "들리지 않습니다"}.items())
def test_a_fault_is_named(fault, word, scale_notes):
    notes = {"few": scale_notes[:2], "short": scale_notes.copy(),
             "endless": np.append(scale_notes, make_notes(3 * 3600 - 1, 1, 60, 70)),
             "dense": make_notes(np.linspace(0, 6, 2000), 0.1, 60, 70),
             "silent": scale_notes.copy()}[fault]
    if fault == "short":
        notes["onset"] /= 2.075
    if fault == "silent":
        notes["velocity"] = 1
    assert word in find_fault(notes)


def test_a_good_performance_has_no_fault(scale_notes):
    assert find_fault(scale_notes) is None
    assert find_fault(scale_notes[::2]) is None
    assert "음표가 19개뿐" in find_fault(scale_notes[::2][:19])


def test_a_fingerprint_is_of_what_is_played(scale_notes):
    later, louder, other = scale_notes.copy(), scale_notes.copy(), scale_notes.copy()
    later["onset"] += 1
    louder["velocity"] += 9
    other["pitch"][5] += 1
    assert fingerprint(scale_notes) == fingerprint(later) == fingerprint(louder)
    assert fingerprint(scale_notes) != fingerprint(other)


def test_a_copy_under_another_name_is_refused(scale_notes):
    origins, data = {}, midi_bytes(scale_notes)
    examine(Candidate("a.mid", data), origins)
    examine(Candidate("a.mid", data), origins)
    with pytest.raises(TatumError, match="'a.mid'와 같은"):
        examine(Candidate("b.mid", data), origins)
    with pytest.raises(TatumError, match="까닭"):
        examine(Candidate("c.mid", data, reason="까닭"), {})
