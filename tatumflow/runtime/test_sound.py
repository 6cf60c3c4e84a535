"""MIDI to sound."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import shutil
import subprocess
import sys
import types
from unittest import mock

import numpy as np
import pytest

from .errors import TatumError
from .files import write_atomic
from .sound import _half_rate, player, render, SAMPLE_RATE, write_mp3
from .soundfonts import Engine, find_soundfont


_ENGINES = ["symusic", pytest.param("fluidsynth", marks=pytest.mark.skipif(
    not shutil.which("fluidsynth"), reason="FluidSynth is not installed"))]


def _change(tone, path, change):
    """The test tone with another track."""
    import symusic
    score = symusic.Score(str(tone))
    change(score.tracks[0].notes, symusic)
    return write_atomic(path, score.dumps_midi())


def _play(samples):
    """A synthesizer that plays these samples whatever the MIDI file says."""
    return mock.patch("tatumflow.runtime.sound._render_symusic",
                      lambda path, soundfont: np.asarray(samples, "float32"))


@pytest.mark.parametrize("name", _ENGINES)
@pytest.mark.parametrize("velocity", [80, 10])
def test_each_engine_plays_loud_and_soft_notes(tone, tmp_path, name, velocity):
    def soften(notes, symusic):
        for note in notes: note.velocity = velocity
    path = _change(tone, tmp_path / "tone.mid", soften)
    samples, rate = render(path, Engine(name, find_soundfont()))
    assert samples.dtype == np.float32 and samples.shape[1] == 2 and rate == SAMPLE_RATE
    assert 1.5 < len(samples) / rate < 6 and abs(abs(samples).max() - 0.9) < 1e-3


@pytest.mark.skipif(not shutil.which("fluidsynth"), reason="FluidSynth is not installed")
def test_midi2audio_still_hides_a_failure(tone, tmp_path):
    broken = write_atomic(tmp_path / "broken.mid", tone.read_bytes()[:50])
    words = ["-s", str(find_soundfont()), str(broken), str(tmp_path / "out.wav")]
    done = subprocess.run([sys.executable, "-m", "midi2audio", *words], capture_output=True)
    assert done.returncode == 0, "the lesson on it and the checks around it are out of date"


@pytest.mark.parametrize("text, words", [("cut", "깨졌습니다"), ("none", "MIDI 파일이 없습니다"),
                                         ("long", "60분"), ("empty", "음표가 하나도 없는")])
def test_midi_that_is_not_fit_to_be_heard_is_refused(tone, tmp_path, text, words):
    path = tmp_path / "tone.mid"
    if text == "cut": write_atomic(path, tone.read_bytes()[:50])
    if text == "empty": _change(tone, path, lambda notes, symusic: notes.clear())
    if text == "long":
        _change(tone, path, lambda notes, symusic:
                notes.append(symusic.Note(960 * 3600, 480, 60, 80)))
    with pytest.raises(TatumError, match=words): render(path)


def test_silence_and_half_a_performance_never_come_back(tone):
    symusic = Engine("symusic", find_soundfont())
    dither = _play(np.full((3 * SAMPLE_RATE, 2), 3e-5))
    with dither, pytest.raises(TatumError, match="아무 소리도"): render(tone, symusic)
    with _play(np.ones((SAMPLE_RATE, 2))), pytest.raises(TatumError, match="끊겼습니다"):
        render(tone, symusic)


def test_a_soundfont_is_checked_before_it_plays(tone, tmp_path):
    with pytest.raises(TatumError, match="사운드폰트 파일이 없습니다"):
        render(tone, Engine("symusic", tmp_path / "none.sf2"))


def test_the_quiet_end_is_cut_off(tone):
    played = np.full((4 * SAMPLE_RATE, 2), 0.3)
    played[3 * SAMPLE_RATE:] = 0.0005
    with _play(played): samples, _ = render(tone, Engine("symusic", find_soundfont()))
    assert len(samples) == 3 * SAMPLE_RATE


def test_the_words_of_fluidsynth_are_in_the_error(tone):
    failed = mock.patch("subprocess.run",
                        return_value=types.SimpleNamespace(stderr="fluidsynth: error"))
    with failed, pytest.raises(TatumError, match="fluidsynth: error"):
        render(tone, Engine("fluidsynth", find_soundfont()))


def test_an_mp3_is_one_and_still_sounds(tone, tmp_path):
    import soundfile
    samples, rate = render(tone)
    path = write_mp3(tmp_path / "tone.mp3", samples, rate)
    again, _ = soundfile.read(path)
    assert soundfile.info(path).format == "MP3" and abs(again).max() > 0.5
    assert abs(path.stat().st_size * 8 / (len(again) / rate) / 112_000 - 1) < 0.1
    without = mock.patch("soundfile.available_formats", lambda: {})
    with without, pytest.raises(TatumError, match="libsndfile"): write_mp3("x", samples, rate)


def test_a_player_is_small_enough_for_a_notebook_and_sounds_alike(tone):
    import soundfile
    audio = player(tone)
    data, rate = soundfile.read(io.BytesIO(audio.data))
    assert audio.mimetype == "audio/mpeg" and data.ndim == 1 and 0.5 < abs(data).max() < 1
    assert abs(len(audio.data) * 8 / (len(data) / rate) / 24_000 - 1) < 0.1
    samples, whole = render(tone)
    before, after = _octaves(samples.mean(axis=-1), whole), _octaves(data, rate)
    assert abs(after - before).max() < 2, "an octave is more than 2 dB louder or softer"


def _octaves(samples, rate):
    """dB in the octaves from 125 Hz to 8 kHz."""
    power = abs(np.fft.rfft(samples)) ** 2 / len(samples) ** 2
    edges = np.searchsorted(np.fft.rfftfreq(len(samples), 1 / rate), 125 * 2.0 ** np.arange(7))
    return 10 * np.log10(np.add.reduceat(power, edges)[:-1])


def test_halving_the_rate_lets_nothing_fold_back():
    time = np.arange(44100) / 44100
    for pitch, kept in ((1000, 1), (8000, 1), (14000, 0), (20000, 0)):
        half = _half_rate(np.sin(2 * np.pi * pitch * time))[100:-100]
        assert abs(np.sqrt(2 * np.mean(half ** 2)) - kept) < 0.01
