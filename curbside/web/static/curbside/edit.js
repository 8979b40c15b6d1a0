// Words marked with the mouse can be taken out. Everything else works without this file.
const bar = document.getElementById("choice");

function offset(text, node, inside) {
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(node, inside);
  return Array.from(before.toString()).length; // characters, as the server counts them
}

if (bar) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const node = chosen.anchorNode;
    const element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    const text = element && element.closest("[data-part-text]");
    if (!text || chosen.isCollapsed || !text.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    bar.elements.part.value = text.dataset.partText;
    bar.elements.start.value = offset(text, range.startContainer, range.startOffset);
    bar.elements.end.value = offset(text, range.endContainer, range.endOffset);
    bar.hidden = false;
  });
}
document.querySelector(".form-errors")?.focus();
