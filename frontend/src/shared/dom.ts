// Small things that every page needs. Text from articles is only ever put in as text.

export function one<T extends Element>(selector: string, root: ParentNode = document): T | null {
  return root.querySelector<T>(selector);
}

export function all<T extends Element>(selector: string, root: ParentNode = document): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** An element with its attributes and children; a string becomes a text node. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const messages: Record<string, string> = JSON.parse(
  one<HTMLTemplateElement>("#messages")?.dataset["messages"] ?? "{}",
);

/** The message of a key of the catalogue `script`, with the named values put in. */
export function message(key: string, values: Record<string, string> = {}): string {
  const text = messages[`script.${key}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

let fading = 0;

/** Tells the user something for a few seconds. */
export function toast(text: string, kind: "good" | "bad" | "" = ""): void {
  const place = one<HTMLElement>("#toast");
  if (!place) return;
  place.textContent = text;
  place.className = `shown ${kind}`;
  clearTimeout(fading);
  fading = window.setTimeout(() => place.classList.remove("shown"), kind === "bad" ? 8000 : 3500);
}

/** Whether keys now belong to a field that the user types in. */
export function typing(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Calls what a key stands for, unless the user types, holds another key, or a dialog is open. */
export function onKeys(actions: Record<string, () => void>): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return;
    if (one("dialog[open]")) return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}

/** Calls the last of several calls in a row, once none has come for so long. */
export function afterPause<A extends unknown[]>(milliseconds: number, call: (...told: A) => void): (...told: A) => void {
  let waiting = 0;
  return (...told) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => call(...told), milliseconds);
  };
}

/** Says that the page answers now: its listeners are in place. */
export function ready(): void {
  document.documentElement.dataset["ready"] = "true";
}
