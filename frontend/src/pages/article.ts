// One article: its facts, its two texts side by side, the judge's keys, and why a word was taken or not.
import { askPart, tellFault } from "../shared/ask";
import { all, make, message, one, onKeys, ready } from "../shared/dom";
import { Facts } from "../shared/facts";
import { Judging } from "../shared/judging";
import { Panes } from "../shared/panes";
import { placeAt } from "../shared/places";
import { type Choice, offer } from "../shared/selection";

const article = one<HTMLElement>("#article")!;
const id = article.dataset["id"]!;
const clean = one<HTMLElement>(".pane.clean")!;
const raw = one<HTMLElement>(".pane.raw")!;
const steps = one<HTMLElement>("#steps")!;
const whyPlace = one<HTMLElement>("#why")!;
const factsPlace = one<HTMLElement>("#facts")!;
const panes = new Panes(clean, raw);
const facts = new Facts(id, factsPlace, [clean, raw]);
const judging = new Judging(id, facts, factsPlace);

async function filled(place: HTMLElement, what: string): Promise<void> {
  if (place.childElementCount) return;
  place.replaceChildren(make("p", { class: "loading" }, message("loading")));
  place.replaceChildren(await askPart(`/article/${id}/${what}`));
}

async function show(view: string): Promise<void> {
  const place = panes.placeOf(article.dataset["view"] === "raw" ? raw : clean);
  article.dataset["view"] = view;
  all<HTMLElement>("[data-show]").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset["show"] === view)),
  );
  clean.hidden = view === "raw";
  raw.hidden = view === "clean";
  if (view !== "clean") await filled(raw, "raw");
  panes.goTo(place);
  facts.light();
}

async function toggle(button: HTMLElement): Promise<void> {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  article.classList.toggle(`show-${button.dataset["toggle"]}`, on);
  const any = all("[data-toggle][aria-pressed=true]").length > 0;
  steps.hidden = !any;
  if (any) await filled(steps, "steps");
}

async function why(event: MouseEvent): Promise<void> {
  if (!getSelection()?.isCollapsed) return;
  const place = placeAt(event.clientX, event.clientY);
  if (place === null) return;
  whyPlace.replaceChildren(await askPart(`/article/${id}/why?at=${place}`));
  whyPlace.hidden = false;
  whyPlace.scrollIntoView({ block: "nearest" });
}

function closeAll(): void {
  whyPlace.hidden = true;
  judging.close();
}

function choices(): Choice[] {
  const example: Choice = {
    label: message("to_example"),
    act: (stretch) => {
      const rule = facts.current?.dataset["rule"] ?? "";
      location.href = `/tune/example?${new URLSearchParams({ article: id, at: String(stretch.start), end: String(stretch.end), rule })}`;
    },
  };
  return [...judging.choices(), ...(judging.isOpen ? [] : [example])];
}

function next(): void {
  location.href = "/judge/next";
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
clean.addEventListener("click", (event) => void why(event).catch(tellFault));
whyPlace.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-close-why]")) whyPlace.hidden = true;
});
document.addEventListener("keydown", (event) => event.key === "Escape" && closeAll());
offer(clean, choices);
onKeys({
  j: () => facts.walk(1),
  k: () => facts.walk(-1),
  r: () => judging.judge("right"),
  w: () => judging.judge("wrong"),
  c: () => judging.correct(),
  m: () => judging.missing(),
  u: () => judging.undo(),
  n: next,
  o: () => void show(article.dataset["view"] === "clean" ? "raw" : "clean").catch(tellFault),
  e: () => all<HTMLElement>("[data-toggle]").forEach((button) => void toggle(button).catch(tellFault)),
});
if (new URLSearchParams(location.search).has("judging")) facts.choose(facts.nextOpen());
ready();
