from __future__ import annotations

import json

import pytest

from mkdocs_podcast.reading.schema import json_schema
from mkdocs_podcast.reading.values import keys_of
from mkdocs_podcast.show import Episode, Person


@pytest.mark.parametrize("model", [Episode, Person])
def test_a_schema_describes_every_key_and_no_other(model):
    schema = json_schema(model)
    assert set(schema["properties"]) == keys_of(model)
    assert all(value["description"] for value in schema["properties"].values())
    assert schema["required"] == ["title"]
    assert schema["additionalProperties"] is True


@pytest.mark.parametrize("model", [Episode, Person])
def test_a_schema_is_json_and_the_same_each_time(model):
    assert json.dumps(json_schema(model)) == json.dumps(json_schema(model))


def test_what_yaml_takes_for_something_else_is_allowed_where_text_belongs():
    properties = json_schema(Episode)["properties"]
    assert {"string", "number", "boolean"} <= set(properties["title"]["type"])
    assert "string" in properties["guests"]["type"]
