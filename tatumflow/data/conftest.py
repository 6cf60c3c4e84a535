"""What the tests of this package share."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import functools
import http.server
import threading
from pathlib import Path

import numpy as np
import pytest

from .collecting import collect
from .notes import make_notes
from .preparing import prepare
from .windows import TokenStream


class _RangeHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files with Range; of the paths in `server.drops` it sends half, once."""

    def log_message(self, *args): pass

    def do_GET(self):
        data = Path(self.translate_path(self.path)).read_bytes()
        asked = self.headers.get("Range") if self.server.resumes else None
        start = int((asked or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        if start >= len(data):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(data)}")
            return self.end_headers()
        body = data[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path in self.server.drops:
            self.server.drops.remove(self.path)
            body = body[:len(body) // 2]
        self.server.encodings.append(self.headers["Accept-Encoding"])
        self.wfile.write(body)


@pytest.fixture
def file_server(tmp_path):
    """A server of this machine: `.folder` is served under `.url`."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = functools.partial(_RangeHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.folder, server.drops, server.encodings, server.resumes = folder, set(), [], True
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def scale_notes():
    """Forty notes up and down the keyboard in ten seconds."""
    return make_notes(np.arange(40) * 0.25, 0.2, 60 + np.arange(40) % 12, 70)


@pytest.fixture(scope="session")
def etude_tokens(tmp_path_factory):
    """A folder of 30 études as `prepare` makes it, with the MIDI beside it; not to be changed."""
    folder = tmp_path_factory.mktemp("etudes")
    collect("etudes", out=folder / "midi")
    for file in sorted((folder / "midi").glob("*.mid"))[::2]:
        file.unlink()
    prepare(folder / "midi", folder / "tokens")
    return folder / "tokens"


@pytest.fixture(scope="session")
def etude_stream(etude_tokens):
    """The training split of `etude_tokens`, in windows of 256."""
    return TokenStream.open(etude_tokens, "train", 256)
