# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from pathlib import Path

from .midi import midi_bytes, write_midi


def _run(*words):
    from tatumflow.__main__ import main
    return main([str(word) for word in words])


def test_collecting_preparing_and_analysing(ws, capsys):
    assert _run("phase1_collect_data") == 0
    assert "받은 파일 60개" in capsys.readouterr().out
    assert _run("phase1_prepare_dataset") == 0
    told = capsys.readouterr()
    assert told.out.startswith("훈련 48곡 · 검증 6곡 · 시험 6곡")
    assert "시계에 맞춘 마디: 시간의" in told.out
    assert _run("phase1_analyze_data", "--out", "m.json") == 0
    assert "빠르기(bpm): 중앙값" in capsys.readouterr().out
    assert Path("m.json").is_file() and Path("m.png").stat().st_size > 10_000


def test_a_folder_is_collected_with_its_reasons(tmp_path, scale_notes, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bad.mid").write_bytes(b"x")
    words = ["phase1_collect_data", "--source", "folder", "--path", tmp_path / "in", "--out", "out"]
    assert _run(*words) == 1
    told = capsys.readouterr()
    assert "reasons.csv" in told.out and "하나도 없었습니다" in told.err
    write_midi(scale_notes, tmp_path / "in/good.mid")
    assert _run(*words, "--track", 2) == 1 and "음이 든 트랙은 1개" in capsys.readouterr().out
    assert _run(*words) == 0
    assert _run("phase1_prepare_dataset", "--midi", "out", "--out", "tokens") == 1  # too few pieces
    assert _run("phase1_collect_data", "--source", "napster") == 2


def test_what_of_songs_is_no_piano_is_told(tmp_path, scale_notes, capsys):
    drums = bytes([0, 0x99, 36, 70, 99, 0x89, 36, 0]) * 3 + b"\0\xff\x2f\0"
    song = midi_bytes(scale_notes) + b"MTrk" + len(drums).to_bytes(4, "big") + drums
    for n in range(7): (tmp_path / f"{n}.mid").write_bytes(song)
    assert _run("phase1_analyze_data", "--midi", tmp_path, "--out", tmp_path / "m.json") == 0
    told = capsys.readouterr().out
    assert "0.mid에서 피아노만 남겼습니다. 뺀 것: 드럼 3개." in told
    assert "5.mid" not in told and "이 밖에 2개에서도" in told
    assert json.loads((tmp_path / "m.json").read_text())["left_out"]["6.mid"] == "드럼 3개"
