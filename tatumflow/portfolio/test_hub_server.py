"""A stand-in for the Hugging Face Hub on this computer, for trying uploads and their failures."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import base64
import hashlib
import json
import os
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from unittest import mock

import huggingface_hub
import yaml
from huggingface_hub import ModelCardData


class _Handler(BaseHTTPRequestHandler):
    """The HTTP side of a `LocalHub`, which is `self.server`."""
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, else each answer waits 40 ms

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        hub = self.server
        if hub.cuts and hub.cuts[0] in f"{self.command} {self.path}": return self.cut()
        body = self.read_body()
        hub.seen.append((self.command, self.path))
        if hub.status:
            said = f"refused: {self.headers.get('Authorization')}"
            return self.answer({"error": said}, hub.status)
        self.answer(hub.respond(self.command, self.path, body))

    do_POST = do_PUT = do_HEAD = do_GET

    def cut(self):
        """Break the connection in the middle of the upload."""
        self.server.cuts.pop(0)
        self.rfile.read1(1000)
        self.close_connection = True
        self.connection.close()

    def read_body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def answer(self, data: bytes | dict | list, status: int = 200):
        is_file = isinstance(data, bytes)
        body = data if is_file else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()}"')
        self.send_header("X-Repo-Commit", "0" * 40)
        if status >= 400: self.send_header("X-Error-Message", data["error"])
        self.end_headers()
        if is_file and self.server.short:
            body = body[:len(body) // 2]
            self.close_connection = True
        if self.command != "HEAD": self.wfile.write(body)


def _is_large(name: str) -> bool:
    return name.endswith((".safetensors", ".pt"))


def _upload_mode(file: dict) -> dict:
    """What the Hub says of a file before it is uploaded."""
    mode = "lfs" if _is_large(file["path"]) else "regular"
    return {"path": file["path"], "shouldIgnore": False, "uploadMode": mode}


def _entry(name: str, data: bytes) -> dict:
    """A file in the list of a repository's files."""
    entry = {"type": "file", "path": name, "oid": "0" * 40, "size": len(data)}
    if _is_large(name):
        digest = hashlib.sha256(data).hexdigest()
        entry["lfs"] = {"oid": digest, "size": len(data), "pointerSize": 130}
    return entry


def _stored(digest: str, name: str) -> dict:
    """A large file in the list of what takes storage."""
    return {"fileOid": digest, "oid": digest, "filename": name, "size": 1, "ref": None,
            "pushedAt": "2026-01-01T00:00:00.000Z"}


def _check_yaml(content: str) -> dict:
    """A model card's head must be one that `huggingface_hub` reads."""
    data = yaml.safe_load(content.split("---")[1])
    ModelCardData(**data, ignore_metadata_errors=False)
    return {"errors": [], "warnings": []}


class _Repository:
    """`files` are those of the last commit, `objects` the large files by SHA-256, `stored` the
    names of those that any commit holds, `private` whether only its owner sees it."""

    def __init__(self, private: bool | None):
        self.files, self.objects, self.stored = {}, {}, {}
        self.private = private

    def create(self, asked: dict) -> None:
        asks_private = bool(asked.get("private")) or asked.get("visibility") == "private"
        if self.private is None: self.private = asks_private

    def missing(self, objects: list[dict], address: str) -> dict:
        """Where to send those large files that are not there."""
        for item in objects:
            upload = {"upload": {"href": f"{address}/lfs/{item['oid']}"}}
            if item["oid"] not in self.objects: item["actions"] = upload
        return {"transfer": "basic", "objects": objects}

    def commit(self, body: bytes, address: str) -> dict:
        for entry in map(json.loads, body.splitlines()):
            value = entry["value"]
            if entry["key"] == "file":
                self.files[value["path"]] = base64.b64decode(value["content"])
            if entry["key"] == "lfsFile":
                self.files[value["path"]] = self.objects[value["oid"]]
                self.stored[value["oid"]] = value["path"]
            if entry["key"] == "deletedFile": del self.files[value["path"]]
        return {"success": True, "commitUrl": f"{address}/someone/jazz/commit/{'0' * 40}",
                "commitOid": "0" * 40, "hookOutput": ""}

    def free(self, digests: list[str]) -> dict:
        for digest in digests:
            del self.stored[digest]
            self.objects.pop(digest, None)
        return {}


class LocalHub(ThreadingHTTPServer):
    """A Hub on this computer that holds one repository, `repo`; `seen` are the requests (verb,
    path). `close` ends it.

    To make it fail, set `status` (what it refuses everything with, quoting the token), `cuts`
    (parts of requests at which the connection breaks, once each), `spoilt` (what is uploaded is
    kept damaged) or `short` (downloads break off).
    """
    daemon_threads = True

    def __init__(self, status: int | None = None, cuts: tuple[str, ...] = (),
                 private: bool | None = None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.repo, self.seen = _Repository(private), []
        self.status, self.cuts, self.spoilt, self.short = status, list(cuts), False, False
        Thread(target=self.serve_forever, args=[0.05], daemon=True).start()

    def mend(self):
        """From now on nothing fails."""
        self.status, self.cuts, self.spoilt, self.short = None, [], False, False

    def close(self):
        self.shutdown()
        self.server_close()

    def handle_error(self, *_):
        """A connection that was cut is no error."""

    def respond(self, verb: str, path: str, body: bytes) -> bytes | dict | list:
        repo = self.repo
        if verb == "PUT":
            repo.objects[path.split("/")[-1]] = body[::-1] if self.spoilt else body
            return {}
        if "/commit/" in path: return repo.commit(body, self.address)
        if "/resolve/" in path: return repo.files[path.split("/")[-1]]
        if "/tree/" in path: return [_entry(*file) for file in repo.files.items()]
        if path.endswith("/lfs-files"): return [_stored(*kept) for kept in repo.stored.items()]
        asked = json.loads(body or "{}")
        if "/preupload/" in path: return {"files": [_upload_mode(file) for file in asked["files"]]}
        if path.endswith("/lfs-files/batch"): return repo.free(asked["deletions"]["sha"])
        if path.endswith("/objects/batch"): return repo.missing(asked["objects"], self.address)
        if path == "/api/validate-yaml": return _check_yaml(asked["content"])
        if path == "/api/repos/create":
            repo.create(asked)
            return {"url": f"{self.address}/someone/jazz", "name": "someone/jazz"}
        return {"id": "someone/jazz", "private": repo.private, "sha": "0" * 40,
                "siblings": [], "tags": []}


@contextmanager
def hub_at(address: str, token: str):
    """Within the block `huggingface_hub` talks to `address` with `token`, waits for nothing and
    shows no bars."""
    constants, utils = huggingface_hub.constants, huggingface_hub.utils
    resolve = address + "/{repo_id}/resolve/{revision}/{filename}"
    utils.disable_progress_bars()
    utils.logging.set_verbosity_error()
    try:
        with (mock.patch.object(constants, "ENDPOINT", address),
              mock.patch.object(constants, "HUGGINGFACE_CO_URL_TEMPLATE", resolve),
              mock.patch.object(huggingface_hub.file_download, "HUGGINGFACE_CO_URL_TEMPLATE",
                                resolve, create=True),  # where releases before 1.0 read it
              mock.patch.object(constants, "HF_HUB_DISABLE_XET", True, create=True),
              mock.patch.dict(os.environ, {"HF_TOKEN": token}),
              mock.patch("huggingface_hub.get_token", return_value=None),
              mock.patch("time.sleep")):
            yield
    finally:
        utils.enable_progress_bars()
        utils.logging.set_verbosity_warning()
