"""The settings of a site, from its mkdocs.yml alone: no plugin, theme or hook is run."""

from __future__ import annotations

import ast
import difflib
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import NoneType
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import get_files
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from .checks import CHECKS, Level
from .mkdocs_files import existing_files
from .options import CheckLevels, Count, PodcastOptions
from .settings import Folders, Settings, folders_from, settings_from
from .show import Show

CONFIG_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""The names that a configuration can have, the usual one first."""

_KEYS = (
    *("site_name", "site_url", "site_description", "site_author", "site_dir", "docs_dir"),
    *("use_directory_urls", "exclude_docs", "draft_docs", "not_in_nav", "theme"),
)
"""The keys that settings are made from, besides plugins and extensions."""


_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_TYPES: Mapping[object, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


class ConfigError(Exception):
    """A configuration cannot be used; the message is a sentence that says why."""


def find_config(folder: Path) -> Path | None:
    """Return the configuration in a folder or the nearest folder above it."""
    for each in (folder, *folder.parents):
        for name in CONFIG_FILES:
            if (each / name).is_file():
                return each / name
    return None


def load_settings(path: Path) -> Settings:
    """Read the settings of a site.

    Raises:
        ConfigError: The file cannot be read, or an option is invalid.
    """
    return settings_from(*_load(path))


def load_existing_files(path: Path) -> dict[str, str]:
    """Return the files in the docs folder by the path they are published at, with their names.

    Raises:
        ConfigError: The configuration cannot be read.
    """
    options, config = _load(path)
    return existing_files(get_files(config), folders_from(options, config))


def settings_of_folder(folder: Path) -> Settings:
    """Return the settings of episodes in a folder that belongs to no site."""
    docs = folder / "docs"
    people = folder / "people"
    return Settings(
        show=Show(title=folder.name),
        folders=Folders(folder, docs if docs.is_dir() else folder, folder, people),
        cache=False,
    )


def options_schema() -> dict[str, Any]:
    """Describe mkdocs.yml with the options of the plugin as a JSON Schema, draft 2020-12."""
    podcast = _object(PodcastOptions)
    listed = {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "properties": {"podcast": podcast}},
        ]
    }
    plugins = {
        "anyOf": [
            {"type": "array", "items": listed},
            {"type": "object", "properties": {"podcast": podcast}},
        ]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mkdocs.yml",
        "type": "object",
        "properties": {"site_name": {"type": "string"}, "plugins": plugins},
    }


def _object(options: type[Config]) -> dict[str, Any]:
    """Describe a class of options; their docstrings are the descriptions."""
    meanings = dict(_docstrings(options))
    properties = {}
    for name, option in options._schema:
        text = _LINK.sub(r"\1", meanings.get(name, ""))
        properties[name] = {**_option(option), **({"description": text} if text else {})}
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def _option(option: object) -> dict[str, Any]:
    """Describe an option; an unusual one can have any value."""
    if isinstance(option, c.SubConfig):
        return _object(option.config_class)
    if isinstance(option, c.Choice):
        return {"enum": list(option.choices)}
    if isinstance(option, CheckLevels):
        levels = {"enum": [level.value for level in Level]}
        return {"type": "object", "properties": dict.fromkeys(CHECKS, levels)}
    if isinstance(option, c.Optional):
        found = _option(option.option)
        return {"anyOf": [found, {"type": "null"}]} if found else {}
    if isinstance(option, c.ListOfItems):
        return {"type": "array", "items": _option(option.option_type)}
    if isinstance(option, c.DictOfItems):
        return {"type": "object", "additionalProperties": _option(option.option_type)}
    if isinstance(option, c.Type) and type(option) in {c.Type, Count}:
        return {"type": _TYPES[option._type]} if option._type in _TYPES else {}
    return {}


def _docstrings(options: type) -> Iterator[tuple[str, str]]:
    """Yield the names of options, and the docstrings below them."""
    tree = ast.parse(inspect.getsource(options))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    for statement, following in pairwise(body):
        match statement, following:
            case (
                ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())


def _load(path: Path) -> tuple[PodcastOptions, MkDocsConfig]:
    path = path.absolute()
    values = _read(path)
    plugins = _named_options(_listed(values, "plugins"))
    if "podcast" not in plugins:
        raise ConfigError(f"{path.name} does not list the plugin “podcast”. Add it to “plugins”.")
    config = MkDocsConfig(config_file_path=str(path))
    config.load_dict({key: values[key] for key in _KEYS if key in values})
    # Loading other plugins and extensions takes longer than all the rest.
    config.load_dict({"plugins": [], "markdown_extensions": []})
    _validate(config, path)
    config.mdx_configs = _named_options(_listed(values, "markdown_extensions"))
    options = PodcastOptions(config_file_path=str(path))
    options.load_dict(plugins["podcast"])
    _validate(options, path)
    # Other plugins only matter by their names. Which language static-i18n builds is not known.
    config.plugins = {name: None for name in plugins if name != "i18n"}  # type: ignore[assignment]
    return options, config


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            values = yaml_load(file, get_yaml_loader(config=MkDocsConfig(str(path))))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None
    except (ConfigurationError, UnicodeError) as error:
        reason = " ".join(str(error).split()).removeprefix("MkDocs encountered an error ")
        raise ConfigError(f"{path.name} cannot be read: {reason}") from None
    if not isinstance(values, dict):
        raise ConfigError(f"{path.name} has no keys. Start it with “site_name:”.")
    return values


def _listed(values: Mapping[str, Any], key: str) -> Iterable[object]:
    listed = values.get(key) or ()
    if not isinstance(listed, (list, tuple, str, Mapping)):
        raise ConfigError(f"Expected a list of {key.replace('_', ' ')}, got {listed!r}.")
    return listed


def _named_options(listed: Iterable[object]) -> dict[str, dict[str, Any]]:
    """Return the options of plugins or extensions by name, however they are written."""
    items: list[tuple[object, object]] = []
    for item in [listed] if isinstance(listed, (str, Mapping)) else listed:
        items += item.items() if isinstance(item, Mapping) else [(item, None)]
    found = {}
    for name, options in items:
        if not isinstance(options, (Mapping, NoneType)):
            raise ConfigError(f"Expected options of “{name}” by key, got {options!r}.")
        found[str(name)] = dict(options or {})
    return found


def _validate(config: Config, path: Path) -> None:
    failed, warnings = config.validate()
    for name, error in failed:
        raise ConfigError(f"{path.name}: the option “{name}” is invalid: {error}")
    if isinstance(config, PodcastOptions):
        for name, warning in warnings:
            hint = difflib.get_close_matches(name, PodcastOptions().keys(), n=1)
            advice = f"Did you mean “{hint[0]}”?" if hint else "Remove it."
            raise ConfigError(f"{path.name}: {warning}. {advice}")
