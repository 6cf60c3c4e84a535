"""In which order the bars of a sheet are played: repeats, endings, D.C., D.S., Coda and Fine."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..runtime.errors import TatumError

__all__ = ['Signs', 'find_signs', 'mark_signs', 'play_order']


@dataclass
class Signs:
    """What stands at a written bar: whether a repeat `opens` there, how often what it `closes` is
    played (0: nothing), the numbers of its `ending`, the `letter` of the section that begins, a
    segno, the coda, what follows it ("to coda", the end) and a jump after it: from where ("DC" or
    "DS"), and until what ("coda", "fine", the number of an ending, or nothing)."""
    opens: bool = False
    closes: int = 0
    ending: str = ""
    letter: str = ""
    segno: bool = False
    coda: bool = False
    to_coda: bool = False
    fine: bool = False
    jump: tuple[str, str] | None = None


_TARGET = r"(?:coda\b|[𝄌⊕]|코다|fine\b|피네|(?:the\s)?\d(?:st|nd|rd|th)?\s*end(?:ing)?\b\.?)"
_JUMPS = {"DC": r"D\.\s?C\b\.?|DC\b|da\s?capo|다\s?카포",
          "DS": r"D\.\s?S\b\.?|DS\b|dal\s?segno|달\s?세뇨"}
_KINDS = {  # what is written, and the kind of sign that it is; the first that fits counts
    **{kind: rf"(?:{text})(?:\s*(?:al|a)\b\s*(?P<{kind}_until>{_TARGET}))?"
       for kind, text in _JUMPS.items()},
    "to_coda": r"(?:to|al)\s?(?:coda\b|[𝄌⊕])|투\s?코다", "coda": r"coda\b|[𝄌⊕]|코다",
    "segno": r"segno\b|[𝄋§]|세뇨", "fine": r"fine\b|피네"}
_SIGN = "|".join(f"(?P<{kind}>{text})" for kind, text in _KINDS.items())
_WRITTEN_SIGN = re.compile(
    rf"(?i)(?P<open>[\[(<]\s*)?(?<![\w.])(?:{_SIGN})"
    r"(?P<later>\s+(?:on cue|for solos?|after solos?|open))?"
    r"(?(open)\s*[\])>]:?|(?::(?!\s*[|\]]))?)")


def find_signs(text: str) -> str:
    """What `text` says of D.C., D.S., Coda, Segno and Fine, without its other words."""
    return " ".join(match[0] for match in _WRITTEN_SIGN.finditer(text))


def mark_signs(text: str) -> str:
    """`text` with "D.C. al Coda", "To Coda", "Fine" and the like as ⟨DC coda⟩, ⟨to_coda⟩, ⟨fine⟩;
    what is to be played "on cue" is left out."""
    return _WRITTEN_SIGN.sub(_mark_sign, text)


def _mark_sign(match: re.Match) -> str:
    """One sign of `mark_signs`."""
    kind = next(kind for kind in _KINDS if match[kind])
    if match["later"]: return " "
    if kind not in _JUMPS: return f" ⟨{kind}⟩ "
    target = (match[f"{kind}_until"] or "").casefold()
    number = re.search(r"\d", target)
    until = number[0] if number else "fine" if re.match("fine|피네", target) else "coda"
    return f" ⟨{kind} {until if target else ''}⟩ "


_MOST_BARS = 5000  # of a sheet with its repeats


def play_order(signs: Sequence[Signs]) -> list[int]:
    """The numbers (from 0) of the written bars in the order they are played. After a D.C. or D.S.
    nothing is repeated, and of endings the last is taken. Raises `TatumError` for a jump to what is
    not there, and for too many bars."""
    jumps, end = [i for i, one in enumerate(signs) if one.jump], len(signs)
    _find_first_coda(signs)
    if not jumps: return _unfold(signs, 0, end)
    if jumps[1:]:
        raise TatumError(f"{jumps[1] + 1}번째 마디: D.C.나 D.S.가 둘입니다. 하나만 남기고 나머지는 "
                         "마디를 풀어 적으십시오.")
    at, (kind, until) = jumps[0], signs[jumps[0]].jump
    name = f"{at + 1}번째 마디의 {kind[0]}.{kind[1]}."
    start = 0 if kind == "DC" else _find(signs, "segno", 0, f"{name}가 돌아갈 세뇨(Segno)")
    order = _unfold(signs, 0, at + 1)
    if until == "coda" or not until and any(one.to_coda for one in signs):
        leave = _find(signs, "to_coda", start, f"{name} 뒤에 떠날 곳(To Coda)")
        coda = _find(signs, "coda", at + 1, f"{name} 뒤에 갈 코다(Coda)")
        return order + _once(signs, start, leave) + _unfold(signs, coda, end)
    if until == "fine" or not until and any(one.fine for one in signs):
        return order + _once(signs, start, _find(signs, "fine", start, f"{name} 뒤에 끝낼 Fine"))
    if until: return order + _until_ending(signs, start, until, name)
    return order + _once(signs, start, at) + _unfold(signs, at + 1, end)


def _find(signs: Sequence[Signs], name: str, first: int, what: str) -> int:
    """The first bar from `first` on with a sign. Raises `TatumError` when there is none."""
    found = [i for i in range(first, len(signs)) if getattr(signs[i], name)]
    if found: return found[0]
    raise TatumError(f"{what}을(를) 찾지 못했습니다. 그 마디에 적으십시오.")


def _find_first_coda(signs: Sequence[Signs]) -> None:
    """Of two codas without a "to coda" the first one is that."""
    codas = [one for one in signs if one.coda]
    if len(codas) > 1 and not any(one.to_coda for one in signs):
        codas[0].coda, codas[0].to_coda = False, True


def _unfold(signs: Sequence[Signs], first: int, end: int) -> list[int]:
    """The bars from `first` to before `end`, repeats written out. Where a repeat has endings, what
    stands before the first is played before each. Raises `TatumError` when there are too many."""
    played, body, ending, numbers = [], [], [], ""
    for i in range(first, end):
        one, more = signs[i], i + 1 < end and bool(signs[i + 1].ending)
        if one.opens: body, numbers = [], ""
        if one.ending: ending, numbers = [], one.ending
        (ending if numbers else body).append(i)
        played.append(i)
        if one.closes and numbers:
            played += (body + ending) * (len(re.findall(r"\d", numbers)) - 1)
            if "1" in numbers or more: played += body
            if not more: body, numbers = [], ""
        elif one.closes:
            played += body * (one.closes - 1)
            body = []
        if len(played) > _MOST_BARS:
            raise TatumError(f"되풀이를 모두 펴면 마디가 {_MOST_BARS}개를 넘습니다. "
                             "진행을 짧게 적고 choruses로 여러 번 도십시오.")
    return played


def _once(signs: Sequence[Signs], start: int, stop: int) -> list[int]:
    """The bars from `start` to `stop` without repeats; of endings the last, or the one that holds
    `stop`."""
    played, i = [], start
    while i <= stop:
        last = _ending_end(signs, i) if signs[i].ending else i
        more = signs[i].ending and last + 1 < len(signs) and signs[last + 1].ending
        if more and not i <= stop <= last: i = last
        else: played.append(i)
        i += 1
    return played


def _ending_end(signs: Sequence[Signs], first: int) -> int:
    """The last bar of the ending that begins with the bar `first`: what closes it, else what stands
    before another beginning."""
    for i in range(first, len(signs) - 1):
        after = signs[i + 1]
        if signs[i].closes or signs[i].fine or after.opens or after.ending or after.letter:
            return i
    return len(signs) - 1


def _until_ending(signs: Sequence[Signs], start: int, number: str, name: str) -> list[int]:
    """The bars from `start` on, once, to the end of an ending (or a Fine in it)."""
    firsts = [i for i, one in enumerate(signs) if one.ending and i >= start]
    mine = [i for i in firsts if number in signs[i].ending]
    if not mine: raise TatumError(f"{name} 뒤에 칠 {number}번 괄호를 찾지 못했습니다.")
    return [*range(start, firsts[0]), *range(mine[0], _ending_end(signs, mine[0]) + 1)]
