// Review from the keyboard. Every key presses a button or link of the page; the keys can be switched off (WCAG 2.1.4).
"use strict";

(function () {
  const panel = document.querySelector("[data-review]");
  if (!panel) return;

  const STORED = "review-shortcuts";
  const toggle = panel.querySelector("[data-shortcuts]");
  const evidence = document.getElementById("evidence");

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
    panel.querySelector("[data-edit] :is(input, select, textarea):not([type=hidden])")?.focus();
  }

  // The place of the key, not its letter: A is Ф on a Russian keyboard.
  function press(code) {
    const control = panel.querySelector(`[data-key="${code}"]`) || undoOfMessage(code);
    if (control) control.click();
    else if (code === "KeyE") edit();
    else if (code === "KeyL") openLink();
    else return false;
    return true;
  }

  function undoOfMessage(code) {
    return code === "KeyU" ? document.querySelector(".message form[action*='/undo/'] button") : null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
    if (event.code === "Escape" && isTyping(event.target)) { event.target.blur(); return; }
    if (!toggle || !toggle.checked || isTyping(event.target)) return;
    if (press(event.code)) event.preventDefault();
  });

  if (toggle) {
    toggle.checked = stored();
    toggle.addEventListener("change", remember);
  }
  if (evidence) {
    const pane = evidence.closest(".review-source");
    pane.scrollTop = evidence.offsetTop - pane.clientHeight / 3;
  }
})();
