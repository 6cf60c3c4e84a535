# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from miditok import REMI

from ..data.chords import CHORDS, PROGRESSIONS
from ..data.collecting import first_midi, load_index
from ..data.frames import FRAME, style_name
from ..data.notes import read_midi
from ..model.checkpoints import best_checkpoint, load_model
from ..model.sampling import GUIDANCE
from ..model.transformer import Transformer
from ..runtime.cli import command
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .critic import choose_critic, keep_best, rank_takes, ranking_table
from .editing import count_bars, edit_piece, parse_bars
from .playing import check_numbers, check_style, continue_piece, heard_styles, improvise, Take
from .saving import midi_to_mp3, save_takes
from .sheets import lead_sheet, style_transfer
from .theory import EDITS, parse_edits

__all__ = ['USES', 'perform', 'phase5_generate_samples', 'phase5_midi_to_mp3']


USES = {"continuation": ("midi", "start", "seconds"), "improvise": ("chords", "tempo", "choruses", "key", "density", "dynamics", "seconds"),
        "style_transfer": ("midi", "start", "strength", "seconds"), "theory_editing": ("midi", "edits", "bars")}  # beside what all modes take


def _check_options(mode: str, given: dict) -> None:
    """Refuse what the mode has no use for, and ask for what it cannot do without."""
    if extra := [f"--{name}" for name, value in given.items() if value is not None and name not in USES[mode]]:
        fitting = ", ".join(known for known in USES if extra[0][2:] in USES[known])
        raise TatumError(f"--mode {mode}에는 {', '.join(extra)}을(를) 쓰지 않습니다. {extra[0]}은(는) --mode {fitting}에서 쓰십시오.")
    if mode == "improvise" and not given["chords"] and (lost := [f"--{name}" for name in ("tempo", "choruses", "key") if given[name] is not None]):
        raise TatumError(f"{', '.join(lost)}은(는) 화음 진행이 있어야 합니다. --chords \"Dm7 G7 | Cmaj7\"처럼 함께 주십시오.")
    if mode == "theory_editing" and not given["edits"]:
        raise TatumError(f"무엇을 고칠지(edits) 적으십시오. 있는 것: {', '.join(EDITS)}")


def _choose_style(name: str | None, known: list[str]) -> str:
    """The style that is meant; without a name the first of `known`. Says so when it is none of them."""
    style = check_style(name) if name else [*known, "Art Tatum"][0]
    if known and style not in known:
        print(f"주의: 훈련 데이터에 {style}의 연주가 없습니다. 배운 스타일: {', '.join(known)}.")
    return style


def _framed(model: Transformer, tokenizer: REMI) -> tuple[Transformer, REMI]:
    """Both as they are. Raises `TatumError` for a model without frames."""
    if f"{FRAME[0]}_{CHORDS[0]}" not in tokenizer.vocab:
        raise TatumError("이 체크포인트의 토큰에는 마디의 틀이 없습니다. 01_data.ipynb부터 다시 실행하여 새로 훈련하십시오.")
    return model, tokenizer


def perform(opened: Callable[[], tuple[Transformer, REMI]], mode: str, style: str | None = None, known: list[str] = [], **asked) -> list[Take]:
    """The takes of a mode (see `MODES`) asked for in words, as `phase5_generate_samples` describes them; None is not asked.

    `opened` returns model and tokenizer; it is called after all is checked that can be without them. `known` are the styles that the
    model has heard, the most frequent first; none, if that is not known. Raises `TatumError`.
    """
    given = {name: asked.pop(name, None) for name in dict.fromkeys(sum(USES.values(), ()))}
    seconds = given["seconds"]
    _check_options(mode, given)
    check_numbers(strength=given["strength"], **asked)
    if mode == "improvise":
        beat = {name: given[name] for name in ("tempo", "choruses", "key") if given[name] is not None}
        sheet = lead_sheet(given["chords"], **beat) if given["chords"] else []
        if sheet and seconds and seconds > (end := sheet[-1].onset + sheet[-1].duration) + 1e-6:
            raise TatumError(f"화음 진행은 {end:.1f}초에 끝나는데 {seconds:g}초를 부탁했습니다. --choruses로 여러 번 돌거나 --seconds를 빼십시오.")
        style = _choose_style(style, known)
        return improvise(*_framed(*opened()), style, seconds, sheet, given["density"], given["dynamics"], **asked)
    file = Path(given["midi"] or first_midi())
    notes, start = read_midi(file), given["start"]
    artist = load_index(file.parent).get(file.name, {}).get("artist")
    style = _choose_style(style or (artist and style_name(artist)), known)
    if mode == "theory_editing":
        edits, total = parse_edits(given["edits"]), count_bars(notes)
        bars = parse_bars(given["bars"] or f"1-{total}", total)
        return edit_piece(*_framed(*opened()), notes, edits, bars, style, source=file.name, **asked)
    if mode == "style_transfer":
        asked |= {name: value for name, value in (("strength", given["strength"]), ("seconds", seconds)) if value is not None}
        return style_transfer(*_framed(*opened()), notes, style, start=start, source=file.name, **asked)
    at = min(notes["onset"][0] + 10, (notes["onset"] + notes["duration"]).max()) if start is None else start
    return continue_piece(*_framed(*opened()), notes, at, 20.0 if seconds is None else seconds, style, source=file.name, **asked)


