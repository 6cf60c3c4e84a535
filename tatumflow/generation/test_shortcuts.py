# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from importlib import import_module

import pytest

from ..data.midi import write_midi
from .shortcuts import change_style, continue_music, improvise


def test_a_take_in_one_line(novice, stride, tmp_path, monkeypatch):
    monkeypatch.setattr("tatumflow.generation.shortcuts._packaged", lambda: novice)
    midi = write_midi(stride, tmp_path / "stride.mid")
    take = improvise("Dm7 | G7", style="Other", tempo=150)
    assert [chord.symbol for chord in take.chords] == ["Dm7", "G7"]
    assert improvise(style="Other", seconds=4).seconds == 4
    assert continue_music(midi, "Other", 3).begin > 0
    assert change_style(midi, "Other", 3).style == "Other"


def test_what_the_package_offers_is_there():
    package = import_module("tatumflow")
    for name in package.__all__: assert getattr(package, name), name
    with pytest.raises(AttributeError, match="unknown"): _ = package.unknown
