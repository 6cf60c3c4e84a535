"""Draw the piano rolls of docs/THEORY.md and render their sounds, with the library's own functions.

    python .ci/tools/theory.py      # writes docs/theory/*.png and *.mp3
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt

from tatumflow.data import Chord, clip, make_etude, make_notes, plot_piano_roll, write_midi
from tatumflow.runtime import render, use_korean_font, write_mp3

OUT = Path(__file__).resolve().parents[2] / "docs" / "theory"


@dataclass(frozen=True, eq=False)
class Example:
    """A piano roll: file name, title, notes and the symbols above."""
    name: str
    title: str
    notes: np.ndarray
    symbols: list


def chords(*groups, each=1.0, velocity=70):
    """Each group of pitches struck together, one after another."""
    rows = [(i * each, 0.92 * each, pitch, velocity)
            for i, group in enumerate(groups) for pitch in group]
    return make_notes(*zip(*rows))


def line(pitches, step=0.25, start=0.0, velocity=76, swing=1.0):
    """Single notes in pairs, of which the first takes `swing` / (1 + swing) of the time."""
    long = 2 * step * swing / (1 + swing)
    onset = np.array([start + 2 * step * (i // 2) + long * (i % 2) for i in range(len(pitches))])
    lengths = np.diff(onset, append=onset[-1] + step)
    return make_notes(onset, lengths * 0.95, pitches, velocity)


def joined(*parts):
    notes = np.concatenate(parts)
    return notes[np.lexsort((notes["pitch"], notes["onset"]))]


def symbols(*names, each=1.0):
    return [Chord(i * each, each, name) for i, name in enumerate(names)]


def harmony():
    intervals = [(60, 60 + n) for n in (3, 4, 7, 10, 11)]
    yield Example("intervals", "도에서 시작하는 음정: 단3도, 장3도, 완전5도, 단7도, 장7도",
                  chords(*intervals), symbols("3", "4", "7", "10", "11"))
    tones = ((0, 4, 7, 11), (0, 4, 7, 10), (0, 3, 7, 10), (0, 3, 6, 10), (0, 3, 6, 9))
    yield Example("sevenths", "7화음 다섯 가지", chords(*[[60 + n for n in one] for one in tones]),
                  symbols("Cmaj7", "C7", "Cm7", "Cm7b5", "Cdim7"))
    cadence = (38, 53, 57, 60, 64), (43, 53, 57, 59, 64), (36, 52, 55, 59, 62)
    yield Example("ii-V-I", "ii-V-I: 위의 네 음은 거의 움직이지 않습니다",
                  chords(*cadence, each=1.2), symbols("Dm7", "G7", "Cmaj7", each=1.2))
    resolved = (43, 53, 59), (36, 52, 59), (37, 53, 59), (36, 52, 59)
    yield Example("tritone", "같은 3음과 7음(파와 시), 세온음 떨어진 근음",
                  chords(*resolved, each=1.2), symbols("G7", "Cmaj7", "Db7", "Cmaj7", each=1.2))


def lines():
    scale = (72, 71, 70, 69, 67, 65, 64, 62, 60)
    yield Example("swing", "같은 음을 고르게 한 번, 스윙으로 한 번",
                  joined(line(scale), line(scale, start=2.75, swing=1.9)), [])
    bebop = line((79, 78, 77, 76, 74, 72, 71, 69, 67))
    yield Example("bebop", "G7 위의 비밥 음계: 박마다 화음에 속한 음이 옵니다",
                  joined(bebop, chords((53, 59), each=2.2, velocity=54)), symbols("G7"))
    around = line((65, 63, 64, 69, 66, 67, 72, 70, 71))
    yield Example("enclosure", "둘러싸기: 목표음을 위아래에서 감쌉니다",
                  joined(around, chords((52, 59), each=2.2, velocity=54)), symbols("Cmaj7"))


def excerpts():
    stride = make_etude("stride", "ii-V-I", "C", tempo=152, seed=4)
    opening = [chord for chord in stride.chords if chord.onset < 6]
    left = stride.notes[stride.notes["pitch"] < 62]
    yield Example("stride", "스트라이드의 왼손", clip(left, 0, 6.3), opening)
    yield Example("tatum", "두 손을 합치고, 위에서 쏟아지는 아르페지오",
                  clip(stride.notes, 0, 6.3), opening)
    parker = make_etude("bebop", "bird_blues", "F", tempo=184, seed=3)
    yield Example("parker", "비밥 연습곡의 한 대목", clip(parker.notes, 0, 6.3),
                  [chord for chord in parker.chords if chord.onset < 6])


def main():
    use_korean_font()
    OUT.mkdir(parents=True, exist_ok=True)
    for example in (*harmony(), *lines(), *excerpts()):
        figure, ax = plt.subplots(figsize=(8, 2.6), layout="constrained")
        plot_piano_roll(example.notes, ax, chords=example.symbols, title=example.title)
        figure.savefig(OUT / f"{example.name}.png", dpi=90)
        plt.close(figure)
        with tempfile.TemporaryDirectory() as folder:
            samples, rate = render(write_midi(example.notes, Path(folder) / "example.mid"))
        write_mp3(OUT / f"{example.name}.mp3", samples.mean(axis=-1), rate)
        print(example.name)


if __name__ == "__main__":
    main()
