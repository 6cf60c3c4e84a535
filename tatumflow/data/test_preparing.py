# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import functools
import json
from unittest import mock

import numpy as np
import pytest
from joblib import Parallel

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .etudes import make_etude
from .midi import read_midi, write_midi
from .preparing import prepare
from .splits import SPLITS
from .tempo import FREE
from .token_files import read_split
from .tokens import transcribe, written_tempi
from .windows import TokenStream


def _write_etudes(folder, count, seed=0):
    for n in range(count):
        write_midi(make_etude("bebop", seed=seed + n).notes, folder / f"tune {n:02d}.mid")
    return folder


def test_an_empty_or_missing_folder_is_refused(tmp_path):
    for empty in (tmp_path, tmp_path / "none"):
        with pytest.raises(TatumError, match="MIDI 파일이 없습니다"):
            prepare(empty, tmp_path / "out")


def test_files_that_fail_stay_and_are_listed(tmp_path, scale_notes):
    source = _write_etudes(tmp_path / "midi", 4)
    for n in range(2):
        write_midi(scale_notes, source / f"same {n}.mid")
    (source / "broken.mid").write_bytes(b"\x89PNG")
    done = prepare(source, tmp_path / "tokens")
    assert sum(done.splits.values()) == 5
    assert list(done.set_aside) == ["broken.mid", "same 1.mid"]
    assert "'same 0.mid'" in done.set_aside["same 1.mid"]
    listed = json.loads((tmp_path / "tokens/set_aside.json").read_text(encoding="utf-8"))
    assert listed == done.set_aside and len(list(source.iterdir())) == 7


def test_every_piece_is_what_encode_says_of_its_file(tmp_path, tokenizer):
    source = _write_etudes(tmp_path / "midi", 20)  # more files than one batch
    prepare(source, tmp_path / "tokens")
    names = {file.name for file in source.iterdir()}
    for split in SPLITS:
        tokens, pieces = read_split(tmp_path / "tokens", split)
        for piece in pieces:
            notes = read_midi(source / piece["file"])
            notes["onset"] -= notes["onset"][0]
            stored = tokens[piece["start"]:piece["start"] + piece["length"]]
            assert np.array_equal(stored, transcribe(notes, None, tokenizer)), piece
            is_free = written_tempi(stored, tokenizer) == FREE
            assert piece["free"] == pytest.approx(is_free.mean()), piece
            names.remove(piece["file"])
    assert not names


def test_several_processes_write_the_same(tmp_path):
    source = _write_etudes(tmp_path / "midi", 18)
    prepare(source, tmp_path / "one")
    two = functools.partial(Parallel, 2, return_as="generator")
    with mock.patch("tatumflow.data.preparing.Parallel", lambda **manner: two()):
        prepare(source, tmp_path / "two")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_the_garbage_collector_is_left_alone(tmp_path):
    with mock.patch("gc.freeze", side_effect=AssertionError):
        prepare(_write_etudes(tmp_path / "midi", 4), tmp_path / "tokens")


class _Killed(Exception):
    """Stands for the end of the process."""


@pytest.fixture(scope="module")
def old_and_new(tmp_path_factory):
    """Two folders of MIDI files with nothing in common."""
    folder = tmp_path_factory.mktemp("music")
    return _write_etudes(folder / "old", 4), _write_etudes(folder / "new", 5, seed=50)


def _prepare_and_die(midi, out, writes):
    """`prepare`, killed before the file that comes after so many `writes` of token files."""
    left = [write_atomic] * writes

    def write(path, data):
        if not left: raise _Killed
        return left.pop()(path, data)

    with (mock.patch("tatumflow.data.token_files.write_atomic", write),
          mock.patch("tatumflow.data.token_files.build_tokenizer", side_effect=_Killed),
          pytest.raises(_Killed)):
        prepare(midi, out)


@pytest.mark.parametrize("writes", range(1, 8))
def test_killed_between_the_files_nothing_is_read(writes, old_and_new, tmp_path):
    old, new = old_and_new
    prepare(old, tmp_path)
    _prepare_and_die(new, tmp_path, writes)
    for split in ("train", "val"):
        with pytest.raises(TatumError, match="도중에 멈췄습니다.*다시 만드십시오"):
            TokenStream.open(tmp_path, split, 64)
    prepare(new, tmp_path)
    assert len(read_split(tmp_path, "train")[1]) == 3


def test_killed_before_the_first_file_the_old_ones_stand(old_and_new, tmp_path):
    old, new = old_and_new
    prepare(old, tmp_path)
    before = {split: read_split(tmp_path, split) for split in ("train", "val")}
    _prepare_and_die(new, tmp_path, 0)
    for split, (tokens, pieces) in before.items():
        now = read_split(tmp_path, split)
        assert np.array_equal(now[0], tokens) and now[1] == pieces
