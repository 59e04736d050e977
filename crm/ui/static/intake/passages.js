// A passage of the text is marked, with the mouse or sentence by sentence from the keyboard, and becomes a draft.
"use strict";

(function () {
  const text = document.querySelector("[data-text]");
  const pane = document.querySelector("[data-source]");
  const form = document.querySelector("[data-passage]");
  if (!text || !form) return;

  const status = document.querySelector("[data-marked]");
  const selection = document.getSelection();
  let sentences = null;
  let passage = null; // the range marked last
  let marked = null; // [first, last] of the sentences marked from the keyboard

  function allSentences() {
    sentences ??= window.reviewSentences(text);
    return sentences;
  }

  function isInText() {
    return !selection.isCollapsed && selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer);
  }

  function offsetOf(node, offset) {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  function place(offset) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let node;
    for (let seen = 0; (node = walker.nextNode()); seen += node.length) {
      if (offset <= seen + node.length) return [node, offset - seen];
    }
    return [text, text.childNodes.length];
  }

  function select(start, end) {
    selection.setBaseAndExtent(...place(start), ...place(end));
    keep();
    reveal();
    say();
  }

  function keep() {
    passage = selection.getRangeAt(0).cloneRange();
    form.hidden = false;
  }

  // The form stands before the end of the pane, or of the window.
  function reveal() {
    const { top, bottom } = passage.getBoundingClientRect();
    const from = pane.getBoundingClientRect().top;
    if (top < from || bottom > form.getBoundingClientRect().top) pane.scrollTop += top - from - pane.clientHeight / 3;
  }

  function say() {
    status.textContent = `${status.dataset.textMarked} ${selection.toString().trim().slice(0, 200)}`;
  }

  function startOfMarking() {
    const evidence = document.getElementById("evidence");
    const from = evidence ? offsetOf(evidence, evidence.childNodes.length) : 0;
    return Math.max(0, allSentences().findIndex(([start]) => start >= from));
  }

  function begin() {
    if (!allSentences().length) return;
    const at = startOfMarking();
    marked = [at, at];
    pane.focus({ preventScroll: true });
    show();
  }

  function show() {
    select(sentences[marked[0]][0], sentences[marked[1]][1]);
  }

  function move(step, extend) {
    const last = Math.min(Math.max(marked[1] + step, extend ? marked[0] : 0), sentences.length - 1);
    marked = extend ? [marked[0], last] : [last, last];
    show();
  }

  function forget() {
    marked = passage = null;
    form.hidden = true;
  }

  function leave() {
    forget();
    selection.removeAllRanges();
  }

  function offer() {
    if (passage) form.querySelector("select").focus();
  }

  // Python counts characters where the browser counts halves of some; a long text is shown in parts.
  function characters(offset) {
    return Number(text.dataset.from) + [...text.textContent.slice(0, offset)].length;
  }

  function fill() {
    const start = offsetOf(passage.startContainer, passage.startOffset);
    const words = passage.toString();
    const lead = words.length - words.trimStart().length;
    form.elements.start.value = characters(start + lead);
    form.elements.end.value = characters(start + words.trimEnd().length);
  }

  const ARROWS = { ArrowDown: 1, ArrowUp: -1 };
  const WORDS = { ArrowRight: "forward", ArrowLeft: "backward" };

  document.addEventListener("keydown", (event) => {
    if (!marked || event.target.closest("input, select, textarea, button, summary, a")) return;
    if (ARROWS[event.code]) move(ARROWS[event.code], event.shiftKey);
    else if (WORDS[event.code] && event.shiftKey) selection.modify("extend", WORDS[event.code], "word"), keep(), say();
    else if (event.code === "Escape") leave();
    else if (event.code === "Enter") offer();
    else return;
    event.preventDefault();
  });

  // Where the choice takes the focus, what was marked last is what counts; anywhere else the marking is given up.
  document.addEventListener("selectionchange", () => {
    if (isInText()) keep();
    else if (!form.contains(document.activeElement)) forget();
  });
  form.addEventListener("submit", fill);

  // Browsers begin no selection within a link: while the button is down it is none. Only a plain click leads on.
  // The focus that the click brings must not scroll the text away under the mouse.
  text.addEventListener("mousedown", (event) => {
    pane.focus({ preventScroll: true });
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = link.getAttribute("href");
    link.removeAttribute("href");
    selection.removeAllRanges();
    addEventListener("mouseup", () => link.setAttribute("href", address), { once: true });
  });
  text.addEventListener("click", (event) => { if (event.detail && isInText()) event.preventDefault(); });

  form.querySelector("select").addEventListener("keydown", (event) => {
    if (event.code !== "Enter") return;
    event.preventDefault();
    form.requestSubmit();
  });

  window.reviewPassages = { begin, offer };
})();
