"""MIDI to sound: rendering, checking what came out, MP3."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from .errors import TatumError
from .files import write_atomic
from .soundfonts import check_soundfont, Engine, find_engine

__all__ = ['SAMPLE_RATE', 'player', 'render', 'write_mp3', 'write_test_tone']


SAMPLE_RATE = 44100  # Hz
_LONGEST = 1800  # seconds of MIDI


def write_test_tone(path) -> Path:
    """Write a MIDI file of two seconds: an arpeggio of C major on a piano at 120 bpm."""
    import symusic
    score, track = symusic.Score(480), symusic.Track(program=0)
    for step, pitch in enumerate((60, 64, 67, 72)):
        track.notes.append(symusic.Note(240 * step, 1920 - 240 * step, pitch, 80))
    score.tempos.append(symusic.Tempo(0, 120))
    score.tracks.append(track)
    return write_atomic(path, score.dumps_midi())


def _midi_seconds(path):
    """When the last note of a MIDI file ends, in seconds. Raises `TatumError` if the file is not
    fit to be heard."""
    import pretty_midi
    if not path.is_file():
        raise TatumError(f"MIDI 파일이 없습니다: {path.name}. 경로를 확인하십시오.")
    try:  # not symusic: it reads past the end of a truncated file and may find "music" there
        midi = pretty_midi.PrettyMIDI(str(path))
    except Exception as error:
        raise TatumError(f"읽을 수 없는 MIDI 파일입니다: {path.name}. 파일이 깨졌습니다. "
                         "다시 만들거나 내려받으십시오.") from error
    ends = [note.end for instrument in midi.instruments for note in instrument.notes]
    if not ends:
        raise TatumError(f"음표가 하나도 없는 MIDI 파일입니다: {path.name}. "
                         "다른 파일을 고르십시오.")
    if max(ends) > _LONGEST:
        raise TatumError(f"너무 긴 MIDI 파일입니다: {path.name}, {max(ends) / 60:.0f}분. "
                         "30분보다 짧게 나누십시오.")
    return max(ends)


def _render_fluidsynth(path: Path, soundfont: Path):
    import soundfile
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "sound.wav"
        words = ["-s", str(soundfont), "-r", str(SAMPLE_RATE), str(path.resolve()), str(wav)]
        run = subprocess.run([sys.executable, "-m", "midi2audio", *words], capture_output=True,
                             text=True, errors="replace")
        if not wav.is_file():  # midi2audio ignores FluidSynth's exit status
            said = (run.stderr.strip().splitlines() or ["아무 말 없이 끝남"])[-1]
            raise TatumError(f"FluidSynth가 소리를 만들지 못했습니다({said}). "
                             "FluidSynth를 다시 설치하십시오.")
        return soundfile.read(wav, dtype="float32", always_2d=True)[0]


def _render_symusic(path: Path, soundfont: Path):
    """Ignores the sustain pedal: fold it into the durations first, as `data.read_midi` does."""
    import numpy
    import symusic
    font = str(soundfont)
    synthesizer = symusic.Synthesizer(sf_path=font, sample_rate=SAMPLE_RATE, quality=4)
    return numpy.array(synthesizer.render(symusic.Score(str(path)), stereo=True), "float32").T


def render(midi_path, engine: Engine | None = None):
    """The sound of a MIDI file: samples, float32 (n, 2) with peak 0.9, and their rate in Hz.
    Raises `TatumError`, which says what is wrong: silence never comes back."""
    path, engine = Path(midi_path), engine or find_engine()
    seconds = _midi_seconds(path)
    check_soundfont(engine.soundfont)
    play = _render_fluidsynth if engine.name == "fluidsynth" else _render_symusic
    samples = play(path, engine.soundfont)
    if len(samples) < (seconds - 0.5) * SAMPLE_RATE:
        raise TatumError(f"소리가 도중에 끊겼습니다: {path.name}, {seconds:.1f}초 가운데 "
                         f"{len(samples) / SAMPLE_RATE:.1f}초만 만들어졌습니다. "
                         "파일이 깨졌는지 확인하십시오.")
    height = abs(samples).max(axis=1)
    peak = height.max()
    if not peak > 1e-4:  # 16-bit dither alone is 3e-5
        raise TatumError(f"아무 소리도 나지 않았습니다: {path.name}. 음표의 세기(velocity)가 너무 "
                         f"작지 않은지, 사운드폰트 {engine.soundfont.name}에 그 악기가 있는지 "
                         "확인하십시오.")
    end = (height > peak / 300).nonzero()[0][-1] + 1
    return samples[:end] * (0.9 / peak), SAMPLE_RATE


def write_mp3(path, samples, rate: int, kbits: int | None = None) -> Path:
    """Write samples (n,) or (n, 2) as an MP3 of a constant `kbits` per second (default: 64 mono,
    112 stereo; at a `rate` below 32 kHz 24)."""
    import soundfile
    if "MP3" not in soundfile.available_formats():
        raise TatumError("이 컴퓨터의 libsndfile은 MP3를 쓰지 못합니다. `pip install "
                         "--force-reinstall --no-deps soundfile`로 다시 설치하십시오.")
    buffer, low, high = io.BytesIO(), *((32, 320) if rate >= 32000 else (8, 160))  # of the format
    if kbits is None: kbits = 24 if rate < 32000 else 64 if samples.ndim == 1 else 112
    soundfile.write(buffer, samples, rate, format="MP3", subtype="MPEG_LAYER_III",
                    bitrate_mode="CONSTANT", compression_level=(high - kbits) / (high - low))
    return write_atomic(path, buffer.getvalue())


def _half_rate(samples):
    """Mono samples at half their rate; what lies above the new Nyquist frequency does not fold
    back (a sinc of 65 taps under a Hann window)."""
    import numpy
    taps = numpy.sinc(numpy.arange(-32, 33) / 2) * numpy.hanning(67)[1:-1]
    return numpy.convolve(samples, taps / taps.sum(), "same")[::2]


def player(midi_path, title: str | None = None):
    """An inline player (IPython.display.Audio) that carries the sound of a MIDI file as mono MP3
    at 22.05 kHz and 24 kbit/s: 3 kB a second, small enough for a notebook."""
    import html
    import IPython.display as ipython
    with tempfile.TemporaryDirectory() as folder:
        samples, rate = render(midi_path)
        mono = _half_rate(samples.mean(axis=-1))
        mp3 = write_mp3(Path(folder) / "sound.mp3", mono, rate // 2)
        audio = ipython.Audio(filename=str(mp3))
    if title: ipython.display(ipython.HTML(f"<b>{html.escape(title)}</b>"))
    return audio
