from __future__ import annotations

import json

import pytest

from mkdocs_podcast.reading.fields import EPISODE, PERSON
from mkdocs_podcast.reading.schema import json_schema
from mkdocs_podcast.show import Episode, Person


@pytest.mark.parametrize(("model", "record"), [(Episode, EPISODE), (Person, PERSON)])
def test_a_schema_describes_every_key(model, record):
    schema = json_schema(model)
    assert set(schema["properties"]) == record.keys
    assert all(value["description"] for value in schema["properties"].values())
    assert (schema["required"], schema["additionalProperties"]) == (["title"], True)
    assert json.loads(json.dumps(schema)) == schema


def test_a_schema_describes_the_values_that_a_file_can_have():
    properties = json_schema(Episode)["properties"]
    assert {"string", "number", "boolean", "null"} == set(properties["title"]["type"])
    assert set(properties["guests"]["type"]) == {"array", "object", "string", "null"}
    assert properties["type"]["enum"] == ["full", "trailer", "bonus", None]
    header, line = properties["transcript"]["items"]["oneOf"]
    assert (header["required"], line["required"]) == (["header"], ["line"])
    assert properties["quotableClips"]["items"]["required"] == ["name", "startOffset"]
    assert properties["topics"]["description"].startswith("What it is about")
