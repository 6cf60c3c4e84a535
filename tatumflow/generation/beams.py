"""Beams: which notes of a beat hang on one beam."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from fractions import Fraction

from .pieces import Piece

__all__ = ['BEAMS', 'beams_of']


BEAMS = {"eighth": 1, "16th": 2, "32nd": 3, "64th": 4}


def beams_of(pieces: Sequence[Piece], eighth: Fraction) -> list[list[str]]:
    """For each piece its beams from the first on, in MusicXML's words; none for a flag alone, a
    longer note or a rest. Beams join the notes of a beat; where there are 32nds, only the first
    joins its eighths (of `eighth` beats)."""
    beams = [[] for _ in pieces]
    for group in _beamed_groups(pieces):
        counts = [BEAMS[pieces[i].value] for i in group]
        parts = [max(counts) > 2 and pieces[i].onset // eighth for i in group]
        for place, i in enumerate(group):
            for level in range(1, counts[place] + 1):
                joined = [0 <= other < len(group) and counts[other] >= level
                          and (level == 1 or parts[other] == parts[place])
                          for other in (place - 1, place + 1)]
                hook = "backward hook" if place else "forward hook"
                beams[i].append({(True, True): "continue", (True, False): "end",
                                 (False, True): "begin", (False, False): hook}[tuple(joined)])
    return beams


def _beamed_groups(pieces: Sequence[Piece]) -> list[list[int]]:
    """The places of notes shorter than a quarter that follow each other in one beat, two or
    more."""
    groups = [[]]
    for i, piece in enumerate(pieces):
        short = piece.pitches and piece.value in BEAMS
        last = groups[-1]
        if last and (not short or piece.onset // 1 != pieces[last[0]].onset // 1
                     or piece.stem != pieces[last[0]].stem):
            groups.append([])
        if short: groups[-1].append(i)
    return [group for group in groups if len(group) > 1]
