"""Where MIDI files lie."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path
from unicodedata import normalize

import pytest

from ..runtime.errors import TatumError
from .finding import is_midi, midi_files, read_bytes, typed_path
from .midi import midi_bytes, write_midi


def test_a_folder_in_the_place_of_a_file_is_called_so(tmp_path):
    with pytest.raises(TatumError, match="파일이 아니라 폴더입니다"): read_bytes(tmp_path)


@pytest.mark.parametrize("beginning, told", [
    (b"MThd\0\0\0\6", True), (b"RIFF\x10\1\0\0RMIDdata\4\1\0\0MThd\0\0\0\6", True),
    (b"\xef\xbb\xbfMThd\0\0\0\6", True), (bytes(128) + b"MThd\0\0\0\6", True), (b"", False),
    (b"MThd is how it begins", False), (b"PK\3\4a.midMThd\0\0\0\6", False), (b"RIFF..WAVE", False)])
def test_midi_is_known_by_its_first_bytes(beginning, told):
    assert is_midi(beginning) is told


def test_files_are_midi_by_their_bytes_whatever_they_are_called(tmp_path, scale_notes):
    data = midi_bytes(scale_notes)
    for name in ("a.kar", "b.smf", "c.RMI", "d", "e.MID", "f.midi", ".mid", "g.mid.download"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "broken.mid").write_bytes(b"")
    for name in ("note.txt", "d.kar", "README"): (tmp_path / name).write_bytes(b"hello")
    assert {file.name for file in midi_files(tmp_path)} == {
        "a.kar", "b.smf", "c.RMI", "d", "e.MID", "f.midi", ".mid", "g.mid.download", "broken.mid"}


def test_linked_folders_are_entered_once(tmp_path, scale_notes):
    for name in ("drive/shared/one.mid", "mine/two.mid"):
        write_midi(scale_notes, tmp_path / name)
    (tmp_path / "mine/shared").symlink_to(tmp_path / "drive/shared")
    (tmp_path / "mine/again").symlink_to(tmp_path / "drive/shared")
    (tmp_path / "mine/around").symlink_to(tmp_path / "mine")
    (tmp_path / "drive/shared/back").symlink_to(tmp_path / "mine")
    found = [file.relative_to(tmp_path).as_posix() for file in midi_files(tmp_path / "mine")]
    assert found == ["mine/again/one.mid", "mine/two.mid"]


@pytest.mark.parametrize("form", ["{}", " {} ", "'{}'", '"{}"', "“{}”", " \"{}\"\n"])
def test_a_path_may_be_typed_with_quotes_and_blanks(form, tmp_path):
    (tmp_path / "내 곡").mkdir()
    assert typed_path(form.format(tmp_path / "내 곡")) == tmp_path / "내 곡"


def test_a_path_may_begin_at_home_and_be_written_in_either_composition(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / normalize("NFD", "가을")).mkdir()
    assert typed_path("~/가을").is_dir() and typed_path("'~/가을'").is_dir()
    assert typed_path("~nobody at all/x") == Path("~nobody at all/x")
