// One article: its facts and what lights up for them, its two texts side by side, and why a word was taken or not.
import { askPart, tellFault } from "../shared/ask";
import { all, make, message, one, onKeys } from "../shared/dom";
import { Panes } from "../shared/panes";
import { placeAt } from "../shared/places";

const article = one<HTMLElement>("#article")!;
const id = article.dataset["id"]!;
const clean = one<HTMLElement>(".pane.clean")!;
const raw = one<HTMLElement>(".pane.raw")!;
const steps = one<HTMLElement>("#steps")!;
const whyPlace = one<HTMLElement>("#why")!;
const panes = new Panes(clean, raw);

async function filled(pane: HTMLElement, what: string): Promise<void> {
  if (pane.childElementCount) return;
  pane.replaceChildren(make("p", { class: "loading" }, message("loading")));
  pane.replaceChildren(await askPart(`/article/${id}/${what}`));
}

async function show(view: string): Promise<void> {
  const from = article.dataset["view"] === "raw" ? raw : clean;
  const place = panes.placeOf(from);
  article.dataset["view"] = view;
  all<HTMLElement>("[data-show]").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset["show"] === view)),
  );
  clean.hidden = view === "raw";
  raw.hidden = view === "clean";
  if (view !== "clean") await filled(raw, "raw");
  panes.goTo(place);
  light(document.querySelector<HTMLElement>(".card.current"));
}

async function toggle(button: HTMLElement): Promise<void> {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  article.classList.toggle(`show-${button.dataset["toggle"]}`, on);
  const any = all("[data-toggle][aria-pressed=true]").length > 0;
  if (any) await filled(steps, "steps");
  steps.hidden = !any;
}

/** Lights the sentence and the slots of a fact in both texts. */
function light(card: HTMLElement | null): void {
  all(".lit, .slotted").forEach((piece) => {
    piece.classList.remove("lit", "slotted");
    piece.removeAttribute("data-slot");
  });
  if (!card) return;
  for (const [pane, range] of [[clean, card.dataset["sentence"]], [raw, card.dataset["raw"]]] as const) {
    const [start = 0, end = 0] = (range ?? "").split(" ").map(Number);
    for (const piece of all<HTMLElement>("[data-o]", pane)) {
      const at = Number(piece.dataset["o"]);
      if (start <= at && at < end) piece.classList.add("lit");
    }
    for (const told of (card.dataset["slots"] ?? "").split(" ").filter(Boolean)) {
      const [name = "", slot = ""] = told.split(":");
      for (const piece of all<HTMLElement>(`[data-n~="${CSS.escape(name)}"]`, pane)) {
        piece.classList.add("slotted");
        piece.dataset["slot"] = slot;
      }
    }
  }
}

export function choose(card: HTMLElement | undefined): void {
  if (!card) return;
  all(".card.current").forEach((other) => other.classList.remove("current"));
  card.classList.add("current");
  card.scrollIntoView({ block: "nearest" });
  light(card);
  const pane = article.dataset["view"] === "raw" ? raw : clean;
  one(".slotted, .lit", pane)?.scrollIntoView({ block: "center", behavior: "smooth" });
}

function walk(by: number): void {
  const every = all<HTMLElement>(".card");
  const at = every.findIndex((card) => card.classList.contains("current"));
  const next = every[at < 0 ? (by > 0 ? 0 : every.length - 1) : Math.min(Math.max(at + by, 0), every.length - 1)];
  choose(next);
  next?.focus({ preventScroll: true });
}

async function why(event: MouseEvent): Promise<void> {
  if (!getSelection()?.isCollapsed) return;
  const place = placeAt(event.clientX, event.clientY);
  if (place === null) return;
  const part = await askPart(`/article/${id}/why?at=${place}`);
  whyPlace.replaceChildren(part);
  whyPlace.hidden = false;
  whyPlace.scrollIntoView({ block: "nearest" });
}

function closeWhy(): void {
  whyPlace.hidden = true;
}

all<HTMLElement>("[data-show]").forEach((button) =>
  button.addEventListener("click", () => show(button.dataset["show"]!).catch(tellFault)),
);
all<HTMLElement>("[data-toggle]").forEach((button) => button.addEventListener("click", () => toggle(button).catch(tellFault)));
all<HTMLElement>(".legend [data-type]").forEach((button) =>
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    article.classList.toggle(`without-${button.dataset["type"]}`, !on);
  }),
);
one("#facts")!.addEventListener("click", (event) => {
  const card = (event.target as Element).closest<HTMLElement>(".card");
  if (card && !(event.target as Element).closest("button, input, select")) choose(card);
});
one("#facts")!.addEventListener("focusin", (event) => {
  const card = (event.target as Element).closest<HTMLElement>(".card");
  if (card && !card.classList.contains("current")) choose(card);
});
clean.addEventListener("click", (event) => void why(event).catch(tellFault));
whyPlace.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-close-why]")) closeWhy();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeWhy();
});
onKeys({
  j: () => walk(1),
  k: () => walk(-1),
  o: () => void show(article.dataset["view"] === "clean" ? "raw" : "clean").catch(tellFault),
  e: () => all<HTMLElement>("[data-toggle]").forEach((button) => void toggle(button).catch(tellFault)),
});
