// The sentences of a text on the page, as [start, end) in its letters.
"use strict";

(function () {
  const END = /[.!?…]+[»")]*(?=\s+[А-ЯЁA-Z«"—–\d(•-])/g;
  // «Логинова В.А.», «в г. Ош», «и т.д.» go on; so does a year before more of the line.
  const ABBREVIATED =
    /(?<![А-ЯЁа-яё])(?:[гсдпр]|гг|вв?|им|ул|пр|пл|пос|обл|тыс|млн|млрд|руб|чел|стр|см|др|т\.\s?[чекдп]|[А-ЯЁA-Z])\.$/;
  // At the end of a line, only what wants a word after it goes on.
  const LEANS = /(?<![А-ЯЁа-яё])(?:[гсдр]|им|ул|пл|пос|обл|[А-ЯЁ])\.$/;
  const ENDS = /(?:\d\s?г|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ])\.$/;
  const ITEM = /^(?:[-–—•*\uE000-\uF8FF]|\d{1,2}(?:\.\d{1,2})*[.)]\s|[а-яё]\)\s|[IVX]+\.\s)/;
  const NARROWEST = 45; // letters of a full printed line; what is longer than the other is a paragraph
  const UNWRAPPED = 140;

  // Lines that the page shows as one paragraph are joined; every letter keeps its place.
  function flowing(text) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let found = "";
    for (let node; (node = walker.nextNode()); ) {
      found += node.parentElement.matches(".wrap") ? " ".repeat(node.length) : node.data;
    }
    return found;
  }

  // A printed line merely turns where it is full and its sentence is not over.
  function turns(line, after) {
    const isFull = line.length >= NARROWEST && line.length <= UNWRAPPED;
    const goesOn = !/[.:;!?]$/.test(line) || (LEANS.test(line) && !ENDS.test(line));
    return isFull && goesOn && !ITEM.test(after);
  }

  function paragraphs(read, printed) {
    const found = [];
    let start = 0;
    for (const gap of read.matchAll(/\s*\n\s*/g)) {
      const end = gap.index + gap[0].length;
      const line = printed.slice(printed.lastIndexOf("\n", gap.index - 1) + 1, gap.index);
      if (gap[0].split("\n").length === 2 && turns(line.trim(), read.slice(end, end + 9))) continue;
      found.push([start, gap.index]);
      start = end;
    }
    return [...found, [start, read.length]];
  }

  function isQuoted(piece, rest) {
    return piece.split("«").length > piece.split("»").length && rest.slice(0, 120).includes("»");
  }

  function sentencesOf(paragraph, offset) {
    const found = [];
    let start = 0;
    const ends = [...paragraph.matchAll(END)].map((each) => each.index + each[0].length);
    for (const end of [...ends, paragraph.length]) {
      const piece = paragraph.slice(start, end);
      if (end < paragraph.length && (ABBREVIATED.test(piece) || isQuoted(piece, paragraph.slice(end)))) continue;
      const lead = piece.length - piece.trimStart().length;
      if (piece.trim()) found.push([offset + start + lead, offset + start + piece.trimEnd().length]);
      start = end;
    }
    return found;
  }

  window.reviewSentences = (text) => {
    const read = flowing(text);
    return paragraphs(read, text.textContent).flatMap(([start, end]) => sentencesOf(read.slice(start, end), start));
  };
})();
