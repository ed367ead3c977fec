"""Who gets a sum, who pays it, what for and when: read from the clause the sum stands in."""

from __future__ import annotations

import re

from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.rules.alphabet import SLOT_CHARS

_WHO = SLOT_CHARS["company"] + SLOT_CHARS["organisation"]
_GRANTOR = SLOT_CHARS["grantor"]
_PAYERS = re.compile(
    "(?:[省市区县州镇]级?(?:、[省市区县](?:（[市县]）|\\([市县]\\))?)*(?:两级|三级|级)?财政|[省市区县]里|财政部门|特区政府|中央财政|国家财政)"
)
_PERIOD = re.compile(
    "(?:(?:19|20)\\d\\d年(?:以来|度|上半年|下半年|全年|[0-9]{1,2}月(?:以来)?|前[0-9]{1,2}个月|底)?|今年(?:以来|上半年|前[0-9一二三四五六七八九十]{1,3}个?(?:月|季度)|[0-9]{1,2}月)?"
    "|去年(?:以来|全年|[0-9]{1,2}月)?|前[0-9]{1,2}个月|上半年|下半年|明年|近[0-9一二三四五六七八九十两]{1,2}年(?:来)?|[0-9]{1,2}至[0-9]{1,2}月)"
)
_FOR = re.compile("(?:用于|用来|支持|投资建设|投资|建设|新建|打造)([^，。；：、]{2,24})")


def recipients_of(slotted: Slotted, position: int, clause: tuple[int, int]) -> list[str]:
    """The named recipients: the companies and organisations of the clause that are not introduced as payers (向, 从, 由)."""
    names: list[str] = []
    for at in range(clause[0], position):
        mention = slotted.at(at)
        if mention is None or slotted.text[at] not in _WHO:
            continue
        before = slotted.text[max(0, at - 2) : at]
        bank = mention.value.endswith(("银行", "分行", "支行"))
        if not bank and not before.endswith(("从", "由")):
            names.append(mention.value)
    return list(dict.fromkeys(names))


def funder_of(slotted: Slotted, position: int, clause: tuple[int, int]) -> str | None:
    """Who pays: a bank, a government body or a budget named in the clause before the sum; None where none is."""
    for at in range(position - 1, clause[0] - 1, -1):
        mention = slotted.at(at)
        if mention is None:
            continue
        bank = mention.type == "company" and mention.value.endswith(("银行", "分行", "支行", "公司"))
        if slotted.text[at] == _GRANTOR or (bank and slotted.text[max(0, at - 1) : at] in ("从", "由")):
            return mention.value
        if mention.type == "company" and mention.value.endswith(("银行", "分行", "支行")):
            return mention.value
    payers = _PAYERS.findall(slotted.text, clause[0], position)
    return payers[-1] if payers else None


def period_of(slotted: Slotted, position: int) -> str | None:
    """The period told last before the sum in its sentence, as written."""
    periods = _PERIOD.findall(slotted.text, 0, position)
    return periods[-1] if periods else None


def purpose_of(view: DocumentView, slotted: Slotted, position: int, clause: tuple[int, int]) -> str | None:
    """What the sum is for: an award named in the clause, else what 用于 or 建设 names behind or before the sum."""
    prizes = [m for m in slotted.within(*clause) if m.type == "award"]
    if prizes:
        return prizes[-1].value
    match = _FOR.search(slotted.text, clause[0], min(len(slotted.text), position + 40))
    if match is None:
        return None
    span = slotted.origin(match.start(1)), slotted.origin(match.end(1))
    return view.document.text[span[0] : span[1]].strip() or None
