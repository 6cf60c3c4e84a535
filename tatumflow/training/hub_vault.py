"""Copies of checkpoints in a private repository of the Hugging Face Hub."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import fnmatch
import tempfile
from pathlib import Path

from ..runtime.checkpoint_files import best_name, checkpoint_files, step_of
from ..runtime.errors import TatumError
from ..runtime.files import file_digest, is_intact
from ..runtime.hub import ask_hub, make_repo, open_hub, repo_name
from ..runtime.vault import Vault

__all__ = ['HubFolder', 'HubVault']


_COPIES = "tatumflow_*.pt"


class HubFolder:
    """The files of the private repository `repo` (see `repo_name`; made if absent) of the Hugging
    Face Hub (see `open_hub`). Everything raises `TatumError` where the Hub refuses."""

    def __init__(self, repo: str):
        from huggingface_hub.utils import disable_progress_bars
        disable_progress_bars()  # training has a bar of its own
        self.repo, self.api = repo_name(repo), open_hub()
        self._ask("열지", lambda: make_repo(self.api, self.repo, private=True))

    def _ask(self, what: str, action):
        return ask_hub(action, f"Hub의 {self.repo}을(를) {what} 못했습니다.")

    def digests(self) -> dict[str, str | None]:
        """{file name: the Hub's own SHA-256 of it, None of a small file}."""
        files = self._ask("읽지", lambda: list(self.api.list_repo_tree(self.repo)))
        return {file.path: file.lfs and file.lfs.sha256 for file in files if hasattr(file, "lfs")}

    def upload(self, source: Path) -> None:
        self._ask(f"열었으나 {source.name}을(를) 올리지",
                  lambda: self.api.upload_file(path_or_fileobj=source, path_in_repo=source.name,
                                               repo_id=self.repo))

    def delete(self, names: list[str]) -> None:
        if names:
            self._ask(f"열었으나 {', '.join(names)}을(를) 지우지",
                      lambda: self.api.delete_files(self.repo, names))

    def free(self) -> None:
        """Give back the storage of all copies that the repository does not show any more: deleting
        a file leaves its contents in the history (see huggingface.co/docs/hub/storage-limits)."""
        self._ask("열었으나 지운 사본의 자리를 비우지", self._delete_contents)

    def _delete_contents(self) -> None:
        shown = set(self.digests().values())
        old = [file for file in self.api.list_lfs_files(self.repo)
               if fnmatch.fnmatch(file.filename, _COPIES) and file.file_oid not in shown]
        if old: self.api.permanently_delete_lfs_files(self.repo, old)

    def fetch(self, name: str, folder: Path) -> Path:
        return Path(self._ask(f"열었으나 {name}을(를) 받지",
                              lambda: self.api.hf_hub_download(self.repo, name, local_dir=folder)))


class HubVault(Vault):
    """A `Vault` in the Hub's repository `repo` (see `HubFolder`). A copy counts when the Hub's own
    SHA-256 of it is the file's."""

    def __init__(self, local, repo: str, tell=None):
        super().__init__(local, repo, tell)
        self.hub = HubFolder(repo)

    def names(self) -> set[str]:
        return set(fnmatch.filter(self.hub.digests(), _COPIES))

    def _copy(self) -> tuple[list[str], list[str]]:
        damaged = []
        for source in reversed(checkpoint_files(self.local)):
            try:
                if not self._send(source): damaged.append(source.name)
            except (OSError, TatumError):
                if source.exists(): raise  # else training has deleted it meanwhile
        note = self.local / "best.json"
        if note.is_file(): self.hub.upload(note)
        self._prune()
        return damaged, []

    def _send(self, source: Path) -> bool:
        """Bring a checkpoint to the Hub unless it is there; False when it is damaged here."""
        digest = file_digest(source)
        if self.hub.digests().get(source.name) == digest: return True
        if not is_intact(source): return not source.exists()
        self.hub.upload(source)
        if self.hub.digests().get(source.name) != digest:
            self.hub.delete([source.name])
            raise TatumError(f"Hub에 올린 {source.name}이(가) 원본과 달라 지웠습니다.")
        self._note(source.name)
        return True

    def _prune(self) -> None:
        """Delete the copies that are neither the best nor among the two newest, and free their
        storage."""
        copies = sorted(self.names(), key=step_of)
        self.hub.delete([name for name in copies[:-2] if name != best_name(self.local)])
        self.hub.free()

    def restore(self) -> Path | None:
        """The newest whole checkpoint, in `local`; None if there is none anywhere."""
        here = {path.name for path in checkpoint_files(self.local) if is_intact(path)}
        with tempfile.TemporaryDirectory() as staging:
            self._fetch(here, Path(staging))
            return Vault(self.local, staging, self.tell).restore()

    def _fetch(self, here: set[str], staging: Path) -> None:
        """Bring into `staging` the best copy, and the newest whole one that is not `here`."""
        there = self.hub.digests()
        if "best.json" in there: self.hub.fetch("best.json", staging)
        best = best_name(staging)
        if best in there and best not in here: self.hub.fetch(best, staging)
        for name in sorted(fnmatch.filter(there, _COPIES), key=step_of, reverse=True):
            if name in here or is_intact(self.hub.fetch(name, staging)): return
