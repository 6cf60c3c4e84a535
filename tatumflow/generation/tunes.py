"""The tunes in the package: all of them are in the public domain, docs/TUNES.md says why."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from importlib import resources

from .abc_sheets import read_abc
from .lead_sheets import LeadSheet
from .suggestions import bare_letters

__all__ = ['KOREAN_TUNES', 'TUNES', 'find_tune']


TUNES = {
    "tea_for_two": "Tea for Two", "indiana": "Indiana",
    "after_youve_gone": "After You've Gone", "sweet_georgia_brown": "Sweet Georgia Brown",
    "st_louis_blues": "St. Louis Blues", "the_entertainer": "The Entertainer",
    "bill_bailey": "Bill Bailey", "when_the_saints": "When the Saints Go Marching In",
    "danny_boy": "Danny Boy", "humoresque": "Humoresque",
}
KOREAN_TUNES = {
    "tea_for_two": "티 포 투", "indiana": "인디애나", "after_youve_gone": "애프터 유브 곤",
    "sweet_georgia_brown": "스위트 조지아 브라운", "st_louis_blues": "세인트루이스 블루스",
    "the_entertainer": "엔터테이너", "bill_bailey": "빌 베일리", "when_the_saints": "성자의 행진",
    "danny_boy": "대니 보이, 런던데리 에어", "humoresque": "유모레스크",
}


def find_tune(text: str) -> LeadSheet | None:
    """The tune in the package that `text` calls by its name (case, blanks and marks do not matter,
    Korean names do as well); None for what is none of `TUNES`."""
    if len(text) > 80: return None
    known = {bare_letters(call): name for name, title in TUNES.items()
             for call in (name, title, *KOREAN_TUNES[name].split(","))}
    name = known.get(bare_letters(text))
    if not name: return None
    file = resources.files("tatumflow") / "tunes" / f"{name}.abc"
    return read_abc(file.read_text(encoding="utf-8"))
