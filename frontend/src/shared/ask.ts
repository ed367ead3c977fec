// Questions to the server. A fault is told to the user and thrown.
import { message, toast } from "./dom";

export class Fault extends Error {
  constructor(
    text: string,
    readonly told: unknown,
  ) {
    super(text);
  }
}

async function answer(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    toast(message("lost"), "bad");
    throw error;
  }
  if (response.ok) return response;
  const told: unknown = response.headers.get("content-type")?.includes("json") ? await response.json() : null;
  const why = (told as { fault?: string } | null)?.fault ?? response.statusText;
  throw new Fault(why, told);
}

/** The JSON that an address answers with. */
export async function askJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { accept: "application/json" } };
  if (signal) init.signal = signal;
  return (await (await answer(address, init)).json()) as T;
}

/** A fragment of the page, which the server has escaped. */
export async function askPart(address: string, signal?: AbortSignal): Promise<DocumentFragment> {
  const init: RequestInit = signal ? { signal } : {};
  return part(await (await answer(address, init)).text());
}

/** Sends data and gives the JSON that comes back. */
export async function tell<T>(address: string, data: unknown, signal?: AbortSignal): Promise<T> {
  return (await (await answer(address, posting(data, signal))).json()) as T;
}

/** Sends data and gives the fragment of the page that comes back, which the server has escaped. */
export async function tellPart(address: string, data: unknown, signal?: AbortSignal): Promise<DocumentFragment> {
  return part(await (await answer(address, posting(data, signal))).text());
}

function posting(data: unknown, signal?: AbortSignal): RequestInit {
  const init: RequestInit = {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(data),
  };
  if (signal) init.signal = signal;
  return init;
}

function part(html: string): DocumentFragment {
  const template = document.createElement("template"); // what is parsed in one runs nothing
  template.innerHTML = html;
  return template.content;
}

/** Tells the user of a fault that was met in an event. */
export function tellFault(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  toast(message("failed", { why: error instanceof Error ? error.message : String(error) }), "bad");
}
