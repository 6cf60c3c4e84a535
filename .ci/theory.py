"""Draw the piano rolls of docs/THEORY.md and render their sounds, with the library's own functions.

    python .ci/theory.py      # writes docs/theory/*.png and *.mp3
"""

import tempfile
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt

from lesson import ROOT
from tatumflow.data import Chord, clip, make_etude, make_notes, plot_piano_roll, write_midi
from tatumflow.runtime import render, use_korean_font, write_mp3

OUT = ROOT / "docs" / "theory"


def chords(*groups, each=1.0, velocity=70):
    "Each group of pitches struck together, one after another."
    rows = [(i * each, 0.92 * each, pitch, velocity) for i, group in enumerate(groups) for pitch in group]
    return make_notes(*zip(*rows))


def line(pitches, step=0.25, start=0.0, velocity=76, swing=None):
    "Single notes in even steps, or in pairs of which the first takes `swing` / (1 + swing) of the time."
    long = 2 * step * swing / (1 + swing) if swing else step
    onset = np.array([start + 2 * step * (i // 2) + (long if i % 2 else 0) for i in range(len(pitches))])
    return make_notes(onset, np.diff(onset, append=onset[-1] + step) * 0.95, pitches, velocity)


def joined(*parts):
    notes = np.concatenate(parts)
    return notes[np.lexsort((notes["pitch"], notes["onset"]))]


def symbols(*names, each=1.0):
    return [Chord(i * each, each, name) for i, name in enumerate(names)]


def examples():
    "Name, title, notes and chord symbols of every example."
    yield "intervals", "도에서 시작하는 음정: 단3도, 장3도, 완전5도, 단7도, 장7도", chords(*[(60, 60 + n) for n in (3, 4, 7, 10, 11)]), symbols("3", "4", "7", "10", "11")
    yield "sevenths", "7화음 다섯 가지", chords(*[tuple(60 + n for n in tones) for tones in ((0, 4, 7, 11), (0, 4, 7, 10), (0, 3, 7, 10), (0, 3, 6, 10), (0, 3, 6, 9))]), \
        symbols("Cmaj7", "C7", "Cm7", "Cm7b5", "Cdim7")
    two_five = (38, 53, 57, 60, 64), (43, 53, 57, 59, 64), (36, 52, 55, 59, 62)
    yield "ii-V-I", "ii-V-I: 위의 네 음은 거의 움직이지 않습니다", chords(*two_five, each=1.2), symbols("Dm7", "G7", "Cmaj7", each=1.2)
    yield "tritone", "같은 3음과 7음(파와 시), 세온음 떨어진 근음", chords((43, 53, 59), (36, 52, 59), (37, 53, 59), (36, 52, 59), each=1.2), \
        symbols("G7", "Cmaj7", "Db7", "Cmaj7", each=1.2)
    stride = make_etude("stride", "ii-V-I", "C", tempo=152, seed=4)
    left = stride.notes[stride.notes["pitch"] < 62]
    yield "stride", "스트라이드의 왼손", clip(left, 0, 6.3), [c for c in stride.chords if c.onset < 6]
    yield "tatum", "두 손을 합치고, 위에서 쏟아지는 아르페지오", clip(stride.notes, 0, 6.3), [c for c in stride.chords if c.onset < 6]
    scale = (72, 71, 70, 69, 67, 65, 64, 62, 60)
    yield "swing", "같은 음을 고르게 한 번, 스윙으로 한 번", joined(line(scale), line(scale, start=2.75, swing=1.9)), []
    yield "bebop", "G7 위의 비밥 음계: 박마다 화음에 속한 음이 옵니다", joined(line((79, 78, 77, 76, 74, 72, 71, 69, 67)), chords((53, 59), each=2.2, velocity=54)), symbols("G7")
    yield "enclosure", "둘러싸기: 목표음을 위아래에서 감쌉니다", joined(line((65, 63, 64, 69, 66, 67, 72, 70, 71)), chords((52, 59), each=2.2, velocity=54)), symbols("Cmaj7")
    parker = make_etude("bebop", "bird_blues", "F", tempo=184, seed=3)
    yield "parker", "비밥 연습곡의 한 대목", clip(parker.notes, 0, 6.3), [c for c in parker.chords if c.onset < 6]


def main():
    use_korean_font()
    OUT.mkdir(parents=True, exist_ok=True)
    for name, title, notes, written in examples():
        figure, ax = plt.subplots(figsize=(8, 2.6), layout="constrained")
        plot_piano_roll(notes, ax, chords=written, title=title)
        figure.savefig(OUT / f"{name}.png", dpi=90)
        plt.close(figure)
        with tempfile.TemporaryDirectory() as folder:
            samples, rate = render(write_midi(notes, Path(folder) / "example.mid"))
        write_mp3(OUT / f"{name}.mp3", samples.mean(axis=-1), rate)
        print(name)


if __name__ == "__main__":
    main()
