"""Lessons that are opened without the earlier ones."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from ..data.etudes import make_etude
from ..data.finding import midi_files
from ..data.midi import write_midi
from .files import write_atomic
from .handover import take_over
from .platforms import Device
from .workspaces import FULL_COURSE, workspace


@pytest.fixture(name="begin")
def _begin(pretend, capsys):
    """`begin(lane, …)`: take over at home, in the fresh workspace; what was said."""
    def run(*words, **named):
        with pretend("local"): take_over(*words, **named)
        return "".join(capsys.readouterr())
    return run


def _write_pieces(folder, count):
    for seed in range(count):
        write_midi(make_etude("bebop", seed=seed).notes, folder / f"{seed}.mid")


def test_an_empty_workspace_gets_the_etudes_and_is_told_once(begin, ws):
    said = begin("quick")
    assert "앞 수업의 데이터가 없어 내장 연습곡 60곡을 모으고 토큰으로 바꾸었습니다" in said
    assert ws.metadata.is_file() and len(midi_files(ws.midi)) == 60
    assert all((ws.tokens / f"{split}.json").is_file() for split in ("train", "val", "test"))
    assert "앞 수업의 데이터" not in begin("quick")


def test_pieces_that_are_there_are_prepared_and_no_etude_joins_them(begin, ws):
    _write_pieces(ws.midi, 4)
    assert "모아 둔 4곡을 토큰으로" in begin("quick")
    assert len(midi_files(ws.midi)) == 4 and (ws.tokens / "val.json").is_file()


def test_pieces_that_cannot_be_prepared_do_not_stop_the_lesson(begin, ws):
    _write_pieces(ws.midi, 1)
    assert "만들려 했으나 되지 않았습니다" in begin("quick")


def test_the_lesson_that_makes_the_data_asks_for_none(begin, ws):
    assert "데이터" not in begin("quick", make=False) and not ws.root.exists()


def test_a_full_lane_is_warned_of_a_missing_gpu_and_of_missing_data(begin, monkeypatch):
    monkeypatch.setattr("tatumflow.runtime.supplies.pick_device",
                        lambda: Device("cpu", "CPU", "fp32"))
    said = begin("full")
    assert "GPU 없이 시작합니다" in said and "01_data.ipynb를 정식 코스로" in said
    assert not workspace().root.exists() and "주의" not in begin("full", make=False)


def test_a_full_lane_that_has_all_is_told_nothing(begin, ws, monkeypatch):
    monkeypatch.setattr("tatumflow.runtime.supplies.pick_device",
                        lambda: Device("cuda", "Tesla T4", "fp16"))
    for split in ("train", "val", "test"):
        write_atomic(ws.root / FULL_COURSE / f"data/tokens/{split}.json", "[]")
    assert "주의" not in begin("full")
