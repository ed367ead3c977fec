"""jieba in Rust and jieba in Python: the same words and tags, with and without user dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.match.companies_edges import tokens_of
from extractor.model import RawArticle
from extractor.pipeline import Pipeline
from extractor.sources import read_articles
from extractor.text.tokens import DEFAULT, PythonTokenizer, RustTokenizer, Tokenizer, using
from extractor.text.user_words import NO_WORDS, UserWords, load_user_words

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
DICTIONARY = """云帆机械 50 nz
市长质量奖
质量奖 3 n
专精特新
小巨人 nz
获得 0
A-B_c 5
获奖名单 1000000
单项 冠军 3
中国 9
北稀 0 n
专精特新 20 n
"""
Both = tuple[Tokenizer, Tokenizer]


@pytest.fixture(scope="module")
def user_words(tmp_path_factory: pytest.TempPathFactory) -> UserWords:
    path = tmp_path_factory.mktemp("words") / "user.txt"
    path.write_text(DICTIONARY, "utf-8-sig")
    return load_user_words([path])


@pytest.fixture(scope="module", params=["the dictionary", "user words"])
def both(request: pytest.FixtureRequest, user_words: UserWords) -> Both:
    words = user_words if request.param == "user words" else NO_WORDS
    return RustTokenizer(words), PythonTokenizer(words)


def test_the_corpus_has_the_same_words_and_tags(both: Both) -> None:
    rust, python = both
    words = 0
    for item in read_articles([str(ARTICLES)]):
        for line in item.text.splitlines(keepends=True) if isinstance(item, RawArticle) else ():
            for guess in (True, False):
                found = rust.tag(line, guess)
                assert found == python.tag(line, guess), line
                assert [word for word, _ in found] == rust.cut(line, guess) == python.cut(line, guess)
                words += len(found)
    assert words > 100_000


@settings(max_examples=200, deadline=None)
@given(text=st.text("中国云帆机械获得质量奖北稀第三届一千2023年ABc-_.%+#&/ ，。\n", max_size=30))
def test_any_text_has_the_same_words(text: str, user_words: UserWords) -> None:
    for words in (NO_WORDS, user_words):
        rust, python = _made(words)
        assert "".join(rust.cut(text)) == text
        assert rust.cut(text) == python.cut(text)
        assert rust.cut(text, False) == python.cut(text, False)


_known: dict[UserWords, Both] = {}


def _made(words: UserWords) -> Both:
    if words not in _known:
        _known[words] = (RustTokenizer(words), PythonTokenizer(words))
    return _known[words]


def test_user_words_are_words(user_words: UserWords) -> None:
    plain, told = RustTokenizer(), RustTokenizer(user_words)
    text = "云帆机械获得市长质量奖"
    assert "云帆机械" not in plain.cut(text)
    assert told.tag(text)[0] == ("云帆机械", "nz")
    assert "获得" not in told.cut(text)
    assert "获得" in plain.cut(text)  # one user's words are not another's


def test_a_dictionary_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the user dictionary"):
        load_user_words([tmp_path / "gone.txt"])
    (tmp_path / "gbk.txt").write_bytes("质量奖 3 n".encode("gbk"))
    with pytest.raises(UsageError, match="cannot read the user dictionary"):
        load_user_words([tmp_path / "gbk.txt"])
    (tmp_path / "empty.txt").write_text("\n\n", "utf-8")
    assert load_user_words([tmp_path / "empty.txt"]) == NO_WORDS


def test_matchers_ask_the_tokenizer_of_their_pipeline(user_words: UserWords) -> None:
    def words() -> list[str]:
        return [token.text for token in tokens_of("云帆机械")]

    assert words() == ["云", "帆", "机械"]
    with using(RustTokenizer(user_words)):
        assert words() == ["云帆机械"]
    assert words() == ["云", "帆", "机械"]


def test_a_pipeline_gives_the_same_with_either() -> None:
    text = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。"
    found = [Pipeline.default(words=words).extract(text) for words in (DEFAULT, PythonTokenizer())]
    assert found[0].mentions == found[1].mentions
    assert found[0].award_facts == found[1].award_facts
