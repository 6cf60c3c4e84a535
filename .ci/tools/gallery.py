"""Write docs/GALLERY.md: takes of the package's model in every mode and over three forms, as MIDI,
MP3 and piano rolls. Minutes; needs nothing but the package, sources are its own études.

    python .ci/tools/gallery.py             # --tries 2 --out DIR to try it out

Every request is played `--tries` times, and what `rank_takes` puts first with the package's critic
goes in, unheard by anyone.
"""

import argparse
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt

from tatumflow.data import make_etude, midi_bytes, roll_player
from tatumflow.evaluation import CRITIC
from tatumflow.generation import (
    MARKS, Ask, Player, id3_tag, packaged_critic, plot_take, rank_takes, take_bytes,
    tell_time,
)
from tatumflow.model import load_pretrained
from tatumflow.portfolio import THEME, demo_page
from tatumflow.runtime import even_loudness, render, use_korean_font, write_atomic, write_mp3

REPOSITORY, TRIES = Path(__file__).resolve().parents[2], 8
DOCS, PLAYER = REPOSITORY / "docs", REPOSITORY / "tatumflow" / "templates" / "player.js"
SHOWN = 40.0  # seconds of a long take that its picture shows
TOP = 14.6  # seconds of the take at the top of README: eight bars
AROUND = 4.0  # seconds of the source that are heard before and after the model's part
STRIDE = make_etude("stride", "ballad", "F", tempo=100, seed=6)
BEBOP = make_etude("bebop", "bird_blues", "Bb", tempo=160, seed=6)
RHYTHM = make_etude("stride", "rhythm_changes", "Eb", tempo=132, seed=7)


def requests():
    """(heading, what is asked in Korean, the Ask) of every take."""
    tatum = {"style": "Art Tatum"}
    yield ("편곡", "이 곡을 Art Tatum처럼: 패키지의 악보 `after_youve_gone`(Turner Layton, "
           "1918)으로 주제, 즉흥, 주제",
           Ask("arrange", **tatum, sheet="after_youve_gone"))
    yield ("즉흥", "Art Tatum처럼 ♩ = 120으로 여덟 마디, 화음은 모델에게 맡김",
           Ask(**tatum, tempo=120, bars=8))
    chords = "Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | Cmaj7 | Cmaj7"
    yield ("즉흥", f"`{chords}` 위에서 ♩ = 160",
           Ask(**tatum, chords=chords, tempo=160))
    yield from forms(tatum)
    yield from from_sources(tatum)


def forms(tatum):
    for form, tempo, said in (("blues", 126, "12마디 블루스 두 코러스, F"),
                              ("AABA", 176, "AABA 32마디 한 코러스, 화음도 모델이 짬"),
                              ("ballad", 72, "16마디 발라드 한 코러스")):
        more = {"choruses": 2, "key": "F"} if form == "blues" else {}
        yield "형식", f"{said}, ♩ = {tempo}", Ask(**tatum, form=form, tempo=tempo, **more)


def from_sources(tatum):
    yield ("이어 치기", f"연습곡 `{RHYTHM.title}`의 아홉째 마디부터 여덟 마디를 Art Tatum처럼",
           Ask("continuation", notes=RHYTHM.notes, source=RHYTHM.title, bar=9, bars=8, **tatum))
    yield ("스타일 바꾸기", f"연습곡 `{BEBOP.title}`의 첫 여덟 마디를 Art Tatum처럼, 강도 0.25",
           Ask("style_transfer", notes=BEBOP.notes, source=BEBOP.title, bars=8, strength=0.25,
               **tatum))
    blend = "Art Tatum:0.7, Bill Evans:0.3"
    yield ("스타일 바꾸기", f"연습곡 `{STRIDE.title}`의 첫 여덟 마디를 {blend}로",
           Ask("style_transfer", blend, notes=STRIDE.notes, source=STRIDE.title, bars=8))
    for etude, edit in ((RHYTHM, "tritone"), (STRIDE, "minor, softer")):
        said = f"연습곡 `{etude.title}`의 3-6마디를 `{edit}`(으)로 고치기"
        yield ("화성 고치기", said,
               Ask("theory_editing", notes=etude.notes, source=etude.title, edits=edit,
                   bars="3-6", tries=2, **tatum))
    yield ("다리 놓기", f"연습곡 `{RHYTHM.title}`의 5-8마디를 비우고 앞뒤를 들려준 뒤 잇기",
           Ask("bridge", notes=RHYTHM.notes, source=RHYTHM.title, bars="5-8", tries=2, **tatum))


