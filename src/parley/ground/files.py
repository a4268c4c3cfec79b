"""Writing files whole or not at all."""

import os
import tempfile
from pathlib import Path

from parley.ground.errors import WriteError


def write_whole(path: Path, content: str | bytes) -> None:
    """Write to a temporary name beside `path`, then rename: a reader sees the old file or the new one.

    Text is written as UTF-8 with its line ends as they are.

    Raises:
        WriteError: it cannot be written there; the old file stands.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _write(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        mend = "Check the folder, its permissions and the space left, or choose another place."
        raise WriteError(path, problem=f"The file cannot be written: {reason}.", mend=mend) from error


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
