// Rows of formsets, unsaved changes, focus on the first mistake. Pages work without any of it.
(() => {
  function addRow(formset) {
    const total = formset.querySelector("[name$='-TOTAL_FORMS']");
    const holder = document.createElement("div");
    holder.innerHTML = formset.querySelector("[data-formset-empty]").innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.firstElementChild;
    formset.querySelector("[data-formset-rows]").append(row);
    total.value = Number(total.value) + 1;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  function offerRows(formset) {
    const add = formset.querySelector("[data-formset-add]");
    add.hidden = false;
    add.addEventListener("click", () => addRow(formset));
  }

  // A form, or the forms that decide the same thing. What came back with a mistake is not saved either.
  function warnUnsaved(part) {
    let changed = part.querySelector("[aria-invalid=true]") !== null;
    part.addEventListener("input", () => { changed = true; });
    // What a message offers is about something else.
    part.addEventListener("submit", ({ target }) => { changed &&= target.closest(".message") !== null; });
    addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }

  // A small screen shows the list first; filters in use stay open.
  function closeOnPhones(details) {
    if (matchMedia("(max-width: 767.98px)").matches && details.dataset.closedOnPhones !== "no") details.open = false;
  }

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-closed-on-phones]").forEach(closeOnPhones);
    document.querySelectorAll("[data-formset]").forEach(offerRows);
    document.querySelectorAll("[data-warn-unsaved]").forEach(warnUnsaved);
    (document.querySelector("[aria-invalid=true]") || document.querySelector("[data-first-error]"))?.focus();
  });

  addEventListener("show.bs.offcanvas", ({ target }) => target.setAttribute("aria-label", target.dataset.dialogLabel));
  addEventListener("hidden.bs.offcanvas", ({ target }) => target.removeAttribute("aria-label"));

  // A part marked for deletion looks so at once.
  addEventListener("change", ({ target }) => {
    if (target.name?.endsWith("-DELETE")) target.closest(".part")?.classList.toggle("part-deleted", target.checked);
  });
})();
