"""Write docs/GALLERY.md: twelve takes of the package's model, three a mode, as MIDI, MP3 and piano
rolls. Minutes; needs nothing but the package, sources are its own études.

    python .ci/tools/gallery.py

Every request is played `TRIES` times, and what `rank_takes` puts first with the package's critic
goes in, unheard by anyone.
"""

import io
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile
from matplotlib import pyplot as plt

from tatumflow.data import clip, describe, make_etude, midi_bytes
from tatumflow.evaluation import CRITIC
from tatumflow.generation import (
    MARKS, MODES, Ask, Player, id3_tag, packaged_critic, plot_take, rank_takes,
)
from tatumflow.model import load_pretrained
from tatumflow.runtime import even_loudness, render, use_korean_font, write_atomic

ROOT = Path(__file__).resolve().parents[2]
OUT, TRIES, LONGEST = ROOT / "docs" / "gallery", 8, 10.0
SHEETS = (("Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | Cmaj7 | Cmaj7", "Art Tatum"),
          ("F7 | Bb7 | F7 | F7 | Bb7 | Bdim7 | F7 | D7", "Charlie Parker"))
STRIDE = make_etude("stride", "ballad", "F", tempo=100, seed=6)
BEBOP = make_etude("bebop", "bird_blues", "Bb", seed=6)
RHYTHM = make_etude("stride", "rhythm_changes", "Eb", seed=7)


def requests():
    """(what is asked, in Korean; the Ask) of every take."""
    yield from continuations()
    yield "Art Tatum처럼 10초, 다른 말 없이", Ask(style="Art Tatum", seconds=LONGEST)
    for text, style in SHEETS:
        ask = Ask(style=style, chords=text, tempo=200, guidance=2.0)
        yield f"`{text}` 위에서 200 bpm으로 {style}처럼, 안내 2", ask
    yield from transfers()
    yield from edits()


def continuations():
    for etude, style in ((STRIDE, "Art Tatum"), (BEBOP, "Art Tatum"), (RHYTHM, "Bill Evans")):
        ask = Ask("continuation", style, notes=etude.notes, source=etude.title, start=12.0,
                  seconds=7.0)
        yield f"연습곡 `{etude.title}`의 12초부터 7초를 {style}처럼 잇기", ask


def transfers():
    for etude, style, strength in ((BEBOP, "Art Tatum", 0.25), (STRIDE, "Art Tatum", 0.5),
                                   (RHYTHM, "Brad Mehldau", 0.25)):
        ask = Ask("style_transfer", style, notes=etude.notes, source=etude.title,
                  strength=strength, seconds=LONGEST)
        yield f"연습곡 `{etude.title}`의 첫 10초를 {style}처럼, 강도 {strength}", ask


def edits():
    for etude, text in ((RHYTHM, "tritone"), (STRIDE, "minor, softer"),
                        (BEBOP, "secondary-dominant, denser")):
        ask = Ask("theory_editing", "Art Tatum", notes=clip(etude.notes, 0, LONGEST),
                  source=etude.title, edits=text, bars="2-4", tries=2, guidance=2.0)
        yield (f"연습곡 `{etude.title}`의 첫 10초에서 2-4마디(2-8초)를 `{text}`(으)로 고치기, "
               "안내 2"), ask


def write_sound(notes, path, title):
    """Mono, 48 kbit/s."""
    samples, rate = render(write_atomic(path.with_suffix(".mid"), midi_bytes(notes)))
    sound = io.BytesIO()
    soundfile.write(sound, even_loudness(samples.mean(axis=1), rate), rate, format="MP3",
                    subtype="MPEG_LAYER_III", bitrate_mode="CONSTANT", compression_level=0.944)
    write_atomic(path, id3_tag(title, "TatumFlow") + sound.getvalue())


def write_picture(take, path):
    figure, ax = plt.subplots(figsize=(8, 2.4), layout="constrained")
    plot_take(take, ax)
    figure.savefig(path, dpi=75)
    plt.close(figure)


