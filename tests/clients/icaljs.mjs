// Calendars as ical.js, Thunderbird's own parser, reads them: one question a line, one answer a line, both JSON.
import ICAL from "ical.js";
import { createInterface } from "node:readline";

const said = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());

function* times(event, last) {
  if (!event.isRecurring()) {
    yield event;
    return;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.toString() <= last; next = iterator.next()) {
    yield event.getOccurrenceDetails(next);
  }
}

function shown({ text, last }) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").flatMap((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true });
    const status = component.getFirstPropertyValue("status");
    return [...times(event, last)].map(({ startDate, endDate }) => [event.uid, event.summary, said(startDate), said(endDate), status]);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { shown: shown(JSON.parse(line)) };
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log(JSON.stringify(answer));
}
