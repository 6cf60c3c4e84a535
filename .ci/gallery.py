"""Write docs/GALLERY.md: twelve takes of the package's model, three a mode, as MIDI, MP3 and piano rolls.

    python .ci/gallery.py        # minutes; needs nothing but the package, sources are its own études

Every request is played `TRIES` times, and what `rank_takes` puts first with the package's critic goes in, unheard by anyone.
"""

import io
import shutil
import time

import numpy as np
import soundfile
from matplotlib import pyplot as plt

from tatumflow.data import clip, describe, make_etude, midi_bytes
from tatumflow.evaluation import CRITIC
from tatumflow.generation import (MARKS, MODES, continue_piece, edit_piece, id3_tag, improvise, lead_sheet, packaged_critic, parse_edits, plot_take,
                                  rank_takes, style_transfer)
from tatumflow.model import load_pretrained
from tatumflow.runtime import even_loudness, render, use_korean_font, write_atomic

from lesson import ROOT

OUT, TRIES, LONGEST = ROOT / "docs" / "gallery", 8, 10.0
HOW = {"n": TRIES, "seed": 0, "show": False}


def requests(player):
    "(what was asked, in Korean; the takes) of every request; `player` is (model, tokenizer)."
    stride, bebop = (make_etude("stride", "ballad", "F", tempo=100, seed=6), make_etude("bebop", "bird_blues", "Bb", seed=6))
    rhythm = make_etude("stride", "rhythm_changes", "Eb", seed=7)
    for etude, style in ((stride, "Art Tatum"), (bebop, "Art Tatum"), (rhythm, "Bill Evans")):
        yield f"연습곡 `{etude.title}`의 12초부터 7초를 {style}처럼 잇기", continue_piece(*player, etude.notes, 12.0, 7.0, style, etude.title, **HOW)
    yield "Art Tatum처럼 10초, 다른 말 없이", improvise(*player, "Art Tatum", LONGEST, **HOW)
    for text, tempo, style in (("Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | Cmaj7 | Cmaj7", 200, "Art Tatum"), ("F7 | Bb7 | F7 | F7 | Bb7 | Bdim7 | F7 | D7", 200, "Charlie Parker")):
        yield (f"`{text}` 위에서 {tempo} bpm으로 {style}처럼, 안내 2",
               improvise(*player, style, chords=lead_sheet(text, tempo), guidance=2.0, **HOW))
    for etude, style, strength in ((bebop, "Art Tatum", 0.25), (stride, "Art Tatum", 0.5), (rhythm, "Brad Mehldau", 0.25)):
        yield (f"연습곡 `{etude.title}`의 첫 10초를 {style}처럼, 강도 {strength}",
               style_transfer(*player, etude.notes, style, strength, seconds=LONGEST, source=etude.title, **HOW))
    for etude, edits in ((rhythm, "tritone"), (stride, "minor, softer"), (bebop, "secondary-dominant, denser")):
        yield (f"연습곡 `{etude.title}`의 첫 10초에서 2-4마디(2-8초)를 `{edits}`(으)로 고치기, 안내 2",
               edit_piece(*player, clip(etude.notes, 0, LONGEST), parse_edits(edits), (2, 4), "Art Tatum", etude.title, tries=2, guidance=2.0, **HOW))


def write_mp3(notes, path, title):
    "Mono, 48 kbit/s."
    samples, rate = render(write_atomic(path.with_suffix(".mid"), midi_bytes(notes)))
    sound = io.BytesIO()
    soundfile.write(sound, even_loudness(samples.mean(axis=1), rate), rate, format="MP3", subtype="MPEG_LAYER_III", bitrate_mode="CONSTANT", compression_level=0.944)
    write_atomic(path, id3_tag(title, "TatumFlow") + sound.getvalue())


