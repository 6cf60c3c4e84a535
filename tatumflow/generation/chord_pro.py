"""ChordPro, and chords above lyrics, as charts that people write."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections.abc import Sequence

from .chart_text import SECTION_WORDS
from .keys import is_chord
from .repeats import find_signs

__all__ = ['chord_pro_chart', 'is_chord_pro', 'leave_out_lyrics']


_DIRECTIVE = re.compile(r"\s*\{\s*([A-Za-z_]+)\s*[:\s]?\s*([^}]*)\}\s*")
_TOLD = {"title": "Title", "t": "Title", "composer": "Composer", "artist": "Composer",
         "key": "Key", "tempo": "Tempo", "time": "Time"}
_SHORT_NAMES = {"soc": "chorus", "sov": "verse", "sob": "bridge", "sog": "grid", "sot": "tab"}
_ENDS = {"eoc", "eov", "eob", "eog", "eot"}
_NAMES = {"new_song", "ns", "subtitle", "st", "capo", "comment", "c", "ci", "chorus", "define",
          "meta", "transpose"}
_INLINE = re.compile(r"\[([^\]\s|]+)\]([^\W\d_]+)")


def is_chord_pro(text: str) -> bool:
    """Whether `text` has directives in braces, or chords in brackets among words."""
    known = {*_TOLD, *_SHORT_NAMES, *_ENDS, *_NAMES}
    names = [match[1].lower() for match in map(_DIRECTIVE.fullmatch, text.splitlines()) if match]
    if any(name in known or name.startswith(("start_of", "end_of")) for name in names): return True
    return any(is_chord(chord) and len(word) > 1 and not is_chord(word) and not is_chord(
        text[match_at:].split()[0]) for chord, word, match_at in (
            (match[1], match[2], match.start(2)) for match in _INLINE.finditer(text)))


def chord_pro_chart(text: str) -> str:
    """The chart of a text in ChordPro. Where no bar lines stand among the lyrics a chord is a bar,
    which is said."""
    lines, chorus, kind, bare = [], [], "", 0
    for line in text.splitlines():
        directive = _DIRECTIVE.fullmatch(line)
        if directive:
            name, value = directive[1].lower(), directive[2].strip()
            started = _SHORT_NAMES.get(name, "")
            if name.startswith("start_of_"): started = name.removeprefix("start_of_")
            if started or name in _ENDS or name.startswith("end_of"): kind = started
            if name in ("new_song", "ns") and lines:
                print("주의: 곡이 여럿 있어 첫 곡만 읽었습니다.")
                break
            lines += _directive_lines(name, value, started, chorus)
            continue
        if kind == "tab" or line.lstrip().startswith("#"): continue
        chords, more = (line, 0) if kind == "grid" else _chords_in(line)
        bare += more
        if chords.strip(): lines.append(chords)
        if kind == "chorus" and chords.strip(): chorus.append(chords)
    if bare > 1: print(_BARE.format(bare))
    return "\n".join(lines)


_BARE = ("주의: 가사에 마디 줄(|)이 없어 화음 하나를 한 마디로 읽었습니다({}개). "
         "한 마디에 여럿이면 마디를 |로 나누십시오.")


def _directive_lines(name: str, value: str, started: str, chorus: Sequence[str]) -> list[str]:
    """What a directive becomes in a chart; that a capo is passed over is said."""
    if name in _TOLD and value: return [f"{_TOLD[name]}: {value}"]
    if name == "chorus": return ["[Chorus]", *chorus]
    if name == "capo":
        print(f"주의: 카포 {value}은(는) 옮기지 않고 적힌 화음 그대로 칩니다.")
    if name in ("comment", "c", "ci"):
        part = re.match(r"(?i)(intro|verse|chorus|bridge|outro|solo|coda|[A-D]$)", value)
        return [f"[{value}]"] if part else []
    return [f"[{started.capitalize()}]"] if started and started not in ("grid", "tab") else []


def _chords_in(line: str) -> tuple[str, int]:
    """The chords and bar lines of a line of lyrics, and how many chords stand without bar lines."""
    words = line.replace("|", " ").split()
    if words and all(is_chord(word) or word == "%" for word in words): return line, 0
    found = re.findall(r"\[([^\]]*)\]|(:?\|{1,2}:?)", line)
    parts = [chord or bar for chord, bar in found if not chord.startswith("*")]
    if any("|" in part for part in parts): return " ".join(parts), 0
    return " | ".join(parts), len(parts)


def leave_out_lyrics(text: str) -> str:
    """`text` without the lines of words that stand below lines of chords; how many, is said."""
    kept, left = [], 0
    for line in text.splitlines():
        above = next((one for one in reversed(kept) if one.strip()), "")
        if _is_lyric(line) and _are_chords(above): left += 1
        else: kept.append(line)
    if left: print(f"주의: 가사로 보이는 {left}줄은 빼고 읽었습니다.")
    return "\n".join(kept) if left else text


def _are_chords(line: str) -> bool:
    """Whether a line has chords and bar lines alone."""
    words = re.sub(r"[|:%/.]", " ", line).split()
    return bool(words) and all(map(is_chord, words))


def _is_lyric(line: str) -> bool:
    """Whether a line has words and nothing of a chart."""
    words = line.split()
    if len(words) < 2 or re.search(r"[|:{}\[\]%\d]", line) or find_signs(line): return False
    long = [word for word in words if len(re.sub(r"\W", "", word)) > 2]
    return bool(long) and not any(map(is_chord, long)) and not re.match(
        rf"(?i)\s*({SECTION_WORDS})\b", line)
