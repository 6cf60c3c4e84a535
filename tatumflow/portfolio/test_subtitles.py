# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

from ..data.chords import Chord
from ..generation.asking import MODES
from .choosing import _SHORTEST, SHOWN_SECONDS, TAKES
from .frames import SCREEN
from .subtitles import _timetable, _TOLD, Cue, list_cues, srt_text, video_seconds, youtube_text


def test_the_timetable_follows_the_takes(takes):
    given = replace(takes[1], begin=6.0, seconds=10.0)
    first, second = _timetable([takes[0], given])
    assert (first.start, first.seam, first.end) == (5.0, 6.0, 22.0)
    assert (second.start, second.seam, second.end) == (23.5, 30.5, 40.5)
    assert video_seconds([takes[0], given]) == 47.0


def test_the_video_lasts_between_60_and_90_seconds():
    card, around = 2 * SCREEN.card, SCREEN.lead + SCREEN.tail
    assert card + TAKES * (_SHORTEST + around) >= 60
    assert card + TAKES * (SHOWN_SECONDS + around) <= 90


def test_subtitles_follow_each_other_and_tell_what_was_given(facts, takes):
    cues = list_cues(facts, [takes[0], replace(takes[1], begin=6.0, seconds=10.0)])
    assert all(cue.start < cue.end for cue in cues)
    assert all(cue.end <= following.start for cue, following in zip(cues, cues[1:]))
    assert sum("들려준 연주" in cue.text for cue in cues) == 1
    assert "Stride Etude 스타일로" in cues[1].text and "연습곡 3곡" in cues[-1].text
    over = replace(takes[0], chords=(Chord(0.0, 4.0, "C7"),), asked={"chords": "C7"})
    told = [cue.text for cue in list_cues(facts, [over])]
    assert "화음 C7" in told[1] and "시킨 것입니다" in told[2]


def test_every_mode_has_its_subtitle():
    assert set(MODES) <= set(_TOLD)


def test_subrip_times_have_hours_and_milliseconds():
    assert srt_text([Cue(3725.25, 3726, "끝")]) == "1\n01:02:05,250 --> 01:02:06,000\n끝\n"


def test_the_description_has_chapters_from_zero(facts, takes):
    text = youtube_text(facts, takes)
    assert f"\n0:00 {takes[0].title}\n0:23 {takes[1].title}\n0:42 {takes[2].title}\n" in text
    assert "[여기에 적으십시오" in text and "가중치의 라이선스: MIT." in text
