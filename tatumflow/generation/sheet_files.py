"""Lead sheets from files and pasted texts of any kind."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import re
from pathlib import Path

from ..data.finding import is_midi, read_bytes, typed_path
from ..runtime.errors import TatumError
from .abc_sheets import is_abc, read_abc
from .chord_pro import chord_pro_chart, is_chord_pro, leave_out_lyrics
from .lead_sheets import LeadSheet
from .sheets import text_sheet
from .tunes import find_tune
from .xml_sheets import xml_sheet

__all__ = ['read_lead_sheet', 'read_sheet_text']


def read_lead_sheet(sheet: Path | str, key: str | None = None) -> LeadSheet:
    """The tune in a file, in a text or of a name (see `find_tune`): a chart as people write it,
    iReal Pro's link or export, ChordPro, ABC, MusicXML. `key` moves what a text calls by name.
    Raises `TatumError` that names what cannot be read and where it stands."""
    tune = find_tune(sheet) if isinstance(sheet, str) else None
    if tune: return tune
    if isinstance(sheet, str) and not _is_file(sheet): return read_sheet_text(sheet, key)
    data = read_bytes(typed_path(sheet))
    _refuse_what_is_no_text(data)
    if data.startswith(b"PK") or b"<score-" in data[:5000] or Path(sheet).suffix.lower() in (
            ".mxl", ".musicxml", ".xml"): return xml_sheet(data)
    return read_sheet_text(_decode(data), key)


_SUFFIXES = ("txt", "chart", "cho", "pro", "chordpro", "chopro", "crd", "abc", "html", "irealb",
             "xml", "musicxml", "mxl", "md")


def _is_file(text: str) -> bool:
    """Whether a text is the path of a file: it is there, or it ends like one."""
    if "\n" in text or len(text) > 500 or "://" in text: return False
    path = typed_path(text)
    if path.suffix[1:].lower() in _SUFFIXES and " |" not in text: return True
    try:
        return path.is_file() or (path.is_dir() and os.sep in text)
    except (OSError, ValueError):
        return False


def _refuse_what_is_no_text(data: bytes) -> None:
    """Raises `TatumError` for MIDI, PDF and pictures, which are taken for sheets at times."""
    if is_midi(data):
        raise TatumError("악보가 아니라 MIDI입니다. 바탕이 될 연주라면 --midi에, 선율이라면 화음을 "
                         "적은 --sheet와 함께 --melody에 주십시오.")
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise TatumError("PDF와 그림은 악보로 읽지 못합니다. 악보 프로그램에서 MusicXML로 "
                         "내보내거나 화음을 글로 적어 주십시오.")


def _decode(data: bytes) -> str:
    """The text of a file in one of the encodings that Korean computers write, or in Latin-1."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    western = data.decode("latin-1")  # as in many collections of ABC tunes
    if not re.search(r"[^\t\n\f\r -~\xa0-\xff]", western): return western
    raise TatumError("악보의 글자를 읽지 못했습니다. UTF-8 글로 저장하십시오.")


def read_sheet_text(text: str, key: str | None = None) -> LeadSheet:
    """The tune in a text, whichever kind it is; see `read_lead_sheet`."""
    if re.search(r"<score-(partwise|timewise)", text[:5000]):
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # which names the encoding of the file
        return xml_sheet(text.encode())
    if is_abc(text): return read_abc(text)
    if is_chord_pro(text): return text_sheet(chord_pro_chart(text), key)
    return text_sheet(leave_out_lyrics(text), key)
