// A record picked by typing: an ARIA combobox. Listeners sit on the document, so rows added later work at once.
(() => {
  const PAUSE = 150;
  const requests = new WeakMap();
  const timers = new WeakMap();

  const part = (picker, name) => picker.querySelector(`[data-picker-${name}]`);
  const isMultiple = (picker) => "multiple" in picker.dataset;
  const hiddenInputs = (picker) => [...picker.querySelectorAll("input[type=hidden]")];

  function hidden(picker, id) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = picker.dataset.name;
    input.value = id;
    return input;
  }

  function say(picker, text) {
    part(picker, "status").textContent = text;
  }

  function close(picker) {
    const input = part(picker, "input");
    part(picker, "options").hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function activate(picker, option) {
    const options = part(picker, "options");
    for (const other of options.children) other.setAttribute("aria-selected", String(other === option));
    const input = part(picker, "input");
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(picker, results) {
    const options = part(picker, "options");
    const chosen = new Set(isMultiple(picker) ? hiddenInputs(picker).map((input) => input.value) : []);
    const fresh = results.filter((result) => !chosen.has(String(result.id)));
    options.replaceChildren(
      ...fresh.map((result, index) => {
        const option = document.createElement("li");
        option.id = `${options.id}-${index}`;
        option.className = "picker-option";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = result.id;
        option.textContent = result.label;
        return option;
      }),
    );
    options.hidden = fresh.length === 0;
    part(picker, "input").setAttribute("aria-expanded", String(fresh.length > 0));
    say(picker, fresh.length ? `${picker.dataset.textFound}: ${fresh.length}` : picker.dataset.textNone);
    activate(picker, options.firstElementChild);
  }

  async function search(picker) {
    requests.get(picker)?.abort();
    const request = new AbortController();
    requests.set(picker, request);
    const address = new URL(picker.dataset.url, location.href);
    address.searchParams.set("q", part(picker, "input").value.trim());
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show(picker, (await answer.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") close(picker);
    }
  }

  function searchSoon(picker) {
    clearTimeout(timers.get(picker));
    timers.set(picker, setTimeout(() => search(picker), PAUSE));
  }

  function chip(picker, id, label) {
    const item = document.createElement("li");
    item.className = "picker-chip";
    const text = document.createElement("span");
    text.textContent = label;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "picker-remove";
    button.dataset.pickerRemove = "";
    button.setAttribute("aria-label", `${picker.dataset.textRemove}: ${label}`);
    button.textContent = "×";
    item.append(hidden(picker, id), text, button);
    return item;
  }

  function choose(picker, option) {
    const input = part(picker, "input");
    clearTimeout(timers.get(picker));
    if (isMultiple(picker)) {
      part(picker, "chips").append(chip(picker, option.dataset.value, option.textContent));
      input.value = "";
    } else {
      hiddenInputs(picker).forEach((each) => each.remove());
      picker.prepend(hidden(picker, option.dataset.value));
      input.value = input.dataset.chosen = option.textContent;
      part(picker, "clear").hidden = false;
    }
    say(picker, option.textContent);
    close(picker);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function clear(picker) {
    const input = part(picker, "input");
    hiddenInputs(picker).forEach((each) => each.remove());
    input.value = input.dataset.chosen = "";
    part(picker, "clear").hidden = true;
    close(picker);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function removeChip(picker, item) {
    const next = item.nextElementSibling || item.previousElementSibling;
    item.remove();
    (next ? next.querySelector("button") : part(picker, "input")).focus();
    part(picker, "input").dispatchEvent(new Event("change", { bubbles: true }));
  }

  function move(picker, step) {
    const options = [...part(picker, "options").children];
    if (part(picker, "options").hidden) return search(picker);
    const current = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    activate(picker, options[(current + step + options.length) % options.length]);
  }

  function onKey(event, picker) {
    const options = part(picker, "options");
    const active = options.hidden ? null : options.querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(picker, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      choose(picker, active);
    } else if (event.key === "Escape" && !options.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close(picker);
    } else if (event.key === "Backspace" && isMultiple(picker) && !part(picker, "input").value) {
      const last = part(picker, "chips").lastElementChild;
      if (last) removeChip(picker, last), part(picker, "input").focus();
    }
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-picker-input]") && target.dataset.chosen === undefined) target.dataset.chosen = target.value;
  });

  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-picker-input]")) return;
    const picker = target.closest("[data-picker]");
    if (!isMultiple(picker) && !target.value.trim()) return clear(picker);
    searchSoon(picker);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("[data-picker-input]")) onKey(event, event.target.closest("[data-picker]"));
  });

  document.addEventListener("focusout", ({ target }) => {
    if (!target.matches("[data-picker-input]")) return;
    const picker = target.closest("[data-picker]");
    clearTimeout(timers.get(picker));
    close(picker);
    // What was typed but not chosen would look like a choice.
    target.value = isMultiple(picker) ? "" : target.dataset.chosen ?? target.value;
  });

  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest(".picker-option");
    if (!option) return;
    event.preventDefault();
    choose(option.closest("[data-picker]"), option);
  });

  document.addEventListener("click", ({ target }) => {
    const picker = target.closest("[data-picker]");
    if (!picker) return;
    if (target.closest("[data-picker-remove]")) removeChip(picker, target.closest("li"));
    else if (target.closest("[data-picker-clear]")) clear(picker), part(picker, "input").focus();
    else if (target.matches("[data-picker-input]") && part(picker, "options").hidden) search(picker);
  });
})();
