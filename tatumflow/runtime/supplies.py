"""What a lesson needs of earlier ones and does not find."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import sys
import time
import warnings

from .checks import check_device
from .errors import TatumError
from .platforms import pick_device
from .workspaces import Workspace

__all__ = ['fill_gaps']


_SPLITS = ("train", "val", "test")


def _has_tokens(ws):
    return all((ws.tokens / f"{split}.json").is_file() for split in _SPLITS)


def fill_gaps(ws: Workspace) -> None:
    """Make the data that the quick lane lacks, of the pieces that are there or else of the built-in
    études, and say so in Korean. It takes seconds. What cannot be made, as of the full lane, is
    told, and the lesson goes on."""
    if ws.is_full_course: _warn_of_gaps(ws)
    elif not _has_tokens(ws): _fill(ws)


def _fill(ws):
    start = time.monotonic()
    try:
        made = _make_data(ws)
    except TatumError as error:
        print(f"주의: 앞 수업의 데이터가 없어 만들려 했으나 되지 않았습니다. {error}",
              file=sys.stderr)
    else:
        print(f"앞 수업의 데이터가 없어 {made} 토큰으로 바꾸었습니다"
              f"({time.monotonic() - start:.0f}초).")


def _make_data(ws):
    """Collect the études if there are no pieces, then measure and prepare; what was done."""
    from tatumflow.data import analyze, collect, midi_files, prepare
    known = len(midi_files(ws.midi)) if ws.midi.is_dir() else 0
    collected = 0 if known else len(collect("etudes").kept)
    analyze()
    prepare()
    return f"모아 둔 {known}곡을" if known else f"내장 연습곡 {collected}곡을 모으고"


def _warn_of_gaps(ws):
    """Tell what the full lane lacks before it starts: a GPU, its data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the remark stands in the check
        device = check_device(pick_device())
    if device.status != "ok":
        print(f"주의: 정식 코스를 GPU 없이 시작합니다. {device.fix}", file=sys.stderr)
    if not _has_tokens(ws):
        print("주의: 정식 코스의 데이터가 아직 없습니다. 01_data.ipynb를 정식 코스로 먼저 "
              "실행하십시오.", file=sys.stderr)
