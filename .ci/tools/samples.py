"""Make the sounds of the page in the browser (tatumflow/web/sounds) from FluidR3, once.

    apt-get install fluidsynth fluid-soundfont-gm
    python .ci/tools/samples.py --soundfont /usr/share/sounds/sf2/FluidR3_GM.sf2

Every third key of the piano, every fourth of the bass, ride cymbal and hi-hat: MP3, each cut where
it has died away. The piano has one layer, since FluidR3 plays soft notes with the samples of loud
ones, and two channels, which cancel each other when mixed. FluidR3 is Frank Wen's, under the MIT
licence, which is put beside the sounds.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile
from symusic import Note, Score, Track

RATE, APART = 44100, 12  # Hz; seconds from one note to the next
OUT = Path(__file__).resolve().parents[2] / "tatumflow/web/sounds"
LICENSE = """The sounds in this folder are cut out of FluidR3 GM.
Copyright (c) 2000-2002, 2008 Frank Wen; copyright (c) 2008 Toby Smithe

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def render(soundfont, program, drums, keys):
    """The sound of every (pitch, velocity) of `keys`, held, one after the other."""
    score = Score(480)  # at 120 beats per minute a second is 960 ticks
    track = Track(program=program, is_drum=drums)
    for number, (pitch, velocity) in enumerate(keys):
        track.notes.append(Note(960 * APART * number, 960 * (APART - 1), pitch, velocity))
    score.tracks.append(track)
    with tempfile.TemporaryDirectory() as folder:
        midi, wave = Path(folder) / "notes.mid", Path(folder) / "notes.wav"
        score.dump_midi(midi)
        subprocess.run(["fluidsynth", "-ni", "-R", "0", "-C", "0", "-g", "0.9", "-r", str(RATE),
                        "-F", wave, soundfont, midi], check=True, stdout=subprocess.DEVNULL)
        sound, _ = soundfile.read(wave)
    return [sound[RATE * APART * number:RATE * (APART * number + APART - 1)]
            for number in range(len(keys))]


def cut(sound, longest):
    """`sound` (samples, channels) from its beginning until it is 50 dB below its peak, at most
    `longest` seconds, faded out."""
    loud = np.abs(sound).max(axis=1)
    start = max(0, int(np.argmax(loud > loud.max() * 0.01)) - 40)
    last = int(np.flatnonzero(loud > loud.max() * 0.003)[-1])
    sound = sound[start:min(last, start + int(longest * RATE))].copy()
    fade = min(len(sound) // 3, RATE)
    sound[-fade:] *= np.linspace(1, 0, fade)[:, None] ** 2
    return sound


def write(name, sound, quality):
    soundfile.write(OUT / f"{name}.mp3", sound.astype(np.float32), RATE, format="MP3",
                    subtype="MPEG_LAYER_III", bitrate_mode="VARIABLE", compression_level=quality)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--soundfont", required=True, type=Path)
    font = parser.parse_args().soundfont
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "LICENSE.txt").write_text(LICENSE)
    pitches = range(21, 109, 3)
    for pitch, sound in zip(pitches, render(font, 0, False, [(p, 104) for p in pitches])):
        write(f"piano_{pitch}", cut(sound, np.interp(pitch, [21, 60, 108], [7, 5, 2])), 0.6)
    pitches = range(28, 56, 4)
    for pitch, sound in zip(pitches, render(font, 32, False, [(p, 90) for p in pitches])):
        write(f"bass_{pitch}", cut(sound, 1.5).mean(axis=1), 0.7)
    for name, sound in zip(("hat", "ride"), render(font, 0, True, [(44, 80), (51, 80)])):
        write(name, cut(sound, 1.6).mean(axis=1), 0.6)


if __name__ == "__main__":
    main()
