# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil
import subprocess
import tempfile
from dataclasses import replace
from importlib import metadata
from itertools import repeat
from pathlib import Path

import numpy as np

from ..data.harmony import analyze_chords, chord_list
from ..data.midi import read_midi, write_midi
from ..data.notes import clip
from ..generation.critic import choose_critic
from ..generation.players import improvise
from ..generation.ranking import rank_takes
from ..generation.saving import load_takes, save_takes
from ..generation.takes import Take
from ..model.saved_models import load_model
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.levels import even_loudness
from ..runtime.sound import render, SAMPLE_RATE
from ..runtime.workspaces import workspace
from .cards import training_text, write_draft
from .facts import Facts

__all__ = [
    'BLACK', 'CARD_SECONDS', 'FALL', 'FPS', 'GOLD', 'GROUND', 'HEADING', 'HEIGHT', 'KEYBOARD',
    'LEAD', 'LED_IN', 'PALE', 'SHORTEST', 'SHOWN', 'SPEED', 'TAIL', 'TAKES', 'TOLD', 'WIDTH',
    'choose_takes', 'cues', 'draw_fall', 'draw_heading', 'draw_keyboard', 'draw_text', 'excerpt',
    'find_ffmpeg', 'key_span', 'make_video', 'own_takes', 'pipe_frames', 'srt', 'take_frames',
    'timetable', 'video_frames', 'video_sound', 'youtube_text',
]


def own_takes(facts: Facts) -> dict[str, dict]:
    """The entries of `outputs/generation/takes.json` that this very model played and whose MIDI file is there; says how many others there are."""
    folder = workspace().generation
    takes = load_takes(folder)
    mine = {name: about for name, about in takes.items() if about.get("model") == facts.weights}
    found = {name: about for name, about in mine.items() if (folder / name).is_file()}
    if others := len(takes) - len(mine): print(f"takes.json의 연주 {others}개는 쓰지 않습니다. 다른 모델이 쳤거나 어느 모델이 쳤는지 기록이 없습니다.")
    if lost := len(mine) - len(found): print(f"takes.json의 연주 {lost}개는 쓰지 않습니다. MIDI 파일이 없습니다.")
    return found


TAKES, SHOWN, SHORTEST, LED_IN = 3, 18.0, 14.2, 6.0  # takes in the video; of each at most / at least so many seconds; of a prompt at most


def excerpt(take: Take) -> Take:
    """What a video shows of a take: the last `LED_IN` seconds of what was given, and the model's part, `SHOWN` seconds at most."""
    start = max(0.0, take.begin - LED_IN)
    begin = take.begin - start
    seconds = min(take.seconds, SHOWN - begin)
    return replace(take, notes=clip(take.notes, start, start + begin + seconds), begin=begin, seconds=seconds)


def choose_takes(facts: Facts, seed: int = 0) -> list[Take]:
    """`TAKES` takes for video and slides: the best ranked of `own_takes`, first one of each mode, then of what is left.

    Those shorter than `SHORTEST` are passed over, which is said; the model plays (and saves) new ones for what lacks. Raises `TatumError`.
    """
    ws = workspace()
    critic, known = choose_critic(facts.style), own_takes(facts)
    takes = [Take(read_midi(ws.generation / name), *(about[key] for key in ("mode", "style", "seed", "seconds", "begin", "source")))
             for name, about in known.items() if about["seconds"] + min(about["begin"], LED_IN) >= SHORTEST]
    if short := len(known) - len(takes): print(f"연주 {short}개는 영상에 쓰기에 짧아 고르지 않습니다({SHORTEST:g}초보다 짧습니다).")
    ranked = [take for take, *_ in rank_takes(takes, critic)]
    firsts = {take.mode: take for take in reversed(ranked)}.values()
    chosen = sorted(ranked, key=lambda take: not any(take is first for first in firsts))[:TAKES]
    if lacking := TAKES - len(chosen):
        model, tokenizer = load_model(facts.checkpoint)
        new = rank_takes(improvise(model, tokenizer, facts.style, SHOWN, n=2 * lacking, seed=seed), critic)[:lacking]
        save_takes([take for take, *_ in new])
        chosen += [take for take, *_ in new]
    return [excerpt(take) for take in chosen]


