// Judging the facts of an article: verdicts with one key, corrections by selecting text, undo.
import { askJson, askPart, tell, tellFault } from "./ask";
import { all, message, one, toast } from "./dom";
import type { Facts } from "./facts";
import type { Choice, Stretch } from "./selection";

interface Selected {
  text: string;
  value: string;
  number: string;
}

const NUMBERS = new Set(["amount", "amount_max", "edition", "year", "recipient_count", "project_count"]);

export class Judging {
  private readonly form = one<HTMLElement>("#form")!;

  constructor(
    private readonly id: string,
    private readonly facts: Facts,
    place: HTMLElement,
  ) {
    place.addEventListener("click", (event) => this.clicked(event.target as Element));
    this.form.addEventListener("click", (event) => this.clicked(event.target as Element));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save().catch(tellFault);
    });
  }

  private clicked(target: Element): void {
    const button = target.closest<HTMLElement>("button");
    if (!button) return;
    const card = button.closest<HTMLElement>("[data-fact]");
    const told = button.dataset;
    if (card && told["verdict"]) {
      this.facts.choose(card, false);
      this.judge(button.getAttribute("aria-pressed") === "true" ? "open" : told["verdict"]);
    } else if (card && "correct" in told) this.correct(card);
    else if ("missing" in told) this.missing();
    else if ("undo" in told) this.undo();
    else if ("complete" in told) this.complete();
    else if ("cancel" in told) this.close();
    else if (told["formKind"]) void this.openForm(`kind=${told["formKind"]}`).catch(tellFault);
  }

  /** Judges the chosen fact and goes on to the next that is not judged. */
  judge(verdict: string): void {
    const card = this.facts.current;
    if (!card) return toast(message("no_fact"));
    const run = async (): Promise<void> => {
      await tell(`/article/${this.id}/judge`, { fact: card.dataset["fact"], verdict });
      await this.facts.again();
      const next = this.facts.nextOpen();
      if (verdict === "open") return;
      if (next) this.facts.choose(next);
      else toast(message("judged_all"), "good");
    };
    run().catch(tellFault);
  }

  undo(): void {
    const run = async (): Promise<void> => {
      await tell("/judge/undo", {});
      await this.facts.again();
      toast(message("undone"));
    };
    run().catch(tellFault);
  }

  complete(): void {
    const run = async (): Promise<void> => {
      await tell(`/article/${this.id}/complete`, {});
      await this.facts.again();
    };
    run().catch(tellFault);
  }

  correct(card: HTMLElement | null = this.facts.current): void {
    if (!card) return toast(message("no_fact"));
    this.facts.choose(card, false);
    void this.openForm(`instead=${card.dataset["fact"]}`).catch(tellFault);
  }

  missing(kind = "award"): void {
    void this.openForm(`kind=${kind}`).catch(tellFault);
  }

  close(): void {
    this.form.hidden = true;
    this.form.replaceChildren();
  }

  get isOpen(): boolean {
    return !this.form.hidden;
  }

  private async openForm(query: string): Promise<void> {
    this.form.replaceChildren(await askPart(`/article/${this.id}/form?${query}`));
    this.form.hidden = false;
    this.form.scrollIntoView({ block: "start" });
    one<HTMLInputElement>("input", this.form)?.focus();
  }

  /** The fields that a selected stretch can be put into. */
  choices(): Choice[] {
    if (!this.isOpen) return [{ label: message("to_missing"), act: (stretch) => void this.missingOf(stretch).catch(tellFault) }];
    return all<HTMLInputElement>(".fields input", this.form).map((input) => ({
      label: one("span", input.closest("label")!)!.textContent!,
      act: (stretch: Stretch) => void this.fill(input, stretch).catch(tellFault),
    }));
  }

  private async missingOf(stretch: Stretch): Promise<void> {
    const found = await this.selected(stretch);
    await this.openForm(`kind=${found.number ? "funding" : "award"}`);
    const field = found.number ? "amount" : found.text.endsWith("奖") ? "award" : "recipient";
    await this.fill(one<HTMLInputElement>(`input[name=${field}]`, this.form)!, stretch);
  }

  private async fill(input: HTMLInputElement, stretch: Stretch): Promise<void> {
    const found = await this.selected(stretch);
    const value = NUMBERS.has(input.name) ? found.number || found.text : input.name === "award" ? found.value || found.text : found.text;
    input.value = input.name === "recipients" && input.value ? `${input.value}；${value}` : value;
    input.focus();
  }

  private selected(stretch: Stretch): Promise<Selected> {
    return askJson<Selected>(`/article/${this.id}/selected?start=${stretch.start}&end=${stretch.end}`);
  }

  private async save(): Promise<void> {
    const form = one<HTMLFormElement>("form", this.form)!;
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string" && value));
    const { kind, instead } = form.dataset;
    await tell(`/article/${this.id}/tell`, { kind, instead, values });
    this.close();
    await this.facts.again();
    toast(message("saved"), "good");
  }
}
