"""The sets of rules that are compared: directories, git revisions, or the product's own."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import UsageError
from extractor.rules.files import RuleFiles, names_under
from extractor.rules.pack import default_rules
from extractor.rules.versions import cleaning_digest

DEFAULT = "default"
"""The name of the product's own rules."""
FACTS = ("facts/awards.yaml", "facts/funding.yaml", "confidence.yaml")
"""Files that nothing but the facts depends on. All others may change mentions."""
_IDLE = ("pack.yaml", "tuning.yaml", "merge.yaml", "gazetteers/former_names.yaml", "gazetteers/award_names.yaml")
"""Files that no extraction depends on."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A set of rules as the user named it, with hashes of the files that cleaning, mentions and facts depend on; what stands
    further down the chain depends on all before it."""

    name: str
    files: RuleFiles
    text: str
    mentions: str
    facts: str

    @classmethod
    def of(cls, name: str, files: RuleFiles) -> RuleSet:
        """The set made of those files."""
        return cls(
            name,
            files,
            text=cleaning_digest(files),
            mentions=files.digest(only=lambda file: file not in (*_IDLE, *FACTS)),
            facts=files.digest(only=lambda file: file not in _IDLE),
        )


def rule_set(name: str, scratch: Path, *, beside: str = "") -> RuleSet:
    """The rules that `name` stands for: `default`, a directory, or a git revision (`HEAD~1`, or `HEAD~1:my-rules`).

    A directory that lacks some of the product's files is laid over them, as `--rules` does. Of a revision that names no path
    the directory `beside` is taken, or `rules`; its files are written to `scratch`. Raises UsageError.
    """
    if name == DEFAULT:
        return RuleSet.of(name, RuleFiles((default_rules(),)))
    if Path(name).is_dir():
        return RuleSet.of(name, _laid_over(Path(name)))
    revision, _, path = name.partition(":")
    directory = path or (beside if beside and Path(beside).is_dir() else "rules")
    return RuleSet.of(name, _laid_over(_checked_out(revision, directory, scratch)))


def _laid_over(directory: Path) -> RuleFiles:
    own = default_rules()
    whole = set(names_under(own)) <= set(names_under(directory))
    return RuleFiles((directory,) if whole else (own, directory))


def _checked_out(revision: str, directory: str, scratch: Path) -> Path:
    """The directory as it was at the revision, written below `scratch`."""
    home = Path(directory) if Path(directory).is_dir() else Path()
    inside = _git(["rev-parse", "--show-prefix"], home, revision).decode().strip() if home != Path() else f"{directory}/"
    top = Path(_git(["rev-parse", "--show-toplevel"], home, revision).decode().strip())
    packed = _git(["archive", "--format=tar", revision, "--", inside], top, revision)
    target = scratch / "".join(char if char.isalnum() else "_" for char in revision)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")
    return target / PurePosixPath(inside)


def _git(command: list[str], directory: Path, revision: str) -> bytes:
    try:
        return subprocess.run(["git", *command], cwd=directory, capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise UsageError(f"{revision} is no directory, and there is no git to ask for a revision of that name") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"{revision} is neither a directory of rules nor a git revision: {told[0] if told else ''}") from error
