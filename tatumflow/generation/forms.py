"""Forms: how the sections of a chorus come back."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass, replace

from ..runtime.errors import TatumError
from .suggestions import bare_letters, suggest

__all__ = ['FORMS', 'Form', 'find_form']


@dataclass(frozen=True)
class Form:
    """A form by its `letters`, one for each of its equally long sections; a chorus has `bars` bars.
    `chords` is a name in `PROGRESSIONS`, or empty where the model writes them. `fixed` forms have
    one length."""
    title: str
    letters: str
    bars: int
    chords: str = ""
    fixed: bool = False

    @property
    def sections(self) -> list[tuple[str, int, int]]:
        """(letter, first bar from 0, bar after the last) of every section."""
        size = self.bars // len(self.letters)
        return [(letter, i * size, (i + 1) * size) for i, letter in enumerate(self.letters)]


FORMS = {
    "blues": Form("12마디 블루스", "AAB", 12, "blues", fixed=True),
    "AABA": Form("AABA", "AABA", 32),
    "ABAC": Form("ABAC", "ABAC", 32),
    "rhythm_changes": Form("리듬 체인지", "AABA", 32, "rhythm_changes", fixed=True),
    "ballad": Form("16마디 발라드", "AABA", 16, "ballad", fixed=True),
}


_OTHER_NAMES = {
    "blues": "12bar blues, 12-bar blues, 블루스, 12마디 블루스, AAB",
    "AABA": "AABA 32, 32 AABA, 아바, 송폼", "ABAC": "ABAC 32, 32 ABAC",
    "rhythm_changes": "rhythm, 리듬체인지, 리듬 체인지스",
    "ballad": "ballad 16, 발라드, 16마디 발라드",
}
_SECTION_BARS = (4, 8, 16)  # how long a section can be


def find_form(name: str, bars: int | None = None) -> Form:
    """The form that `name` means (case and blanks do not matter, Korean names do as well), with
    choruses of `bars` (default: its own). Raises `TatumError` for a form that is not there and for
    bars that do not fit."""
    known = {bare_letters(one): one for one in FORMS}
    for key, others in _OTHER_NAMES.items():
        known |= {bare_letters(other): key for other in others.split(",")}
    key = known.get(bare_letters(name))
    if key is None:
        raise TatumError(f"'{name}' 형식은 없습니다. {suggest(name, known)}"
                         f"있는 것: {', '.join(FORMS)}")
    form = FORMS[key]
    if bars is None or bars == form.bars: return form
    fitting = [size * len(form.letters) for size in _SECTION_BARS]
    if form.fixed or bars not in fitting:
        wanted = f"{form.bars}" if form.fixed else ", ".join(map(str, fitting))
        raise TatumError(f"{form.title} 형식의 한 코러스는 {wanted}마디인데 {bars}마디를 "
                         "부탁했습니다. 더 길게 치려면 choruses를 늘리십시오.")
    return replace(form, bars=bars)
