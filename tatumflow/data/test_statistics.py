# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import warnings
from dataclasses import asdict

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .etudes import make_etude
from .midi import write_midi
from .notes import make_notes
from .statistics import analyze, describe, plot_statistics, usual_tempo


def test_measures_of_three_notes():
    told = describe(make_notes([0, 1, 1], [1, 1, 1], [60, 64, 67], [50, 60, 70]))
    assert (told.seconds, told.notes, told.density) == (2, 3, 1.5)
    assert (told.lowest, told.median_pitch, told.highest) == (60, 64, 67)
    assert told.polyphony == 1.5 and told.velocity == 60
    expected = [1 / 3, 0, 0, 0, 1 / 3, 0, 0, 1 / 3, 0, 0, 0, 0]
    assert np.allclose(told.pitch_classes, expected)


def test_polyphony_is_counted_while_anything_sounds():
    assert describe(make_notes([0, 10], 1, 60, 70)).polyphony == 1
    assert describe(make_notes([0, 0, 10], [2, 1, 1], [60, 64, 60], 70)).polyphony == 4 / 3


def test_statistics_are_written_and_summarised(ws, scale_notes):
    for n in range(5):
        write_midi(scale_notes[:20 + n], ws.midi / f"{n}.mid")
    (ws.midi / "bad.mid").write_bytes(b"x")
    found = analyze()
    assert list(found.files) == [f"{n}.mid" for n in range(5)]
    assert list(found.skipped) == ["bad.mid"]
    assert found.summary["highest"] == {"5%": 71, "25%": 71, "50%": 71, "75%": 71, "95%": 71}
    expected = {"5%": 5.0, "25%": 5.2, "50%": 5.45, "75%": 5.7, "95%": 5.9}
    assert found.summary["seconds"] == pytest.approx(expected, abs=0.002)
    assert found.summary["tempo"]["50%"] == pytest.approx(120, abs=1)
    assert json.loads(ws.metadata.read_text(encoding="utf-8")) == asdict(found)


def test_statistics_are_drawn_in_korean_without_preparation(tmp_path, scale_notes):
    import matplotlib
    write_midi(scale_notes, tmp_path / "a.mid")
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
        plot_statistics(analyze(tmp_path)).savefig(tmp_path / "a.png")


def test_pieces_of_nearly_one_tempo_are_drawn(tmp_path, scale_notes):
    """Values that differ by less than a histogram can part."""
    for n in range(3):
        write_midi(scale_notes, tmp_path / f"{n}.mid")
    found = analyze(tmp_path)
    for n, file in enumerate(found.files.values()): file["tempo"] = 120 + n * 2e-14
    plot_statistics(found).savefig(tmp_path / "a.png")


def test_the_tempo_is_that_of_the_beats():
    swing = make_etude("stride", "blues", tempo=150, seed=1)
    assert usual_tempo(swing.notes) == pytest.approx(150, rel=0.01)
    assert usual_tempo(make_notes([0, 1], 0.2, 60, 70)) is None  # too little to hear a beat in


def test_a_folder_without_music_has_no_statistics(tmp_path):
    with pytest.raises(TatumError, match="읽을 수 있는 MIDI 파일이 없습니다"):
        analyze(tmp_path)
