"""Soundfonts and engines."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import shutil

import pytest

from .errors import TatumError
from .soundfonts import find_engine, find_soundfont


def test_without_fluidsynth_symusic_plays(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert find_engine().name == "symusic"
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert find_engine().name == "fluidsynth"


def test_without_one_of_the_system_the_soundfont_of_pretty_midi_plays(monkeypatch):
    monkeypatch.setattr("tatumflow.runtime.soundfonts._PLACES", ())
    assert find_soundfont().parent.name == "pretty_midi"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(TatumError, match="하나도 없습니다"): find_soundfont()


def test_the_soundfont_that_the_user_names_is_taken_or_refused(monkeypatch, tmp_path):
    own = shutil.copy(find_soundfont(), tmp_path / "own.sf2")
    monkeypatch.setenv("TATUMFLOW_SOUNDFONT", str(own))
    assert find_soundfont() == own
    os.truncate(own, own.stat().st_size - 1)
    with pytest.raises(TatumError, match="뒤가 잘린"): find_engine()
    own.write_text("no soundfont")
    with pytest.raises(TatumError, match="사운드폰트가 아닌"): find_engine()
    own.unlink()
    with pytest.raises(TatumError, match="사운드폰트 파일이 없습니다"): find_engine()