WIDTH, HEIGHT, FPS = 1920, 1080, 30
HEADING, KEYBOARD, SPEED = 190, 150, 260  # rows of the band above and of the keyboard; rows that the notes fall in a second
FALL = HEIGHT - HEADING - KEYBOARD
GROUND, PALE, GOLD = "#11151c", "#8b95a5", "#f2b84b"
BLACK = (1, 3, 6, 8, 10)


def key_span(pitch: int) -> tuple[int, int]:
    """First and last column (exclusive) of a key of the 88-key piano, MIDI `pitch` 21-108, on a screen of `WIDTH`."""
    key = WIDTH / 52
    left = key * sum(p % 12 not in BLACK for p in range(21, pitch))
    first, last = (left - 0.3 * key, left + 0.3 * key) if pitch % 12 in BLACK else (left + 1, left + key - 1)
    return round(first), round(last)


def draw_keyboard() -> np.ndarray:
    """The pitch to which each pixel of the keyboard belongs, (KEYBOARD, WIDTH); 0 between the keys."""
    keys = np.zeros((KEYBOARD, WIDTH), np.uint8)
    for pitch in sorted(range(21, 109), key=lambda p: p % 12 in BLACK):
        first, last = key_span(pitch)
        if pitch % 12 in BLACK: keys[:KEYBOARD * 5 // 8 + 3, first - 2:last + 2] = 0
        keys[4:KEYBOARD * 5 // 8 if pitch % 12 in BLACK else KEYBOARD, first:last] = pitch
    return keys


def draw_fall(take: Take, lead: float, tail: float) -> np.ndarray:
    """The whole take as one tall image (rows, WIDTH, 3), time upward, `lead` s before and `tail` s after it; what was given is grey."""
    from matplotlib import colormaps, colors
    total = round((lead + take.begin + take.seconds + tail) * SPEED) + FALL
    image = np.full((total, WIDTH, 3), 255 * np.array(colors.to_rgb(GROUND)), np.uint8)
    for pitch in range(24, 109, 12): image[:, key_span(pitch)[0] - 1] = 45
    for note in sorted(take.notes, key=lambda note: note["pitch"] % 12 in BLACK):
        colour = np.array(colormaps["plasma"](0.35 + 0.6 * note["velocity"] / 127)[:3]) if note["onset"] >= take.begin else np.full(3, 0.5)
        bottom, height = total - round((lead + note["onset"]) * SPEED), max(8, round(note["duration"] * SPEED) - 3)
        first, last = key_span(note["pitch"])
        shade = 0.75 if note["pitch"] % 12 in BLACK else 1.0
        image[max(0, bottom - height):bottom, first:last] = 255 * colour * shade
        image[max(0, bottom - height):bottom, [first, last - 1]] = 255 * colour * shade * 0.6
    return image


def draw_text(height: int, texts) -> np.ndarray:
    """An image (height, WIDTH, 3) of `texts`: (x, y in pixels from the top left, text, size in points, colour, alignment)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    figure = Figure((WIDTH / 100, height / 100), dpi=100, facecolor=GROUND)
    canvas = FigureCanvasAgg(figure)
    for x, y, text, size, colour, align in texts:
        figure.text(x / WIDTH, 1 - y / height, text, size=size, color=colour, ha=align, va="center", parse_math=False)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()


def draw_heading(take: Take, part: str, chords: list, now: int, new: bool) -> np.ndarray:
    """The band above a take: title and who plays, the chord that sounds, and those that follow."""
    texts = [(60, 62, take.title, 24, "white", "left"), (60, 124, part, 17, GOLD if new else PALE, "left")]
    for place, chord in enumerate(chords[now:now + 4]):
        size, colour, x = (52, "white", 1130) if place == 0 else (25, PALE, 1230 + 180 * place)
        texts.append((x, 92, chord.symbol.replace("b", "♭"), size, colour, "center"))
    return draw_text(HEADING, texts)


LEAD, TAIL, CARD_SECONDS = 1.0, 1.5, 5.0  # seconds before and after a take, and of the first and last card


def take_frames(take: Take, number: int):
    """The frames (HEIGHT, WIDTH, 3) of one take, `FPS` a second."""
    from matplotlib import colors
    length = take.begin + take.seconds
    chords = chord_list(analyze_chords(take.notes, int(2 * length)))
    fall, keys, bands = draw_fall(take, LEAD, TAIL), draw_keyboard(), {}
    resting = np.array([[20, 20, 20]] + [[38, 40, 46] if p % 12 in BLACK else [235, 235, 230] for p in range(1, 128)], np.uint8)
    lit = 255 * np.array(colors.to_rgb(GOLD))
    for frame in range(round((LEAD + length + TAIL) * FPS)):
        time = frame / FPS - LEAD
        new = time >= take.begin or take.begin == 0
        now = max(0, sum(chord.onset <= time for chord in chords) - 1)
        if (now, new) not in bands:
            part = f"{number}/{TAKES}   " + ("모델이 칩니다" if new else "주어진 연주입니다. 곧 모델이 칩니다")
            bands[now, new] = draw_heading(take, part, chords, now, new)
        palette = resting.copy()
        palette[take.notes["pitch"][(take.notes["onset"] <= time) & (time < take.notes["onset"] + take.notes["duration"])]] = lit
        bottom = len(fall) - round(frame / FPS * SPEED)
        yield np.concatenate([bands[now, new], fall[bottom - FALL:bottom], palette[keys]])


def timetable(takes: list[Take]) -> list[tuple[float, float, float]]:
    """When each take's part of the video begins, the model sets in, and the music ends (s)."""
    times, now = [], CARD_SECONDS
    for take in takes:
        seam, end = now + LEAD + take.begin, now + LEAD + take.begin + take.seconds
        times.append((now, seam, end))
        now = end + TAIL
    return times


TOLD = {"continuation": "여기부터 모델이 이어 칩니다.", "improvise": "{style} 스타일로, 처음부터 모델이 지었습니다.",
        "style_transfer": "원곡의 화음과 선율을 실마리로, {style} 스타일로 모델이 다시 쳤습니다.", "theory_editing": "여기는 화성을 고쳐 모델이 다시 쳤습니다."}


def cues(facts: Facts, takes: list[Take]) -> list[tuple[float, float, str]]:
    """What the subtitles say: (start s, end s, Korean text), from the video's timetable."""
    found = [(0.5, CARD_SECONDS, f"파라미터 {facts.parameters:,}개의 작은 트랜스포머가 친 재즈 피아노입니다.")]
    for take, (start, seam, end) in zip(takes, timetable(takes)):
        if take.begin: found.append((start, seam, "회색 음표는 모델에게 들려준 연주입니다."))
        told = min(seam + 5, (seam + end) / 2)
        found += [(seam, told, TOLD[take.mode].format(style=take.style)),
                  (told, end, "위의 화음 이름은 소리를 분석해 붙인 것입니다.")]
    return [*found, (end + TAIL, end + TAIL + CARD_SECONDS - 0.5, f"{facts.data_text}. 훈련: {training_text(facts)}.")]


def srt(cues) -> str:
    """`cues` as SubRip text."""
    def stamp(time):
        return f"{int(time // 3600):02}:{int(time // 60 % 60):02}:{int(time % 60):02},{int(time % 1 * 1000):03}"
    return "\n".join(f"{i}\n{stamp(start)} --> {stamp(end)}\n{text}\n" for i, (start, end, text) in enumerate(cues, 1))


def find_ffmpeg() -> str:
    """The ffmpeg of the system, else that of the package imageio-ffmpeg. Raises `TatumError`."""
    if found := shutil.which("ffmpeg"): return found
    try:
        from imageio_ffmpeg import get_ffmpeg_exe
        return get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        raise TatumError("ffmpeg가 없어 영상을 만들 수 없습니다. `pip install imageio-ffmpeg`를 실행하고 다시 하십시오. "
                         "우분투라면 `sudo apt install ffmpeg`도 됩니다.") from None


def video_sound(takes: list[Take]) -> tuple[np.ndarray, int]:
    """The samples (n, 2) of the whole video at one loudness, and their rate."""
    parts, rate = [np.zeros((round(CARD_SECONDS * SAMPLE_RATE), 2), np.float32)], SAMPLE_RATE
    with tempfile.TemporaryDirectory() as folder:
        for take in takes:
            samples = even_loudness(*render(write_midi(take.notes, Path(folder) / "take.mid")))
            part = np.zeros((round((LEAD + take.begin + take.seconds + TAIL) * rate), 2), np.float32)
            samples = samples[:len(part) - round(LEAD * rate)]
            part[round(LEAD * rate):][:len(samples)] = samples
            part[-rate:] *= np.linspace(1, 0, rate, dtype=np.float32)[:, None]
            parts.append(part)
    return np.concatenate([*parts, parts[0]]), rate


def video_frames(facts: Facts, takes: list[Take]):
    """Every frame of the video: first card, the takes, last card."""
    middle, home = WIDTH // 2, metadata.metadata("tatumflow")["Home-page"]
    first = [(middle, 400, "작은 트랜스포머의 재즈 피아노", 52, "white", "center"),
             (middle, 520, f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개, 연주 {len(takes)}개", 26, GOLD, "center"),
             (middle, 640, "TatumFlow", 22, PALE, "center")]
    last = [(middle, 360, "만든 방법", 44, "white", "center"), (middle, 480, facts.data_text, 24, GOLD, "center"),
            (middle, 550, f"훈련: {training_text(facts)}", 24, GOLD, "center"),
            (middle, 620, f"가중치의 라이선스: {facts.license}", 24, GOLD, "center"), (middle, 740, home, 22, PALE, "center")]
    for texts, shown in ((first, takes), (last, [])):
        yield from repeat(draw_text(HEIGHT, texts), round(CARD_SECONDS * FPS))
        for number, take in enumerate(shown, 1): yield from take_frames(take, number)


def make_video(facts: Facts, takes: list[Take], out: Path | None = None) -> Path:
    """Write `outputs/demo.mp4` (H.264 1920x1080, AAC, Korean subtitles) with `demo.srt` and the draft `demo_youtube.txt` beside it. Raises `TatumError`."""
    import soundfile
    out, ffmpeg = Path(out or workspace().outputs / "demo.mp4"), find_ffmpeg()
    use_korean_font()
    subtitles = write_atomic(out.with_suffix(".srt"), srt(cues(facts, takes)))
    write_draft(out.with_name(f"{out.stem}_youtube.txt"), youtube_text(facts, takes), facts.weights)
    samples, rate = video_sound(takes)
    with tempfile.TemporaryDirectory() as folder:
        sound, video = Path(folder) / "sound.wav", Path(folder) / "video.mp4"
        soundfile.write(sound, samples, rate)
        command = [ffmpeg, "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "-", "-i", str(sound),
                   "-i", str(subtitles), "-c:v", "libx264", "-preset", "superfast", "-crf", "22", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "192k",
                   "-c:s", "mov_text", "-metadata:s:s:0", "language=kor", "-movflags", "+faststart", str(video)]
        pipe_frames(command, progress(video_frames(facts, takes), total=round(len(samples) / rate * FPS), desc="영상", unit="장"))
        return write_atomic(out, video.read_bytes())


def pipe_frames(command: list[str], frames) -> None:
    """Pipe `frames` into `command`. Raises `TatumError` with its last words if it fails."""
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said) as process:
        try:
            for frame in frames: process.stdin.write(frame.data)
            process.stdin.close()
        except OSError:  # it has ended: a broken pipe, on Windows an invalid argument
            pass
        if process.wait():
            said.seek(0)
            reason = said.read().decode(errors="replace").strip().splitlines() or ["아무 말 없이 끝났습니다"]
            raise TatumError(f"ffmpeg가 영상을 만들지 못했습니다({reason[0]}). ffmpeg를 다시 설치하거나 디스크의 남은 공간을 확인하십시오.")


def youtube_text(facts: Facts, takes: list[Take]) -> str:
    """The description of the video: what it is, chapters, how it was made."""
    starts = [0.0, *[start for start, *_ in timetable(takes)][1:]]  # YouTube wants the first chapter at 0:00 and 10 s in each
    times = [f"{int(start // 60)}:{int(start % 60):02} {take.title}" for start, take in zip(starts, takes)]
    return "\n".join([
        "작은 트랜스포머가 친 재즈 피아노", "",
        f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개의 트랜스포머를 처음부터 훈련해 얻은 연주 {len(takes)}개입니다. 회색 음표는 들려준 연주, "
        "색이 있는 음표는 모델이 친 것입니다. 화면의 화음 이름은 소리를 분석해 붙였습니다.", "", *times, "",
        f"{facts.data_text}.", f"훈련: {training_text(facts)}.", f"가중치의 라이선스: {facts.license}.", "",
        "[여기에 적으십시오: 여러분의 저장소와 블로그 글의 주소]", f"TatumFlow 강좌를 따라 만들었습니다: {metadata.metadata('tatumflow')['Home-page']}", ""])
