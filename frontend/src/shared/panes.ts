// Two texts of one article that scroll together: both know where each block of the article begins.
import { all } from "./dom";

interface Place {
  block: number;
  share: number;
}

export class Panes {
  /** Where each pane was put; what it tells of being there is no scrolling of the user's. */
  private readonly put = new Map<HTMLElement, number>();

  constructor(
    private readonly clean: HTMLElement,
    private readonly raw: HTMLElement,
  ) {
    for (const [pane, other] of [[clean, raw], [raw, clean]] as const) {
      pane.addEventListener("scroll", () => this.follow(pane, other), { passive: true });
    }
  }

  /** The block at the top of a pane, and how far into it that is. */
  placeOf(pane: HTMLElement): Place {
    const starts = this.starts(pane);
    const top = pane.scrollTop + 1;
    let at = 0;
    while (at + 1 < starts.length && starts[at + 1]![1] <= top) at += 1;
    const here = starts[at];
    if (!here) return { block: 0, share: 0 };
    const end = starts[at + 1]?.[1] ?? pane.scrollHeight;
    return { block: here[0], share: Math.max(0, (top - here[1]) / Math.max(1, end - here[1])) };
  }

  /** Scrolls both to a place. */
  goTo(place: Place): void {
    for (const pane of [this.clean, this.raw]) if (!pane.hidden) this.scroll(pane, place);
  }

  private follow(pane: HTMLElement, other: HTMLElement): void {
    if (Math.abs(pane.scrollTop - (this.put.get(pane) ?? -2)) < 1.5) return;
    this.put.delete(pane);
    if (!pane.hidden && !other.hidden) this.scroll(other, this.placeOf(pane));
  }

  private scroll(pane: HTMLElement, place: Place): void {
    const starts = this.starts(pane);
    const at = starts.findIndex(([block]) => block >= place.block);
    const here = starts[at < 0 ? starts.length - 1 : at];
    if (!here) return;
    const end = starts[at + 1]?.[1] ?? pane.scrollHeight;
    pane.scrollTop = here[1] + place.share * (end - here[1]);
    this.put.set(pane, pane.scrollTop);
  }

  /** The number and the top of each block of a pane, in their order. */
  private starts(pane: HTMLElement): [number, number][] {
    const top = pane.getBoundingClientRect().top - pane.scrollTop;
    const anchors =
      pane === this.clean
        ? all<HTMLElement>("[data-b]", pane).map((block) => [Number(block.dataset["b"]), block] as const)
        : all<HTMLElement>("[data-n]", pane).flatMap((piece) => {
            const block = (piece.dataset["n"] ?? "").split(" ").find((name) => name.startsWith("b"));
            return block ? [[Number(block.slice(1)), piece] as const] : [];
          });
    return anchors.map(([block, element]) => [block, element.getBoundingClientRect().top - top]);
  }
}