def write_sound(midi, path, title):
    """MIDI bytes as a file and as mono MP3, 48 kbit/s."""
    samples, rate = render(write_atomic(path.with_suffix(".mid"), midi))
    write_mp3(path, even_loudness(samples.mean(axis=1), rate), rate, kbits=48)
    write_atomic(path, id3_tag(title, "TatumFlow") + path.read_bytes())


def write_picture(take, path):
    figure, ax = plt.subplots(figsize=(9, 2.6), layout="constrained")
    plot_take(take, ax)
    if take.seconds > SHOWN:  # the beginning
        ax.set_xlim(0, SHOWN)
        for text in ax.texts: text.set_clip_on(True)
    figure.savefig(path, dpi=75)
    plt.close(figure)


def write_top(take, title, path):
    """The picture at the top of README: the first bars of a take, its highest notes in gold."""
    dark, gold, blue = THEME.dark, THEME.accent, "#5b8fd0"
    figure = plt.figure(figsize=(12.8, 4.8), facecolor=dark)
    ax = figure.add_axes((0.02, 0.04, 0.96, 0.64), facecolor=dark)
    for one in take.notes[take.notes["onset"] < TOP]:
        near = abs(take.notes["onset"] - one["onset"]) < 0.06
        colour = gold if one["pitch"] == take.notes["pitch"][near].max() else blue
        ax.barh(one["pitch"], max(0.06, one["duration"]), left=one["onset"], height=1.3,
                color=colour, alpha=0.6 + 0.4 * one["velocity"] / 127)
    for line in take.beats.times[take.beats.position == 0]: ax.axvline(line, color="#2a3140", lw=1)
    for chord in take.chords:
        start = float(take.time.to_seconds(chord.onset))
        if start < TOP - 0.8: ax.text(start + 0.06, 97, chord.symbol, size=17, color="white")
    ax.set(xlim=(0, TOP), ylim=(28, 96))
    ax.axis("off")
    figure.text(0.115, 0.885, title, size=25, color="white", va="center", parse_math=False)
    mark = figure.add_axes((0.02, 0.8, 0.064, 0.17))
    mark.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal")
    mark.axis("off")
    mark.add_patch(plt.Circle((0, 0), 0.98, color=gold))
    mark.add_patch(plt.Polygon([(-0.32, -0.5), (-0.32, 0.5), (0.55, 0)], color=dark))
    figure.savefig(path, dpi=125, facecolor=dark)
    plt.close(figure)


def entry(number, asked, ranked, out):
    """The Markdown of one take, whose files are written."""
    best = ranked[0]
    take, name = best.take.around(AROUND), f"{number:02d}-{best.take.mode}"
    write_sound(take_bytes(take), out / f"{name}.mp3", take.title)
    write_picture(take, out / f"{name}.png")
    links = [f"[듣기](gallery/{name}.mp3)", f"[MIDI](gallery/{name}.mid)"]
    if take.before is not None:
        before = midi_bytes(take.before)
        write_sound(before, out / f"{name}-source.mp3", f"원곡 {take.source}")
        links.append(f"[원곡 듣기](gallery/{name}-source.mp3)")
    marks = [f"{MARKS[key]} {best.marks[key]:.2f}" for key in MARKS if key in best.marks]
    return (f"**{number}. {asked}**\n\n![피아노 롤](gallery/{name}.png)\n\n{' · '.join(links)} · "
            f"{tell_time(best.take)} · {', '.join(marks)} · 시드 {take.seed}\n")


