"""Measure what a build costs, compared with a plain MkDocs build of the same pages.

Each build is a process of its own and writes into a new folder, as on a CI machine. The builds of a
scenario alternate, and the table shows medians: on a shared machine, times mean little, but ratios
within one run do. `--compare FOLDER` also measures another checkout, in turn with this one.

Run it with `make bench`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sites import (
    ROOT,
    SCENARIOS,
    Run,
    Scenario,
    build_site,
    edit_episode,
    folder_size,
    median_run,
    source_name,
    write_plain_site,
    write_site,
)

MAX_INDEX_SIZE = 10_000
"""The promised size of the search index, in bytes per episode."""

MAX_CACHE_SIZE = 2.0
"""The promised size of the cache, relative to the sources."""

MAX_MEMORY = 150
"""The promised memory per episode of a large show, in kilobytes."""

MIN_EPISODES_FOR_MEMORY = 2000
"""Smaller shows may use more memory per episode, since that is faster."""

MAX_GROWTH = 1.15
"""The promised cost per episode of a large show, relative to that of the smallest show measured."""


def main() -> int:
    """Measure and print; return 1 if a promise is broken."""
    arguments = _arguments()
    ok = True
    with tempfile.TemporaryDirectory() as folder:
        for number, scenario in enumerate(SCENARIOS):
            if not arguments.scenario or number in arguments.scenario:
                ok &= _compare(Path(folder), scenario, arguments)
        if arguments.growth:
            ok &= _grow(Path(folder), [arguments.episodes, *arguments.growth], arguments.rounds)
    return 0 if ok else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scenario", type=int, nargs="*", metavar="NUMBER")
    parser.add_argument("--growth", type=int, nargs="*", default=[1000, 2000], metavar="EPISODES")
    parser.add_argument("--compare", type=Path, metavar="FOLDER")
    return parser.parse_args()


def _compare(root: Path, scenario: Scenario, arguments: argparse.Namespace) -> bool:
    count, rounds = arguments.episodes, arguments.rounds
    site, plain = root / "site", root / "plain"
    write_site(site, count, scenario)
    write_plain_site(plain, site, scenario)
    checkouts = {"": ROOT} | ({"other ": arguments.compare} if arguments.compare else {})
    runs: dict[str, list[Run]] = {"plain": []}
    # No measured run is the first to read files and compile modules.
    for each, checkout in ((plain, ROOT), *((site, checkout) for checkout in checkouts.values())):
        build_site(each, checkout)
    for number in range(rounds):
        runs["plain"].append(build_site(plain))
        for prefix, checkout in checkouts.items():
            shutil.rmtree(site / ".cache", ignore_errors=True)
            for name in ("cold", "cached", "edited"):
                if name == "edited":
                    edit_episode(site, f"{prefix}{number}")
                runs.setdefault(f"{prefix}{name}", []).append(build_site(site, checkout))
            if scenario.one_processor:
                shutil.rmtree(site / ".cache")
                run = build_site(site, checkout, one_processor=True)
                runs.setdefault(f"{prefix}cold, 1 processor", []).append(run)
            if not prefix:
                cache = folder_size(site / ".cache") / folder_size(site / "docs/podcast")
    index = (runs["cached"][-1].folder / "search/search_index.json").stat().st_size / count
    print(f"{count} episodes, {scenario.name}")
    print(f"({source_name()}, theme mkdocs, median of {rounds})\n")
    print(
        f"{'build':23} {'seconds':>8} {'of plain':>9} {'promised':>9} {'CPU s':>8} {'peak MB':>8}"
    )
    ok = index <= MAX_INDEX_SIZE and cache <= MAX_CACHE_SIZE
    medians = {name: median_run(found) for name, found in runs.items()}
    for name, median in medians.items():
        ratio = median.seconds / medians["plain"].seconds
        promise = _promise(scenario, name)
        shown = f"{promise:9.2f}" if promise else " " * 9
        cost = f"{median.processor:8.2f} {median.peak / 1e6:8.0f}"
        print(f"{name:23} {median.seconds:8.2f} {ratio:9.3f} {shown} {cost}")
        ok &= promise is None or ratio <= promise
    print(f"\nsearch index: {index:.0f} bytes per episode, promised {MAX_INDEX_SIZE}")
    print(f"cache: {cache:.2f} times the sources, promised {MAX_CACHE_SIZE}\n")
    return ok


def _promise(scenario: Scenario, name: str) -> float | None:
    promises = {
        "cold": scenario.cold,
        "cached": scenario.cached,
        "edited": scenario.edited,
        "cold, 1 processor": scenario.one_processor,
    }
    return promises.get(name)


def _grow(root: Path, counts: list[int], rounds: int) -> bool:
    """Compare the cost per episode of shows of different sizes, without that of an empty one."""
    # Processor time, since the disk's time for many files says nothing about the plugin.
    print("without start-up, per episode:")
    print(f"{'episodes':>8} {'cold CPU ms':>12} {'cached':>8} {'peak kB':>8}")
    ok = True
    first: tuple[float, float, float] | None = None
    site = root / "grow"
    write_site(site, 0)
    empty = median_run([build_site(site) for _ in range(rounds)])
    for count in counts:
        write_site(site, count)
        cold, cached = [], []
        for _ in range(max(1, min(rounds, 1_000 // count + 1))):
            shutil.rmtree(site / ".cache", ignore_errors=True)
            cold.append(build_site(site))
            cached.append(build_site(site))
        costs = (
            (median_run(cold).processor - empty.processor) / count * 1e3,
            (median_run(cached).processor - empty.processor) / count * 1e3,
            (median_run(cold).peak - empty.peak) / count / 1e3,
        )
        print(f"{count:8} {costs[0]:12.2f} {costs[1]:8.2f} {costs[2]:8.0f}")
        first = first or costs
        ok &= all(now <= MAX_GROWTH * then for now, then in zip(costs, first, strict=True))
        ok &= count < MIN_EPISODES_FOR_MEMORY or costs[2] <= MAX_MEMORY
    return ok


if __name__ == "__main__":
    sys.exit(main())