@command("모델이 연주합니다. 이어 치기, 즉흥, 스타일 바꾸기, 화성 고치기를 MIDI와 MP3로 남깁니다.",
         example="tatumflow phase5_generate_samples --mode improvise --chords 'Dm7 G7 | Cmaj7 A7' --tempo 120 --choruses 2 --n 4")
def phase5_generate_samples(
    checkpoint: Annotated[Path, "체크포인트나 모델 폴더, 패키지의 모델은 pretrained(기본: 검증 손실이 가장 낮은 것)"] = None,
    mode: Annotated[Literal["continuation", "improvise", "style_transfer", "theory_editing"], "무엇을 할지"] = "improvise",
    midi: Annotated[Path, "바탕이 될 MIDI 파일(기본: data/art_tatum_midi의 첫 파일)"] = None,
    start: Annotated[float, "이어 치거나 바꿀 시각, 초(기본: 이어 치기는 첫 음에서 10초 뒤, 바꾸기는 첫 음)"] = None,
    style: Annotated[str, "연주자나 스타일(기본: 원곡의 것, 없으면 가장 많이 배운 것)"] = None,
    chords: Annotated[str, "화음 진행 'Dm7 G7 | Cmaj7 A7', 또는 이름: " + ", ".join(PROGRESSIONS)] = None,
    tempo: Annotated[float, "화음 진행의 빠르기, bpm(기본: 120)"] = None,
    choruses: Annotated[int, "화음 진행을 몇 번 돌지(기본: 1)"] = None,
    key: Annotated[str, "이름으로 부른 진행의 조(기본: C)"] = None,
    density: Annotated[int, "밀도 0-7(즉흥)"] = None,
    dynamics: Annotated[int, "셈여림 0-7(즉흥)"] = None,
    strength: Annotated[float, "스타일을 얼마나 세게 바꿀지 0-1. 1이면 원곡의 화음과 선율을 모두 버립니다(기본: 0.25)"] = None,
    edits: Annotated[str, "고칠 것들을 쉼표로: " + ", ".join(f"{name}({edit.help})" for name, edit in EDITS.items())] = None,
    bars: Annotated[str, "고칠 2초 마디, 예: 5-8(기본: 전부)"] = None,
    guidance: Annotated[float, "스타일과 틀을 얼마나 엄하게 지킬지. 1보다 크면 더 엄합니다"] = GUIDANCE,
    seconds: Annotated[float, "새로 칠 길이, 초(기본: 20, 화음 진행은 그 길이. 화성 고치기에는 쓰지 않음)"] = None,
    n: Annotated[int, "몇 번 칠지"] = 1,
    seed: Annotated[int, "시드. i번째는 seed + i로 칩니다"] = 0,
    temperature: Annotated[float, "온도. 높을수록 대담합니다"] = 1.0,
    out: Annotated[Path, "저장할 폴더(기본: outputs/generation)"] = None,
):
    """The subcommand for the four modes. Several takes are ranked, the best copied (see `keep_best`)."""
    known = heard_styles() if checkpoint is None or checkpoint.suffix == ".pt" else []  # a model in a folder may come from anywhere
    takes = perform(lambda: load_model(checkpoint or best_checkpoint()), mode, style, known, seconds=seconds, midi=midi, start=start, chords=chords,
                    tempo=tempo, choruses=choruses, key=key, density=density, dynamics=dynamics, strength=strength, edits=edits, bars=bars,
                    n=n, seed=seed, temperature=temperature, guidance=guidance)
    if n == 1:
        files = save_takes(takes, out)
    else:
        ranked = rank_takes(takes, critic := choose_critic(takes[0].style))
        takes, files = [take for take, *_ in ranked], keep_best(ranked, critic, out)
        print(ranking_table(ranked, critic))
    for take, path in zip(takes, files):
        seam = f", 이음매 {take.begin:.2f}초" if take.begin else ""
        print(f"{workspace().show(path)}, {path.with_suffix('.mp3').name}: {take.title}, 새 음표 {len(take.new)}개{seam}")
    if n > 1: print(f"좋은 순서입니다. 위의 {min(n, 3)}개는 {workspace().show(files[0].parent / 'best')}에도 있습니다.")


@command("MIDI 파일 하나나 폴더 전체를 소리 크기가 고른 MP3로 바꿉니다.", example="tatumflow phase5_midi_to_mp3 --midi outputs/generation --out outputs/mp3")
def phase5_midi_to_mp3(
    midi: Annotated[Path, "MIDI 파일이나 폴더(기본: outputs/generation)"] = None,
    out: Annotated[Path, "MP3를 둘 폴더(기본: MIDI와 같은 곳)"] = None,
):
    """The subcommand for `midi_to_mp3`."""
    ws = workspace()
    made, failed = midi_to_mp3(midi or ws.need(ws.generation, "05_generation.ipynb"), out)
    for path in made: print(ws.show(path))
    for path, reason in failed.items(): print(f"만들지 못함: {ws.show(path)}: {reason}")
    if not made: raise TatumError("MP3를 하나도 만들지 못했습니다. 위의 이유를 보고 파일을 고쳐 다시 하십시오.")
