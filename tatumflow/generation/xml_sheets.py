"""Lead sheets in MusicXML, as MuseScore, Finale, Sibelius and others write them."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from xml.etree import ElementTree

import numpy as np

from ..data.chords import Chord, FLATS, NO_CHORD, SHARPS
from ..data.notes import NOTE
from ..runtime.errors import TatumError
from .lead_sheets import LeadSheet
from .melodies import top_line
from .repeats import play_order
from .xml_measures import Measure, PartReader

__all__ = ['xml_sheet']


def _read_score(data: bytes) -> ElementTree.Element:
    """The root of a score. Raises `TatumError` for other files."""
    root = _parse(_unzip(data))
    if root.tag != "score-partwise":
        raise TatumError("MusicXML의 악보(score-partwise)가 아닙니다. 악보 프로그램에서 MusicXML로 "
                         "다시 내보내십시오.")
    if root.find("part") is None:
        raise TatumError("MusicXML에 악기(part)가 하나도 없습니다.")
    return root


def xml_sheet(data: bytes) -> LeadSheet:
    """The tune in the bytes of a MusicXML file (.musicxml, .xml, .mxl): the highest notes of the
    first staff, the chord symbols, repeats and jumps written out, as it sounds where the instrument
    transposes. Raises `TatumError` that names what cannot be read and in which measure."""
    root = _read_score(data)
    part = max(root.findall("part"), key=lambda part: part.find("measure/harmony") is not None)
    reader = PartReader()
    measures = [reader.read(element) for element in part.findall("measure")]
    if not any(measure.chords for measure in measures):
        raise TatumError("이 MusicXML에는 화음 기호가 없습니다. 악보 프로그램에서 선율 위에 화음 "
                         "기호를 적거나, 화음을 글로 적은 sheet와 선율(melody)을 따로 주십시오.")
    sheet = _lay_out(measures)
    if sheet.beats <= 0:
        raise TatumError("이 MusicXML의 마디는 모두 비어 있습니다. 악보 프로그램에서 다시 "
                         "내보내십시오.")
    title = root.findtext("work/work-title") or root.findtext("movement-title") or ""
    composer = root.findtext("identification/creator[@type='composer']") or ""
    return replace(sheet, title=title.strip(), composer=composer.strip(),
                   key=_key_name(reader), tempo=reader.tempo)


_MOST_BYTES = 30_000_000


def _unzip(data: bytes) -> bytes:
    """The score in a compressed file (.mxl), or `data` itself. Raises `TatumError`."""
    if not data.startswith(b"PK"): return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(
                (".xml", ".musicxml")) and not name.startswith(("META-INF", "__MACOSX"))]
            box = "META-INF/container.xml" in archive.namelist() and archive.read(
                "META-INF/container.xml")[:10_000].decode("utf-8", "replace")
            names.sort(key=lambda name: not (box and f'full-path="{name}"' in box))
            if names and archive.getinfo(names[0]).file_size <= _MOST_BYTES:
                return archive.read(names[0])
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError,
            ValueError, IndexError):
        pass
    raise TatumError("압축된 MusicXML(.mxl)을 풀지 못했습니다. 압축하지 않은 .musicxml로 "
                     "다시 내보내십시오.")


def _parse(data: bytes):
    """The root element. Raises `TatumError` with the line of what is no XML."""
    named = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w-]+)[^>]*\?>", data)
    try:
        if named and not named[1].lower().startswith(b"utf"):  # EUC-KR, which the parser lacks
            data = data[named.end():].decode(named[1].decode()).encode()
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (1, 0))[0]
        raise TatumError(f"MusicXML의 {line}번째 줄이 손상되어 읽지 못했습니다. 악보 프로그램에서 "
                         "다시 내보내십시오.") from None
    for element in root.iter(): element.tag = str(element.tag).rpartition("}")[2]
    return root


def _key_name(reader: PartReader) -> str:
    """The key that a part sounds in, such as "Bb" or "Cm"."""
    minor = reader.mode == "minor"
    tonic = (7 * reader.fifths + (9 if minor else 0) + reader.shift) % 12
    sharp = reader.fifths > 0 and not reader.shift
    return (SHARPS if sharp else FLATS)[tonic] + ("m" if minor else "")


def _lay_out(measures: Sequence[Measure]) -> LeadSheet:
    """The measures in the order they are played, as one tune."""
    first, short, pickup = measures[0], 1e-6, _has_pickup(measures)
    if pickup: _begin_after_pickup(measures)
    last, lengths, tune = measures[-1], [], _Tune()
    if pickup and abs(last.length + first.length - last.nominal) < short:
        last.length = last.nominal  # the next pickup fills it
    for i in play_order([measure.signs for measure in measures]):
        measure, start = measures[i], sum(lengths)
        if i == 0 and pickup:
            tune.add(measure, start - measure.length)
            continue
        if measure.signs.letter: tune.sections.append((measure.signs.letter, len(lengths)))
        tune.add(measure, start)
        if lengths and abs(lengths[-1] + measure.length - measure.nominal) < short:
            lengths[-1] += measure.length  # a bar in two parts, as at a repeat in its middle
        else: lengths.append(measure.length)
    nominal = Counter(lengths).most_common(1)[0][0]
    return LeadSheet(chords=tune.fill_chords(sum(lengths)), melody=top_line(tune.notes),
                     sections=tuple(tune.sections), bars=len(lengths), beats_a_bar=nominal,
                     lengths=tuple(lengths) if len({*lengths}) > 1 else (),
                     compound=all(measure.compound for measure in measures))


def _has_pickup(measures: Sequence[Measure]) -> bool:
    """Whether the first measure is a pickup: not counted, short, or full of a rest and of notes
    that no chord stands above yet."""
    first, late = measures[0], min((note[0] for note in measures[0].notes), default=0) > 0
    if len(measures) < 2: return False
    if first.implicit or first.length < first.nominal - 1e-6: return True
    return late and not first.chords and bool(measures[1].chords)


def _begin_after_pickup(measures: Sequence[Measure]) -> None:
    """A repeat that nothing opens begins after a pickup if its last bar leaves no room for it."""
    for measure in measures:
        if measure.signs.opens: return
        if measure.signs.closes:
            if measure.length > measure.nominal - 1e-6: measures[1].signs.opens = True
            return


class _Tune:
    """What was played so far: rows of notes, chords and sections."""

    def __init__(self):
        self.rows, self.chords, self.sections = [], [], []

    def add(self, measure: Measure, start: float) -> None:
        """Add a measure that begins at the beat `start`."""
        for onset, length, pitch, tied in measure.notes:
            held = [row for row in self.rows[-8:] if row[2] == pitch and
                    abs(row[0] + row[1] - start - onset) < 1e-6]
            if tied and held: held[0][1] += length
            else: self.rows.append([start + onset, length, pitch, 80])
        self.chords += [(max(0.0, start + onset), symbol) for onset, symbol in measure.chords]

    def fill_chords(self, end: float) -> tuple[Chord, ...]:
        """The chords, each until the next; none before the first."""
        at = dict([(0.0, NO_CHORD), *sorted(self.chords, key=itemgetter(0))])
        ends = [*list(at)[1:], end]
        return tuple(Chord(onset, last - onset, symbol)
                     for (onset, symbol), last in zip(at.items(), ends) if last > onset)

    @property
    def notes(self) -> np.ndarray:
        """The notes, sorted (dtype NOTE, beats)."""
        rows = [tuple(row) for row in self.rows if 21 <= row[2] <= 108]
        return np.sort(np.array(rows, NOTE), order=("onset", "pitch"))
