from __future__ import annotations

import json
from datetime import date

import pytest

from mkdocs_podcast.messages import (
    LANGUAGES,
    MESSAGE_FOLDER,
    PLURAL_CATEGORIES,
    default_texts,
    language_of,
    load_messages,
    placeholders,
)

PLURALS = {
    "de": {"one", "other"},
    "en": {"one", "other"},
    "es": {"one", "many", "other"},
    "fr": {"one", "many", "other"},
    "ja": {"other"},
    "ru": {"one", "few", "many", "other"},
}
"""The plural categories of each language in CLDR."""

TEXTS = {path.stem: json.loads(path.read_text("utf-8")) for path in MESSAGE_FOLDER.glob("*.json")}

SAME_TEXT = {
    "audio", "website", "comma", "date", "first_day", "introduction", "page_number", "page_title",
    "pages", "pause", "position", "sections",
}  # fmt: skip
"""Keys whose text may be the same in two languages. So may units and months."""


def test_every_language_has_a_file():
    assert set(TEXTS) == set(LANGUAGES) == set(PLURALS)


@pytest.mark.parametrize("part", ["page", "browser"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_texts_plural_forms_and_placeholders(language, part):
    english, texts = TEXTS["en"][part], TEXTS[language][part]
    assert list(texts) == list(english)
    for key, text in texts.items():
        forms = {"other": text} if isinstance(text, str) else text
        assert isinstance(text, str) == isinstance(english[key], str), key
        assert isinstance(text, str) or set(text) == PLURALS[language], key
        assert all(form.strip() or key == "comma" for form in forms.values()), key
        for form in forms.values():
            assert placeholders(form) == placeholders(english[key]), key


@pytest.mark.parametrize("part", ["page", "browser"])
@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_every_text_is_translated(language, part):
    english = TEXTS["en"][part]
    same = {key for key, text in TEXTS[language][part].items() if text == english[key]}
    units = {key for key in same if key.startswith(("hours", "minutes", "seconds", "month_"))}
    assert same - units <= SAME_TEXT


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_scripts_use_the_same_text_for_the_same_key(language):
    page, browser = TEXTS[language]["page"], TEXTS[language]["browser"]
    assert {key: page[key] for key in page.keys() & browser} == {
        key: browser[key] for key in page.keys() & browser
    }


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
    assert language_of(tag) == load_messages(tag).language == language
    assert load_messages(tag).page == load_messages(language[:2]).page


@pytest.mark.parametrize(
    ("language", "category", "numbers"),
    [
        ("en", "one", [1]), ("en", "other", [0, 2, 11, 21, 1_000_000]),
        ("de", "one", [1]), ("de", "other", [0, 2, 11, 21, 1_000_000]),
        ("es", "one", [1]), ("es", "many", [1_000_000]), ("es", "other", [0, 2, 11, 21]),
        ("fr", "one", [0, 1]), ("fr", "many", [1_000_000]), ("fr", "other", [2, 11, 21]),
        ("ja", "other", [0, 1, 2, 5]),
        ("ru", "one", [1, 21, 101]), ("ru", "few", [2, 3, 4, 22, 104]),
        ("ru", "many", [0, 5, 9, 11, 12, 14, 20, 25, 111, 112, 1_000_000]),
    ],
)  # fmt: skip
def test_the_plural_form_agrees_with_the_number(language, category, numbers):
    forms = {each: each + " {count}" for each in PLURAL_CATEGORIES}
    message = load_messages(language, {"episodes": forms})["episodes"]
    assert {message(count=number) for number in numbers} == {f"{category} {n}" for n in numbers}


def test_a_missing_plural_form_falls_back_to_other():
    messages = load_messages("ru", {"episodes": {"one": "{count} раз", "other": "{count} раза"}})
    assert [messages["episodes"](count=n) for n in (1, 2, 5)] == ["1 раз", "2 раза", "5 раза"]


def test_values_are_inserted_verbatim():
    message = load_messages("en", {"season_episode": "{episode}/{season} {more} {"})
    text = message["season_episode"](season="{episode}", episode="\\1")
    assert text == "\\1/{episode} {more} {"
    assert message["season_episode"] == "{episode}/{season} {more} {"


def test_a_site_overrides_texts():
    messages = load_messages("de-AT", {"transcript": "Niederschrift"})
    assert (messages["transcript"], messages["sections"]) == ("Niederschrift", "Abschnitte")
    assert load_messages("de-AT")["transcript"] == "Transkript"
    assert set(default_texts()) == {*TEXTS["en"]["page"], *TEXTS["en"]["browser"]}


def test_platforms_that_are_called_by_a_word_have_localized_names():
    assert load_messages("de").platform_names == {"web": "Website", "audio": "Audio"}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"), (45.4, "45 s"), (60, "1 min"), (89, "1 min 29 s"), (599, "9 min 59 s"),
        (599.7, "10 min"), (725, "12 min"), (3599, "1 h"), (3600, "1 h"), (3723, "1 h 2 min"),
        (90_000, "25 h"),
    ],
)  # fmt: skip
def test_a_length_is_rounded_to_what_people_say(seconds, text):
    assert load_messages("en").length(seconds) == text


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
def test_dates_and_lengths_follow_the_language(language, day, length):
    messages = load_messages(language)
    assert messages.long_date(date(2024, 3, 31)) == day
    assert messages.length(3_900) == length


def test_french_writes_the_first_of_a_month_as_an_ordinal():
    assert load_messages("fr").long_date(date(2024, 5, 1)) == "1er mai 2024"
    assert load_messages("de").long_date(date(999, 5, 1)) == "1. Mai 999"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((2, 3), "Season 2, episode 3"), ((2, 3, 2), "Episode 3"), ((2, None), "Season 2"),
        ((None, 12.5), "Episode 12.5"), ((None, 12.5, None, "12.50"), "Episode 12.50"),
        ((2, 3, None, "Ch. 3"), "Season 2, Ch. 3"), ((2, 3, 2, "Ch. 3"), "Ch. 3"),
        ((None, None), ""),
    ],
)  # fmt: skip
def test_an_episode_is_numbered_in_words(arguments, text):
    assert load_messages("en").numbering(*arguments) == text
