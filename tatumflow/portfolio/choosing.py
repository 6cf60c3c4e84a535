"""Which takes the video and the slides show."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from pathlib import Path

from ..data.chords import Chord
from ..data.midi import read_midi
from ..data.notes import clip
from ..data.time_map import find_time
from ..generation.asking import Ask
from ..generation.critic import choose_critic
from ..generation.forms import find_form
from ..generation.players import open_player
from ..generation.ranking import rank_takes
from ..generation.saving import load_takes, save_takes
from ..generation.takes import Take
from ..runtime.workspaces import workspace
from .facts import Facts

__all__ = ['SHOWN_SECONDS', 'TAKES', 'asked_text', 'choose_takes', 'own_takes']


def own_takes(facts: Facts) -> dict[str, dict]:
    """The entries of `outputs/generation/takes.json` that this very model played and whose MIDI
    file is there; says how many others there are."""
    folder = workspace().generation
    takes = load_takes(folder)
    mine = {name: about for name, about in takes.items() if about.get("model") == facts.weights}
    found = {name: about for name, about in mine.items() if (folder / name).is_file()}
    if others := len(takes) - len(mine):
        print(f"takes.json의 연주 {others}개는 쓰지 않습니다. "
              "다른 모델이 쳤거나 어느 모델이 쳤는지 기록이 없습니다.")
    if lost := len(mine) - len(found):
        print(f"takes.json의 연주 {lost}개는 쓰지 않습니다. MIDI 파일이 없습니다.")
    return found


TAKES = 3  # in the video and the slides
SHOWN_SECONDS = 18.0  # of a take, at most
_SHORTEST = 14.2  # seconds of a take worth showing
_GIVEN = 6.0  # seconds of what was given that are shown before the model's part, at most
_TOLD_OF = ("sheet", "chords", "tempo", "form", "edits", "strength")  # what viewers are told


def _excerpt(take: Take) -> Take:
    """What is shown of a take: the last `_GIVEN` seconds of what was given, and the model's part,
    `SHOWN_SECONDS` in all at most."""
    shown = take.around(_GIVEN)
    seconds = min(take.seconds, SHOWN_SECONDS - shown.begin)
    notes = clip(shown.notes, 0, shown.begin + seconds)
    return replace(shown, notes=notes, seconds=seconds)


def asked_text(take: Take) -> str:
    """What was asked for beside mode and style, in Korean; empty if nothing was."""
    told = {"sheet": "{}", "form": "{}", "tempo": "♩ = {}", "edits": "고친 것 {}",
            "strength": "강도 {}"}
    plain = {name: f"{value:g}" if isinstance(value, float) else value
             for name, value in take.asked.items()}
    if "form" in plain: plain["form"] = find_form(plain["form"]).title
    if "sheet" in plain: plain.pop("strength", None)
    words = [text.format(plain[name]) for name, text in told.items() if name in plain]
    chords = () if "sheet" in plain else plain.get("chords", "").split()
    if chords: words.append("화음 " + " ".join(chords[:4]) + (" …" if len(chords) > 4 else ""))
    return ", ".join(words)


def _best_first(takes: list[Take], critic) -> list[Take]:
    """Ranked, and of each mode the best before all others."""
    ranked = [take for take, *_ in rank_takes(takes, critic)]
    best = {}
    for take in ranked: best.setdefault(take.mode, take)
    firsts = list(best.values())
    return firsts + [take for take in ranked if not any(take is first for first in firsts)]


def _load_long_takes(facts: Facts) -> list[Take]:
    """Those of `own_takes` that are long enough to show; says how many are not."""
    folder, known = workspace().generation, own_takes(facts)
    long = {name: about for name, about in known.items()
            if about["seconds"] + min(about["begin"], _GIVEN) >= _SHORTEST}
    if short := len(known) - len(long):
        print(f"연주 {short}개는 영상에 쓰기에 짧아 고르지 않습니다({_SHORTEST:g}초보다 짧습니다).")
    return [_read_take(folder / name, about) for name, about in long.items()]


def _read_take(file: Path, about: dict) -> Take:
    """A saved take; its beats are found again in its notes, the chords are those asked for."""
    fields = ("mode", "style", "seed", "seconds", "begin", "source")
    notes = read_midi(file)
    time, asked = find_time(notes), {name: about[name] for name in _TOLD_OF if name in about}
    ends = [(*time.to_beats([start, start + seconds]), symbol)
            for start, seconds, symbol in about.get("chords_at", ())]
    chords = tuple(Chord(float(start), float(end - start), symbol) for start, end, symbol in ends)
    return Take(notes, **{field: about[field] for field in fields}, asked=asked, chords=chords,
                time=time)


_CHORDS = "Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | Cmaj7 | Cmaj7"


def _wishes(style: str, seed: int) -> list[Ask]:
    """What the model is asked for where too little is saved: a tune, chords, a form."""
    return [Ask("arrange", style, sheet="after_youve_gone", choruses=1, tries=1, seed=seed),
            Ask(style=style, chords=_CHORDS, tempo=112, n=2, seed=seed),
            Ask(style=style, form="blues", tempo=150, n=2, seed=seed + 2)]


def choose_takes(facts: Facts, seed: int = 0) -> list[Take]:
    """`TAKES` takes for video and slides: the best ranked of `own_takes`, first one of each mode.
    The model plays (and saves) new ones for what lacks. Raises `TatumError`."""
    critic = choose_critic(facts.style)
    chosen = _best_first(_load_long_takes(facts), critic)[:TAKES]
    if lacking := TAKES - len(chosen):
        player = open_player(facts.checkpoint)
        best = [rank_takes(player.play(ask), critic)[0].take
                for ask in _wishes(facts.style, seed)[:lacking]]
        save_takes(best)
        chosen += best
    return [_excerpt(take) for take in chosen]
