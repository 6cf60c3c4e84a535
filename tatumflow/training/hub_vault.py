# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import fnmatch
import sys
import tempfile
from pathlib import Path

from ..runtime.checkpoint_files import best_name
from ..runtime.drive import find_drive
from ..runtime.errors import TatumError
from ..runtime.files import file_digest, is_intact
from ..runtime.hub import ask_hub, check_repo, make_repo, open_hub
from ..runtime.platforms import where
from ..runtime.vault import Vault
from ..runtime.workspaces import workspace

__all__ = ['HubFolder', 'HubVault', 'find_vault', 'open_vault']


class HubFolder:
    """The files of the private repository `repo` ("user/name", made if absent) of the Hugging Face Hub, opened by the secret HF_TOKEN.
    Everything raises `TatumError` where the Hub refuses."""

    def __init__(self, repo: str):
        from huggingface_hub.utils import disable_progress_bars
        check_repo(repo)
        disable_progress_bars()  # copies go in the background of training, which has a bar of its own
        self.repo, self.api = repo, open_hub()
        self._ask("열지", lambda: make_repo(self.api, repo, private=True))

    def _ask(self, what: str, action): return ask_hub(action, f"Hub의 {self.repo}을(를) {what} 못했습니다.")

    def digests(self) -> dict[str, str | None]:
        """{file name: the Hub's own SHA-256 of it, None of a small file}."""
        files = self._ask("읽지", lambda: list(self.api.list_repo_tree(self.repo)))
        return {file.path: file.lfs and file.lfs.sha256 for file in files if hasattr(file, "lfs")}

    def upload(self, source: Path) -> None:
        self._ask(f"열었으나 {source.name}을(를) 올리지", lambda: self.api.upload_file(path_or_fileobj=source, path_in_repo=source.name, repo_id=self.repo))

    def delete(self, names: list[str]) -> None:
        if names: self._ask(f"열었으나 {', '.join(names)}을(를) 지우지", lambda: self.api.delete_files(self.repo, names))

    def fetch(self, name: str, folder: Path) -> Path:
        return Path(self._ask(f"열었으나 {name}을(를) 받지", lambda: self.api.hf_hub_download(self.repo, name, local_dir=folder)))


class HubVault(Vault):
    """A `Vault` in the Hub's repository `repo` (see `HubFolder`). A copy counts when the Hub's own SHA-256 of it is the file's."""

    def __init__(self, local, repo: str, tell=lambda text: print(text, file=sys.stderr)):
        super().__init__(local, repo, tell)
        self.hub = HubFolder(repo)

    def names(self) -> set[str]: return set(fnmatch.filter(self.hub.digests(), "tatumflow_*.pt"))

    def _copy(self) -> tuple[list[str], list[str]]:
        there, damaged = self.hub.digests(), []
        for source in sorted(self.local.glob("tatumflow_*.pt"), reverse=True):
            try:
                if there.get(source.name) == (digest := file_digest(source)): continue
                if whole := is_intact(source): self.hub.upload(source)
            except (OSError, TatumError):
                if source.exists(): raise
            if not source.exists(): continue  # training has deleted it meanwhile
            if not whole: damaged.append(source.name)
            elif self.hub.digests().get(source.name) == digest: self._note(source.name)
            else:
                self.hub.delete([source.name])
                raise TatumError(f"Hub에 올린 {source.name}이(가) 원본과 달라 지웠습니다.")
        if (note := self.local / "best.json").is_file(): self.hub.upload(note)
        self.hub.delete([name for name in sorted(self.names())[:-2] if name != best_name(self.local)])
        return damaged, []

    def restore(self) -> Path | None:
        there, here = self.hub.digests(), {path.name for path in self.local.glob("tatumflow_*.pt") if is_intact(path)}
        with tempfile.TemporaryDirectory() as staging:
            if "best.json" in there: self.hub.fetch("best.json", staging)
            if (best := best_name(Path(staging))) in there and best not in here: self.hub.fetch(best, staging)
            for name in sorted(fnmatch.filter(there, "tatumflow_*.pt"), reverse=True):
                if name in here or is_intact(self.hub.fetch(name, staging)): break
            return Vault(self.local, staging, self.tell).restore()


def open_vault(local, place) -> Vault:
    """The vault of the checkpoints in `local` at `place`: a folder, or "hub:user/name". Raises `TatumError` as `HubFolder`."""
    place = Path(place).as_posix()
    return HubVault(local, place.removeprefix("hub:")) if place.startswith("hub:") else Vault(local, place)


def find_vault(out: Path | None = None) -> Path | None:
    """The folder on Google Drive for copies of the workspace's checkpoints; None elsewhere and for a run in a folder `out` of its own, on
    Colab and Kaggle with a warning."""
    if out and Path(out).resolve() != workspace().root and where() == "colab":
        print("주의: --out으로 따로 하는 훈련이라 사본을 만들지 않습니다. 사본을 두려면 --vault에 이 훈련만의 Drive 폴더나 hub:사용자이름/저장소이름을 주십시오.")
        return None
    drive = find_drive()
    if not drive and where() == "colab":
        print("주의: Google Drive가 연결되어 있지 않아 사본을 만들지 않습니다. 런타임이 끊기면 체크포인트가 사라집니다. "
              "앞머리의 take_over() 칸을 다시 실행해 연결을 허락하십시오.")
    if where() == "kaggle":
        print("주의: 사본을 만들지 않습니다. Kaggle은 Save Version으로 저장하지 않은 세션의 파일을 지웁니다. 길게 훈련한다면 vault에 "
              "hub:사용자이름/저장소이름을 주어 Hugging Face에 사본을 두십시오.")
    return drive
