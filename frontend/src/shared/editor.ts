// The editor of rule files: CodeMirror with YAML, completion, and the problems that the server finds.
import { autocompletion, type Completion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface Words {
  keys: Completion[];
  slots: Completion[];
  marks: Completion[];
  fragments: Completion[];
  rules: Completion[];
}

export interface Problem {
  path: string;
  line: number;
  column: number;
  code: string;
  message: string;
  hint: string;
  warning: boolean;
}

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.special(tags.string), tags.quote], color: "var(--good)" },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.keyword, tags.null], color: "var(--warn)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--soft)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.875rem", color: "var(--ink)", backgroundColor: "var(--surface)" },
  ".cm-scroller": { fontFamily: "var(--code)", lineHeight: "1.65" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--surface)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent-ground) 45%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--accent-ground) !important" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--line)", borderRadius: "8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--ink)", background: "var(--accent-ground)" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--faint)" },
  ".cm-foldPlaceholder": { color: "var(--soft)", backgroundColor: "var(--faint)", border: "0" },
  ".cm-diagnostic": { padding: "0.3rem 0.6rem" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--warn)" },
});

export class Editor {
  readonly view: EditorView;
  private words: Words = { keys: [], slots: [], marks: [], fragments: [], rules: [] };
  private readonly readOnly = new Compartment();

  constructor(place: HTMLElement, label: string, onChange: () => void, onSave: () => void) {
    // In a shadow root the editor's styles are constructed sheets, which the page's content policy has no need to allow.
    const root = place.attachShadow({ mode: "open" });
    const state = EditorState.create({
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        indentUnit.of("  "),
        yaml(),
        syntaxHighlighting(colours),
        autocompletion({ override: [(context) => this.complete(context)], activateOnTyping: true }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (onSave(), true) },
          ...completionKeymap,
          ...lintKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => update.docChanged && onChange()),
        this.readOnly.of(EditorState.readOnly.of(true)),
        look,
      ],
    });
    this.view = new EditorView({ state, parent: root, root });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Shows a file. */
  open(text: string, writable: boolean, words: Words): void {
    this.words = words;
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      effects: this.readOnly.reconfigure(EditorState.readOnly.of(!writable)),
      selection: { anchor: 0 },
    });
  }

  /** Puts another text in place of this one, as one step that can be taken back. */
  replace(text: string): void {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Shows a line and puts the cursor there. */
  goTo(line: number, column = 1): void {
    const at = this.placeOf(line, column);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }

  mark(problems: Problem[]): void {
    const found: Diagnostic[] = problems.map((problem) => {
      const from = this.placeOf(problem.line, problem.column);
      const line = this.view.state.doc.lineAt(from);
      const message = `${problem.code} ${problem.message}${problem.hint ? `\n${problem.hint}` : ""}`;
      return { from, to: Math.max(line.to, from), severity: problem.warning ? "warning" : "error", message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  private placeOf(line: number, column: number): number {
    const found = this.view.state.doc.line(Math.min(Math.max(line, 1), this.view.state.doc.lines));
    // The server counts in code points.
    const before = [...found.text].slice(0, Math.max(column - 1, 0)).join("");
    return Math.min(found.from + before.length, found.to);
  }

  private complete(context: CompletionContext): CompletionResult | null {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const slot = /\{!?(?:\w+:)?([\w,]*)$/.exec(before);
    if (slot) {
      const from = context.pos - (slot[1] ?? "").length;
      const options = [
        ...this.words.slots.map((word) => ({ ...word, type: "type" })),
        ...this.words.fragments.map((word) => ({ ...word, type: "constant" })),
        ...(before.includes(":", from - line.from - 1) ? [] : this.words.marks.map((word) => ({ ...word, label: `${word.label}:`, type: "property" }))),
      ];
      return { from, options, validFor: /^[\w,]*$/ };
    }
    const mark = /⟦(\w*)$/.exec(before);
    if (mark) {
      const options = this.words.marks.map((word) => ({ ...word, apply: `${word.label}:`, type: "property" }));
      return { from: context.pos - (mark[1] ?? "").length, options, validFor: /^\w*$/ };
    }
    const id = /(?:id|rule):\s*([\w.]+)$/.exec(before);
    if (id) return { from: context.pos - (id[1] ?? "").length, options: this.words.rules, validFor: /^[\w.]*$/ };
    const key = /^[\s-]*([a-z_]*)$/.exec(before);
    if (key && (key[1] || context.explicit)) {
      const options = this.words.keys.map((word) => ({ ...word, apply: `${word.label}: `, type: "keyword" }));
      return { from: context.pos - (key[1] ?? "").length, options, validFor: /^\w*$/ };
    }
    return null;
  }
}
