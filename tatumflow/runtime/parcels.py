"""One ZIP that carries what the lessons left, where there is no Google Drive."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import tempfile
from pathlib import Path

from .bundles import FILES, FOLDERS, pack, unpack
from .checkpoint_files import best_name, checkpoint_files
from .errors import TatumError
from .files import write_atomic
from .hub import ask_hub, make_repo, open_hub, repo_name
from .platforms import where
from .vault import describe_problem
from .workspaces import Workspace

__all__ = ['PARCEL', 'fetch', 'send']


PARCEL = "tatumflow_work.zip"


def _pack_all(ws):
    """The ZIP of what the workspace holds. Raises `TatumError` where it is empty."""
    best, newest = best_name(ws.checkpoints), checkpoint_files(ws.checkpoints)[-1:]
    paths = [path for folder in FOLDERS for path in (ws.root / folder).rglob("*")]
    paths += [*newest, *(ws.root / name for name in FILES)]
    if best: paths += [ws.checkpoints / best, ws.checkpoints / "best.json"]
    try:
        pack(ws.root, paths, ws.root / PARCEL)
    except OSError as error:
        raise TatumError(f"ZIP으로 묶지 못했습니다. {describe_problem(error)}.") from None
    if not (ws.root / PARCEL).is_file():
        raise TatumError("넘길 파일이 아직 없습니다. 이 노트북을 끝까지 실행한 뒤에 넘기십시오.")
    return ws.root / PARCEL


def send(ws: Workspace, to: str) -> None:
    """Offer the ZIP of the workspace for download (`to` "zip"), or upload it to a private
    repository of the Hub ("hub:user/name"). Raises `TatumError`."""
    kind, _, repo = to.partition(":")
    if to != "zip" and kind != "hub":
        raise TatumError(f"넘길 곳을 알 수 없습니다: '{to}'. drive, zip, hub:사용자이름/저장소이름 "
                         "가운데 하나를 적으십시오.")
    parcel = _pack_all(ws)
    if to == "zip": _offer(parcel)
    else: _upload(parcel, repo)


def _offer(parcel):
    """A download on Colab, a link elsewhere."""
    size = parcel.stat().st_size / 1e6
    print(f"{parcel.name} ({size:.1f}MB)을 내려받아 두십시오. 다음 노트북에서는 "
          'take_over(lane, source="zip")으로 이어받습니다.')
    if where() == "colab":
        from google.colab import files
        files.download(str(parcel))
    else:
        import IPython.display as ipython
        ipython.display(ipython.FileLink(os.path.relpath(parcel)))


def _upload(parcel, repo):
    repo, hub = repo_name(repo), open_hub()
    ask_hub(lambda: make_repo(hub, repo, private=True), f"{repo} 저장소를 만들지 못했습니다.")
    ask_hub(lambda: hub.upload_file(path_or_fileobj=str(parcel), path_in_repo=PARCEL,
                                    repo_id=repo), f"{repo}에 올리지 못했습니다.")
    print(f"{repo}에 올렸습니다. 다음 노트북에서는 "
          f'take_over(lane, source="hub:{repo}")로 이어받습니다.')


def fetch(ws: Workspace, source: str) -> int:
    """Unpack what `send` made: from a ZIP that is uploaded or lies here ("zip"), from the path of
    one, or from the Hub ("hub:user/name"). Returns how many files came. Raises `TatumError`."""
    if source.startswith("hub:"): return unpack(_download(source.removeprefix("hub:")), ws.root)
    if source == "zip" and where() == "colab": return _ask_for_upload(ws)
    places = [Path(PARCEL), ws.root / PARCEL] if source == "zip" else [Path(source)]
    for place in places:
        if place.is_file(): return unpack(place, ws.root)
    raise TatumError(f"이어받을 파일이 없습니다: {places[0]}. 앞 노트북에서 hand_over(\"zip\")으로 "
                     "내려받은 ZIP을 이 폴더에 올리고 다시 실행하십시오.")


def _download(repo):
    repo, hub = repo_name(repo), open_hub()
    return Path(ask_hub(lambda: hub.hf_hub_download(repo, PARCEL),
                        f"{repo}에서 내려받지 못했습니다."))


def _ask_for_upload(ws):
    from google.colab import files
    with tempfile.TemporaryDirectory() as folder:
        parcels = [write_atomic(Path(folder) / Path(name).name, data)
                   for name, data in files.upload().items()]
        return sum(unpack(parcel, ws.root) for parcel in parcels)
