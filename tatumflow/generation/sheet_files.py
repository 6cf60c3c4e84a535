"""Lead sheets from files and pasted texts of any kind."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

from ..runtime.errors import TatumError
from .lead_sheets import LeadSheet
from .sheets import text_sheet
from .tunes import find_tune

__all__ = ['read_lead_sheet']


def read_lead_sheet(sheet: Path | str, key: str | None = None) -> LeadSheet:
    """The tune in a file, or in a text: a chart as people write it, or iReal Pro's link. `key`
    moves what a text calls by name. Raises `TatumError` that names what cannot be read and where it
    stands."""
    tune = find_tune(sheet) if isinstance(sheet, str) else None
    if tune: return tune
    if isinstance(sheet, str): return text_sheet(sheet, key)
    try:
        return text_sheet(Path(sheet).read_text(encoding="utf-8-sig"), key)
    except OSError as error:
        raise TatumError(f"악보 파일을 읽지 못했습니다: {sheet} ({error.strerror})") from None
