# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from ..data.notes import clip
from ..runtime.errors import TatumError
from ..runtime.levels import loudness
from ..runtime.sound import SAMPLE_RATE
from .frames import SCREEN
from .subtitles import _timetable, video_seconds
from .video import _pipe_frames, _video_sound, find_ffmpeg, make_video


SMALL = replace(SCREEN, width=416, height=240, heading=40, keyboard=40,
                lead=0.5, tail=0.5, card=0.5)


@pytest.fixture
def small_screen(monkeypatch):
    """Small pictures and short cards: a video is made in a second."""
    for module in ("frames", "subtitles", "video"):
        monkeypatch.setattr(f"tatumflow.portfolio.{module}.SCREEN", SMALL)


@pytest.fixture
def short_takes(takes):
    return [replace(take, notes=clip(take.notes, 0, 2), seconds=2.0) for take in takes[:2]]


def _streams(path) -> str:
    """What ffmpeg says of a video while it decodes it all."""
    done = subprocess.run([find_ffmpeg(), "-i", str(path), "-f", "null", "-"],
                          capture_output=True, text=True)
    return done.stderr


def test_a_video_has_picture_sound_and_korean_subtitles_of_one_length(
        ws, facts, short_takes, small_screen):
    path = make_video(facts, short_takes)
    said, frames = _streams(path), round(video_seconds(short_takes) * SMALL.fps)
    assert path == ws.outputs / "demo.mp4"
    assert "Video: h264" in said and "416x240" in said and "Audio: aac" in said
    assert "(kor): Subtitle: mov_text" in said
    assert re.findall(r"frame=\s*(\d+)", said)[-1] == str(frames)
    assert f"Duration: 00:00:{frames / SMALL.fps:05.2f}"[:-1] in said
    assert (ws.outputs / "demo_youtube.txt").is_file() and (ws.outputs / "demo.srt").is_file()


def test_the_sound_of_each_take_begins_where_the_timetable_says(short_takes, small_screen):
    samples = np.abs(_video_sound(short_takes)).max(axis=1)
    assert len(samples) == round(video_seconds(short_takes) * SAMPLE_RATE)
    for take, part in zip(short_takes, _timetable(short_takes)):
        onset = round((part.start + SMALL.lead + take.notes["onset"].min()) * SAMPLE_RATE)
        before = samples[round(part.start * SAMPLE_RATE):onset - 200]
        assert before.max(initial=0) < 0.01
        assert samples[onset:onset + SAMPLE_RATE // 5].max() > 0.02


def test_quiet_and_loud_takes_are_heard_alike(short_takes, small_screen):
    for velocity in (30, 120):
        notes = short_takes[0].notes.copy()
        notes["velocity"] = velocity
        level = loudness(_video_sound([replace(short_takes[0], notes=notes)]), SAMPLE_RATE)
        assert 0.06 < level < 0.1, (velocity, level)


def test_the_sound_fades_at_the_end_of_a_take(short_takes, small_screen):
    samples = _video_sound(short_takes[:1])
    end = round((_timetable(short_takes)[0].end + SMALL.tail) * SAMPLE_RATE)
    assert np.abs(samples[end - 5:end + 1000]).max() < 1e-3


def test_without_ffmpeg_the_way_to_get_it_is_told(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(TatumError, match="imageio-ffmpeg"): find_ffmpeg()


def test_the_ffmpeg_of_the_system_comes_first(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert find_ffmpeg() == "/usr/bin/ffmpeg"


def test_the_words_of_an_ffmpeg_that_fails_are_told():
    command = [sys.executable, "-c", "raise SystemExit('out of paper')"]
    frames = iter([np.zeros((1080, 1920, 3), np.uint8)] * 4)
    with pytest.raises(TatumError, match="out of paper"): _pipe_frames(command, frames)
