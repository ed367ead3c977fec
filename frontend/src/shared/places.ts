// Places in a text that is cut into pieces: the page counts in UTF-16, the server in code points.

/** How many code points the text has. */
export function points(text: string): number {
  let counted = 0;
  for (const _ of text) counted += 1;
  return counted;
}

/** Where in its text a place of the page lies; null outside all pieces. */
export function placeOf(node: Node, offset: number): number | null {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-o]");
  if (!piece) return null;
  const start = Number(piece.dataset["o"]);
  return node.nodeType === Node.TEXT_NODE ? start + points((node.textContent ?? "").slice(0, offset)) : start;
}

/** The place of the character under a point of the window; null where none is. */
export function placeAt(x: number, y: number): number | null {
  const range = document.caretRangeFromPoint(x, y);
  if (!range) return null;
  const node = range.startContainer;
  const place = placeOf(node, range.startOffset);
  if (place === null || node.nodeType !== Node.TEXT_NODE) return place;
  // The caret stands between two characters: behind the one that was met, where that is the nearer edge.
  const length = (node.textContent ?? "").length;
  for (const at of [range.startOffset, range.startOffset - 1]) {
    if (at < 0 || at >= length) continue;
    const one = document.createRange();
    one.setStart(node, at);
    one.setEnd(node, at + 1);
    for (const box of one.getClientRects()) {
      if (box.left <= x && x <= box.right && box.top <= y && y <= box.bottom) return placeOf(node, at);
    }
  }
  return null;
}
