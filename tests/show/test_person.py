from __future__ import annotations

from mkdocs_podcast.show import Person


def test_accounts_become_urls_and_links_that_lead_nowhere_are_omitted():
    person = Person(
        title="A",
        web="https://a.example",
        twitter="@a_b",
        linkedin="TODO",
        github="https://github.example/a",
        links={"mastodon": "javascript:x()", "rss": "https://a.example/feed"},
    )
    assert person.profiles == {
        "web": "https://a.example",
        "twitter": "https://x.com/a_b",
        "github": "https://github.example/a",
        "rss": "https://a.example/feed",
    }