def entry(number, asked, ranked):
    """The Markdown of one take, whose files are written."""
    best, scores = ranked[0], [one.score for one in ranked]
    take = best.take.around(3.0)
    name = f"{number:02d}-{take.mode}"
    write_sound(take.notes, OUT / f"{name}.mp3", take.title)
    write_picture(take, OUT / f"{name}.png")
    links = [f"[듣기](gallery/{name}.mp3)", f"[MIDI](gallery/{name}.mid)"]
    if take.before is not None:
        write_sound(take.before, OUT / f"{name}-source.mp3", f"원곡 {take.source}")
        links.append(f"[원곡 듣기](gallery/{name}-source.mp3)")
    facts = describe(best.take.new)
    cells = [str(take.seed), f"{best.score:.2f} ({min(scores):.2f}-{max(scores):.2f})",
             *(f"{best.marks[key]:.2f}" if key in best.marks else "—" for key in MARKS),
             f"{facts.density:.1f}", f"{facts.polyphony:.1f}",
             f"{facts.highest - facts.lowest}"]
    head = ["시드", f"점수({TRIES}번의 범위)", *MARKS.values(), "음/초", "동시에 울리는 음",
            "음역(반음)"]
    rows = (head, ["---"] * len(head), cells)
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return (f"### {number}. {asked}\n\n![피아노 롤](gallery/{name}.png)\n\n"
            f"{' · '.join(links)}\n\n{table}\n")


def heading(styles, own, auc, median):
    return f"""# 들어 보기: 패키지의 모델이 친 열두 곡

`tatumflow/pretrained/`의 모델이 친 것입니다. 모드마다 부탁이 셋이고, 부탁마다 {TRIES}번 쳐서 라이브러리의 `rank_takes`가 1등으로 놓은 것을 실었습니다. 심사위원은 패키지에 든
`packaged_critic()`입니다. 사람이 듣고 고르지 않았습니다. 원곡은 모두 라이브러리가 지은 연습곡입니다.

점수와 잣대의 뜻은 [5장](phase5_generation.md)의 5.12절에 있습니다. 수는 새로 친 부분만 잰 것이고, 붉은 선 바깥의 회색은 원곡입니다. 베낌(—)은 훈련 곡이 있어야 잴 수 있습니다.
모델 전체를 진짜 연주와 견준 수는 [잰 표](PRETRAINED.md)에 있습니다. 다시 만들려면 저장소에서 `python .ci/tools/gallery.py`를 실행하십시오.

스타일의 값은 {styles}가지 스타일 가운데 시킨 것일 확률입니다. 심사위원은 처음 듣는 진짜 Tatum의 10초 조각에 평균 {own:.2f}의 확률을 줍니다(다른 연주자와 가르는 AUC {auc:.3f}).
아래 열두 곡의 중앙값은 {median:.2f}입니다. 0에 가까우면 그 사람처럼 들리지 않는다는 뜻입니다.
"""  # noqa: E501


def main():
    started = time.perf_counter()
    use_korean_font()
    shutil.rmtree(OUT, ignore_errors=True)
    player, critic, mode = Player(*load_pretrained()), packaged_critic(), None
    lines, chances = [], []
    for number, (asked, ask) in enumerate(requests(), 1):
        ranked = rank_takes(player.play(replace(ask, n=TRIES)), critic)
        if ask.mode != mode: lines.append(f"## {MODES[ask.mode]}\n")
        mode = ask.mode
        chances.append(ranked[0].marks["style"])
        lines.append(entry(number, asked, ranked))
        print(lines[-1].splitlines()[0], lines[-1].splitlines()[-1], flush=True)
    with np.load(CRITIC) as kept:
        tatum = kept["styles"].tolist().index("Art Tatum")
        own, auc = kept["own"][tatum], kept["auc"][tatum]
    lines.insert(0, heading(len(critic.judge.styles), own, auc, np.median(chances)))
    write_atomic(ROOT / "docs" / "GALLERY.md", "\n".join(lines))
    size = sum(path.stat().st_size for path in OUT.iterdir())
    print(f"{size / 1e6:.2f} MB in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
