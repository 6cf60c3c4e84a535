"""The demo video: frames, sound and subtitles, joined by ffmpeg."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
import soundfile

from ..data.midi import write_midi
from ..generation.takes import Take
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.levels import even_loudness
from ..runtime.sound import render, SAMPLE_RATE
from ..runtime.workspaces import workspace
from .cards import project_page, training_text
from .facts import Facts
from .frames import draw_labels, Label, SCREEN, take_frames
from .subtitles import list_cues, srt_text, video_seconds, youtube_text
from .texts import write_draft
from .theme import THEME

__all__ = ['find_ffmpeg', 'make_video']


def find_ffmpeg() -> str:
    """The ffmpeg of the system, else that of the package imageio-ffmpeg. Raises `TatumError`."""
    if found := shutil.which("ffmpeg"): return found
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        raise TatumError("ffmpeg가 없어 영상을 만들 수 없습니다. `pip install imageio-ffmpeg`를 "
                         "실행하고 다시 하십시오. 우분투라면 `sudo apt install ffmpeg`도 됩니다."
                         ) from None


def _take_sound(take: Take, folder: Path) -> np.ndarray:
    """The samples (n, 2) of a take's part of the video at the common loudness."""
    rate, lead = SAMPLE_RATE, round(SCREEN.lead * SAMPLE_RATE)
    samples = even_loudness(*render(write_midi(take.notes, folder / "take.mid")))
    seconds = SCREEN.lead + take.begin + take.seconds + SCREEN.tail
    part = np.zeros((round(seconds * rate), 2), np.float32)
    samples = samples[:len(part) - lead]
    part[lead:lead + len(samples)] = samples
    part[-rate:] *= np.linspace(1, 0, rate, dtype=np.float32)[:, None]
    return part


def _video_sound(takes: list[Take]) -> np.ndarray:
    """The samples (n, 2) of the whole video, `SAMPLE_RATE` a second; the cards are silent."""
    silence = np.zeros((round(SCREEN.card * SAMPLE_RATE), 2), np.float32)
    with tempfile.TemporaryDirectory() as folder:
        parts = [_take_sound(take, Path(folder)) for take in takes]
    return np.concatenate([silence, *parts, silence])


def _first_card(facts: Facts, takes: list[Take]) -> np.ndarray:
    middle = SCREEN.width // 2
    about = f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개, 연주 {len(takes)}개"
    return draw_labels(SCREEN.height, [
        Label(middle, 400, "작은 트랜스포머의 재즈 피아노", 52),
        Label(middle, 520, about, 26, THEME.accent),
        Label(middle, 640, "TatumFlow", 22, THEME.pale),
    ])


def _last_card(facts: Facts) -> np.ndarray:
    middle = SCREEN.width // 2
    return draw_labels(SCREEN.height, [
        Label(middle, 360, "만든 방법", 44),
        Label(middle, 480, facts.data_text, 24, THEME.accent),
        Label(middle, 550, f"훈련: {training_text(facts)}", 24, THEME.accent),
        Label(middle, 620, f"가중치의 라이선스: {facts.license_text}", 24, THEME.accent),
        Label(middle, 740, project_page(), 22, THEME.pale),
    ])


def _video_frames(facts: Facts, takes: list[Take]) -> Iterator[np.ndarray]:
    """Every frame of the video: first card, the takes, last card."""
    shown = round(SCREEN.card * SCREEN.fps)
    yield from repeat(_first_card(facts, takes), shown)
    for number, take in enumerate(takes, 1): yield from take_frames(take, number)
    yield from repeat(_last_card(facts), shown)


def _ffmpeg_command(sound: Path, subtitles: Path, out: Path) -> list[str]:
    """Joins raw frames from stdin, a WAV and an SRT file: H.264, AAC and Korean subtitles."""
    size = f"{SCREEN.width}x{SCREEN.height}"
    frames = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(SCREEN.fps), "-i", "-"]
    picture = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "22", "-pix_fmt", "yuv420p"]
    return [find_ffmpeg(), "-v", "error", *frames, "-i", str(sound), "-i", str(subtitles),
            *picture, "-c:a", "aac", "-b:a", "192k",
            "-c:s", "mov_text", "-metadata:s:s:0", "language=kor",
            "-movflags", "+faststart", str(out)]


def _pipe_frames(command: list[str], frames: Iterator[np.ndarray]) -> None:
    """Pipe `frames` into `command`. Raises `TatumError` with its own words if it fails."""
    with (tempfile.TemporaryFile() as said,
          subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said) as process):
        try:
            for frame in frames: process.stdin.write(frame.data)
            process.stdin.close()
        except OSError:  # it has ended: a broken pipe, on Windows an invalid argument
            pass
        if process.wait() == 0: return
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
    reason = lines[0] if lines else "아무 말 없이 끝났습니다"
    raise TatumError(f"ffmpeg가 영상을 만들지 못했습니다({reason}). "
                     "ffmpeg를 다시 설치하거나 디스크의 남은 공간을 확인하십시오.")


def make_video(facts: Facts, takes: list[Take], out: Path | None = None) -> Path:
    """Write `outputs/demo.mp4` (H.264 1920x1080, AAC, Korean subtitles) with `demo.srt` and the
    draft `demo_youtube.txt` beside it. Raises `TatumError`."""
    out = Path(out or workspace().outputs / "demo.mp4")
    find_ffmpeg()
    subtitles = write_atomic(out.with_suffix(".srt"), srt_text(list_cues(facts, takes)))
    about = out.with_name(f"{out.stem}_youtube.txt")
    write_draft(about, youtube_text(facts, takes), facts.weights)
    with tempfile.TemporaryDirectory() as folder:
        sound, video = Path(folder) / "sound.wav", Path(folder) / "video.mp4"
        soundfile.write(sound, _video_sound(takes), SAMPLE_RATE)
        frames = _video_frames(facts, takes)
        total = round(video_seconds(takes) * SCREEN.fps)
        _pipe_frames(_ffmpeg_command(sound, subtitles, video),
                     progress(frames, total=total, desc="영상", unit="장"))
        return write_atomic(out, video.read_bytes())
