// The facts beside an article: which one is chosen, and what lights up for it in the two texts.
import { askPart } from "./ask";
import { all, one } from "./dom";

export class Facts {
  constructor(
    private readonly id: string,
    private readonly place: HTMLElement,
    private readonly panes: readonly HTMLElement[],
  ) {
    place.addEventListener("click", (event) => {
      const target = event.target as Element;
      const card = target.closest<HTMLElement>("[data-fact]");
      if (card && (!target.closest("button") || target.closest("[data-choose]"))) this.choose(card);
    });
  }

  /** The cards in the order of the text. */
  get cards(): HTMLElement[] {
    return all<HTMLElement>("[data-fact]", this.place);
  }

  get current(): HTMLElement | null {
    return one<HTMLElement>("[data-fact].current", this.place);
  }

  choose(card: HTMLElement | undefined | null, show = true): void {
    if (!card) return;
    this.cards.forEach((other) => {
      other.classList.toggle("current", other === card);
      one("[data-choose]", other)?.setAttribute("aria-pressed", String(other === card));
    });
    card.scrollIntoView({ block: "nearest" });
    this.light();
    const pane = this.panes.find((each) => !each.hidden);
    if (show && pane) one(".slotted, .lit", pane)?.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  walk(by: number): void {
    const cards = this.cards;
    const at = cards.findIndex((card) => card.classList.contains("current"));
    const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + by, 0), cards.length - 1);
    this.choose(cards[next]);
    one<HTMLElement>("[data-choose]", cards[next] ?? this.place)?.focus({ preventScroll: true });
  }

  /** The first fact that is not judged, from the current one on. */
  nextOpen(): HTMLElement | undefined {
    const cards = this.cards;
    const at = cards.findIndex((card) => card.classList.contains("current"));
    return [...cards.slice(at + 1), ...cards.slice(0, at + 1)].find((card) => card.classList.contains("unjudged"));
  }

  /** Asks for the facts again, and keeps the chosen one. */
  async again(): Promise<void> {
    const chosen = this.current?.dataset["fact"];
    this.place.replaceChildren(await askPart(`/article/${this.id}/facts`));
    if (chosen) this.choose(one<HTMLElement>(`[data-fact="${CSS.escape(chosen)}"]`, this.place), false);
  }

  /** Lights the sentence and the slots of the chosen fact in both texts. */
  light(): void {
    all(".lit, .slotted").forEach((piece) => piece.classList.remove("lit", "slotted"));
    const card = this.current;
    if (!card) return;
    this.panes.forEach((pane, number) => {
      const [start = 0, end = 0] = (card.dataset[number ? "raw" : "sentence"] ?? "").split(" ").map(Number);
      for (const piece of all<HTMLElement>("[data-o]", pane)) {
        const at = Number(piece.dataset["o"]);
        if (start <= at && at < end) piece.classList.add("lit");
      }
      for (const told of (card.dataset["slots"] ?? "").split(" ").filter(Boolean)) {
        const name = told.split(":")[0] ?? "";
        all(`[data-n~="${CSS.escape(name)}"]`, pane).forEach((piece) => piece.classList.add("slotted"));
      }
    });
  }
}
