// The reply is saved while it is typed; snippets and links go in where the cursor stands; Ctrl+S.
// Everything works without this file: each button of the form saves first.
const form = document.getElementById("reply-form");
if (form) start(form, form.elements.text, document.getElementById("saved"));

function start(form, field, said) {
  const PAUSE = 1500;
  let kept = field.value, timer = 0, saving = null, stuck = false;
  const say = (word, more) => { said.textContent = more || said.dataset[word] || ""; };
  if (!said.textContent.trim()) say("keys");

  async function save() {
    clearTimeout(timer);
    if (stuck || field.value === kept) return;
    if (saving) return saving.then(save);
    const text = field.value;
    say("saving");
    saving = post();
    const answer = await saving;
    saving = null;
    if (answer.version !== undefined) {
      form.elements.version.value = answer.version;
      kept = text;
      say("saved");
      if (field.value !== kept) return save();
    } else if (answer.problem === "conflict") {
      stuck = true;
      say("conflict");
    } else {
      say("failed", answer.problem);
      timer = setTimeout(save, 10 * PAUSE);
    }
  }

  async function post() {
    try {
      const body = new FormData(form);
      const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: true, redirect: "error" });
      const told = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      return told ? await answer.json() : {};
    } catch {
      return {};
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  window.addEventListener("pagehide", save);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { kept = null; save(); }
  });

  // A button pressed while the text is on its way waits for it, so that it carries the new version.
  let leaving = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) { kept = field.value; return; }
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    saving.then(() => setTimeout(() => { leaving = false; form.requestSubmit(event.submitter); }));
  });

  for (const button of document.querySelectorAll("button[data-insert]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const before = field.value.slice(0, field.selectionStart);
      const gap = before && !before.endsWith("\n") ? "\n" : "";
      field.focus();
      field.setRangeText(`${gap}${button.dataset.insert}\n`, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    save().then(() => { if (field.value === kept) say("saved"); });
  });
}
