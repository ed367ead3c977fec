// What is selected in the clean text, and the small bar of what can be done with it.
import { make, one } from "./dom";
import { placeOf } from "./places";

export interface Stretch {
  start: number;
  end: number;
  text: string;
}

export interface Choice {
  label: string;
  act: (stretch: Stretch) => void;
}

/** The selected stretch of a pane; null where nothing of it is selected. */
export function selectedIn(pane: HTMLElement): Stretch | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.startContainer) || !pane.contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end, text: selection.toString() } : null;
}

/** Shows the choices beside the selection, as often as one is made in the pane. */
export function offer(pane: HTMLElement, choices: () => Choice[]): void {
  const bar = one<HTMLElement>("#selection")!;
  const hide = () => (bar.hidden = true);
  document.addEventListener("mouseup", (event) => {
    if (bar.contains(event.target as Node)) return;
    setTimeout(() => {
      const stretch = selectedIn(pane);
      if (!stretch) return hide();
      const found = choices();
      bar.replaceChildren(
        ...found.map((choice) => {
          const button = make("button", { type: "button" }, choice.label);
          button.addEventListener("click", () => {
            hide();
            choice.act(stretch);
          });
          return button;
        }),
      );
      const box = getSelection()!.getRangeAt(0).getBoundingClientRect();
      bar.hidden = !found.length;
      bar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8))}px`;
      bar.style.top = `${box.bottom + bar.offsetHeight + 14 < innerHeight ? box.bottom + 6 : Math.max(8, box.top - bar.offsetHeight - 6)}px`;
    });
  });
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  pane.addEventListener("scroll", hide, { passive: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
