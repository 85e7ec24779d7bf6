from __future__ import annotations

from mkdocs_podcast import web


def test_comments_are_removed_and_nothing_else():
    source = """
/** Opens it. */
import { a } from "./a.js"; // a
/**
 * @param {string} b
 */
export function open(/** @type {string} */ b, /** @type {number} */ c) {
  // It is here.
  return "https://a.example/" + b / c;
}
"""
    assert web.strip_comments(source) == (
        'import { a } from "./a.js";\n'
        "export function open(b, c) {\n"
        '  return "https://a.example/" + b / c;\n'
        "}\n"
    )


def test_modules_are_listed_after_what_they_import_and_only_what_is_needed_at_once():
    sources = {
        "open.js": 'import { a } from "./parts/a.js";\nimport { d } from "./d.js";\n'
        'const { b } = await import("./b.js");',
        "parts/a.js": 'import {\n  c,\n} from "../c.js";\nimport { open } from "../open.js";',
        "b.js": "",
    }
    assert web.static_imports(sources, ["open.js"]) == ["c.js", "parts/a.js", "d.js", "open.js"]
