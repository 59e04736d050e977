// Review from the keyboard. Every key presses a button or link of the page; the keys can be switched off (WCAG 2.1.4).
"use strict";

(function () {
  const panel = document.querySelector("[data-review]");
  if (!panel) return;

  const STORED = "review-shortcuts";
  const toggle = panel.querySelector("[data-shortcuts]");
  const evidence = document.getElementById("evidence");
  const help = document.getElementById("review-keys");
  const passages = window.reviewPassages;

  function stored() {
    try { return localStorage.getItem(STORED) !== "off"; } catch { return true; }
  }

  function remember() {
    try { localStorage.setItem(STORED, toggle.checked ? "on" : "off"); } catch { /* private window */ }
  }

  function isTyping(target) {
    return target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=combobox]");
  }

  function openLink() {
    const details = panel.querySelector("[data-link]");
    if (!details) return;
    details.open = true;
    details.querySelector("[data-picker-input], input:not([type=hidden])")?.focus();
  }

  function edit() {
    const form = panel.querySelector("[data-edit]");
    const first = form?.querySelector(":is(input, select, textarea):not([type=hidden])");
    const field = form?.querySelector("[data-attention]") || first;
    field?.focus();
    if (field?.matches("textarea, [type=text]")) field.setSelectionRange(field.value.length, field.value.length);
  }

  function why() {
    const details = panel.querySelector("[data-why]");
    if (details) details.open = !details.open;
  }

  const ACTS = { KeyE: edit, KeyL: openLink, KeyW: why, KeyM: () => passages?.begin(), KeyN: () => passages?.offer() };

  // The place of the key, not its letter: A is Ф on a Russian keyboard.
  function press(code) {
    const control = document.querySelector(`[data-key="${code}"]`) || (code === "KeyU" && undoOfLast());
    if (!control && !ACTS[code]) return false;
    if (control) control.click();
    else ACTS[code]();
    return true;
  }

  function undoOfLast() {
    const ofMessage = document.querySelector(".message form[action*='/undo'] button");
    return ofMessage || document.querySelector("[data-undo-last]");
  }

  function isQuestion(event) {
    return event.key === "?" || (event.code === "Slash" && event.shiftKey);
  }

  function onTyping(event) {
    if (event.code === "Escape") event.target.blur();
    if (event.code === "Enter" && event.ctrlKey) panel.querySelector("[data-edit]")?.requestSubmit();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || help?.open) return;
    if (isTyping(event.target)) return onTyping(event);
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !toggle?.checked) return;
    if (isQuestion(event)) help?.showModal();
    else if (event.shiftKey || !press(event.code)) return;
    event.preventDefault();
  });

  if (toggle) {
    toggle.checked = stored();
    toggle.addEventListener("change", remember);
  }
  panel.querySelector("[data-keys]")?.addEventListener("click", () => help?.showModal());
  // Not by the address: the browser would put the focus there, too.
  if (evidence) {
    const pane = evidence.closest("[data-source]");
    pane.scrollTop = evidence.offsetTop - pane.clientHeight / 3;
  }
  const title = panel.querySelector("[data-draft-title]");
  const isNarrow = !matchMedia("(min-width: 62rem)").matches;
  // On a phone the head of the page would fill the screen, draft after draft.
  if (title && isNarrow) title.closest(".review").scrollIntoView({ behavior: "instant" });
  // A screen reader goes on with the draft, not with the top of the page.
  title?.focus({ preventScroll: true });
})();
