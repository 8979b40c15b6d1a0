// Keeps what is typed: a moment after typing, and when a step is left without pressing its button.
// The version says which text this page has seen, so that a late copy replaces nothing newer.
// All else works without this file.
const PAUSE = 1000; // milliseconds without a key

for (const form of document.querySelectorAll("form[data-keep]")) {
  let changed = false;
  let pause = 0;
  let leaving = false;

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    data.set("go", "keep");
    changed = false;
    return data;
  };
  const keep = async () => {
    if (!changed || leaving) return;
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed() });
      if (answer.ok && answer.status === 200) form.elements.version.value = await answer.text();
    } catch {
      changed = true; // no network just now: the next key or leaving tries again
    }
  };
  const leave = () => {
    if (changed && !leaving) changed = !navigator.sendBeacon(form.action, typed());
  };

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
}
