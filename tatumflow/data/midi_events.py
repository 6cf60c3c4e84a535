"""From the bytes of a Standard MIDI File to its events, as forgiving as a player is."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np

from ..runtime.errors import TatumError

__all__ = ['MidiSong', 'MidiTrack', 'read_songs']


@dataclass
class MidiTrack:
    """What a piano needs of one track.

    events: (tick, status, data 1, data 2): notes on and off (on with velocity 0 is off), program
        changes, a few controllers, and (tick, 0xF0 + channel, 1 or 0, 0) where a system exclusive
        message makes a channel play drums, or no longer
    tempos: (tick, microseconds a beat), never 0
    end: the tick of the last whole event
    port: of which its channels are, each port has sixteen; None where it names none
    """
    events: list[tuple[int, int, int, int]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0
    port: int | None = None


@dataclass(frozen=True)
class MidiSong:
    """Tracks that sound together. `division` is that of the file's header."""
    division: int
    tracks: list[MidiTrack]

    def seconds(self, ticks) -> np.ndarray:
        """The times of `ticks`, by one tempo map of all tracks; 120 bpm before the first tempo."""
        ticks = np.asarray(ticks, np.int64)
        if self.division >= 0x8000:  # frames a second (29 means 29.97), and ticks a frame
            frames = 256 - (self.division >> 8)
            return ticks / ((30_000 / 1001 if frames == 29 else frames) * (self.division & 255))
        tempos = [tempo for track in self.tracks for tempo in track.tempos]
        tempos.sort(key=itemgetter(0))
        changes = dict([(0, 500_000), *tempos])  # of two at one tick the last one holds
        starts = np.array(list(changes))
        pace = np.array(list(changes.values())) / (1e6 * self.division)
        times = np.append(0, np.cumsum(np.diff(starts) * pace[:-1]))
        now = np.searchsorted(starts, ticks, side="right") - 1
        return times[now] + (ticks - starts[now]) * pace[now]


@dataclass
class _Bytes:
    """Bytes that are read in order. Raises IndexError where there are no more, or no number."""
    data: bytes
    place: int = 0

    def byte(self) -> int:
        value = self.data[self.place]
        self.place += 1
        return value

    def number(self) -> int:
        """A number of variable length (16 bytes at most), of which the lowest 28 bits count."""
        value = 0
        for _ in range(16):
            byte = self.byte()
            value = (value << 7 | byte & 127) & 0xFFFFFFF
            if byte < 128: return value
        raise IndexError

    def take(self, length: int) -> bytes:
        if self.place + length > len(self.data): raise IndexError
        self.place += length
        return self.data[self.place - length:self.place]


def _drum_switch(message: bytes) -> tuple[int, int] | None:
    """(channel, whether it plays drums from now on), if a system exclusive message says so."""
    roland = len(message) > 7 and message[0] == 0x41 and message[2:5] == b"\x42\x12\x40"
    if roland and message[5] >> 4 == 1 and message[6] == 0x15:  # GS: use for rhythm part
        part = message[5] & 15
        channel = part if part > 9 else (part - 1) % 10  # part 0 is channel 10
        return channel, int(message[7] > 0)
    yamaha = len(message) > 6 and message[0] == 0x43 and message[2:4] == b"\x4c\x08"
    if yamaha and message[4] < 16 and message[5] == 7:  # XG: part mode
        return message[4], int(message[6] > 0)
    return None


_MOST_EVENTS, _MOST_TRACKS = 400_000, 1000  # an hour of a busy pianist is 100,000 events
_CONTROLLERS = {0, 64, 66, 120, 121, 123}  # bank, two pedals, sound off, reset, notes off
_COMMON_LENGTHS = {0xF1: 1, 0xF2: 2, 0xF3: 1}  # data bytes of system messages; others have none


class _TrackReader:
    """Reads the events of one track; `status` is the running status, which outlives a track."""

    def __init__(self, body: bytes, status: int):
        self.bytes, self.status = _Bytes(body), status
        self.track, self.tick, self.ended = MidiTrack(), 0, False

    def read(self, most: int) -> int:
        """Read up to the end of the track, or to its last whole event; returns how many events.

        Stops after `most` events.
        """
        count = 0
        with suppress(IndexError):
            while not self.ended and count < most:
                self.tick += self.bytes.number()
                self._read_event()
                self.track.end = self.tick
                count += 1
        return count

    def _read_event(self) -> None:
        first = self.bytes.byte()
        while first < 128 and not self.status:  # out of step: go on to the next status byte
            first = self.bytes.byte()
        if first < 128:
            self._read_channel_event(self.status, first)
        elif first < 0xF0:
            self.status = first
            self._read_channel_event(first, self.bytes.byte())
        elif first == 0xFF:
            self._read_meta_event(self.bytes.byte(), self.bytes.take(self.bytes.number()))
        elif first in (0xF0, 0xF7):
            switch = _drum_switch(self.bytes.take(self.bytes.number()))
            if switch: self.track.events.append((self.tick, 0xF0 + switch[0], switch[1], 0))
        else:
            self.bytes.take(_COMMON_LENGTHS.get(first, 0))

    def _read_channel_event(self, status: int, one: int) -> None:
        kind = status & 0xF0
        two = 0 if kind in (0xC0, 0xD0) else min(self.bytes.byte(), 127)
        if one > 127: return
        if kind == 0x90 and two == 0:
            status -= 0x10
        elif kind == 0xB0 and one not in _CONTROLLERS or kind in (0xA0, 0xD0, 0xE0):
            return
        self.track.events.append((self.tick, status, one, two))

    def _read_meta_event(self, kind: int, content: bytes) -> None:
        """Only tempo, port (the first that a track names) and end of track matter."""
        if kind == 0x2F: self.ended = True
        if kind == 0x21 and len(content) == 1 and self.track.port is None:
            self.track.port = content[0]
        if kind == 0x51 and len(content) == 3 and any(content):
            self.track.tempos.append((self.tick, int.from_bytes(content, "big")))


