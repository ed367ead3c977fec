"""Repair of crawled text: what a crawler, a mirror site or a converter did to an article, undone with edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from extractor.model import Edit
from extractor.text.edits import EditList
from extractor.text.latest import of_latest
from extractor.text.repair.characters import FAR, compile_characters, find_characters, find_entities
from extractor.text.repair.mojibake import SUSPECTS, find_mojibake
from extractor.text.repair.notes import find_notes
from extractor.text.repair.readings import LETTERS
from extractor.text.repair.rules import COSMETIC_RULES, RepairRules, Stage
from extractor.text.repair.slips import TRIGGER, find_slips
from extractor.text.repair.spacing import find_line_ends, find_spacing

__all__ = ["RepairRules", "is_damaged", "is_restored", "repair"]

NOTED = re.compile(rf"[{LETTERS}][1-5]?[)）\]］】〕]")
"""A letter before a closing bracket: cheap to look for, and every note has one."""
SPACING = re.compile(r"[ \n]")
TONES = re.compile(r"[(（\[［【〔][a-z]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü][a-z]{0,3}[)）\]］】〕]")


def is_damaged(text: str) -> bool:
    """Whether the text carries reading notes or lost characters, as mirror sites leave them; a cheap check, not a proof."""
    return _has_notes(text) or "\ufffd" in text or ("?" in text and TRIGGER.search(text) is not None)


def is_restored(edit: Edit) -> bool:
    """Whether an edit of repair put right something that was damaged, not only written in another way (a line break, a
    no-break space) or found damaged beyond repair."""
    return edit.confidence > 0 and edit.rule not in COSMETIC_RULES and not edit.text.isspace()


def repair(text: str, rules: RepairRules) -> list[EditList]:
    """The stages of edits, each over what the one before it leaves; empty where nothing is wrong.

    An edit of confidence 0 replaces damage by itself: it was found and could not be repaired.
    """
    done: list[EditList] = []
    told: dict[int, bool] = {}  # what the checks say of the text as it is
    for name, signs, find in _finders(rules):
        if name not in rules.stages or not any(_shows(text, sign, told) for sign in signs):
            continue
        edits = find(text)
        if edits:
            stage = EditList(len(text), _without_overlap(edits))
            text = stage.apply(text)
            done.append(stage)
            told.clear()
    return done


def _shows(text: str, sign: Check, told: dict[int, bool]) -> bool:
    if id(sign) not in told:
        told[id(sign)] = bool(sign(text))
    return told[id(sign)]


Check = Callable[[str], object]
Find = Callable[[str], list[Edit]]


@of_latest
def _finders(rules: RepairRules) -> list[tuple[Stage, tuple[Check, ...], Find]]:
    """The stages in order: name, fast checks of which one must hold where it can have work, and the search for its edits."""
    suspects = re.compile(f"[{compile_characters(rules.characters).near}{SUSPECTS}]").search
    return [
        ("mojibake", (suspects,), find_mojibake),
        ("entities", (lambda text: "&" in text,), find_entities),
        ("slips", (lambda text: "?" in text or "\ufffd" in text,), lambda text: _slips(text, rules)),
        ("notes", (NOTED.search,), lambda text: find_notes(text, rules.notes)),
        ("characters", (suspects, FAR.search), lambda text: find_characters(text, rules.characters)),
        ("spacing", (lambda text: "\r" in text,), find_line_ends),
        ("spacing", (SPACING.search,), lambda text: find_spacing(text, rules.spacing)),
    ]


def _slips(text: str, rules: RepairRules) -> list[Edit]:
    return list(find_slips(text, rules.slips.phrases, noted=_has_notes(text)))


def _has_notes(text: str) -> bool:
    return len(TONES.findall(text)) >= 3


def _without_overlap(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that begin inside an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
