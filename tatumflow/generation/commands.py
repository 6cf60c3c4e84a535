"""The commands of this package: options in, an `Ask` out."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import fields, replace
from pathlib import Path

from ..data.left_out import tell_left_out
from ..data.progressions import PROGRESSIONS
from ..model.sampling import FREE_GUIDANCE, GUIDANCE
from ..runtime.arguments import number, one_of, whole
from ..runtime.errors import TatumError
from ..runtime.files import try_folder
from ..runtime.workspaces import workspace
from .arrangements import REHARMONIES
from .asking import Ask, MODES
from .critic import choose_critic
from .edits import EDITS
from .engraving import load_engraver, save_notation
from .forms import FORMS
from .players import open_player, Player
from .ranking import keep_best, rank_takes, ranking_table
from .saving import load_takes, midi_to_mp3, save_takes
from .scores import tell_time
from .takes import Take
from .tunes import TUNES

__all__ = ['phase5_generate_samples', 'phase5_midi_to_mp3']


def _add_source(parser) -> None:
    """The options that say what to do with which performance."""
    add = parser.add_argument
    add("--mode", type=one_of(MODES), default="improvise", help="무엇을 할지: " + ", ".join(MODES))
    add("--midi", type=Path, help="바탕이 될 MIDI 파일(기본: data/art_tatum_midi의 첫 파일)")
    add("--track", type=whole, metavar="번호",
        help="그 파일의 이 트랙만 피아노로 씁니다(1부터, 음이 든 트랙만 셉니다)")
    add("--start", type=number, help="이어 치거나 바꿀 시각, 초. 가장 가까운 마디선에서 시작합니다"
                                     "(기본: 이어 치기는 첫 음에서 10초 뒤, 바꾸기는 첫 음)")
    add("--bar", type=whole, help="이어 치거나 바꿀 마디. --start 대신 적고, 1부터 셉니다")


def _add_what_to_play(parser) -> None:
    """The options that say what to play."""
    _add_source(parser)
    add = parser.add_argument
    add("--style", help="연주자나 스타일, 'Art Tatum:0.7, Bill Evans:0.3'처럼 섞어도 됩니다"
                        "(기본: 원곡의 것, 없으면 가장 많이 배운 것. "
                        "스타일 바꾸기는 원곡의 것이 아닌 것)")
    add("--chords", help="화음 진행 'Dm7 G7 | Cmaj7 A7', 또는 이름: " + ", ".join(PROGRESSIONS))
    add("--sheet", help=f"악보: 패키지의 곡({', '.join(TUNES)}), "
                        "파일(.txt .mxl .musicxml .cho 등)이나 붙여 넣은 글, iReal Pro 링크. "
                        "선율, 형식, 빠르기도 따라옵니다")
    add("--melody", type=Path, help="--sheet의 선율이 든 MIDI 파일")
    add("--form", help=f"즉흥의 형식: {', '.join(FORMS)}. 코러스를 먼저 설계하고 칩니다")
    _add_dials(parser)
    edits = ", ".join(f"{name}({edit.help})" for name, edit in EDITS.items())
    add("--edits", help=f"고칠 것들을 쉼표로: {edits}. 편곡에서는 {', '.join(REHARMONIES)}")
    add("--bars", help="화성 고치기에서는 고칠 마디, 예: 5-8(기본: 전부. 긴 곡은 꼭 고르십시오). "
                       "다른 모드에서는 --seconds 대신 몇 마디를 칠지, 예: 8")
    add("--seconds", type=number, help="새로 칠 길이, 초(기본: 20, 화음 진행은 그 길이. "
                                       "화성 고치기에는 쓰지 않음)")


def _add_dials(parser) -> None:
    """The options of time, key, density, dynamics and strength."""
    add = parser.add_argument
    add("--tempo", help="즉흥의 빠르기, bpm: 120, 120-90, '120 rit.'(기본: 모델이 정함, "
                        "화음 진행이나 형식이 있으면 120)")
    add("--swing", type=number,
        help="8분음표 둘의 비율 1-3. 1은 고르게, 2는 셋잇단(기본: 모델이 치는 대로)")
    add("--choruses", type=whole,
        help="화음 진행을 몇 번 돌지(기본: 1, 편곡은 3: 주제, 즉흥, 주제)")
    add("--key", help="이름으로 부른 진행의 조(기본: C)")
    add("--density", type=whole, help="밀도 0-7(즉흥)")
    add("--dynamics", type=whole, help="셈여림 0-7(즉흥)")
    add("--strength", type=number, help="스타일을 얼마나 세게 바꿀지 0-1. 1이면 원곡의 화음과 "
                                        "선율을 모두 버립니다(기본: 0.25, 편곡은 0.05)")


def _add_how_to_draw(parser) -> None:
    """The options that say how often to play, and how tokens are drawn."""
    add = parser.add_argument
    add("--n", type=whole, default=1, help="몇 번 칠지(기본: 1)")
    add("--seed", type=whole, default=0, help="시드. i번째는 seed + i로 칩니다(기본: 0)")
    add("--temperature", type=number, default=1.0,
        help="온도. 높을수록 대담하고 0이면 늘 가장 그럴듯한 것을 고릅니다(기본: 1.0)")
    add("--top-p", type=number, default=1.0,
        help="확률이 높은 것부터 더하여 이만큼 안에서만 고릅니다(기본: 1.0, 모두)")
    add("--min-p", type=number, default=0.0,
        help="가장 그럴듯한 것의 이만큼이 못 되면 고르지 않습니다(기본: 0.0, 모두)")
    add("--guidance", type=number,
        help="스타일과 틀을 얼마나 엄하게 지킬지. 1보다 크면 더 엄합니다(기본: "
             f"{GUIDANCE}, 즉흥과 편곡은 {FREE_GUIDANCE})")
    add("--click", action="store_true", help="저장하는 MIDI와 MP3에 박을 치는 소리를 섞습니다")
    add("--notation", action="store_true",
        help="악보도 남깁니다: MusicXML, 리드 시트, PDF(PDF에는 tatumflow[notation]이 필요)")


def phase5_generate_samples(parser):
    """Takes as MIDI and MP3. Several are ranked, the best copied (see `keep_best`)."""
    parser.add_argument("--checkpoint", type=Path,
                        help="체크포인트나 모델 폴더, 패키지의 모델은 pretrained"
                             "(기본: 검증 손실이 가장 낮은 것, 없으면 패키지의 모델)")
    _add_what_to_play(parser)
    _add_how_to_draw(parser)
    parser.add_argument("--out", type=Path, help="저장할 폴더(기본: outputs/generation)")
    parser.epilog = ("예:\n  tatumflow phase5_generate_samples --mode improvise "
                     "--chords 'Dm7 G7 | Cmaj7 A7' --tempo 120 --choruses 2 --n 4")
    return _generate_samples


_AT_ONCE = 240  # seconds of music that are played before they are saved


def _play_parts(player: Player, ask: Ask, out: Path | None) -> list[Take]:
    """The takes that are asked for. Many are played in parts, and a part is saved into `out` as
    soon as it is played, so that it stays when the rest is interrupted."""
    size = 1 if ask.mode in ("theory_editing", "bridge") else max(1, int(_AT_ONCE / ask.length))
    if ask.n <= size: return player.play(ask)
    if ask.form and ask.tune: ask = replace(ask, chords=ask.harmony, sheet=None, key=None)
    elif ask.mode == "arrange": ask = replace(ask, sheet=ask.tune)
    elif ask.tune: ask = replace(ask, chords=None, sheet=ask.played, choruses=None, key=None)
    ask = replace(ask, melody=None)
    takes = []
    for first in range(0, ask.n, size):
        part = replace(ask, n=min(size, ask.n - first), seed=ask.seed + first)
        takes += player.play(part)
        save_takes(takes[first:], out)
    return takes


def _generate_samples(options) -> None:
    names = [field.name for field in fields(Ask) if hasattr(options, field.name)]
    ask = Ask(**{name: getattr(options, name) for name in names})
    out = try_folder(options.out or workspace().generation)
    load_takes(out)  # what is damaged there is said before the work
    player = open_player(options.checkpoint)
    if options.notation: load_engraver()  # what is missing is said before the work
    takes = _play_parts(player, ask, options.out)
    if len(takes) == 1: files = save_takes(takes, out)
    else:
        critic = choose_critic(takes[0].style)
        ranked = rank_takes(takes, critic)
        takes, files = [one.take for one in ranked], keep_best(ranked, critic, out)
        print(ranking_table(ranked, critic))
    for take, path in zip(takes, files): _tell(take, path)
    _tell_rest(takes, files)
    if options.notation: _save_sheets(takes, files)


def _tell_rest(takes: list[Take], files: list[Path]) -> None:
    """Say what of the sources was left out, and where the best takes are."""
    parted = {take.source: take.asked["left_out"] for take, _ in zip(takes, files)
              if "left_out" in take.asked}
    for line in tell_left_out(parted): print(line)
    if len(takes) > 1:
        print(f"좋은 순서입니다. 위의 {min(len(takes), 3)}개는 "
              f"{workspace().show(files[0].parent / 'best')}에도 있습니다.")


def _tell(take: Take, path: Path) -> None:
    """Print where a take is, and what it is."""
    seam = f", 이음매 {take.begin:.2f}초" if take.begin else ""
    where = f"{take.asked['bar']}마디부터, " if "bar" in take.asked else ""
    print(f"{workspace().show(path)}, {path.with_suffix('.mp3').name}: {take.title}, {where}"
          f"{tell_time(take)}, 새 음표 {len(take.new)}개{seam}")


def _save_sheets(takes: list[Take], files: list[Path]) -> None:
    """Write the sheet music of takes beside their files."""
    for take, path in zip(takes, files):
        made = (workspace().show(file) for file in save_notation(take, path))
        print(f"악보: {', '.join(map(str, made))}")


def phase5_midi_to_mp3(parser):
    """MP3 of one MIDI file or of a folder, at a common loudness (see `midi_to_mp3`)."""
    parser.add_argument("--midi", type=Path,
                        help="MIDI 파일이나 폴더(기본: outputs/generation)")
    parser.add_argument("--out", type=Path, help="MP3를 둘 폴더(기본: MIDI와 같은 곳)")
    parser.epilog = ("예:\n  tatumflow phase5_midi_to_mp3 --midi outputs/generation "
                     "--out outputs/mp3")
    return _convert_midi


def _convert_midi(options) -> None:
    ws = workspace()
    midi = options.midi or ws.need(ws.generation, "05_generation.ipynb")
    made, failed = midi_to_mp3(midi, options.out)
    for path in made: print(ws.show(path))
    for path, reason in failed.items(): print(f"만들지 못함: {ws.show(path)}: {reason}")
    if not made:
        raise TatumError("MP3를 하나도 만들지 못했습니다. "
                         "위의 이유를 보고 파일을 고쳐 다시 하십시오.")
