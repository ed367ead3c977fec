"""Damage as real crawls carry it, reproducible from a seed: for tests and benchmarks."""

from __future__ import annotations

import random
import re
from functools import cache

import opencc
from pypinyin import Style, pinyin

from extractor.text.repair.damage import Damaged, damage

# Characters that mirror sites were seen to put readings behind, and as frequent ones beside them.
NOTED = (
    "質業區發強產標網務創設準進監經領實戰優現動機個導點關項應濟術數權聯內計續獎構驗責礎轉認協會結統醫堅學達當環勢儲對勵獻時調護絡養"
    "穩遠態擔補嚴執風規預級評運費報據險節農譽訓復鄉臺衛揚識驅細獨們這為來國過還開長見給問題爾員廠電廣場際資貿績豐聲聽觀讓處專單條"
    "選連軟輕載較農適選鋼銀鐵鏈錄陽陸隊際難頭顧飛館馬"
)
SPAM = (
    "久久精品视频免费看97,成аv人片在线观看,无码中文字幕在线, 国产满18аv精品免费观看",
    "九五至尊登录,老虎机平台下载,时时彩计划软件手机版 - 官方网站",
)
TEASERS = (
    "某光电企业获第九届市长质量奖，奖金200万元",
    "三家银行为小微企业授信12亿元 首批资金到账",
    "“专精特新”再添新军 又有31家企业上榜",
)


@cache
def notes(seed: int | None = None, size: int = 120) -> dict[str, str]:
    """A list of Traditional characters with their readings, in order; another choice of it for each seed."""
    chars = list(dict.fromkeys(NOTED))
    if seed is not None:
        chars = random.Random(seed).sample(chars, min(size, len(chars)))
    return readings(chars)


def readings(chars: list[str]) -> dict[str, str]:
    """Each character with its first reading."""
    return {char: pinyin(char, style=Style.TONE)[0][0] for char in chars}


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """The text in Traditional characters, as a mirror site converts it."""
    return str(_converter().convert(text))


def mirror(text: str, seed: int | None = None) -> Damaged:
    """The Simplified text as a mirror site shows it: Traditional, with notes and byte slips."""
    return damage(traditional(text), notes(seed))


def straddled(texts: list[str], seed: int, size: int = 130) -> dict[str, str]:
    """A list of notes chosen so that more of them fall between characters: from the most frequent 500 Traditional-only ones."""
    back = opencc.OpenCC("t2s")
    joined = "".join(texts)
    frequent = sorted(set(re.findall("[\u4e00-\u9fff]", joined)), key=lambda char: (-joined.count(char), char))
    only = [char for char in frequent[:1500] if back.convert(char) != char]
    return readings(random.Random(seed).sample(only[:500], min(size, len(only[:500]))))


def with_spam(text: str, seed: int) -> str:
    """The text behind a line of spam, one Cyrillic letter among its Latin ones."""
    return f"{random.Random(seed).choice(SPAM)}\n\n{text}"


def with_teasers(text: str, seed: int) -> str:
    """The text before teasers of other articles, with no heading before them."""
    lines = list(TEASERS)
    random.Random(seed).shuffle(lines)
    return text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"


def in_gb18030(text: str) -> bytes:
    """The bytes of the text as a Chinese page without a declared character set has them."""
    return text.encode("gb18030")
