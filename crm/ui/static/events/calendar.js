/* Draws the calendar of events. The page is a plain list without this script. */
(() => {
  "use strict";

  const place = document.getElementById("calendar");
  const settings = JSON.parse(document.getElementById("calendar-settings").textContent);
  const texts = settings.texts;
  const notes = document.getElementById("calendar-note");
  const toasts = document.getElementById("calendar-toasts");
  const form = document.getElementById("calendar-filters");
  const TYPES = { month: "dayGridMonth", week: "dayGridWeek", list: "listMonth", year: "multiMonthYear" };
  const DAY = 24 * 60 * 60 * 1000;

  if (!place || !window.FullCalendar) return;

  const filters = () => {
    const chosen = new URLSearchParams(location.search);
    return settings.filters.flatMap((name) => chosen.getAll(name).filter(Boolean).map((value) => [name, value]));
  };

  const asJson = async (response) => {
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error || "");
    return answer;
  };

  const load = async (info, succeed, fail) => {
    const query = new URLSearchParams([...filters(), ["start", info.startStr], ["end", info.endStr]]);
    try {
      const headers = { Accept: "application/json" };
      const answer = await asJson(await fetch(`${settings.dataUrl}?${query}`, { headers, redirect: "error" }));
      showUnsettled(answer.unsettled);
      showNote(answer.note);
      succeed(answer.events);
    } catch (error) {
      showNote(texts.loadFailed);
      fail(error);
    }
  };

  /* Filters choose events; what is to be prepared shows where nothing is filtered. */
  const loadMilestones = async (info, succeed, fail) => {
    if (filters().length) return succeed([]);
    const query = new URLSearchParams([["start", info.startStr], ["end", info.endStr]]);
    try {
      const headers = { Accept: "application/json" };
      succeed((await asJson(await fetch(`${settings.milestonesUrl}?${query}`, { headers, redirect: "error" }))).events);
    } catch (error) {
      showNote(texts.loadFailed);
      fail(error);
    }
  };

  const showNote = (text) => {
    notes.textContent = text;
    notes.hidden = !text;
  };

  const showUnsettled = (items) => {
    const list = document.getElementById("calendar-unsettled");
    list.replaceChildren(...items.map(unsettledItem));
    document.getElementById("calendar-unsettled-none").hidden = items.length > 0;
  };

  const unsettledItem = ({ title, when, url }) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    const link = document.createElement("a");
    label.className = "unsettled-when";
    label.textContent = when;
    link.href = url;
    link.textContent = title;
    item.append(label, " ", link);
    return item;
  };

  const post = (url, values) => {
    const body = new URLSearchParams(values);
    const token = document.querySelector("#calendar-token input").value;
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    return fetch(url, { method: "POST", body, headers, redirect: "error" }).then(asJson);
  };

  const toast = (text, undo) => {
    const box = document.createElement("div");
    const words = document.createElement("span");
    box.className = "calendar-toast";
    words.textContent = text;
    box.append(words);
    if (undo) box.append(button(texts.undo, () => { box.remove(); undo(); }));
    box.append(button(texts.close, () => box.remove()));
    toasts.replaceChildren(box);
  };

  const button = (text, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm btn-outline-light";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  };

  const later = (iso, days) => new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

  /* The event keeps its length and its hours; only its first day is another. */
  const moved = async ({ event, revert }) => {
    const { first, last, moveUrl } = event.extendedProps;
    const length = Math.round((Date.parse(last) - Date.parse(first)) / DAY);
    const start = event.startStr.slice(0, 10);
    const date = length ? `${start}/${later(start, length)}` : start;
    try {
      const answer = await post(moveUrl, { date });
      calendar.refetchEvents();
      toast(answer.text, answer.undo_url && (() => undo(answer.undo_url)));
    } catch (error) {
      revert();
      toast((error instanceof SyntaxError || error instanceof TypeError ? "" : error.message) || texts.failed);
    }
  };

  const undo = async (url) => {
    try {
      const answer = await post(url, {});
      toast(answer.text);
    } catch {
      toast(texts.failed);
    }
    calendar.refetchEvents();
  };

  /* The address always names what is shown, so that it can be kept and sent. */
  const remember = ({ view }) => {
    const shown = { view: view.type, date: calendar.getDate().toISOString().slice(0, 10) };
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(shown)) {
      query.set(name, value);
      form.elements[name].value = value;
    }
    history.replaceState(null, "", `?${query}`);
  };

  const begin = ({ dateStr }) => {
    if (settings.createUrl) location.href = `${settings.createUrl}?date=${dateStr.slice(0, 10)}`;
  };

  /* A cell's label would hide the events in it from whoever listens; as a description it only adds the date. */
  const describeCell = ({ el }) => {
    el.setAttribute("aria-description", el.getAttribute("aria-label") || "");
    el.removeAttribute("aria-label");
  };

  const views = Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [name, { type }]));
  views.list = { duration: { months: 1 } }; // FullCalendar has a view of that name, of one day
  const viewButtons = Object.keys(TYPES).map((name) => [
    name,
    { text: texts[name], hint: texts.viewHint.replace("$0", texts[name]) },
  ]);

  const calendar = new FullCalendar.Calendar(place, {
    initialView: settings.view,
    initialDate: settings.date,
    now: settings.today,
    timeZone: "UTC", // moments come as the clock of the place shows them, and stay so
    locale: settings.locale,
    firstDay: 1,
    height: "auto",
    views,
    headerToolbar: { start: "prev,today,next", center: "title", end: Object.keys(TYPES).join(",") },
    buttons: {
      prev: { text: texts.previous, hint: texts.previous },
      next: { text: texts.next, hint: texts.next },
      today: { text: texts.today, hint: texts.today },
      ...Object.fromEntries(viewButtons),
    },
    viewHint: texts.viewHint,
    closeHint: texts.close,
    moreLinkHint: (count) => `${count} ${texts.more}`,
    allDayText: texts.allDay,
    noEventsText: texts.empty,
    dayMaxEvents: 5,
    editable: true,
    eventDurationEditable: false,
    eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
    eventClass: ({ event }) => (event.extendedProps.look || []).join(" "),
    eventDidMount: ({ el, event }) => { el.title = `${event.title}. ${event.extendedProps.hint || ""}`; },
    dayCellDidMount: describeCell,
    eventSources: [{ events: load }, { events: loadMilestones }],
    eventDrop: moved,
    dateClick: begin,
    datesSet: remember,
    loading: (busy) => place.setAttribute("aria-busy", String(busy)),
  });

  document.getElementById("calendar-list").hidden = true;
  place.hidden = false;
  calendar.render();
})();