def entry(number, asked, ranked):
    "The Markdown of one take, whose files are written."
    (best, score, marks), scores = ranked[0], [score for _, score, _ in ranked]
    take = best.around(3.0)
    name, facts = f"{number:02d}-{best.mode}", describe(best.new)
    write_mp3(take.notes, OUT / f"{name}.mp3", best.title)
    links = [f"[듣기](gallery/{name}.mp3)", f"[MIDI](gallery/{name}.mid)"]
    if take.before is not None:
        write_mp3(take.before, OUT / f"{name}-source.mp3", f"원곡 {best.source}")
        links.append(f"[원곡 듣기](gallery/{name}-source.mp3)")
    figure, ax = plt.subplots(figsize=(8, 2.4), layout="constrained")
    plot_take(take, ax)
    figure.savefig(OUT / f"{name}.png", dpi=75)
    plt.close(figure)
    cells = [str(best.seed), f"{score:.2f} ({min(scores):.2f}-{max(scores):.2f})", *(f"{marks[key]:.2f}" if key in marks else "—" for key in MARKS),
             f"{facts.density:.1f}", f"{facts.polyphony:.1f}", f"{facts.highest - facts.lowest}"]
    head = ["시드", f"점수({TRIES}번의 범위)", *MARKS.values(), "음/초", "동시에 울리는 음", "음역(반음)"]
    table = "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), cells))
    return f"### {number}. {asked}\n\n![피아노 롤](gallery/{name}.png)\n\n{' · '.join(links)}\n\n{table}\n"


def main():
    started = time.perf_counter()
    use_korean_font()
    shutil.rmtree(OUT, ignore_errors=True)
    player, critic, mode = load_pretrained(), packaged_critic(), None
    with np.load(CRITIC) as kept: tatum = {name: kept[name][kept["styles"].tolist().index("Art Tatum")] for name in ("own", "auc")}
    lines, styles = [f"""# 들어 보기: 패키지의 모델이 친 열두 곡

`tatumflow/pretrained/`의 모델이 친 것입니다. 모드마다 부탁이 셋이고, 부탁마다 {TRIES}번 쳐서 라이브러리의 `rank_takes`가 1등으로 놓은 것을 실었습니다. 심사위원은 패키지에 든
`packaged_critic()`입니다. 사람이 듣고 고르지 않았습니다. 원곡은 모두 라이브러리가 지은 연습곡입니다.

점수와 잣대의 뜻은 [5장](phase5_generation.md)의 5.12절에 있습니다. 수는 새로 친 부분만 잰 것이고, 붉은 선 바깥의 회색은 원곡입니다. 베낌(—)은 훈련 곡이 있어야 잴 수 있습니다.
모델 전체를 진짜 연주와 견준 수는 [잰 표](PRETRAINED.md)에 있습니다. 다시 만들려면 저장소에서 `python .ci/gallery.py`를 실행하십시오.

스타일의 값은 {len(critic.judge.styles)}가지 스타일 가운데 시킨 것일 확률입니다. 심사위원은 처음 듣는 진짜 Tatum의 10초 조각에 평균 {tatum["own"]:.2f}의 확률을 줍니다(다른 연주자와 가르는 AUC {tatum["auc"]:.3f}).
아래 열두 곡의 중앙값은 STYLE입니다. 0에 가까우면 그 사람처럼 들리지 않는다는 뜻입니다.
"""], []
    for number, (asked, takes) in enumerate(requests(player), 1):
        if takes[0].mode != mode: lines.append(f"## {MODES[mode := takes[0].mode]}\n")
        ranked = rank_takes(takes, critic)
        styles.append(ranked[0][2]["style"])
        lines.append(entry(number, asked, ranked))
        print(lines[-1].splitlines()[0], lines[-1].splitlines()[-1], flush=True)
    write_atomic(ROOT / "docs" / "GALLERY.md", "\n".join(lines).replace("STYLE", f"{np.median(styles):.2f}"))
    size = sum(path.stat().st_size for path in OUT.iterdir())
    print(f"{size / 1e6:.2f} MB in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
