from __future__ import annotations

import json
from datetime import date

import pytest

from mkdocs_podcast.messages import (
    CATEGORIES,
    FOLDER,
    LANGUAGES,
    default_texts,
    language_of,
    placeholders,
    words_in,
)

PLURALS = {
    "de": {"one", "other"},
    "en": {"one", "other"},
    "es": {"one", "many", "other"},
    "fr": {"one", "many", "other"},
    "ja": {"other"},
    "ru": {"one", "few", "many", "other"},
}
"""The CLDR plural categories of each language."""


def catalogue(language: str) -> dict[str, dict[str, object]]:
    return json.loads((FOLDER / f"{language}.json").read_text("utf-8"))


def test_every_language_has_a_file_and_every_file_a_language():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(LANGUAGES) == set(PLURALS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["page", "browser"])
def test_all_languages_have_the_same_keys_in_the_same_order(language, part):
    assert list(catalogue(language)[part]) == list(catalogue("en")[part])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["page", "browser"])
def test_all_languages_have_the_same_placeholders(language, part):
    english = catalogue("en")[part]
    for key, text in catalogue(language)[part].items():
        forms = [text] if isinstance(text, str) else list(text.values())
        assert all(form.strip() or key == "comma" for form in forms), key
        assert {frozenset(placeholders(form)) for form in forms} == {
            frozenset(placeholders(english[key]))
        }, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["page", "browser"])
def test_a_counted_text_has_all_plural_forms_of_the_language(language, part):
    english = catalogue("en")[part]
    for key, text in catalogue(language)[part].items():
        assert isinstance(text, dict) == isinstance(english[key], dict), key
        assert isinstance(text, str) or set(text) == PLURALS[language], key


def test_a_key_in_both_parts_has_the_same_text():
    for language in LANGUAGES:
        parts = catalogue(language)
        both = set(parts["page"]) & set(parts["browser"])
        assert {key: parts["page"][key] for key in both} == {
            key: parts["browser"][key] for key in both
        }


SAME_TEXT = {
    "audio",
    "website",
    "comma",
    "date",
    "first_day",
    "introduction",
    "pause",
    "position",
    "sections",
}
"""Keys whose text may be the same in two languages. So may units and months."""


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
@pytest.mark.parametrize("part", ["page", "browser"])
def test_every_text_is_translated(language, part):
    english = catalogue("en")[part]
    same = {key for key, text in catalogue(language)[part].items() if text == english[key]}
    units = {key for key in same if key.startswith(("hours", "minutes", "seconds", "month_"))}
    assert same - units <= SAME_TEXT


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"), ("DE", "de"), ("de-AT", "de-AT"), ("de_at", "de-AT"), ("en-GB", "en-GB"),
        ("es-419", "es-419"), ("ru-cyrl-ru", "ru-Cyrl-RU"), ("fr-x-private", "fr"),
        ("ja-日本", "ja"),
        ("pt-BR", "en"), ("zh-Hant", "en"), ("", "en"), ("english", "en"), ("deutsch", "en"),
        ("en'; alert(1)", "en"), ("日本語", "en"),
    ],
)  # fmt: skip
def test_a_region_uses_its_language_and_an_unknown_language_uses_english(tag, language):
    assert language_of(tag) == language
    assert words_in(tag).language == language
    assert words_in(tag).page == words_in(language[:2]).page


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", {"one": [1], "other": [0, 2, 11, 21, 1_000_000]}),
        ("de", {"one": [1], "other": [0, 2, 11, 21, 1_000_000]}),
        ("es", {"one": [1], "many": [1_000_000], "other": [0, 2, 11, 21]}),
        ("fr", {"one": [0, 1], "many": [1_000_000], "other": [2, 11, 21]}),
        ("ja", {"other": [0, 1, 2, 5]}),
        (
            "ru",
            {
                "one": [1, 21, 101],
                "few": [2, 3, 4, 22, 104],
                "many": [0, 5, 9, 11, 12, 14, 20, 25, 111, 112, 1_000_000],
            },
        ),
    ],
)
def test_the_plural_form_agrees_with_the_number(language, numbers):
    forms = {category: category + " {count}" for category in CATEGORIES}
    words = words_in(language, {"episodes": forms})
    for category, examples in numbers.items():
        for number in examples:
            assert words["episodes"](count=number) == f"{category} {number}"


def test_a_missing_plural_form_falls_back_to_other():
    words = words_in("ru", {"episodes": {"one": "{count} раз", "other": "{count} раза"}})
    assert [words["episodes"](count=n) for n in (1, 2, 5)] == ["1 раз", "2 раза", "5 раза"]


def test_values_are_inserted_verbatim():
    words = words_in("en", {"season_episode": "{episode}/{season} {more} {"})
    assert words["season_episode"](season="{episode}", episode="\\1") == "\\1/{episode} {more} {"
    assert words["season_episode"] == "{episode}/{season} {more} {"


def test_texts_of_the_site_replace_the_built_in_ones():
    words = words_in("de-AT", {"transcript": "Niederschrift"})
    assert words["transcript"] == "Niederschrift"
    assert words["sections"] == "Abschnitte"
    assert words_in("de-AT")["transcript"] == "Transkript"
    assert set(default_texts()) == set(catalogue("en")["page"]) | set(catalogue("en")["browser"])


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"), (45.4, "45 s"), (60, "1 min"), (89, "1 min 29 s"), (599, "9 min 59 s"),
        (599.7, "10 min"), (725, "12 min"), (3599, "1 h"), (3600, "1 h"), (3723, "1 h 2 min"),
        (90_000, "25 h"),
    ],
)  # fmt: skip
def test_a_duration_is_written_in_hours_and_minutes(seconds, said):
    assert words_in("en").length(seconds) == said


@pytest.mark.parametrize(
    ("language", "day", "length"),
    [
        ("en", "31 March 2024", "1 h 5 min"),
        ("de", "31. März 2024", "1 Std. 5 Min."),
        ("es", "31 de marzo de 2024", "1 h 5 min"),
        ("fr", "31 mars 2024", "1\N{NO-BREAK SPACE}h 5\N{NO-BREAK SPACE}min"),
        ("ru", "31 марта 2024 г.", "1 ч 5 мин"),
        ("ja", "2024年3月31日", "1時間5分"),
    ],
)
def test_dates_and_durations_follow_the_language(language, day, length):
    words = words_in(language)
    assert words.long_date(date(2024, 3, 31)) == day
    assert words.length(3_900) == length


def test_french_writes_the_first_of_a_month_as_an_ordinal():
    assert words_in("fr").long_date(date(2024, 5, 1)) == "1er mai 2024"
    assert words_in("de").long_date(date(999, 5, 1)) == "1. Mai 999"
