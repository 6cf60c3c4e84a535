"""Draw the keyboards and piano rolls of docs/THEORY.md and render their sounds.

    python .ci/tools/theory.py      # writes docs/theory/*.png and *.mp3
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt

from tatumflow.data import (
    Chord, clip, draw_keys, make_etude, make_notes, plot_piano_roll, voice_chords, write_midi,
)
from tatumflow.runtime import render, use_korean_font, write_mp3

OUT = Path(__file__).resolve().parents[2] / "docs" / "theory"


@dataclass(frozen=True, eq=False)
class Example:
    """A picture with its sound: file name, title, notes and the symbols above the piano roll; or,
    with `keys`, keyboards: (what stands above it, pressed pitches) each."""
    name: str
    title: str
    notes: np.ndarray
    symbols: list
    keys: tuple = ()


def chords(*groups, each=1.0, velocity=70):
    """Each group of pitches struck together, one after another."""
    rows = [(i * each, 0.92 * each, pitch, velocity)
            for i, group in enumerate(groups) for pitch in group]
    return make_notes(*zip(*rows))


def keyboards(name, title, named, each=1.2):
    """Groups of pitches {what stands above: pitches} as keyboards, played one after another."""
    return Example(name, title, chords(*named.values(), each=each), [], tuple(named.items()))


def written(name, title, text):
    """Chords as they are written, e.g. "Dm7 G7 Cmaj7", as keyboards."""
    pairs = zip(text.split(), voice_chords(text.split()))
    numbered = {f"{i + 1}. {symbol}": group for i, (symbol, group) in enumerate(pairs)}
    return keyboards(name, title, numbered)


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
    names = {3: "단3도", 4: "장3도", 5: "완전4도", 6: "트라이톤", 7: "완전5도", 9: "장6도",
             10: "단7도", 11: "장7도"}
    intervals = {f"{name}({n})": (60, 60 + n) for n, name in names.items()}
    yield keyboards("intervals", "도에서 시작하는 음정과 반음의 수", intervals, each=1.0)
    yield written("degrees", "C장조의 음계 위에 쌓은 일곱 화음",
                  "Cmaj7 Dm7 Em7 Fmaj7 G7 Am7 Bm7b5 Cmaj7")
    tones = {"Cmaj7": (0, 4, 7, 11), "C7": (0, 4, 7, 10), "Cm7": (0, 3, 7, 10),
             "Cm7b5": (0, 3, 6, 10), "Cdim7": (0, 3, 6, 9)}
    sevenths = {name: [60 + n for n in one] for name, one in tones.items()}
    yield keyboards("sevenths", "7화음 다섯 가지", sevenths, each=1.0)
    yield written("ii-V-I", "ii-V-I: 위의 음들은 거의 움직이지 않습니다", "Dm7 G7 Cmaj7")
    tension = {"G7": (43, 53, 59, 62), "G7 + 9": (43, 53, 57, 59),
               "G7 + 9, 13": (43, 53, 57, 59, 64), "Cmaj7 + 9": (36, 52, 55, 59, 62)}
    yield keyboards("tensions", "텐션: 화음 위에 한 칸 더 쌓은 음", tension)
    tritone = {"1. G7": (43, 53, 59), "2. Cmaj7": (36, 52, 59), "3. Db7": (37, 53, 59),
               "4. Cmaj7": (36, 52, 59)}
    yield keyboards("tritone", "같은 3음과 7음(파와 시), 여섯 반음 떨어진 근음", tritone)
    yield written("secondary", "부속화음: A7은 Dm7의, D7은 G7의 속화음입니다",
                  "Cmaj7 A7 Dm7 G7 Cmaj7 D7 G7 Cmaj7")
    yield written("borrowed", "모달 인터체인지: Fm7과 Bb7은 C단조에서 빌렸습니다",
                  "Cmaj7 Fmaj7 Fm7 Bb7 Cmaj7")


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


def forms():
    blues = "C7 | F7 | C7 | C7 | F7 | F7 | C7 | C7 | Dm7 | G7 | C7 | G7"
    symbols = [name for name in blues.split(" | ") for _ in range(2)]  # twice a bar
    groups = voice_chords(symbols)
    sheet = [Chord(1.2 * i, 1.2, name) for i, name in enumerate(blues.split(" | "))]
    yield Example("blues", "C 블루스 열두 마디: 네 마디씩 세 줄", chords(*groups, each=0.6), sheet)


def draw(example):
    """The figure of an example."""
    if not example.keys:
        figure, ax = plt.subplots(figsize=(8, 2.6), layout="constrained")
        plot_piano_roll(example.notes, ax, chords=example.symbols, title=example.title)
        return figure
    columns = 4 if len(example.keys) > 3 else len(example.keys)
    rows = -(-len(example.keys) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(2.7 * columns, 1.25 * rows + 0.3),
                                squeeze=False, layout="constrained")
    for ax in axes.flat: ax.axis("off")
    for ax, (title, pressed) in zip(axes.flat, example.keys): draw_keys(pressed, ax, title)
    figure.suptitle(example.title)
    return figure


def main():
    use_korean_font()
    OUT.mkdir(parents=True, exist_ok=True)
    for example in (*harmony(), *forms(), *lines(), *excerpts()):
        figure = draw(example)
        figure.savefig(OUT / f"{example.name}.png", dpi=90)
        plt.close(figure)
        with tempfile.TemporaryDirectory() as folder:
            samples, rate = render(write_midi(example.notes, Path(folder) / "example.mid"))
        write_mp3(OUT / f"{example.name}.mp3", samples.mean(axis=-1), rate)
        print(example.name)


if __name__ == "__main__":
    main()
