// Rule files: an editor that says on every pause what the lint, the examples and the articles say of the draft.
import { askJson, tell, tellFault, tellPart } from "../shared/ask";
import { afterPause, all, make, message, one, ready, toast } from "../shared/dom";
import { Editor, type Problem, type Words } from "../shared/editor";

interface File {
  name: string;
  text: string;
  digest: string;
  quick: boolean;
}

interface Report {
  problems: Problem[];
  elsewhere: Problem[];
  examples: number;
  failing: number;
  usable: boolean;
}

type Saved = (File & { saved: true; failing: number }) | (Report & { saved: false; can_insist: boolean });

const page = one<HTMLElement>("#tune")!;
const name = page.dataset["name"]!;
const state = one<HTMLElement>("#state")!;
const save = one<HTMLButtonElement>("#save")!;
const attempt = one<HTMLButtonElement>("#try")!;
const copy = one<HTMLButtonElement>("#copy")!;
const insist = one<HTMLDialogElement>("#insist")!;
const problemsPlace = one<HTMLElement>("#problems")!;
const changesPlace = one<HTMLElement>("#changes")!;
const checkedPlace = one<HTMLElement>("#checked")!;
const canWrite = page.dataset["canWrite"] === "true";

let layer = page.dataset["layer"]!;
let file: File = { name, text: "", digest: "", quick: true };
let asked = new AbortController();
let opening = false;
let saving = false;

const editor = new Editor(one<HTMLElement>("#editor")!, name, () => changed(), () => void saved(false).catch(tellFault));

function isDirty(): boolean {
  return layer === "own" && editor.text !== file.text;
}

function tellState(): void {
  save.disabled = !isDirty();
  state.textContent = layer === "product" ? message("read_only") : isDirty() ? message("unsaved") : "";
  copy.hidden = !(layer === "product" && canWrite);
  attempt.hidden = layer === "product" || file.quick;
}

async function open(which: string): Promise<void> {
  layer = which;
  all<HTMLElement>("button[data-layer]").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset["layer"] === which)),
  );
  const query = new URLSearchParams({ name, layer });
  const [told, words] = await Promise.all([askJson<File>(`/tune/file?${query}`), askJson<Words>(`/tune/words?${query}`)]);
  file = told;
  opening = true;
  editor.open(file.text, layer === "own", words);
  opening = false;
  tellState();
}

function changed(): void {
  if (opening) return;
  tellState();
  if (layer !== "own") return;
  sessionStorage.setItem(`draft ${name}`, editor.text);
  asked.abort(); // what is under way is of an older draft
  look();
}

const look = afterPause(350, () => {
  asked = new AbortController();
  void check(asked.signal).catch(tellFault);
  if (file.quick) void tryDraft(asked.signal).catch(tellFault);
});

async function check(signal: AbortSignal): Promise<void> {
  checkedPlace.textContent = message("checking");
  const report = await tell<Report>("/tune/check", { name, text: editor.text }, signal);
  showReport(report);
}

function showReport(report: Report): void {
  editor.mark(report.problems);
  const failing = report.failing ? message("examples_failing", { n: String(report.failing) }) : "";
  checkedPlace.textContent = report.usable ? failing || message("examples", { n: String(report.examples) }) : "";
  const items = [...report.problems, ...report.elsewhere].map((problem) => problemItem(problem, report.elsewhere.includes(problem)));
  problemsPlace.replaceChildren(...(items.length ? items : [make("li", { class: "soft" }, message("no_problems"))]));
}

function problemItem(problem: Problem, elsewhere: boolean): HTMLElement {
  const place = elsewhere ? `${problem.path}:${problem.line}` : message("line", { line: String(problem.line) });
  const button = make("button", { type: "button", class: "place" }, place);
  if (elsewhere) button.disabled = true;
  else button.addEventListener("click", () => editor.goTo(problem.line, problem.column));
  const told = make("li", { class: problem.warning ? "warned" : "failed" }, button, " ", make("code", {}, problem.code), ` ${problem.message}`);
  if (problem.hint) told.append(make("span", { class: "soft hint" }, problem.hint));
  return told;
}

async function tryDraft(signal: AbortSignal): Promise<void> {
  changesPlace.setAttribute("aria-busy", "true");
  changesPlace.replaceChildren(await tellPart("/tune/try", { name, text: editor.text }, signal));
  changesPlace.removeAttribute("aria-busy");
}

async function saved(knowingly: boolean): Promise<void> {
  if (!isDirty() || saving) return;
  saving = true;
  save.disabled = true;
  try {
    const told = await tell<Saved>("/tune/save", { name, text: editor.text, digest: file.digest, knowingly });
    if (!told.saved) return refused(told);
    file = told;
    sessionStorage.removeItem(`draft ${name}`);
    one<HTMLElement>("#inserted")!.hidden = true;
    toast(message(told.failing ? "saved_failing" : "saved"), told.failing ? "" : "good");
    look();
  } finally {
    saving = false;
    tellState();
  }
}

function refused(report: Report & { can_insist: boolean }): void {
  showReport(report);
  if (report.can_insist) askToInsist(report);
  else toast(message("cannot_save"), "bad");
}

function askToInsist(report: Report): void {
  const failing = [...report.problems, ...report.elsewhere].filter((problem) => /^R0[23]/.test(problem.code));
  one("#insist-list")!.replaceChildren(...failing.map((problem) => make("li", {}, problem.message)));
  insist.showModal();
}

async function insertExample(example: string, rule: string): Promise<void> {
  const told = await tell<{ text: string; line: number }>("/tune/insert", { text: editor.text, example, rule });
  editor.replace(told.text);
  editor.goTo(told.line);
  const note = one<HTMLElement>("#inserted")!;
  note.textContent = message("inserted", { line: String(told.line) });
  note.hidden = false;
}

async function begin(): Promise<void> {
  await open(layer);
  const query = new URLSearchParams(location.search);
  const draft = sessionStorage.getItem(`draft ${name}`);
  if (layer === "own" && draft !== null && draft !== file.text) editor.replace(draft);
  const example = query.get("example");
  if (example && layer === "own") {
    await insertExample(example, query.get("rule") ?? "");
    history.replaceState(null, "", `/tune?${new URLSearchParams({ file: name })}`);
  }
}

all<HTMLElement>("button[data-layer]").forEach((button) =>
  button.addEventListener("click", () => {
    if (!isDirty() || button.dataset["layer"] === layer) void open(button.dataset["layer"]!).catch(tellFault);
    else toast(message("discard"), "bad");
  }),
);
copy.addEventListener("click", () => {
  const text = file.text;
  open("own")
    .then(() => editor.replace(text))
    .catch(tellFault);
});
attempt.addEventListener("click", () => void tryDraft(asked.signal).catch(tellFault));
save.addEventListener("click", () => void saved(false).catch(tellFault));
one("[data-insist]", insist)!.addEventListener("click", () => {
  insist.close();
  void saved(true).catch(tellFault);
});
one("[data-back]", insist)!.addEventListener("click", () => insist.close());
addEventListener("beforeunload", (event) => {
  if (isDirty()) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && !event.defaultPrevented) {
    event.preventDefault();
    void saved(false).catch(tellFault);
  }
});
begin().then(ready, tellFault);
