// What every page has: the shortcuts, and the way to the search field.
import { one, onKeys } from "../shared/dom";

function openShortcuts(): void {
  one<HTMLDialogElement>("#shortcuts")?.showModal();
}

one("[data-shortcuts]")?.addEventListener("click", openShortcuts);
one<HTMLDialogElement>("#shortcuts")?.addEventListener("click", (event) => {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
});
onKeys({
  "?": openShortcuts,
  "/": () => {
    const field = one<HTMLInputElement>("input[type=search]");
    if (field) field.select();
    else location.href = "/";
  },
});
