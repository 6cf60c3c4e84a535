# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.tempo import read_tempi, tempo_map, tempo_value
from .tempi import curve_map, read_curve, TempoCurve


@pytest.mark.parametrize("text, curve", [
    (180, (180, 180, False)), ("180", (180, 180, False)), ("♩ = 96 bpm", (96, 96, False)),
    ("120-90", (120, 90, False)), ("120 → 90", (120, 90, False)),
    ("120에서 90까지", (120, 90, False)), ("120 rit.", (120, 120, True)),
    ("120 Ritardando", (120, 120, True)), ("120 끝에서 느리게", (120, 120, True)),
    ("132-88 rit.", (132, 88, True)), ("120 점점 느리게", (120, 90, False)),
    ("120 accel.", (120, 160, False)),
])
def test_tempi_are_read_as_people_write_them(text, curve):
    assert read_curve(text) == TempoCurve(*curve)


@pytest.mark.parametrize("text", ["", "fast", "120-", "120-90-60", "120-90 점점 느리게", "-120"])
def test_what_is_no_tempo_is_refused(text, refusal):
    with refusal("120 rit."): read_curve(text)


@pytest.mark.parametrize("text", ["12", "500", "120-500", "5 rit.", "nan"])
def test_a_tempo_that_nobody_plays_is_refused(text, refusal):
    with refusal("빠르기" if text == "nan" else "tempo"): read_curve(text)


def test_one_tempo_is_exact():
    there = curve_map(read_curve(180), 32)
    assert there.to_seconds(128.0) == pytest.approx(128 * 60 / 180, abs=1e-9)
    assert set(read_tempi(there, 32)) <= {tempo_value(180) - 1, tempo_value(180)}


def test_a_curve_goes_from_one_tempo_to_the_other():
    there = curve_map(read_curve("120-90"), 16)
    tempo = there.tempo(np.arange(64.0))
    assert tempo[0] == pytest.approx(120, abs=0.5) and tempo[-1] == pytest.approx(90, abs=0.5)
    assert (np.diff(tempo) < 0).all()
    values = read_tempi(there, 16)
    spelt = tempo_map(values).to_seconds(64.0)
    assert abs(spelt - there.to_seconds(64.0)) < 0.05 and values[0] > values[-1]


def test_a_ritardando_slows_the_last_two_bars_alone():
    tempo = curve_map(read_curve("120 rit."), 8).tempo(np.arange(32.0))
    assert tempo[:24] == pytest.approx(120)
    assert (np.diff(tempo[23:]) < 0).all() and tempo[-1] == pytest.approx(0.6 * 120)
