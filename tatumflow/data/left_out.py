"""What of a song is not played, and how it is said."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

__all__ = ['LeftOut', 'say_left_out', 'tell_left_out']


@dataclass(frozen=True)
class LeftOut:
    """What of a song is no piano, or cannot be played on one: numbers of tracks and of notes."""
    tracks: int = 0  # that hold notes of other instruments
    notes: int = 0  # in these tracks
    drums: int = 0
    off_keyboard: int = 0

    def __bool__(self): return bool(self.notes or self.drums or self.off_keyboard)

    def __str__(self):
        """A Korean phrase such as `다른 악기 2트랙의 음 96개, 드럼 64개`; empty if nothing is."""
        parts = []
        if self.notes: parts.append(f"다른 악기 {self.tracks}트랙의 음 {self.notes}개")
        if self.drums: parts.append(f"드럼 {self.drums}개")
        if self.off_keyboard: parts.append(f"피아노 음역 밖의 음 {self.off_keyboard}개")
        return ", ".join(parts)


def say_left_out(name: str, left_out: LeftOut | str) -> str:
    """A Korean sentence on what of the song `name` was left out."""
    return f"{name}에서 피아노만 남겼습니다. 뺀 것: {left_out}."


_TOLD = 5  # songs of which is said what was left out


def tell_left_out(songs: dict[str, LeftOut | str]) -> list[str]:
    """Korean sentences on what of `songs` ({name: what}) was left out: one for each of the first
    five, and one for all others."""
    lines = [say_left_out(name, what) for name, what in list(songs.items())[:_TOLD]]
    more = len(songs) - len(lines)
    return lines + [f"이 밖에 {more}개에서도 피아노만 남겼습니다."] * (more > 0)
