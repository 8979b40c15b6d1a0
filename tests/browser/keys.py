"""What a person with only a keyboard does; wherever the focus goes on the way, it is seen."""

from __future__ import annotations

from playwright.sync_api import Page

MOST = 160  # times Tab is pressed before something counts as out of reach
# Whether the focus is where it should be, and what of it cannot be seen: the browser's outline or
# ours must be drawn around the element or its label, inside the window and under nothing else.
LOOK = """selector => {
  const one = document.activeElement, root = document.documentElement;
  if (one === document.body || one === root) return [false, ""];
  const parts = [one, ...(one.labels ?? [])];
  const drawn = parts.some(part => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const [wide, high] = [root.clientWidth, root.clientHeight];
  const inside = box.bottom > 0 && box.top < high && box.right > 0 && box.left < wide;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), wide - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), high - 1);
  const over = document.elementFromPoint(x, y);
  const free = parts.some(part => part.contains(over) || over?.contains(part));
  const fault = drawn && inside && free ? "" : `drawn ${drawn}, inside ${inside}, free ${free}: `;
  return [one.matches(selector), fault && fault + one.outerHTML.slice(0, 200)];
}"""


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab (with Shift to go back) until something of the selector has the focus."""
    page.locator(selector).first.wait_for()
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        there, unseen = page.evaluate(LOOK, selector)
        assert not unseen, f"on the way to {selector}: {unseen}"
        if there:
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def press(page: Page, selector: str) -> None:
    """Go to a link or a button and press it; the page that it leads to is there."""
    tab_to(page, selector)
    with page.expect_event("load"):
        page.keyboard.press("Enter")


def choose(page: Page, selector: str) -> None:
    """Go to a button to be chosen, or a box to be ticked, and choose it."""
    tab_to(page, selector)
    page.keyboard.press("Space")


def write(page: Page, selector: str, text: str, *, back: bool = False) -> None:
    """Go to a field and type; what stood there is replaced."""
    tab_to(page, selector, back=back)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
