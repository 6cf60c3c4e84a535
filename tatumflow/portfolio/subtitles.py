"""What the video says, and when: its timetable, subtitles and description."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

from ..generation.takes import Take
from .cards import project_page, training_text
from .choosing import asked_text
from .facts import Facts
from .frames import SCREEN

__all__ = ['Cue', 'list_cues', 'srt_text', 'video_seconds', 'youtube_text']


@dataclass(frozen=True)
class _Part:
    """A take's part of the video: when it begins, the model sets in, and the music ends (s)."""
    start: float
    seam: float
    end: float


def _timetable(takes: list[Take]) -> list[_Part]:
    """The parts of a video of these takes, after the first card."""
    parts, now = [], SCREEN.card
    for take in takes:
        seam = now + SCREEN.lead + take.begin
        parts.append(_Part(now, seam, seam + take.seconds))
        now = parts[-1].end + SCREEN.tail
    return parts


def video_seconds(takes: list[Take]) -> float:
    """How long a video of these takes lasts, with both cards."""
    return _timetable(takes)[-1].end + SCREEN.tail + SCREEN.card


@dataclass(frozen=True)
class Cue:
    """A subtitle: from `start` to `end` (s) it says `text`."""
    start: float
    end: float
    text: str


_TOLD = {
    "continuation": "여기부터 모델이 이어 칩니다.",
    "improvise": "{style} 스타일로, 처음부터 모델이 지었습니다.",
    "style_transfer": "원곡의 화음과 선율을 실마리로, {style} 스타일로 모델이 다시 쳤습니다.",
    "theory_editing": "여기는 화성을 고쳐 모델이 다시 쳤습니다.",
    "bridge": "앞뒤는 주어진 연주이고, 사이를 모델이 이었습니다.",
    "arrange": "악보의 곡을 {style} 스타일로 모델이 편곡했습니다.",
}


_LINES_TOLD = "밝은 줄은 마디, 어두운 줄은 박입니다."
_CHORDS_TOLD = {True: f"위의 화음 이름은 모델에게 시킨 것입니다. {_LINES_TOLD}",
                False: f"위의 화음 이름은 소리를 분석해 붙인 것입니다. {_LINES_TOLD}"}


def list_cues(facts: Facts, takes: list[Take]) -> list[Cue]:
    """What the subtitles say, in Korean."""
    model = f"파라미터 {facts.parameters:,}개의 작은 트랜스포머가 친 재즈 피아노입니다."
    cues = [Cue(0.5, SCREEN.card, model)]
    for take, part in zip(takes, _timetable(takes)):
        given = "회색 음표는 모델에게 들려준 연주입니다."
        if take.begin: cues.append(Cue(part.start, part.seam, given))
        told = min(part.seam + 5, (part.seam + part.end) / 2)
        asked = f" 시킨 것: {asked_text(take)}." if asked_text(take) else ""
        cues.append(Cue(part.seam, told, _TOLD[take.mode].format(style=take.style) + asked))
        cues.append(Cue(told, part.end, _CHORDS_TOLD[bool(take.chords)]))
    end = video_seconds(takes)
    made = f"{facts.data_text}. 훈련: {training_text(facts)}."
    return [*cues, Cue(end - SCREEN.card, end - 0.5, made)]


def _stamp(time: float) -> str:
    """Seconds as SubRip writes them, 00:00:00,000."""
    rest, thousandths = divmod(round(time * 1000), 1000)
    minutes, seconds = divmod(rest, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{thousandths:03}"


def srt_text(cues: list[Cue]) -> str:
    """Subtitles as SubRip text."""
    return "\n".join(f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{cue.text}\n"
                     for number, cue in enumerate(cues, 1))


def youtube_text(facts: Facts, takes: list[Take]) -> str:
    """The description of the video: what it is, chapters, how it was made."""
    starts = [part.start for part in _timetable(takes)]
    starts[0] = 0.0  # YouTube wants the first chapter at 0:00 and 10 s in each
    chapters = [f"{int(start // 60)}:{int(start % 60):02} {take.title}"
                for start, take in zip(starts, takes)]
    return "\n".join([
        "작은 트랜스포머가 친 재즈 피아노", "",
        f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개의 트랜스포머를 처음부터 훈련해 "
        f"얻은 연주 {len(takes)}개입니다. 회색 음표는 들려준 연주, "
        "색이 있는 음표는 모델이 친 것입니다. "
        "화면의 화음 이름은 시킨 것이거나, 시킨 것이 없으면 소리를 분석해 붙인 것입니다.", "",
        *chapters, "",
        f"{facts.data_text}.", f"훈련: {training_text(facts)}.",
        f"가중치의 라이선스: {facts.license_text}.", "",
        "[여기에 적으십시오: 여러분의 저장소와 블로그 글의 주소]",
        f"TatumFlow 강좌를 따라 만들었습니다: {project_page()}", ""])
