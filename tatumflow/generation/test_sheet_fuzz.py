"""Sheets of every kind with damage are read or refused with a reason."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from xml.etree.ElementTree import fromstring, tostring

import numpy as np

from ..data.chords import Chord, NO_CHORD, parse_chord
from ..data.notes import make_notes
from ..runtime.errors import TatumError
from .lead_sheets import LeadSheet
from .lead_writing import write_lead_sheet
from .musicxml import musicxml
from .sheet_files import read_lead_sheet


_TEXTS = {
    "chart.txt": "Title: Old\nKey: Eb\n3/4\n[A] |: Ebmaj7 | Cm7 / F7 :|\n[B] N.C. | Bb7alt ||",
    "song.cho": "{title: Old}\n{key: G}\n{time: 3/4}\n{soc}\n[G]When the [C/E]sun\n{eoc}\n"
                "{start_of_grid}\n|: C . . | D7 . . :|\n{end_of_grid}\n{chorus}",
    "tune.irealb": "irealb://Old=Ann Bee=Swing=Eb==[*AT34Eb^7 |C-7 |{F7 |N1Bb7 }|N2Eb6 Z =132=2",
    "tune.abc": "X:1\nT:Old\nM:6/8\nL:1/8\nQ:3/8=90\nK:Bbm\nF|:\"Bbm\"B2c d2B|1\"F7\"A3 F3:|2 "
                "\"Bbm\"B6|]",
}
_WRONG = ("-1", "0", "1e9", "NaN", "x", "", "999999", "1/0", "가", "&amp;", "\0", "b", "##")


@cache
def sheet_seeds() -> tuple[tuple[str, bytes], ...]:
    """Whole sheets of each kind: (name of a file, its bytes)."""
    melody = make_notes([-1, 0, 1.5, 3], [1, 1.5, 1.5, 3], [67, 72, 74, 76], 80)
    chords = (Chord(0, 3, "Ebmaj7"), Chord(3, 2, "F7/A"), Chord(5, 1, "Bb7alt"))
    xml = musicxml(write_lead_sheet(LeadSheet("Old", "", "Eb", 120, chords, melody, (("A", 0),),
                                              2, 3)))
    more = xml.replace(b"</attributes>", b"<transpose><chromatic>-2</chromatic></transpose>"
                       b"</attributes><barline location='left'><repeat direction='forward'/>"
                       b"</barline>", 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive: archive.writestr("score.xml", xml)
    return (*((name, text.encode()) for name, text in _TEXTS.items()), ("tune.musicxml", xml),
            ("part.xml", more), ("tune.mxl", packed.getvalue()))


def _damage_tree(data: bytes, random: Random) -> bytes:
    """A score in XML with one to four elements lost, doubled, moved, or with another text."""
    top = fromstring(data)
    for _ in range(random.randint(1, 4)):
        parents = [one for one in top.iter() if len(one)]
        parent, other = random.choice(parents), random.choice(parents)
        child, kind = random.choice(list(parent)), random.randrange(5)
        if kind == 0: parent.remove(child)
        elif kind == 1: parent.append(child)
        elif kind == 2 and other not in list(child.iter()): other.append(child)
        elif kind == 3: child.text = random.choice(_WRONG).replace("\0", "")
        elif child.attrib: child.set(random.choice(list(child.attrib)), random.choice(_WRONG[:6]))
        if not len(top): break
    return tostring(top)


def damage_sheet(name: str, data: bytes, random: Random) -> bytes:
    """A sheet with one to five slips: words and lines lost, doubled, changed, or bytes; of a score
    in XML mostly its elements."""
    if name.endswith("xml") and random.random() < 0.7: return _damage_tree(data, random)
    for _ in range(random.randint(1, 5)):
        kind, words = random.randrange(6), re.split(rb"(\d+|[<>|=\n\"\[\]{}]+)", data)
        place, other = random.randrange(len(words)), random.randrange(len(words))
        if name.endswith(".mxl") or kind == 5:
            at = random.randrange(len(data) + 1)
            data = data[:at] + bytes([random.randrange(256)]) + data[at + random.randrange(3):]
            continue
        if kind == 0: words[place] = b""
        elif kind == 1: words[place] *= random.randint(2, 9)
        elif kind == 2: words[place] = random.choice(_WRONG).encode()
        elif kind == 3: words[place], words[other] = words[other], words[place]
        else: words = words[:place] if random.random() < 0.2 else words[:place] + words[other:]
        data = b"".join(words)[:50_000]
    return data


def try_to_read_sheet(path: Path, data: bytes) -> str:
    """What became of a sheet: the kind of file and the first words of its reason, or `읽음` when it
    can be played over. Raises AssertionError when it cannot."""
    path.write_bytes(data)
    with contextlib.redirect_stdout(io.StringIO()):
        try: sheet = read_lead_sheet(path)
        except TatumError as error:
            told = str(error)
            assert "\n" not in told.strip() and re.search("[가-힣]", told) and len(told) < 600
            return f"{path.suffix} " + re.sub(r"'.*|\d+", "…", " ".join(told.split()[:3]))
        assert sheet.bars >= 1 and 0 < sheet.beats < 1e6
        assert all(chord.duration > 0 for chord in sheet.chords)
        assert all(parse_chord(chord.symbol) for chord in sheet.chords
                   if chord.symbol != NO_CHORD)
        assert np.isfinite(sheet.melody["onset"]).all() and (sheet.melody["duration"] > 0).all()
        sheet.repeated(2).led_in()
    return f"{path.suffix} 읽음"


def test_sheets_of_every_kind_are_read(tmp_path):
    for name, data in sheet_seeds():
        assert try_to_read_sheet(tmp_path / name, data) == f"{(tmp_path / name).suffix} 읽음"


def test_damaged_sheets_are_read_or_refused_with_a_reason(tmp_path):
    fates, seeds = Counter(), sheet_seeds()
    for i in range(140):
        random, (name, data) = Random(i), seeds[i % len(seeds)]
        fates[try_to_read_sheet(tmp_path / name, damage_sheet(name, data, random))] += 1
    read = sum(count for fate, count in fates.items() if fate.endswith("읽음"))
    assert 20 < read < 130 and len(fates) > 10
