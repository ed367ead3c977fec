// The judge's overview: undo, and on to the next article.
import { tell, tellFault } from "../shared/ask";
import { one, onKeys, ready } from "../shared/dom";

async function undo(): Promise<void> {
  await tell("/judge/undo", {});
  location.reload();
}

one("[data-undo]")?.addEventListener("click", () => void undo().catch(tellFault));
onKeys({
  n: () => (location.href = "/judge/next"),
  u: () => void undo().catch(tellFault),
});
ready();
