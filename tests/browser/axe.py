"""What axe finds on the page that is open, at every level, in both colour schemes.

A page is loaded once: scheme and width are changed on the open page, and the rules that look at
colours and places run again. Pages must be opened with ``STILL``, or colours are seen half-way.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

AXE = gzip.decompress((Path(__file__).parent / "vendor" / "axe.min.js.gz").read_bytes()).decode()
STILL: dict[str, Any] = {"reduced_motion": "reduce", "color_scheme": "light"}
PHONE, SMALL, WIDE, HEIGHT = 390, 320, 1280, 860
Scheme = Literal["light", "dark"]
# Every rule of WCAG at the levels A, AA and AAA and of best practice, those that are off by default
# included; left out are axe's experiments, which report what is right too, and the contrast of
# level AA, because that of AAA reports whatever it would.
RUN = """only => {
  const wanted = axe.getRules().filter(rule => !rule.tags.includes("experimental"));
  const every = wanted.map(rule => rule.ruleId).filter(name => name !== "color-contrast");
  return axe.run(document, {runOnly: only ?? every, resultTypes: ["violations"], preload: false})
    .then(found => found.violations.map(({id, impact, nodes}) =>
      `${id} (${impact}): ` + nodes.slice(0, 3).map(node => node.html.slice(0, 140)
        + " " + (node.any[0]?.message ?? "").slice(0, 160)).join("; ")));
}"""
# The rules whose outcome hangs on colours and on where things are.
LOOKS = [
    "color-contrast-enhanced",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]


def faults(page: Page, scheme: Scheme = "light") -> list[str]:
    """What axe finds on a phone in this scheme and on a wide screen in the other, and whether the
    page is wider than a small phone. With each scheme once, every pair of scheme and width, and in
    two languages of all three, is looked at.
    """
    other: Scheme = "dark" if scheme == "light" else "light"
    _look(page, scheme, PHONE)
    page.evaluate(AXE)
    told = [f"{scheme}: {one}" for one in page.evaluate(RUN)]
    _look(page, other, WIDE)
    told += [f"{other}, wide: {one}" for one in page.evaluate(RUN, LOOKS)]
    _look(page, scheme, SMALL)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [*told, f"{width} px wide on a small phone"] if width > SMALL else told


def _look(page: Page, scheme: Scheme, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": HEIGHT})
