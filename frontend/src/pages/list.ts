// The list of articles: filters that answer as one types, more on demand, and keys to walk it.
import { askJson, askPart, tellFault } from "../shared/ask";
import { afterPause, all, make, message, one, onKeys, ready } from "../shared/dom";

interface Option {
  value: string;
  label: string;
  articles: number;
}

const form = one<HTMLFormElement>("#filters")!;
const list = one<HTMLElement>("#list")!;
let asked = new AbortController();

function query(): string {
  const told = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) told.append(name, value);
  return told.toString();
}

async function show(): Promise<void> {
  asked.abort();
  asked = new AbortController();
  const told = query();
  history.replaceState(null, "", told ? `/?${told}` : "/");
  one<HTMLElement>(".clear")!.hidden = !told;
  list.setAttribute("aria-busy", "true");
  try {
    list.replaceChildren(await askPart(`/articles?${told}`, asked.signal));
    list.removeAttribute("aria-busy");
  } catch (error) {
    tellFault(error);
  }
}

async function more(link: HTMLAnchorElement): Promise<void> {
  link.setAttribute("aria-busy", "true");
  const part = await askPart(link.href);
  const items = all("li", part);
  const last = all<HTMLElement>(".articles", list).at(-1);
  if (last) last.append(...items);
  else if (items.length) list.append(make("ol", { class: "articles" }, ...items));
  const following = one<HTMLAnchorElement>(".more", part);
  if (following) link.replaceWith(following);
  else link.remove();
  items[0]?.querySelector("a")?.focus();
}

/** A field with values to pick from, which are asked for as one types. */
function picker(place: HTMLElement): void {
  const field = place.dataset["field"]!;
  const shown = one<HTMLInputElement>("input[role=combobox]", place)!;
  const value = one<HTMLInputElement>("input[type=hidden]", place)!;
  const options = one<HTMLUListElement>("ul", place)!;
  let current = -1;

  function close(): void {
    options.hidden = true;
    shown.setAttribute("aria-expanded", "false");
    shown.removeAttribute("aria-activedescendant");
    current = -1;
  }
  function choose(option: HTMLElement): void {
    value.value = option.dataset["value"]!;
    shown.value = option.dataset["label"]!;
    close();
    void show();
  }
  function mark(by: number): void {
    const every = all<HTMLElement>("[role=option]", options);
    if (!every.length) return;
    current = (current + by + every.length) % every.length;
    every.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    shown.setAttribute("aria-activedescendant", every[current]!.id);
    every[current]!.scrollIntoView({ block: "nearest" });
  }
  async function open(): Promise<void> {
    const found = await askJson<Option[]>(`/values?${new URLSearchParams({ field, text: shown.value })}`);
    options.replaceChildren(
      ...found.map((option, at) =>
        make(
          "li",
          { role: "option", id: `${field}-${at}`, "aria-selected": "false", "data-value": option.value, "data-label": option.label },
          make("span", {}, option.label),
          make("span", { class: "number" }, String(option.articles)),
        ),
      ),
    );
    if (!found.length) options.replaceChildren(make("li", { class: "soft", role: "option", "aria-disabled": "true" }, message("nothing")));
    options.hidden = false;
    shown.setAttribute("aria-expanded", "true");
  }
  const ask = afterPause(120, () => void open().catch(tellFault));
  shown.addEventListener("focus", ask);
  shown.addEventListener("input", () => {
    if (!shown.value && value.value) {
      value.value = "";
      void show();
    }
    ask();
  });
  shown.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const picked = all<HTMLElement>("[data-value]", options)[Math.max(current, 0)];
      if (picked && !options.hidden) choose(picked);
    } else if (event.key === "Escape") close();
  });
  shown.addEventListener("blur", () => setTimeout(close, 150));
  options.addEventListener("mousedown", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[data-value]");
    if (option) choose(option);
  });
}

function walk(by: number): void {
  const every = all<HTMLAnchorElement>(".articles a", list);
  const at = every.indexOf(document.activeElement as HTMLAnchorElement);
  every[Math.min(Math.max(at + by, 0), every.length - 1)]?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void show();
});
form.addEventListener("change", (event) => {
  if ((event.target as HTMLInputElement).type === "radio") void show();
});
one<HTMLInputElement>("input[name=q]", form)!.addEventListener("input", afterPause(250, () => void show()));
all<HTMLElement>(".pick", form).forEach(picker);
list.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a.more");
  if (!link) return;
  event.preventDefault();
  more(link).catch(tellFault);
});
onKeys({ j: () => walk(1), k: () => walk(-1) });

// While the index is being built, the list is asked for again: it grows, and its filters begin to work.
setInterval(() => {
  const growing = one("[data-building]", list) && !list.contains(document.activeElement) && !one(".articles + .articles", list);
  if (growing && all(".articles li", list).length <= 50) void show();
}, 2500);
ready();