def player_of(number, asked, take):
    """The HTML of a take that `entry` has written, for the page beside its files."""
    take, name = take.around(AROUND), f"{number:02d}-{take.mode}"
    chords = [replace(chord, onset=float(take.time.to_seconds(chord.onset)))
              for chord in take.chords]
    return roll_player(take.notes, (f"{name}.mp3", f"{name}.mid"), chords, take.beats,
                       f"{number}. {asked}".replace("`", ""), take.given)


def write_page(players, path):
    """All takes on one page, which plays with the files beside it and the package's own player."""
    script = os.path.relpath(PLAYER, path.parent)
    write_atomic(path, f"""<!doctype html>
<html lang="ko" data-scheme="auto"><meta charset="utf-8"><title>TatumFlow</title>
<meta name="viewport" content="width=device-width"><style>:root {{ color-scheme: light dark }}
body {{ font-family: sans-serif; max-width: 960px; margin: 2em auto; padding: 0 1em }}</style>
<h1>패키지의 모델이 친 연주</h1>{"".join(players)}<script src="{script}"></script></html>
""")


def heading(count, tries, median):
    with np.load(CRITIC) as kept:
        tatum = kept["styles"].tolist().index("Art Tatum")
        own, auc = kept["own"][tatum], kept["auc"][tatum]
    return f"""# 들어 보기: 패키지의 모델이 친 {count}곡

`tatumflow/pretrained/`의 모델이 친 것입니다. 부탁마다 {tries}번 쳐서 라이브러리의 `rank_takes`가 1등으로 놓은 것을 실었고, 사람이 듣고 고르지 않았습니다. 원곡은 모두 라이브러리가 지은
연습곡입니다. 그림의 굵은 줄은 마디, 가는 줄은 박이고, 위의 화음은 시킨 것입니다. 붉은 선 바깥의 회색은 원곡입니다.

줄 끝의 수는 새로 친 부분만 잰 것이고, 뜻은 [5장](phase5_generation.md)에 있습니다. 스타일은 판별기가 준, 시킨 사람일 확률입니다. 판별기는 처음 듣는 진짜 Tatum의 10초 조각에 평균 {own:.2f}을 줍니다(다른
연주자와 가르는 AUC {auc:.3f}). 아래 연주의 중앙값은 {median:.2f}입니다. 모델 전체를 진짜 연주와 견준 수는 [잰 표](PRETRAINED.md)에 있습니다.

**[재생기가 있는 페이지]({demo_page()}docs/gallery/)**에서는 마디를 짚어 가며 들을 수 있습니다. 저장소를 내려받았다면 `docs/gallery/index.html`이 같은 것입니다.
저장소에서 `python .ci/tools/gallery.py`를 실행하면 다시 만듭니다.
"""  # noqa: E501


def make(tries, docs):
    """Write GALLERY.md and gallery/ into `docs`."""
    shutil.rmtree(docs / "gallery", ignore_errors=True)
    player, critic, lines, chances = Player(*load_pretrained()), packaged_critic(), [], []
    heads, players = [], []
    for number, (head, asked, ask) in enumerate(requests(), 1):
        ranked = rank_takes(player.play(replace(ask, n=tries)), critic)
        if head not in heads: lines.append(f"## {head}\n")
        heads.append(head)
        if "style" in ranked[0].marks: chances.append(ranked[0].marks["style"])
        lines.append(entry(number, asked, ranked, docs / "gallery"))
        if number == 1: write_top(ranked[0].take, "After You've Gone (1918), played like Art Tatum",
                                  docs / "images" / "top.png")
        players.append(player_of(number, asked, ranked[0].take))
        print(lines[-1].splitlines()[0], lines[-1].splitlines()[-1], flush=True)
    lines.insert(0, heading(len(heads), tries, np.median(chances)))
    write_page(players, docs / "gallery" / "index.html")
    write_atomic(docs / "GALLERY.md", "\n".join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tries", type=int, default=TRIES, help="how often each request is played")
    parser.add_argument("--out", type=Path, default=DOCS, help="where GALLERY.md goes")
    asked, started = parser.parse_args(), time.perf_counter()
    use_korean_font()
    make(asked.tries, asked.out)
    size = sum(path.stat().st_size for path in (asked.out / "gallery").iterdir())
    print(f"{size / 1e6:.2f} MB in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