def _track_end(data: bytes, start: int, length: int) -> int:
    """Where the track ends whose events begin at `start`.

    Its stated `length` counts where the file ends or another chunk begins there; else the track
    goes on to the next mark `MTrk`.
    """
    end, mark = start + length, data.find(b"MTrk", start)
    mark = len(data) if mark < 0 else mark
    chunk = len(data[end:end + 4]) == 4 and data[end:end + 4].isalnum()
    return end if end in (mark, len(data)) or chunk and end < mark else mark


_END_BYTES = 4  # of the end of a track: without them no music is missing


def _read_tracks(data: bytes) -> list[MidiTrack]:
    """All tracks of a file, by their marks. Raises `TatumError` when the last one is cut off, or
    when they are too many."""
    tracks, status, left = [], 0, _MOST_EVENTS
    mark = data.find(b"MTrk", 14)
    while 0 <= mark <= len(data) - 8:
        start, length = mark + 8, int.from_bytes(data[mark + 4:mark + 8], "big")
        end = _track_end(data, start, length)
        reader = _TrackReader(data[start:end], status)
        left -= reader.read(left)
        tracks.append(reader.track)
        if not left or len(tracks) > _MOST_TRACKS:
            raise TatumError("음이나 트랙이 너무 많아 피아노 연주로 볼 수 없습니다. "
                             "다른 파일을 고르십시오.")
        status, mark = reader.status, data.find(b"MTrk", end)
        if start + length > len(data) + _END_BYTES and mark < 0 and not reader.ended:
            raise TatumError("파일이 중간에서 잘렸습니다. 다시 내려받으십시오.")
    return tracks


_FRONT = 1024  # bytes before the header that are passed over: a byte order mark, MacBinary
_OTHERS = [  # how files begin that are something else, and what they are
    (rb"PK", "ZIP으로 묶인 파일입니다. 풀어 그 안의 MIDI를 주십시오."),
    (rb"ID3|\xff[\xf2\xf3\xfa\xfb]|RIFF.{4}WAVE|fLaC|OggS|.{4}ftyp",
     "소리나 영상 파일입니다. 소리는 받아 적는 프로그램으로 MIDI로 바꾸어 주십시오."),
    (rb"(\xef\xbb\xbf)?\s*<\?xml|(\xef\xbb\xbf)?\s*<score-",
     "XML입니다. MusicXML 악보라면 악보를 받는 --sheet에 주십시오."),
    (rb"(?i:(\xef\xbb\xbf)?\s*<(!doctype )?html)",
     "웹 페이지입니다. 내려받는 단추를 눌러 파일을 다시 받으십시오."),
    (rb"%PDF", "PDF입니다. 악보 프로그램에서 MIDI로 내보내십시오."),
    (rb"version https://git-lfs|bplist", "파일이 있는 곳을 가리키는 표시일 뿐입니다(Git LFS, "
     "iCloud). 내용을 내려받으십시오."),
]


def _what_it_is(data: bytes) -> str:
    """A Korean sentence on bytes that are no MIDI."""
    known = (what for pattern, what in _OTHERS if re.match(pattern, data[:_FRONT], re.DOTALL))
    return next(known, "이름만 .mid인 다른 파일일 수 있습니다.")


def read_songs(data: bytes) -> list[MidiSong]:
    """The songs of a MIDI file: one, or as many as a file of type 2 has tracks.

    A RIFF wrapping (.rmi) is opened. Chunk lengths, the number of tracks and missing ends are not
    taken at their word. Raises `TatumError` when the bytes are no MIDI, cut off or damaged.
    """
    if not data: raise TatumError("빈 파일입니다(0바이트). 다시 내려받으십시오.")
    head = data.find(b"MThd", 0, len(data) if data.startswith(b"RIFF") else _FRONT)
    if head < 0:
        raise TatumError(f"MIDI 파일이 아닙니다(머리글 MThd가 없습니다). {_what_it_is(data)}")
    data = data[head:]
    kind, division = (int.from_bytes(data[i:i + 2], "big") for i in (8, 12))
    tracks = _read_tracks(data)
    if not tracks or not division or division >= 0x8000 and not division & 255:
        fault = "박의 길이가 0입니다" if tracks else "트랙이 없습니다"
        raise TatumError(f"파일이 손상되어 읽을 수 없습니다({fault}). 다른 사본을 구하십시오.")
    groups = [[track] for track in tracks] if kind == 2 else [tracks]
    return [MidiSong(division, group) for group in groups]
