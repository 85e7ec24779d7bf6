"""MDX is read as Markdown; what only MDX can show is text."""

from __future__ import annotations

import pytest

from mkdocs_podcast.reading.mdx import escape_components


@pytest.mark.parametrize(
    ("text", "escaped", "found"),
    [
        ("Words, 1 < 2 and <b>more</b>.", None, ("", 0, 0)),
        ("A\n\n<Player src='a' />", "A\n\n&lt;Player src='a' />", ("<Player", 3, 1)),
        ("<Aside>Hi.</Aside>", "&lt;Aside>Hi.&lt;/Aside>", ("<Aside", 1, 1)),
        ("<Tabs.Tab>", "&lt;Tabs.Tab>", ("<Tabs.Tab", 1, 1)),
        (
            "import A from './a'\n\n<A/>",
            "import A from './a'\n\n&lt;A/>",
            ("import A from './a'", 1, 2),
        ),
        ("Goods for\nimportant people", None, ("", 0, 0)),
        ("`<A>` and ``a ` <B>``", None, ("", 0, 0)),
        ("```jsx\nimport A\n<A/>\n```\n<B/>", "```jsx\nimport A\n<A/>\n```\n&lt;B/>", ("<B", 5, 1)),
        ("a ` b <C/>", "a ` b &lt;C/>", ("<C", 1, 1)),
    ],
)
def test_imports_and_components_are_text_outside_of_code(text, escaped, found):
    mdx = escape_components(text)
    assert mdx.text == (escaped or text)
    assert (mdx.first, mdx.line, mdx.count) == found


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("piece", ["<A", "`", "``a`", "```\n", "~~~\n", "import ", "</", "<A/>\n"])
def test_long_text_is_searched_in_linear_time(piece):
    escape_components(piece * 100_000)
    escape_components("".join("`" * (n % 300) + "a" for n in range(2_000)))
